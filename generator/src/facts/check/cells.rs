//! How the rows of tables are written: with their pipes, on one line, without tables within.

use crate::diag::{Code, Diagnostics};
use crate::source::Span;
use crate::syntax::{Block, Page, Row, Table};

/// Checks all tables of a page.
pub(super) fn check(page: &Page<'_>, diagnostics: &mut Diagnostics) {
    for block in page.walk() {
        if let Some(table) = block.as_table() {
            rows(page, (block, table), diagnostics);
        }
    }
}

fn rows(page: &Page<'_>, (block, table): (&Block<'_>, &Table<'_>), diagnostics: &mut Diagnostics) {
    let text = |span: Span| {
        page.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    };
    let header = text(block.span).trim_start();
    for row in &table.rows {
        let written = text(row.span);
        if header.starts_with('|') && !written.trim_start().starts_with('|') {
            diagnostics.push(without_pipe(row, written));
        } else if written.contains('\n') {
            diagnostics.push(
                Code::RowWithoutPipe
                    .at(row.span, "this row goes on in the next line")
                    .help("write it on one line, with `<br>` where the text breaks: other readers take the next line for a row"),
            );
        }
        for cell in &row.cells {
            let inside = text(cell.span).to_ascii_lowercase();
            if let Some(at) = inside.find("<table") {
                let start = cell.span.start + at as u32;
                let span = Span { start, ..cell.span };
                diagnostics.push(
                    Code::UnreadTable
                        .at(span, "this table within a cell is read as running text")
                        .help("make it a table below a heading of its own, and link that"),
                );
            }
        }
    }
}

fn without_pipe(row: &Row<'_>, written: &str) -> crate::diag::Diagnostic {
    let indent = written.len() - written.trim_start().len();
    let place = row.span.part(indent, 0);
    Code::RowWithoutPipe
        .at(
            row.span,
            "this row begins without a pipe, its header with one",
        )
        .help("begin it with a pipe: without, it may be taken for the end of the row above")
        .fix("begin it with a pipe", place, "|")
}
