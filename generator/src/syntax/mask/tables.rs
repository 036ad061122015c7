//! Tables: delimiter rows and rows with another number of cells than the header, rows that go on in the next line, tables that are
//! indented like code.

use super::super::lines::{Line, View};
use super::super::table::{
    CellRange, Report, RowKind, RowRange, ends_with_pipe, has_cells, is_delimiter, is_label,
    is_piped, split,
};
use super::{Content, Masker};
use crate::diag::Code;
use crate::limits::TABLE_COLUMNS;
use crate::source::Span;

/// So many missing cells are made up on one page. A short row below a header of a thousand cells must not become a thousand cells.
const MAX_PADDING: usize = 1 << 18;

/// Stands for a pipe that is text.
const NO_PIPE: u8 = b',';

impl Masker<'_, '_> {
    /// Goes past the table that begins with `header`, if `delimiter` is what it says; returns the start of the line behind it.
    pub(super) fn table(&mut self, header: Content, delimiter: Content) -> Option<usize> {
        let (head, dashes) = (header.view(&self.bytes), delimiter.view(&self.bytes));
        if !is_delimiter(dashes.trimmed()) || !is_piped(head) || head.trimmed() == b"|" {
            return None;
        }
        let width = self.count((header.first, header.end));
        if width >= TABLE_COLUMNS {
            self.too_wide(header, delimiter);
            return None;
        }
        let mut report = Report {
            page: self.page,
            text: self.text,
            header: (header.first, header.end),
            width,
            ragged: 0,
            lost: 0,
        };
        let cells = self.delimiter(delimiter, &mut report);
        if cells < width {
            let row = RowRange::new(&self.bytes, header.first, header.end);
            self.join_surplus(&row, cells);
        }
        for line in [header, delimiter] {
            if line.is_code() {
                self.draw_left(line);
            }
        }
        let is_piped = self.bytes[header.first] == b'|' || header.is_code();
        let end = self.rows(Rows { cells, is_piped }, delimiter, &mut report);
        report.finish(end.0, self.diags);
        Some(end.1)
    }

    /// How many cells the row at this place has.
    fn count(&mut self, (start, end): CellRange) -> usize {
        split(&self.bytes, start, end, &mut self.cells);
        self.cells.len()
    }

    fn too_wide(&mut self, header: Content, delimiter: Content) {
        if !self.is_too_wide {
            self.is_too_wide = true;
            let message =
                format!("this table is left out; tables have fewer than {TABLE_COLUMNS} columns");
            let span = Span {
                page: self.page,
                start: header.first as u32,
                end: header.end as u32,
            };
            let found = Code::OverLimit.at(span, message);
            self.diags.push(found.help("write it as several tables"));
        }
        self.bytes.to_mut()[delimiter.first] = NO_PIPE;
    }

