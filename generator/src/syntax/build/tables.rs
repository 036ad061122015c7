//! Pipe tables: from the events of one table to its rows and cells.

use pulldown_cmark::{Event, Tag};

use super::super::text::trim;
use super::super::{Cell, Row, Table};
use super::Build;

impl<'s> Build<'s, '_, '_> {
    pub(super) fn table(&mut self) -> Table<'s> {
        let mut table = Table {
            header: Vec::new(),
            rows: Vec::new(),
        };
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(Tag::TableHead) => {
                    let (_, end) = self.trim(&range);
                    table.header = self.cells(end, 0);
                }
                Event::Start(Tag::TableRow) => {
                    let (start, end) = self.trim(&range);
                    let cells = self.cells(end, table.header.len());
                    let is_blank = cells.iter().all(|cell| cell.inlines.0.is_empty());
                    if is_blank || &self.text[start..end] == "|" {
                        continue;
                    }
                    let ragged = &self.mask.ragged;
                    let ragged = ragged.binary_search_by_key(&start, |(start, _)| *start);
                    let written = ragged.map_or(cells.len(), |at| self.mask.ragged[at].1);
                    let span = self.span(start, end);
                    table.rows.push(Row {
                        cells,
                        written,
                        span,
                    });
                }
                _ => break,
            }
        }
        table
    }

    /// The cells of a row that ends at `end`, of a table with so many columns.
    fn cells(&mut self, end: usize, columns: usize) -> Vec<Cell<'s>> {
        let mut cells = Vec::with_capacity(columns);
        while let Some((Event::Start(Tag::TableCell), range)) = self.next() {
            let mask = self.mask.text.as_bytes();
            let (first, last) = trim(mask, range.start.min(end), range.end.min(end));
            cells.push(Cell {
                inlines: self.inlines(true),
                span: self.span(first, last),
            });
        }
        cells
    }
}
