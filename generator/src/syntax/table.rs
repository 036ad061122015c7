//! Rows of pipe tables whose cells are not as many as the header's: what is reported of them, and how to mend it.

use super::lines::View;
use super::text::trim;
use crate::diag::{Code, Diagnostics, Edit, Fix};
use crate::limits::TABLE_COLUMNS;
use crate::source::{PageId, Span};

/// So many odd rows of one table are reported one by one.
const MAX_REPORTS: usize = 20;

/// Where a cell is, without padding.
pub(super) type CellRange = (usize, usize);

/// Whether a line consists of what parts a header from its rows: dashes, colons, pipes and blanks, with a dash, and with
/// something that is no dash: `---` alone is a rule.
pub(super) fn is_delimiter(line: &[u8]) -> bool {
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
#[derive(Clone, Debug)]
pub(super) struct RowRange {
    pub(super) cells: Vec<CellRange>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl RowRange {
    pub(super) fn new(bytes: &[u8], start: usize, end: usize) -> Self {
        let mut cells = Vec::new();
        split(bytes, start, end, &mut cells);
        Self { cells, start, end }
    }
}

/// Whether a row has so many cells, by its pipes alone: a quick look that knows the usual rows.
pub(super) fn has_cells(row: &[u8], cells: usize) -> bool {
    let is_enclosed = row.len() > 1 && row.starts_with(b"|") && row.ends_with(b"|");
    is_enclosed
        && memchr::memchr(b'\\', row).is_none()
        && memchr::memchr_iter(b'|', row).count() == cells + 1
}

pub(super) fn is_piped(view: View<'_>) -> bool {
    let line = view.trimmed();
    memchr::memchr_iter(b'|', line).any(|at| at == 0 || line[at - 1] != b'\\')
}

pub(super) fn ends_with_pipe(view: View<'_>) -> bool {
    view.trimmed().ends_with(b"|") && !view.trimmed().ends_with(b"\\|")
}

/// Splits at pipes that are not escaped; the outer ones are optional. What follows the last cell that a row may have belongs to it.
pub(super) fn split(bytes: &[u8], start: usize, end: usize, cells: &mut Vec<CellRange>) {
    cells.clear();
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
            cells.push(trim(bytes, cell, at));
            cell = at + 1;
        }
        at += 1;
    }
    if cell < end {
        cells.push(trim(bytes, cell, end));
    }
}

/// The rows below a header.
#[derive(Clone, Copy)]
pub(super) enum RowKind {
    /// `|:--|:--|`
    Delimiter,
    /// All others.
    Body,
}

/// What is reported of one table.
pub(super) struct Report<'s> {
    pub(super) page: PageId,
    pub(super) text: &'s str,
    /// Where the header is.
    pub(super) header: CellRange,
    /// How many cells it has.
    pub(super) width: usize,
    pub(super) ragged: usize,
    pub(super) lost: usize,
}

impl Report<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            page: self.page,
            start: start as u32,
            end: end as u32,
        }
    }

    /// A row has more or fewer cells than the header.
    pub(super) fn ragged(&mut self, kind: RowKind, row: &RowRange, diags: &mut Diagnostics) {
        self.ragged += 1;
        if self.ragged > MAX_REPORTS {
            return;
        }
        let found = row.cells.len();
        let cells = if found == 1 { "cell" } else { "cells" };
        let what = match kind {
            RowKind::Delimiter => "delimiter row",
            RowKind::Body => "row",
        };
        let message = format!("{what} has {found} {cells}, the header has {}", self.width);
        let header = self.span(self.header.0, self.header.1);
        let mut diagnostic = Code::RaggedTableRow
            .at(self.span(row.start, row.end), message)
            .also(header, "the header");
        let surplus = found > self.width;
        diagnostic.help = Some(match (kind, surplus) {
            (RowKind::Body, true) => {
                "write `\\|` for a pipe that is text, and no cells beyond the last column"
                    .to_owned()
            }
            (RowKind::Body | RowKind::Delimiter, _) => {
                "give it as many cells as the header has".to_owned()
            }
        });
        diagnostic.fix = match (kind, surplus) {
            (RowKind::Body, true) => self.escape_surplus(row),
            (RowKind::Delimiter, true) => self.cut(row),
            (RowKind::Body, false) => self.pad(row, " |"),
            (RowKind::Delimiter, false) => self.pad(row, " --- |"),
        };
        diags.push(diagnostic);
    }

    /// A row is left out.
    pub(super) fn lost(&mut self, row: CellRange, diags: &mut Diagnostics) {
        if self.lost == 0 {
            let message = "row is left out: too many cells are missing on this page";
            let diagnostic = Code::RaggedTableRow.at(self.span(row.0, row.1), message);
            diags.push(diagnostic.help("give each row as many cells as the header has"));
        }
        self.lost += 1;
    }

    /// The table, whose last row ends at `end`, has been read.
    pub(super) fn finish(self, end: usize, diags: &mut Diagnostics) {
        let more = [
            (
                self.ragged.saturating_sub(MAX_REPORTS),
                "more rows of this table have more or fewer cells than the header",
            ),
            (
                self.lost.saturating_sub(1),
                "more rows of this table are left out",
            ),
        ];
        for (count, what) in more {
            if count > 0 {
                let span = self.span(self.header.0, end);
                diags.push(Code::RaggedTableRow.at(span, format!("{count} {what}")));
            }
        }
    }

    /// Adds the cells that are missing.
    fn pad(&self, row: &RowRange, cell: &str) -> Option<Fix> {
        let text = &self.text[row.start..row.end];
        let missing = self.width.checked_sub(row.cells.len())?;
        if row.cells.is_empty() || text.contains('\n') {
            return None;
        }
        let closed = text.ends_with('|') && !text.ends_with("\\|");
        let close = if closed { "" } else { " |" };
        Some(Fix {
            title: "add the cells that are missing".to_owned(),
            edits: vec![Edit {
                span: self.span(row.end, row.end),
                text: close.to_owned() + &cell.repeat(missing),
            }],
        })
    }

    /// Cuts off the cells of a delimiter row that the header has not.
    fn cut(&self, row: &RowRange) -> Option<Fix> {
        let last = row.cells.get(self.width.checked_sub(1)?)?;
        Some(Fix {
            title: "cut off what is too much".to_owned(),
            edits: vec![Edit {
                span: self.span(last.1, row.end),
                text: "|".to_owned(),
            }],
        })
    }

    /// Escapes the pipes between the cells that go into the last column. An empty cell among them is something else: a row that
    /// hangs on to this one, or a column that the header lacks.
    fn escape_surplus(&self, row: &RowRange) -> Option<Fix> {
        let surplus = row.cells.get(self.width.checked_sub(1)?..)?;
        if surplus.iter().any(|(start, end)| start == end) {
            return None;
        }
        let mut edits = Vec::new();
        for pair in surplus.windows(2) {
            let (from, to) = (pair[0].1, pair[1].0);
            let at = from + self.text.get(from..to)?.find('|')?;
            edits.push(Edit {
                span: self.span(at, at),
                text: "\\".to_owned(),
            });
        }
        (!edits.is_empty()).then(|| Fix {
            title: "escape the pipes that are text".to_owned(),
            edits,
        })
    }
}

/// `|**Extensions**|`: one cell in bold is the label of the rows below, and wants no others.
pub(super) fn is_label(row: &str) -> bool {
    let cell = row.trim_matches(['|', ' ', '\t']);
    cell.len() > 4 && cell.starts_with("**") && cell.ends_with("**") && !cell.contains('|')
}
