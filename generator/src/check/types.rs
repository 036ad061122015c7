//! Types as a whole: defined twice, without a page that shows them, with bases and keys that do not fit; and pages that give
//! nothing.

use crate::diag::{Code, Diagnostics};
use crate::facts::{PageFacts, Subject};
use crate::merge::{Merged, PageScope, TypePart};
use crate::model::names::short_name;
use crate::model::{PagePath, TypeDef, TypeKind, TypeName};
use crate::source::{Sources, Span, find};

/// Checks all types and pages.
pub(super) fn check(merged: &Merged<'_>, sources: &Sources, diagnostics: &mut Diagnostics) {
    for (name, parts) in &merged.definitions.types {
        duplicates(name, parts, diagnostics);
        for part in parts {
            let text = &sources.get(part.page.page).text;
            bases(merged, name, text, part, diagnostics);
            key(merged, name, text, part, diagnostics);
        }
    }
    for page in merged.pages {
        yields_nothing(merged, page, diagnostics);
    }
}

/// Several pages may each show a part of a type; one should know it.
fn duplicates(name: &TypeName, parts: &[TypePart<'_>], diagnostics: &mut Diagnostics) {
    let mut main = parts.iter().filter(|part| part.owns_tables);
    let Some(first) = main.next() else { return };
    for other in main.filter(|other| other.page.page != first.page.page) {
        let message = format!("`{}` is described on `{}` too", name.0, first.page.path);
        diagnostics.push(
            Code::DuplicateType
                .at(other.page.title.origin.span, message)
                .also(first.page.title.origin.span, "the page that leads")
                .help("describe the type on one page, or name this one differently"),
        );
    }
}

/// What the annotation and the text say of the base, and rows that are inherited from elsewhere.
fn bases(
    merged: &Merged<'_>,
    name: &TypeName,
    text: &str,
    part: &TypePart<'_>,
    diagnostics: &mut Diagnostics,
) {
    if !part.owns_tables {
        return;
    }
    let scope = PageScope::new(part.page);
    let is_root = |base: &TypeName| short_name(&base.0).eq_ignore_ascii_case("entity");
    let note = part.shape.map(|shape| &shape.annotation);
    let annotated = note
        .and_then(|note| merged.index.named(note.base.as_deref()?, None, scope))
        .filter(|base| !is_root(base) && merged.model.object(base).is_some());
    let said = part.resource.bases.iter().find_map(|fact| {
        let ty = merged.resolved(&fact.value, part.page)?;
        let base = ty.named()?.clone();
        (base != *name && !is_root(&base) && merged.model.object(&base).is_some())
            .then_some((base, fact.origin.span))
    });
    if let (Some(annotated), Some((said, span))) = (annotated, said)
        && let Some(at) = note.and_then(|note| note.span)
        && !merged.related(annotated, &said)
    {
        let message = format!(
            "the annotation makes `{}` a `{}`, the text a `{}`",
            name.0, annotated.0, said.0
        );
        diagnostics.push(
            Code::BaseConflict
                .at(span, message)
                .here("the text says so here")
                .also(at, "the annotation, which was believed")
                .help("make the two agree"),
        );
    }
    inherited(merged, name, text, part, diagnostics);
}

fn inherited(
    merged: &Merged<'_>,
    name: &TypeName,
    text: &str,
    part: &TypePart<'_>,
    diagnostics: &mut Diagnostics,
) {
    let line = merged.model.lineage(name);
    let scope = PageScope::new(part.page);
    let rows = part
        .resource
        .properties
        .iter()
        .chain(&part.resource.relationships);
    for row in rows.filter(|row| !row.notes.inherited.is_empty()) {
        let named: Vec<_> = row
            .notes
            .inherited
            .iter()
            .filter_map(|(name, target)| merged.index.named(name, target.as_deref(), scope))
            .collect();
        let is_ancestor = |ancestor: &&TypeName| line.contains(ancestor);
        if let Some(first) = named.first()
            && !named.iter().any(is_ancestor)
        {
            let message = format!(
                "`{}` is said to come from `{}`, which `{}` does not derive from",
                row.name.value, first.0, name.0
            );
            let cell = row.doc_span.unwrap_or(row.name.origin.span);
            let place = find::text(text, cell, "nherited from");
            // From the capital letter to the end of the cell.
            let place = place.map_or(cell, |found| Span {
                start: found.start.saturating_sub(1).max(cell.start),
                ..cell
            });
            diagnostics.push(
                Code::InheritedFromConflict
                    .at(place, message)
                    .help("name the base that declares it, or say what this type derives from"),
            );
        }
    }
}

fn key(
    merged: &Merged<'_>,
    name: &TypeName,
    text: &str,
    part: &TypePart<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(note) = part.shape.map(|shape| &shape.annotation) else {
        return;
    };
    let (Some(key), Some(span)) = (&note.key, note.span) else {
        return;
    };
    let line = merged.model.lineage(name);
    let declares = |ancestor: &&TypeName| {
        merged.model.object(ancestor).is_some_and(|object| {
            object
                .properties
                .iter()
                .any(|property| property.name.0 == *key)
        })
    };
    if !line.iter().any(declares) {
        let message = format!("the key `{key}` is no property of `{}`", name.0);
        let from = find::text(text, span, "\"keyProperty\"").map_or(span, |word| Span {
            start: word.end,
            ..span
        });
        let place = find::text(text, from, &format!("\"{key}\"")).unwrap_or(span);
        let found = Code::UnknownKey
            .at(place, message)
            .help("name the property that is the key, or add it to the table");
        diagnostics.push(match merged.listed(name) {
            Some(table) => found.also(table, "the properties are listed here"),
            None => found,
        });
    }
}

/// A page about a type or an operation that gives neither.
fn yields_nothing(merged: &Merged<'_>, page: &PageFacts, diagnostics: &mut Diagnostics) {
    let claims_type = page
        .title
        .value
        .to_ascii_lowercase()
        .contains("resource type");
    let what = match &page.subject {
        // Overviews have sections of properties too.
        Subject::Resource(facts)
            if !claims_type && facts.properties.is_empty() && facts.shapes.is_empty() =>
        {
            return;
        }
        Subject::Resource(_) => "a type",
        Subject::Operation(_) => "an operation",
        Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => return,
    };
    let Some(info) = merged.model.pages.get(&PagePath(page.path.clone())) else {
        return;
    };
    let defines_enum = || {
        let is_here = |def: &TypeDef| {
            matches!(def.kind, TypeKind::Enum(_))
                && def.pages.iter().any(|path| path.0 == page.path)
        };
        !page.enums.is_empty() && merged.model.types.values().any(is_here)
    };
    let gives = match &page.subject {
        Subject::Resource(_) => !info.types.is_empty() || defines_enum(),
        Subject::Operation(_) => !info.operations.is_empty(),
        Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => true,
    };
    if !gives {
        diagnostics.push(
            Code::PageYieldsNothing
                .at(page.title.origin.span, format!("the page looks like that of {what}, but defines none"))
                .help("add the annotation or the table that defines it, or the request line; or say in the title what the page is"),
        );
    }
}