    /// Gives the delimiter row as many cells as the header has. Returns how many it has then: fewer, if there is no room.
    fn delimiter(&mut self, content: Content, report: &mut Report<'_>) -> usize {
        let view = content.view(&self.bytes);
        let row = RowRange::new(&self.bytes, content.first, content.end);
        let has_all_dashes = row
            .cells
            .iter()
            .all(|(start, end)| self.bytes[*start..*end].contains(&b'-'));
        let has_tabs = view.trimmed().contains(&b'\t');
        let found = row.cells.len();
        if found != report.width {
            report.ragged(RowKind::Delimiter, &row, self.diags);
        } else if has_all_dashes && !has_tabs {
            return found;
        }
        let cells = report.width.min((content.end - content.first) / 2).max(1);
        let bytes = &mut self.bytes.to_mut()[content.first..content.end];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = if at % 2 == 0 && at < 2 * cells {
                b'|'
            } else {
                b'-'
            };
        }
        cells
    }

    /// Puts a pipe where the container of the line begins, so that the line is not code.
    fn draw_left(&mut self, content: Content) {
        let base = self.base_byte(content);
        if base < content.first {
            let bytes = self.bytes.to_mut();
            if bytes[content.first] == b'|' {
                bytes[content.first] = b' ';
            }
            bytes[base] = b'|';
        }
    }

    /// Repairs the rows; returns where the last one ends, and where the line behind it begins.
    fn rows(&mut self, rows: Rows, delimiter: Content, report: &mut Report<'_>) -> (usize, usize) {
        let mut end = (delimiter.end, delimiter.line.next);
        let mut searched = 0; // No line before this place closes an open row.
        while let Some(line) = Line::at(&self.bytes, end.1) {
            let Some(view) = self.row(line) else { break };
            let mut next = line.next;
            let (start, mut stop, column) = (view.first, view.end, view.column);
            let is_open = rows.is_piped && !ends_with_pipe(view);
            if is_open && line.next >= searched {
                match self.continuation(line.next, report.width) {
                    Ok(closing) => {
                        (stop, next) = closing;
                        self.join(start, stop);
                    }
                    Err(end) => searched = end,
                }
            }
            let view = View::new(&self.bytes, start, stop, column);
            let (start, stop) = (view.first, view.end);
            if !has_cells(&self.bytes[start..stop], rows.cells)
                && self.count((start, stop)) != rows.cells
            {
                self.odd_row((start, stop), rows.cells, report);
            }
            end = (stop, next);
        }
        end
    }

    /// What the line holds, if it is a row: other blocks end a table even without a blank line, text does not.
    fn row(&self, line: Line) -> Option<View<'_>> {
        let mut view = line.view(&self.bytes);
        while self.quoted && view.trimmed().starts_with(b">") {
            view = View::new(&self.bytes, view.first + 1, line.end, view.column + 1);
        }
        (!ends_table(view)).then_some(view)
    }

    /// Where the line ends that closes an open row, and where the line behind that begins; if nothing closes it, where the search
    /// ended.
    fn continuation(&self, mut at: usize, width: usize) -> Result<(usize, usize), usize> {
        while let Some(line) = Line::at(&self.bytes, at) {
            let view = line.view(&self.bytes);
            let is_row = is_piped(view)
                && RowRange::new(&self.bytes, view.first, view.end).cells.len()
                    >= width.saturating_sub(1).max(2);
            if is_row || ends_table(view) || view.trimmed().first() == Some(&b'|') {
                return Err(at);
            }
            if ends_with_pipe(view) {
                return Ok((view.end, line.next));
            }
            at = line.next;
        }
        Err(at)
    }

    /// A row whose cells are not as many as the header's: what is missing is empty, what is too much belongs to the last cell.
    fn odd_row(&mut self, (start, end): (usize, usize), cells: usize, report: &mut Report<'_>) {
        let row = RowRange::new(self.text.as_bytes(), start, end);
        let written = row.cells.len();
        self.ragged.push((start, written));
        self.padding += report.width.saturating_sub(written);
        if self.padding > MAX_PADDING {
            report.lost((start, end), self.diags);
            self.blank(start, end);
            return;
        }
        let is_empty = row.cells.iter().all(|(start, end)| start == end);
        if is_empty {
            if written == 0 {
                // A pipe alone would end the table.
                self.bytes.to_mut()[start] = NO_PIPE;
            }
            return;
        }
        self.join_surplus(&row, cells);
        if written != report.width && !is_label(&self.text[start..end]) {
            report.ragged(RowKind::Body, &row, self.diags);
        }
    }

    /// What is too much for so many cells becomes a part of the last one.
    fn join_surplus(&mut self, row: &RowRange, cells: usize) {
        // An empty surplus cell is a stray pipe, and joins nothing.
        let surplus = row.cells.get(cells..).unwrap_or_default();
        let Some(last) = surplus.iter().rposition(|(start, end)| start < end) else {
            return;
        };
        let (from, to) = (row.cells[cells - 1].1, row.cells[cells + last].0);
        for byte in &mut self.bytes.to_mut()[from..to] {
            if *byte == b'|' {
                *byte = NO_PIPE;
            }
        }
    }
}

/// What the rows of one table are read against.
struct Rows {
    /// How many cells a row has.
    cells: usize,
    /// Whether rows without a trailing pipe may go on in the next line.
    is_piped: bool,
}

fn ends_table(view: View<'_>) -> bool {
    view.is_blank()
        || view.heading().is_some()
        || view.trimmed().starts_with(b">")
        || view.trimmed().starts_with(b"<") && !is_piped(view)
        || view.is_comment()
        || view.fence().is_some()
        || view.marker().is_some()
}
