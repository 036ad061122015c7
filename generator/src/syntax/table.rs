//! Pipe tables: GFM, and the looser forms that the pages have. From lines to rows of cell ranges; the text of cells is read elsewhere.

use super::lines::{Line, View};
use super::text::{trim_end, trim_start};
use crate::limits::TABLE_COLUMNS;

/// Where a cell is, without padding.
pub(super) type CellRange = (usize, usize);

/// Whether a table begins with `header`, when `delimiter` is the line behind it.
pub(super) fn starts(header: View<'_>, delimiter: View<'_>) -> bool {
    columns(header, delimiter).is_some_and(|count| (1..TABLE_COLUMNS).contains(&count))
}

/// Whether a table would begin so, if it had fewer columns.
pub(super) fn is_too_wide(header: View<'_>, delimiter: View<'_>) -> bool {
    columns(header, delimiter) == Some(TABLE_COLUMNS)
}

/// How many pipes there are in the line before a line of dashes, as far as it matters. A pipe alone has no cell beside it.
fn columns(header: View<'_>, delimiter: View<'_>) -> Option<usize> {
    let dashes = delimiter.trimmed();
    let header = header.trimmed();
    let is_table = matches!(dashes.first(), Some(b'|' | b':' | b'-')) && is_delimiter(dashes);
    (is_table && header != b"|").then(|| {
        memchr::memchr_iter(b'|', header)
            .take(TABLE_COLUMNS)
            .count()
    })
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

/// A row: its cells as written, and its place.
#[derive(Clone)]
pub(super) struct RowRange {
    pub(super) cells: Vec<CellRange>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The rows of a table, one after the other.
pub(super) struct Rows<'s, 'l> {
    bytes: &'s [u8],
    lines: &'l [Line],
    /// The first line that is not read.
    pub(super) next: usize,
    /// How many cells the header has.
    width: usize,
    /// Whether rows without a trailing pipe may go on in the next line.
    piped: bool,
    /// Whether the last row has no trailing pipe.
    open: bool,
}

impl<'s, 'l> Rows<'s, 'l> {
    /// The rows from line `next` on, below a header of `width` cells.
    pub(super) fn new(
        bytes: &'s [u8],
        lines: &'l [Line],
        next: usize,
        (header, width): (View<'_>, usize),
    ) -> Self {
        let piped = header.trimmed().first() == Some(&b'|');
        Self {
            bytes,
            lines,
            next,
            width,
            piped,
            open: false,
        }
    }

    fn view(&self, at: usize) -> Option<View<'s>> {
        self.lines.get(at).map(|line| line.view(self.bytes))
    }

    /// How many lines from the next one on, without a leading pipe, it takes to close an open row; none if nothing closes it.
    fn continuation(&self) -> Option<usize> {
        let mut at = self.next;
        while let Some(view) = self.view(at) {
            let row = is_piped(view) && self.is_whole(&split(self.bytes, view.first, view.end));
            if row || ends_table(view) || view.trimmed().first() == Some(&b'|') {
                return None;
            }
            at += 1;
            if ends_with_pipe(view) {
                return Some(at);
            }
        }
        None
    }

    /// Whether a line without a leading pipe has cells enough to be a row of its own.
    fn is_whole(&self, cells: &[CellRange]) -> bool {
        cells.len() >= self.width.saturating_sub(1).max(2)
    }
}

impl Iterator for Rows<'_, '_> {
    type Item = RowRange;

    fn next(&mut self) -> Option<RowRange> {
        let view = self.view(self.next).filter(|view| !ends_table(*view))?;
        let leading = view.trimmed().first() == Some(&b'|');
        if !leading && !is_piped(view) {
            return None;
        }
        let mut row = RowRange {
            cells: split(self.bytes, view.first, view.end),
            start: view.first,
            end: view.end,
        };
        if !leading && self.open && !self.is_whole(&row.cells) {
            return None;
        }
        self.next += 1;
        self.open = self.piped && !ends_with_pipe(view);
        if self.open
            && let Some(next) = self.continuation()
            && let Some(last) = self.view(next - 1)
        {
            row.end = last.end;
            row.cells = split(self.bytes, row.start, row.end);
            self.next = next;
            self.open = false;
        }
        Some(row)
    }
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

/// Splits at pipes that are not escaped; the outer ones are optional. What follows the last cell that a row may have belongs to it.
pub(super) fn split(bytes: &[u8], start: usize, end: usize) -> Vec<CellRange> {
    let mut cells = Vec::with_capacity(4);
    let end = trim_end(bytes, start, end);
    let mut cell = start;
    if cell < end && bytes[cell] == b'|' {
        cell += 1;
    }
    let mut at = cell;
    while cells.len() < TABLE_COLUMNS
        && let Some(found) = memchr::memchr(b'|', &bytes[at..end])
    {
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
