//! Resource pages: from the sections of one page to its claims about one type (or, rarely, several).

use serde::{Deserialize, Serialize};

use super::annotation::{Annotation, Annotations};
use super::inheritance::Inheritance;
use super::json_shape::{self, ShapeFact};
use super::json_value::report_repairs;
use super::property::{self, PropertyFact};
use super::section::Section;
use super::vocabulary::{SectionKind, normalise};
use super::{Fact, Rule, TypeExpr, doc_text, inheritance, introduction, type_expr};
use crate::api::Doc;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::source::Span;
use crate::syntax::{Block, Code as CodeBlock, Inline, Page, Table, json};

/// What a resource page claims.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct ResourceFacts {
    /// JSON representations, annotated ones.
    pub shapes: Vec<ShapeBlock>,
    /// Rows of property tables.
    pub properties: Vec<PropertyFact>,
    /// Rows of relationship tables.
    pub relationships: Vec<PropertyFact>,
    /// What the prose says about base types, best first.
    pub bases: Vec<Fact<TypeExpr>>,
    /// Types that the page says derive from this one.
    pub derived: Vec<Fact<TypeExpr>>,
    /// The page calls the type a base type, or abstract.
    pub says_abstract: bool,
    /// The introduction.
    pub doc: Doc,
}

/// One annotated JSON block.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct ShapeBlock {
    /// Its annotation.
    pub annotation: Annotation,
    /// Its members; empty when the block could not be read.
    pub members: Vec<ShapeFact>,
    /// Where the block is.
    pub span: Span,
}

/// A row of a Methods table.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct MethodFact {
    /// The text of the first cell.
    pub text: String,
    /// The api page it links to, as a path from the docs folder.
    pub target: Option<String>,
    /// The Return type cell; `None` for `None` and the like.
    pub returns: Option<TypeExpr>,
    /// Where that cell is.
    pub returns_span: Option<Span>,
    /// Where the row is.
    pub span: Span,
}

/// Reads a resource page.
pub fn extract(
    page: &Page<'_>,
    sections: &[Section<'_, '_>],
    path: &str,
    annotations: &Annotations,
    diagnostics: &mut Diagnostics,
) -> ResourceFacts {
    let intro = sections
        .first()
        .map(|section| section.blocks)
        .unwrap_or_default();
    let Inheritance {
        bases,
        derived,
        says_abstract,
    } = inheritance::read(intro);
    let mut facts = ResourceFacts {
        shapes: shapes(page, annotations, diagnostics),
        bases,
        derived,
        says_abstract,
        doc: introduction::doc(intro, path),
        ..ResourceFacts::default()
    };
    for section in sections {
        match section.kind {
            SectionKind::Properties => properties(section, path, &mut facts, diagnostics),
            SectionKind::Relationships => {
                let rows = tables(section.blocks)
                    .flat_map(|table| property::rows(table, path, Rule::RelationshipRow));
                facts.relationships.extend(rows);
            }
            SectionKind::DerivedTypes => facts.derived.extend(inheritance::derived_types(section)),
            _ => {}
        }
    }
    facts
}

/// The rows of all Methods tables.
pub fn methods(sections: &[Section<'_, '_>], path: &str) -> Vec<MethodFact> {
    let tables = sections
        .iter()
        .filter(|section| section.kind == SectionKind::Methods)
        .flat_map(|section| tables(section.blocks));
    tables
        .flat_map(|table| table_methods(table, path))
        .collect()
}

fn table_methods(table: &Table<'_>, path: &str) -> Vec<MethodFact> {
    let returns = table
        .header
        .iter()
        .position(|cell| normalise(&cell.inlines.plain()).starts_with("return"));
    let rows = table.rows.iter().filter(|row| !property::is_group_row(row));
    rows.map(|row| {
        let first = &row.cells[0].inlines;
        let target = first.0.iter().find_map(|inline| match inline {
            Inline::Link { target, .. } => doc_text::link_target(target, path),
            _ => None,
        });
        MethodFact {
            text: first.plain().trim().to_owned(),
            target,
            returns: returns.and_then(|at| return_type(&row.cells[at].inlines)),
            returns_span: returns.map(|at| row.cells[at].span),
            span: row.span,
        }
    })
    .collect()
}

