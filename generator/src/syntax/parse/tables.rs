//! Table blocks: the cells that [`table`] found, with their text; rows fitted to the header, within bounds.

use super::super::lines::View;
use super::super::table::{self, CellRange, RowRange, Rows};
use super::super::{Block, BlockKind, Cell, Row, Table};
use super::{Cursor, Parser};
use crate::diag::{Code, Edit, Fix};

/// So many odd rows of one table are reported one by one.
const MAX_REPORTS: usize = 20;

/// So many missing cells are made up on one page. A short row below a header of a million cells must not become a million cells.
const MAX_PADDING: usize = 1 << 18;

impl<'s> Parser<'s, '_> {
    /// Whether a table begins at line `at`.
    pub(super) fn is_table(&self, cursor: &Cursor<'_>, at: usize) -> bool {
        let pair = cursor.lines.get(at).zip(cursor.lines.get(at + 1));
        pair.is_some_and(|(header, delimiter)| {
            table::starts(header.view(self.bytes), delimiter.view(self.bytes))
        })
    }

    pub(super) fn table(&mut self, cursor: &mut Cursor<'_>, view: View<'s>) -> Block<'s> {
        let header = table::split(self.bytes, view.first, view.end);
        let width = header.len();
        let delimiter = cursor.lines[cursor.next + 1].view(self.bytes);
        let mut report = Report {
            header: (view.first, view.end),
            ..Report::default()
        };
        let delimiters = RowRange {
            cells: table::split(self.bytes, delimiter.first, delimiter.end),
            start: delimiter.first,
            end: delimiter.end,
        };
        if delimiters.cells.len() != width {
            report.ragged(self, (Kind::Delimiter, &delimiters), width);
        }
        let header = header.into_iter().map(|range| self.cell(range)).collect();
        let mut rows = Vec::new();
        let mut end = delimiter.end;
        let mut body = Rows::new(self.bytes, cursor.lines, cursor.next + 2, (view, width));
        for row in body.by_ref() {
            end = row.end;
            let written = row.cells.len();
            let padding = self.padding + width.saturating_sub(written);
            if padding > MAX_PADDING {
                report.lost(self, (row.start, row.end));
                continue;
            }
            self.padding = padding;
            let odd = (written != width).then(|| row.clone());
            let Some(row) = self.row(row, width) else {
                continue;
            };
            if let Some(odd) = odd
                && !is_label(&self.text[odd.start..odd.end])
            {
                report.ragged(self, (Kind::Body, &odd), width);
            }
            rows.push(row);
        }
        let next = body.next;
        report.finish(self, (view.first, end));
        cursor.go(next);
        Block {
            kind: BlockKind::Table(Table { header, rows }),
            span: self.span(view.first, end),
        }
    }

    /// A row with as many cells as the header; none if they are all empty.
    fn row(&mut self, row: RowRange, width: usize) -> Option<Row<'s>> {
        let written = row.cells.len();
        let ranges = table::fit(row.cells, width, row.end);
        let cells: Vec<_> = ranges.into_iter().map(|range| self.cell(range)).collect();
        let blank = cells.iter().all(|cell| cell.inlines.0.is_empty());
        (!blank).then(|| Row {
            cells,
            written,
            span: self.span(row.start, row.end),
        })
    }

    fn cell(&mut self, (start, end): CellRange) -> Cell<'s> {
        Cell {
            inlines: self.inlines(start, end, true),
            span: self.span(start, end),
        }
    }
}

/// The rows below a header.
#[derive(Clone, Copy)]
enum Kind {
    /// `|:--|:--|`
    Delimiter,
    /// All others.
    Body,
}

/// What is reported of one table.
#[derive(Default)]
struct Report {
    /// Where the header is.
    header: CellRange,
    ragged: usize,
    lost: usize,
}

