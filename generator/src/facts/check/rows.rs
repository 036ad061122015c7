//! Rows of tables: said twice, not said, or said without a type.

use std::collections::BTreeMap;

use crate::api::Doc;
use crate::diag::{Code, Diagnostics};
use crate::facts::enumeration::EnumFacts;
use crate::facts::property::{self, PropertyFact};
use crate::facts::section::Section;
use crate::facts::vocabulary::{SectionKind, normalise};
use crate::facts::{Fact, PageFacts, Subject, TypeExpr};
use crate::source::Span;
use crate::syntax::Page;

/// Checks all rows of a page.
pub(super) fn check(page: &Page<'_>, facts: &PageFacts, diagnostics: &mut Diagnostics) {
    for table in tables(facts) {
        duplicates(&table, diagnostics);
        for row in table {
            one(page, row, diagnostics);
        }
    }
    let own = match &facts.subject {
        Subject::Enum(members, _) => Some(members),
        Subject::Resource(_) | Subject::Operation(_) | Subject::Permissions(_) | Subject::Prose => {
            None
        }
    };
    // The members of an enum page may be found a second time under their heading.
    let others = facts.enums.iter().filter(|members| Some(*members) != own);
    for members in own.into_iter().chain(others) {
        enumeration(members, diagnostics);
    }
    title(facts, diagnostics);
}

/// Rows that name things of one kind: each name should be there once.
fn tables(facts: &PageFacts) -> Vec<Vec<&PropertyFact>> {
    match &facts.subject {
        Subject::Resource(resource) => {
            let rows = resource.properties.iter().chain(&resource.relationships);
            vec![rows.collect()]
        }
        Subject::Operation(operation) => {
            let bodies = operation.body.iter().flat_map(|body| &body.tables);
            let bodies = bodies.map(|table| table.rows.iter().collect());
            let parameters = [
                &operation.path_parameters,
                &operation.function_parameters,
                &operation.query_parameters,
            ];
            let parameters = parameters.map(|rows| rows.iter().collect());
            bodies.chain(parameters).collect()
        }
        Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => Vec::new(),
    }
}

/// Where names are first listed, whatever their case.
#[derive(Default)]
struct Names(BTreeMap<String, Span>);

impl Names {
    /// Where the name was listed before, if it was.
    fn add(&mut self, name: &Fact<String>) -> Option<Span> {
        let key = name.value.to_ascii_lowercase();
        let first = self.0.get(&key).copied();
        self.0.entry(key).or_insert(name.origin.span);
        first
    }
}

fn duplicates(rows: &[&PropertyFact], diagnostics: &mut Diagnostics) {
    let mut known = Names::default();
    for row in rows {
        let name = &row.name.value;
        // A query option may have a row for each way to use it.
        if name.starts_with('$') {
            continue;
        }
        if let Some(first) = known.add(&row.name) {
            diagnostics.push(
                Code::DuplicateRow
                    .at(row.name.origin.span, format!("`{name}` is listed twice"))
                    .also(first, "first here")
                    .help("leave one of the rows out"),
            );
        }
    }
}

fn one(page: &Page<'_>, row: &PropertyFact, diagnostics: &mut Diagnostics) {
    let name = &row.name.value;
    if let Some(span) = row.doc_span
        && says_nothing(page, &row.doc, span)
    {
        diagnostics.push(
            Code::MissingDescription
                .at(row.name.origin.span, format!("`{name}` has no description"))
                .help("say what it holds, and what its values mean"),
        );
    }
    if matches!(row.ty.value, TypeExpr::Enumeration) {
        diagnostics.push(
            Code::UntypedEnum
                .at(
                    row.ty.origin.span,
                    format!("the enum of `{name}` has no name"),
                )
                .help("name the enum, and link the table of its members"),
        );
    }
    let cell = row.ty.origin.span;
    let written = page.text.get(cell.start as usize..cell.end as usize);
    if !row.alternatives.is_empty()
        || is_untyped(&row.ty.value) && written.is_some_and(|text| text.contains(" or "))
    {
        diagnostics.push(
            Code::SeveralTypes
                .at(cell, format!("`{name}` has several types"))
                .help("name the type that they derive from, or `Json`"),
        );
    }
    if row.notes.deprecated && !names_replacement(&row.doc) {
        deprecated(name, row.name.origin.span, diagnostics);
    }
}

/// Any JSON, or a list of that.
fn is_untyped(ty: &TypeExpr) -> bool {
    match ty {
        TypeExpr::Untyped => true,
        TypeExpr::Collection(element) => is_untyped(element),
        TypeExpr::Primitive(_)
        | TypeExpr::Enumeration
        | TypeExpr::Named { .. }
        | TypeExpr::Unreadable { .. } => false,
    }
}

