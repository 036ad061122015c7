//! Rows of property, relationship and parameter tables as claims about one name each. Knows columns by their headers.

use serde::{Deserialize, Serialize};

use super::notes::{self, Notes};
use super::values::{self, ValueList};
use super::vocabulary::{NAME_COLUMNS, TYPE_COLUMNS, normalise};
use super::{Fact, Rule, TypeExpr, doc_text, type_expr};
use crate::api::{Doc, Primitive};
use crate::source::Span;
use crate::syntax::{Cell, Row, Table};

/// What one row claims.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct PropertyFact {
    /// The name as written, without markup and remarks.
    pub name: Fact<String>,
    /// The type cell.
    pub ty: Fact<TypeExpr>,
    /// The types of a union such as `[a](a.md) or [b](b.md)`; empty for other cells.
    pub alternatives: Vec<TypeExpr>,
    /// The description.
    pub doc: Doc,
    /// Where the description is, if the table has such a column.
    pub doc_span: Option<Span>,
    /// Flags of the description.
    pub notes: Notes,
    /// Values that the description lists.
    pub values: Option<ValueList>,
    /// A `Required?` column says so.
    pub required_column: Option<bool>,
}

/// The columns of a table, by index.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// The name: always the first.
    pub name: usize,
    /// The type, if there is such a column.
    pub ty: Option<usize>,
    /// The description, if there is such a column.
    pub description: Option<usize>,
    /// `Required?` or `Required (Y/N)`.
    pub required: Option<usize>,
}

/// Finds the columns by their headers, never by position alone (dialect 3.3).
pub fn columns(table: &Table<'_>) -> Columns {
    let headers: Vec<String> = table
        .header
        .iter()
        .map(|cell| normalise(&cell.inlines.plain()))
        .collect();
    let ty = headers
        .iter()
        .position(|header| TYPE_COLUMNS.contains(&header.as_str()));
    let ty = ty.or_else(|| value_column(table, &headers));
    let required = headers
        .iter()
        .position(|header| header.starts_with("required"));
    let named = headers
        .iter()
        .position(|header| header.starts_with("description"));
    let last = headers.iter().enumerate().rev().find(|(index, header)| {
        *index > 0 && Some(*index) != ty && Some(*index) != required && !header.is_empty()
    });
    Columns {
        name: 0,
        ty,
        description: named.or(last.map(|(index, _)| index)),
        required,
    }
}

/// Whether the rows name properties or parameters. A table without a type column that says otherwise in its header explains
/// values (`activityDomain value | Suggestions`) or what can be filtered (`Attribute | Supported operators`).
pub fn lists_names(table: &Table<'_>) -> bool {
    let header = first_header(table);
    NAME_COLUMNS.iter().any(|word| header.starts_with(word)) || columns(table).ty.is_some()
}

/// The header of the first column, normalised; empty when there is none.
pub fn first_header(table: &Table<'_>) -> String {
    table
        .header
        .first()
        .map(|cell| normalise(&cell.inlines.plain()))
        .unwrap_or_default()
}

/// `Name | Value | Description`, where each value is the name of a type: `OneDrive`'s pages call the column so.
fn value_column(table: &Table<'_>, headers: &[String]) -> Option<usize> {
    let at = headers.iter().position(|header| header == "value")?;
    let described = headers
        .iter()
        .any(|header| header.starts_with("description"));
    let names_type = |row: &Row<'_>| match type_expr::parse(&row.cells[at].inlines) {
        TypeExpr::Primitive(_) | TypeExpr::Untyped => true,
        TypeExpr::Named { target, .. } => target.is_some(),
        TypeExpr::Collection(_) => true,
        TypeExpr::Enumeration | TypeExpr::Unreadable { .. } => false,
    };
    (at > 0 && described && table.rows.iter().all(names_type)).then_some(at)
}

/// The claims of a table that has a type column; without one, every row is an untyped string claim of `rule`.
pub fn rows(table: &Table<'_>, page: &str, rule: Rule) -> Vec<PropertyFact> {
    let columns = columns(table);
    table
        .rows
        .iter()
        .filter(|row| !is_group_row(row))
        .filter_map(|row| property(row, columns, page, rule))
        .collect()
}

/// Only the first cell has text: a label such as `|**Attachments**| | |`, not a row.
pub fn is_group_row(row: &Row<'_>) -> bool {
    row.cells.len() > 1
        && row.cells[1..]
            .iter()
            .all(|cell| cell.inlines.plain().trim().is_empty())
}

fn property(row: &Row<'_>, columns: Columns, page: &str, rule: Rule) -> Option<PropertyFact> {
    let cell = &row.cells[columns.name];
    let written = cell.inlines.plain();
    let (name, deprecated) = clean_name(&written);
    if name.is_empty() {
        return None;
    }
    let type_cell = columns.ty.map(|at| &row.cells[at]);
    // Tables without a type column (query parameters, mostly) list strings.
    let ty = type_cell.map_or(TypeExpr::Primitive(Primitive::String), |cell| {
        type_expr::parse(&cell.inlines)
    });
    let description = columns.description.map(|at| &row.cells[at]);
    let mut notes = description
        .map(|cell| notes::read(&cell.inlines))
        .unwrap_or_default();
    notes.deprecated |= deprecated;
    Some(PropertyFact {
        name: Fact::new(name, cell.span, rule),
        ty: Fact::new(ty, type_cell.unwrap_or(cell).span, rule),
        alternatives: type_cell
            .map(|cell| type_expr::alternatives(&cell.inlines))
            .unwrap_or_default(),
        doc: description
            .map(|cell| doc_text::doc(&cell.inlines, page))
            .unwrap_or_default(),
        doc_span: description.map(|cell| cell.span),
        notes,
        values: description.and_then(values::read),
        required_column: columns.required.and_then(|at| yes_or_no(&row.cells[at])),
    })
}

fn yes_or_no(cell: &Cell<'_>) -> Option<bool> {
    match normalise(&cell.inlines.plain()).as_str() {
        "y" | "yes" | "required" | "true" => Some(true),
        "n" | "no" | "optional" | "false" => Some(false),
        _ => cell.inlines.plain().contains(['✓', '✔']).then_some(true),
    }
}

/// Strips quotes, remarks in parentheses and the deprecated suffix; tells whether that suffix was there.
pub fn clean_name(written: &str) -> (String, bool) {
    let text = written
        .trim()
        .trim_matches(|c| matches!(c, '"' | '`' | '*' | '\'' | ','))
        .trim();
    let lower = text.to_ascii_lowercase();
    let deprecated = lower.contains("(deprecated)") || lower.ends_with(" deprecated");
    let name = text
        .split([' ', '(', '<', '\u{a0}'])
        .next()
        .unwrap_or_default()
        .trim_matches(|c| matches!(c, '*' | '`' | ',' | ':' | '.'));
    (name.to_owned(), deprecated)
}