impl Report {
    fn ragged(
        &mut self,
        parser: &mut Parser<'_, '_>,
        (kind, row): (Kind, &RowRange),
        width: usize,
    ) {
        self.ragged += 1;
        if self.ragged > MAX_REPORTS {
            return;
        }
        let found = row.cells.len();
        let cells = if found == 1 { "cell" } else { "cells" };
        let what = match kind {
            Kind::Delimiter => "delimiter row",
            Kind::Body => "row",
        };
        let message = format!("{what} has {found} {cells}, the header has {width}");
        let header = parser.span(self.header.0, self.header.1);
        let mut diagnostic = Code::RaggedTableRow
            .at(parser.span(row.start, row.end), message)
            .also(header, "the header");
        diagnostic.help = Some(match (kind, found > width) {
            (Kind::Body, true) => {
                "write `\\|` for a pipe that is text, and no cells beyond the last column"
                    .to_owned()
            }
            (Kind::Body | Kind::Delimiter, _) => {
                "give it as many cells as the header has".to_owned()
            }
        });
        diagnostic.fix = match (kind, found > width) {
            (Kind::Body, true) => escape_surplus(parser, row, width),
            (Kind::Delimiter, true) => cut(parser, row, width),
            (Kind::Body, false) => pad(parser, row, width, " |"),
            (Kind::Delimiter, false) => pad(parser, row, width, " --- |"),
        };
        parser.diags.push(diagnostic);
    }

    fn lost(&mut self, parser: &mut Parser<'_, '_>, range: CellRange) {
        if self.lost == 0 {
            let message = "row is left out: too many cells are missing on this page";
            let diagnostic = Code::RaggedTableRow.at(parser.span(range.0, range.1), message);
            parser
                .diags
                .push(diagnostic.help("give each row as many cells as the header has"));
        }
        self.lost += 1;
    }

    fn finish(self, parser: &mut Parser<'_, '_>, table: CellRange) {
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
                let span = parser.span(table.0, table.1);
                parser
                    .diags
                    .push(Code::RaggedTableRow.at(span, format!("{count} {what}")));
            }
        }
    }
}

/// `|**Extensions**|`: one cell in bold is the label of the rows below, and wants no others.
fn is_label(row: &str) -> bool {
    let cell = row.trim_matches(['|', ' ', '\t']);
    cell.len() > 4 && cell.starts_with("**") && cell.ends_with("**") && !cell.contains('|')
}

/// Adds the cells that are missing.
fn pad(parser: &Parser<'_, '_>, row: &RowRange, width: usize, cell: &str) -> Option<Fix> {
    let text = &parser.text[row.start..row.end];
    let missing = width.checked_sub(row.cells.len())?;
    if row.cells.is_empty() || text.contains('\n') {
        return None;
    }
    let closed = text.ends_with('|') && !text.ends_with("\\|");
    let close = if closed { "" } else { " |" };
    Some(Fix {
        title: "add the cells that are missing".to_owned(),
        edits: vec![Edit {
            span: parser.span(row.end, row.end),
            text: close.to_owned() + &cell.repeat(missing),
        }],
    })
}

/// Cuts off the cells of a delimiter row that the header has not.
fn cut(parser: &Parser<'_, '_>, row: &RowRange, width: usize) -> Option<Fix> {
    let last = row.cells.get(width.checked_sub(1)?)?;
    Some(Fix {
        title: "cut off what is too much".to_owned(),
        edits: vec![Edit {
            span: parser.span(last.1, row.end),
            text: "|".to_owned(),
        }],
    })
}

/// Escapes the pipes between the cells that go into the last column. An empty cell among them is something else: a row that
/// hangs on to this one, or a column that the header lacks.
fn escape_surplus(parser: &Parser<'_, '_>, row: &RowRange, width: usize) -> Option<Fix> {
    let surplus = row.cells.get(width.checked_sub(1)?..)?;
    if surplus.iter().any(|(start, end)| start == end) {
        return None;
    }
    let mut edits = Vec::new();
    for pair in surplus.windows(2) {
        let (from, to) = (pair[0].1, pair[1].0);
        let at = from + parser.text.get(from..to)?.find('|')?;
        edits.push(Edit {
            span: parser.span(at, at),
            text: "\\".to_owned(),
        });
    }
    (!edits.is_empty()).then(|| Fix {
        title: "escape the pipes that are text".to_owned(),
        edits,
    })
}