/// Nothing, or a filler. What holds a mark of unfinished work is reported as that.
fn says_nothing(page: &Page<'_>, doc: &Doc, span: Span) -> bool {
    let written = &page.text[span.start as usize..span.end as usize];
    let filler = doc
        .plain()
        .trim_end_matches('.')
        .eq_ignore_ascii_case("not yet documented");
    (doc.is_empty() || filler) && !written.contains("TODO")
}

fn enumeration(facts: &EnumFacts, diagnostics: &mut Diagnostics) {
    let mut known = Names::default();
    for member in &facts.members {
        let name = &member.name.value;
        if let Some(first) = known.add(&member.name) {
            diagnostics.push(
                Code::DuplicateMember
                    .at(
                        member.name.origin.span,
                        format!("the member `{name}` is listed twice"),
                    )
                    .also(first, "first here")
                    .help("leave one of the rows out"),
            );
        }
        if member.deprecated && !names_replacement(&member.doc) {
            deprecated(name, member.name.origin.span, diagnostics);
        }
    }
}

/// A deprecated type or operation.
fn title(facts: &PageFacts, diagnostics: &mut Diagnostics) {
    let doc = match &facts.subject {
        Subject::Resource(resource) => &resource.doc,
        Subject::Operation(operation) => &operation.doc,
        Subject::Enum(_, doc) => doc,
        Subject::Permissions(_) | Subject::Prose => return,
    };
    if facts.deprecated && !names_replacement(doc) {
        deprecated(&facts.title.value, facts.title.origin.span, diagnostics);
    }
}

fn deprecated(name: &str, span: Span, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Code::DeprecatedWithoutReplacement
            .at(
                span,
                format!("`{name}` is deprecated, and nothing is named in its place"),
            )
            .help("say what to use instead, or that there is nothing"),
    );
}

/// Words and marks that a description of what to do holds.
fn names_replacement(doc: &Doc) -> bool {
    let lower = doc.plain().to_ascii_lowercase();
    let words = [
        "instead",
        "replace",
        "supersede",
        "use ",
        "moved",
        "no longer",
        "migrate",
    ];
    doc.links().next().is_some() || words.iter().any(|word| lower.contains(word))
}

/// A table of properties on a page that is about no type.
pub(super) fn without_type(page: &Page<'_>, facts: &PageFacts, diagnostics: &mut Diagnostics) {
    let is_empty = match &facts.subject {
        Subject::Prose => true,
        Subject::Resource(resource) => resource.properties.is_empty() && resource.shapes.is_empty(),
        Subject::Operation(_) | Subject::Enum(..) | Subject::Permissions(_) => false,
    };
    if !is_empty {
        return;
    }
    for block in &page.blocks {
        let Some(table) = block.as_table() else {
            continue;
        };
        let is_of_properties = table.header.first().is_some_and(|cell| {
            let header = normalise(&cell.inlines.plain());
            header == "property" || header == "property name"
        });
        if is_of_properties && property::columns(table).ty.is_some() {
            diagnostics.push(
                Code::PageYieldsNothing
                    .at(
                        block.span,
                        "this table lists properties, but the page defines no type",
                    )
                    .help("put it below a heading `Properties` on a page of its own, with an annotated JSON block"),
            );
        }
    }
}

/// Tables of parameters, bodies and relationships whose rows are read as text for want of a type.
pub(super) fn type_columns(
    sections: &[Section<'_, '_>],
    facts: &PageFacts,
    diagnostics: &mut Diagnostics,
) {
    if matches!(
        facts.subject,
        Subject::Permissions(_) | Subject::Prose | Subject::Enum(..)
    ) {
        return;
    }
    let lists = |kind: SectionKind| match kind {
        SectionKind::Relationships
        | SectionKind::FunctionParameters
        | SectionKind::PathParameters
        | SectionKind::QueryParameters
        | SectionKind::RequestBody => true,
        SectionKind::Intro
        | SectionKind::Properties
        | SectionKind::Json
        | SectionKind::Methods
        | SectionKind::Members
        | SectionKind::EnumValues
        | SectionKind::DerivedTypes
        | SectionKind::Permissions
        | SectionKind::HttpRequest
        | SectionKind::RequestHeaders
        | SectionKind::Response
        | SectionKind::Examples
        | SectionKind::Other => false,
    };
    for section in sections.iter().filter(|section| lists(section.kind)) {
        for block in section.blocks {
            let Some(table) = block.as_table() else {
                continue;
            };
            let header = normalise(&table.header[0].inlines.plain());
            let names = [
                "property",
                "parameter",
                "name",
                "relationship",
                "query parameter",
            ];
            if property::columns(table).ty.is_none()
                && names.iter().any(|name| header.starts_with(name))
            {
                diagnostics.push(
                    Code::MissingTypeColumn
                        .at(
                            block.span,
                            "this table has no Type column, so its rows are read as text",
                        )
                        .help("add a column `Type` behind the name"),
                );
            }
        }
    }
}
