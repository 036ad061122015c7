//! Tables of path, query and function parameters and of request headers. Rows become claims about one name each.

use serde::{Deserialize, Serialize};

use crate::api::Doc;
use crate::diag::{Code, Diagnostics};
use crate::facts::property::{self, PropertyFact};
use crate::facts::{Fact, Rule, doc_text};
use crate::source::Span;
use crate::syntax::{Block, Row, Table};

/// A request header that the page lists.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct HeaderFact {
    /// Its name: `If-Match`. Of `Prefer: outlook.timezone`, what stands before the colon.
    pub name: Fact<String>,
    /// What stands after that colon, or in a `Value` column.
    pub value: String,
    /// The description.
    pub doc: Doc,
    /// "Required." stands in the row.
    pub required: bool,
}

/// The tables among `blocks`, lists included.
pub fn tables<'b, 's>(blocks: &'b [Block<'s>]) -> Vec<&'b Table<'s>> {
    let mut out = Vec::new();
    collect_tables(blocks, &mut out);
    out
}

fn collect_tables<'b, 's>(blocks: &'b [Block<'s>], out: &mut Vec<&'b Table<'s>>) {
    for block in blocks {
        if let Some(table) = block.as_table() {
            out.push(table);
        } else if let Some(items) = block.as_list() {
            for item in items {
                collect_tables(item, out);
            }
        }
    }
}

/// The tables among `blocks` that name properties or parameters; the others are reported.
pub fn named<'b, 's>(blocks: &'b [Block<'s>], diagnostics: &mut Diagnostics) -> Vec<&'b Table<'s>> {
    let mut out = tables(blocks);
    out.retain(|table| {
        let lists = property::lists_names(table);
        if let (false, Some(first)) = (lists, table.header.first()) {
            let end = table.rows.last().map_or(first.span.end, |row| row.span.end);
            diagnostics.push(
                Code::UnreadTable
                    .at(
                        Span { end, ..first.span },
                        "this table names no properties or parameters",
                    )
                    .help("give it a Type column, or a heading of its own"),
            );
        }
        lists
    });
    out
}

/// The rows of the parameter tables of a section.
pub fn read(blocks: &[Block<'_>], page: &str, diagnostics: &mut Diagnostics) -> Vec<PropertyFact> {
    named(blocks, diagnostics)
        .into_iter()
        .flat_map(|table| property::rows(table, page, Rule::ParameterRow))
        .collect()
}

/// The rows of the header tables of a section.
pub fn read_headers(
    blocks: &[Block<'_>],
    page: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<HeaderFact> {
    let mut out = Vec::new();
    for table in tables(blocks) {
        let columns = property::columns(table);
        for row in &table.rows {
            match read_header(row, columns.description, page) {
                Some(header) => out.push(header),
                None => diagnostics.push(
                    Code::UnreadableHeader
                        .at(row.span, "this row names no header")
                        .help("write the header's name in the first column"),
                ),
            }
        }
    }
    out
}

fn read_header(row: &Row<'_>, description: Option<usize>, page: &str) -> Option<HeaderFact> {
    let cell = &row.cells[0];
    let written = cell.inlines.plain();
    let (name, value) = written.split_once([':', '=']).unwrap_or((&written, ""));
    let name = name
        .trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '@' && c != ')')
        .split([' ', '('])
        .next()
        .unwrap_or_default();
    let is_token = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'@'));
    if name.is_empty() || !is_token {
        return None;
    }
    let described = description.map(|at| &row.cells[at]);
    let text = described
        .map(|cell| cell.inlines.plain())
        .unwrap_or_default();
    let lower = text.to_ascii_lowercase();
    let required = lower.contains("required") && !lower.contains("not required")
        || written.contains("(required)");
    Some(HeaderFact {
        name: Fact::new(name.to_owned(), cell.span, Rule::HeaderRow),
        value: value.trim().trim_end_matches(['`', '*']).to_owned(),
        doc: described
            .map(|cell| doc_text::doc(&cell.inlines, page))
            .unwrap_or_default(),
        required,
    })
}
