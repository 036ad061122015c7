//! Pipe tables: GFM, and the looser forms that the pages have. From lines to rows of cell ranges; the text of cells is read elsewhere.

use super::lines::{Line, View};
use super::text::{trim_end, trim_start};

/// Where a cell is, without padding.
pub(super) type CellRange = (usize, usize);

/// Whether a table begins with `header`, when `delimiter` is the line behind it.
pub(super) fn starts(header: View<'_>, delimiter: View<'_>) -> bool {
    matches!(delimiter.trimmed().first(), Some(b'|' | b':' | b'-'))
        && is_delimiter(delimiter.trimmed())
        && memchr::memchr(b'|', header.trimmed()).is_some()
}

/// Dashes, colons, pipes and blanks, with a dash, and with something that is no dash: `---` alone is a rule.
fn is_delimiter(line: &[u8]) -> bool {
    let mut dash = false;
    let mut mark = false;
    line.iter().all(|byte| {
        dash |= *byte == b'-';
        mark |= matches!(byte, b'|' | b':');
        matches!(byte, b'|' | b':' | b'-' | b' ' | b'\t')
    }) && dash
        && mark
}

/// A row: its cells as written, and how many lines it takes.
pub(super) struct RowRange {
    pub(super) cells: Vec<CellRange>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The body of a table: its rows, and the first line behind it.
pub(super) struct Body {
    pub(super) rows: Vec<RowRange>,
    pub(super) next: usize,
}

/// Reads rows from line `at` on, for a header of `width` cells.
pub(super) fn body(
    bytes: &[u8],
    lines: &[Line],
    at: usize,
    header: View<'_>,
    width: usize,
) -> Body {
    let open_ended = header.trimmed().first() == Some(&b'|');
    let mut rows: Vec<RowRange> = Vec::new();
    let mut open = false;
    let mut next = at;
    while next < lines.len() {
        let view = lines[next].view(bytes);
        if ends_table(view) {
            break;
        }
        let leading = view.trimmed().first() == Some(&b'|');
        let cells = split(bytes, view.first, view.end);
        let is_row = leading || (is_piped(view) && (!open || is_whole(&cells, width)));
        if is_row {
            rows.push(RowRange {
                cells,
                start: view.first,
                end: view.end,
            });
            open = open_ended && !ends_with_pipe(view);
            next += 1;
        } else if open
            && let Some(count) = continuation(bytes, &lines[next..], width)
            && let Some(row) = rows.last_mut()
        {
            next += count;
            row.end = lines[next - 1].view(bytes).end;
            row.cells = split(bytes, row.start, row.end);
            open = false;
        } else {
            break;
        }
    }
    Body { rows, next }
}

/// Headings, quotes, comments and fences end a table even without a blank line.
fn ends_table(view: View<'_>) -> bool {
    view.is_blank()
        || view.heading().is_some()
        || view.is_quote()
        || view.is_comment()
        || view.fence().is_some()
}

fn is_piped(view: View<'_>) -> bool {
    let line = view.trimmed();
    memchr::memchr_iter(b'|', line).any(|at| at == 0 || line[at - 1] != b'\\')
}

fn ends_with_pipe(view: View<'_>) -> bool {
    view.trimmed().ends_with(b"|") && !view.trimmed().ends_with(b"\\|")
}

/// Whether a line without a leading pipe has cells enough to be a row of its own.
fn is_whole(cells: &[CellRange], width: usize) -> bool {
    cells.len() >= width.saturating_sub(1).max(2)
}

/// How many lines from here on, without a leading pipe, it takes to close the open row; none if nothing closes it.
fn continuation(bytes: &[u8], lines: &[Line], width: usize) -> Option<usize> {
    for (index, line) in lines.iter().enumerate() {
        let view = line.view(bytes);
        let row = is_piped(view) && is_whole(&split(bytes, view.first, view.end), width);
        if row || ends_table(view) || view.trimmed().first() == Some(&b'|') {
            return None;
        }
        if ends_with_pipe(view) {
            return Some(index + 1);
        }
    }
    None
}

/// Splits at pipes that are not escaped; the outer ones are optional.
pub(super) fn split(bytes: &[u8], start: usize, end: usize) -> Vec<CellRange> {
    let mut cells = Vec::with_capacity(4);
    let end = trim_end(bytes, start, end);
    let mut cell = start;
    if cell < end && bytes[cell] == b'|' {
        cell += 1;
    }
    let mut at = cell;
    while let Some(found) = memchr::memchr(b'|', &bytes[at..end]) {
        at += found;
        if bytes[at - 1] != b'\\' || at == cell {
            cells.push(trimmed(bytes, cell, at));
            cell = at + 1;
        }
        at += 1;
    }
    if cell < end {
        cells.push(trimmed(bytes, cell, end));
    }
    cells
}

fn trimmed(bytes: &[u8], start: usize, end: usize) -> CellRange {
    let first = trim_start(bytes, start, end);
    (first, trim_end(bytes, first, end))
}

/// Fits the cells of a row to `width`: the surplus goes into the last cell, what is missing is empty at the end of the row.
pub(super) fn fit(mut cells: Vec<CellRange>, width: usize, end: usize) -> Vec<CellRange> {
    if cells.len() > width && width > 0 {
        // An empty surplus cell is a stray pipe, and joins nothing.
        let last = cells[width..]
            .iter()
            .rev()
            .find(|(start, end)| start < end)
            .map(|(_, end)| *end);
        cells.truncate(width);
        if let (Some(last), Some(cell)) = (last, cells.last_mut()) {
            cell.1 = last;
        }
    }
    cells.resize(width, (end, end));
    cells
}