fn return_type(cell: &crate::syntax::Inlines<'_>) -> Option<TypeExpr> {
    let text = normalise(&cell.plain());
    if matches!(
        text.trim_end_matches('.'),
        "" | "none" | "no content" | "no response body"
    ) {
        return None;
    }
    match type_expr::parse(cell) {
        TypeExpr::Unreadable { .. } => None,
        expr => Some(expr),
    }
}

/// The annotated JSON blocks. An annotation binds to the next code block if nothing but text without meaning lies between.
fn shapes(
    page: &Page<'_>,
    annotations: &Annotations,
    diagnostics: &mut Diagnostics,
) -> Vec<ShapeBlock> {
    let mut pending: Option<Annotation> = None;
    let mut out = Vec::new();
    for block in page.walk() {
        if let Some(comment) = block.as_comment() {
            if let Some(annotation) = annotations.get(comment, diagnostics)
                && !annotation.block_type.is_empty()
                && let Some(lonely) = pending.replace(annotation.clone()).filter(is_resource)
            {
                out.push(without_json(lonely, comment.span));
            }
        } else if let Some(code) = block.as_code()
            && let Some(annotation) = pending.take().filter(is_resource)
        {
            out.push(shape(annotation, code, diagnostics));
        }
    }
    if let Some(lonely) = pending.filter(is_resource) {
        let start = Span::start_of(page.id);
        out.push(without_json(lonely, start));
    }
    out
}

/// An annotation that no JSON follows.
fn without_json(annotation: Annotation, place: Span) -> ShapeBlock {
    ShapeBlock {
        span: annotation.span.unwrap_or(place),
        annotation,
        members: Vec::new(),
    }
}

fn shape(
    annotation: Annotation,
    code: &CodeBlock<'_>,
    diagnostics: &mut Diagnostics,
) -> ShapeBlock {
    let (json, repairs) = json::read_in(&code.text, code.span);
    report_repairs(
        &repairs,
        &code.text,
        code.span,
        "this JSON representation",
        diagnostics,
    );
    if json.is_none() {
        diagnostics.push(
            Code::UnreadableJson
                .at(
                    code.span,
                    "this JSON representation cannot be read, even leniently",
                )
                .help("write one JSON object with a placeholder for each property"),
        );
    }
    ShapeBlock {
        annotation,
        members: json.as_ref().map(json_shape::members).unwrap_or_default(),
        span: code.span,
    }
}

fn is_resource(annotation: &Annotation) -> bool {
    annotation.block_type == "resource" && annotation.ty.is_some()
}

/// All tables of the section with a type column. A table below a sub-heading that speaks of a definition or an example
/// describes the JSON inside a string property (resources/activitybasedtimeoutpolicy.md), not this type.
fn properties(
    section: &Section<'_, '_>,
    path: &str,
    facts: &mut ResourceFacts,
    diagnostics: &mut Diagnostics,
) {
    let foreign = |title: &str| {
        let title = normalise(title);
        title.contains("definition")
            || title.starts_with("example")
            || title.contains(" of a ")
            || title.contains(" of an ")
    };
    let mut skip = foreign(&section.title);
    for block in section.blocks {
        if let Some((_, inlines)) = block.as_heading() {
            skip = foreign(&inlines.plain());
        }
        let Some(table) = block.as_table() else {
            continue;
        };
        if skip || property::columns(table).ty.is_none() {
            diagnostics.push(unread(table, block.span));
            continue;
        }
        let rows = property::rows(table, path, Rule::PropertyRow);
        let header = normalise(&table.header[0].inlines.plain());
        let target = if header.starts_with("relationship") {
            &mut facts.relationships
        } else {
            &mut facts.properties
        };
        target.extend(rows);
    }
}

/// A table of properties that lacks a column for their types, or one about something else.
fn unread(table: &Table<'_>, span: Span) -> Diagnostic {
    let header = normalise(&table.header[0].inlines.plain());
    let header = header.as_str();
    let is_list = ["property", "property name", "name"].contains(&header);
    if is_list && property::columns(table).ty.is_none() {
        Code::MissingTypeColumn
            .at(
                span,
                "this table has no Type column, so nothing was read from it",
            )
            .help("add a column `Type` behind the name")
    } else {
        Code::UnreadTable
            .at(span, "this table names no properties of the type")
            .help("give it a Type column, or a heading of its own")
    }
}

fn tables<'b, 's>(blocks: &'b [Block<'s>]) -> impl Iterator<Item = &'b Table<'s>> {
    blocks.iter().filter_map(Block::as_table)
}
