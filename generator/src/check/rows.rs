//! Rows of property tables against the JSON representation, and against the page that their type links to.

use crate::diag::{Code, Diagnostics};
use crate::facts::json_shape::ShapeFact;
use crate::facts::property::PropertyFact;
use crate::facts::resource::ShapeBlock;
use crate::facts::{PageFacts, Subject, TypeExpr, doc_text};
use crate::merge::{Merged, PageScope, TypePart, is_identifier, is_open};
use crate::model::{Primitive, TypeName, TypeRef};

/// Checks the main part of each type, and the type cells of all pages.
pub(super) fn check(merged: &Merged<'_>, diagnostics: &mut Diagnostics) {
    for (name, parts) in &merged.definitions.types {
        for part in parts.iter().filter(|part| part.owns_tables) {
            only_one(merged, name, part, diagnostics);
        }
    }
    for page in merged.pages {
        match &page.subject {
            Subject::Resource(resource) => {
                for row in resource.properties.iter().chain(&resource.relationships) {
                    link_target(merged, page, row, diagnostics);
                }
            }
            Subject::Operation(facts) => {
                for row in facts
                    .body
                    .iter()
                    .flat_map(|body| &body.tables)
                    .flat_map(|table| &table.rows)
                {
                    link_target(merged, page, row, diagnostics);
                    undefined(merged, page, row, diagnostics);
                }
            }
            Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => {}
        }
    }
}

/// Properties that only the table or only the JSON representation has. What a base declares may be left out of either.
fn only_one(
    merged: &Merged<'_>,
    name: &TypeName,
    part: &TypePart<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(shape) = part.shape.filter(|shape| !shape.members.is_empty()) else {
        return;
    };
    let rows = &part.resource.properties;
    if rows.is_empty() {
        return;
    }
    let is_inherited = |property: &str| {
        let mut bases = merged.model.lineage(name).into_iter().skip(1);
        bases.any(|base| declares(merged, base, property))
    };
    let is_key = |property: &str| shape.annotation.key.as_deref() == Some(property);
    for row in rows {
        let property = &row.name.value;
        // A page may show its type more than once, a part of it each time.
        let of_type = |other: &&ShapeBlock| other.annotation.ty == shape.annotation.ty;
        let shapes = part.resource.shapes.iter().filter(of_type);
        let shown = shapes
            .flat_map(|shape| &shape.members)
            .any(|fact| fact.name.value.eq_ignore_ascii_case(property));
        // What a type inherits is left out of its JSON as often as not, and streams are never in it.
        let expected = row.notes.inherited.is_empty()
            && !property.contains('@')
            && !matches!(row.ty.value, TypeExpr::Primitive(Primitive::Stream))
            && !is_inherited(property);
        if !shown && expected {
            diagnostics.push(
                Code::PropertyOnlyInTable
                    .at(
                        row.name.origin.span,
                        format!("`{property}` is not in the JSON representation"),
                    )
                    .also(shape.span, "the JSON representation")
                    .help("add it there, with a placeholder for its type"),
            );
        }
    }
    let is_known = |property: &str| is_inherited(property) || is_key(property);
    only_in_json(part, &shape.members, &is_known, diagnostics);
}

/// What a JSON representation shows and no table lists.
fn only_in_json(
    part: &TypePart<'_>,
    members: &[ShapeFact],
    is_known: &dyn Fn(&str) -> bool,
    diagnostics: &mut Diagnostics,
) {
    let rows = &part.resource.properties;
    for fact in members {
        let property = &fact.name.value;
        let listed = rows
            .iter()
            .chain(&part.resource.relationships)
            .any(|row| row.name.value.eq_ignore_ascii_case(property));
        // What cannot be a property, or is one of many that nobody lists, is another matter.
        let expected = is_identifier(property) && !is_open(part);
        if expected && !listed && !is_known(property) {
            let table = rows[0].name.origin.span;
            diagnostics.push(
                Code::PropertyOnlyInJson
                    .at(
                        fact.name.origin.span,
                        format!("`{property}` is in no table of the page"),
                    )
                    .also(table, "the table of properties begins here")
                    .help("add a row that says what it holds"),
            );
        }
    }
}

/// The type of a row of a request body. What resource pages name was looked up when the model was built.
fn undefined(
    merged: &Merged<'_>,
    page: &PageFacts,
    row: &PropertyFact,
    diagnostics: &mut Diagnostics,
) {
    let ty = merged.index.resolve(&row.ty.value, PageScope::new(page));
    if let TypeRef::Unknown { text } = ty.element() {
        let name = &row.name.value;
        let message = format!("the type `{text}` of `{name}` is defined nowhere");
        diagnostics.push(
            Code::UnknownType
                .at(row.ty.origin.span, message)
                .help("link the page that defines it, or correct the name"),
        );
    }
}

fn declares(merged: &Merged<'_>, ty: &TypeName, property: &str) -> bool {
    merged.model.object(ty).is_some_and(|object| {
        object
            .properties
            .iter()
            .any(|known| known.name.0.eq_ignore_ascii_case(property))
    })
}

/// The text of a link names one type, the page that it leads to defines another.
fn link_target(
    merged: &Merged<'_>,
    page: &PageFacts,
    row: &PropertyFact,
    diagnostics: &mut Diagnostics,
) {
    let mut expr = &row.ty.value;
    while let TypeExpr::Collection(element) = expr {
        expr = element;
    }
    let TypeExpr::Named {
        name,
        target: Some(target),
    } = expr
    else {
        return;
    };
    let Some(path) = doc_text::link_target(target, &page.path).filter(|path| !path.contains('#'))
    else {
        return;
    };
    let defined = merged.index.types_of_page(&path);
    let Some(TypeRef::Named(found)) = merged.resolved(expr, page) else {
        return;
    };
    let is_enum_there = || {
        let parts = merged.definitions.enums.get(&found).into_iter().flatten();
        parts
            .into_iter()
            .any(|part| part.page.path.eq_ignore_ascii_case(&path))
    };
    if let Some(first) = defined.first()
        && !defined.contains(&found)
        && !is_enum_there()
        && !defined.iter().any(|other| merged.related(other, &found))
    {
        let message = format!(
            "the link says `{name}`, the page it leads to defines `{}`",
            first.0
        );
        let parts = merged.definitions.types.get(first).into_iter().flatten();
        let diagnostic = Code::LinkNamesAnotherType
            .at(row.ty.origin.span, message)
            .help(format!(
                "link the page of `{}`, which was believed, or name the other type",
                found.0
            ));
        let title = parts.map(|part| part.page.title.origin.span).next();
        diagnostics.push(match title {
            Some(title) => diagnostic.also(title, "the page that it leads to"),
            None => diagnostic,
        });
    }
}
