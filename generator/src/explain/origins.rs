//! Where the things of the model are written: from the claims that it was made of to one place for each type, property,
//! member and operation. Knows no lines; judges no claims, which is what [`super::explain()`] is for.

use std::collections::BTreeMap;

use crate::facts::operation::OperationFacts;
use crate::facts::operation::url::Target;
use crate::facts::{PageFacts, Subject};
use crate::merge::{Merged, OperationPage, PageScope, request_rows, request_type};
use crate::model::{Operation, OperationId, TypeDef, TypeKind, TypeName};
use crate::source::Span;

/// The places of everything that the pages write down. What only follows from them, such as a property that a URL reveals,
/// has none.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Where each type is described, and what it holds.
    pub types: BTreeMap<TypeName, TypeOrigins>,
    /// The request line of each operation, or the title of its page.
    pub operations: BTreeMap<OperationId, Span>,
    /// The area that each page names, in the order of the pages; empty where it names none.
    pub areas: Vec<String>,
}

/// The places of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeOrigins {
    /// The title or the heading above it; for a type that other pages only mention, the title of the first of those.
    pub at: Span,
    /// Its own properties or members, by name.
    pub parts: BTreeMap<String, Span>,
}

/// The first place of each name, letter case aside.
#[derive(Default)]
struct Seen(BTreeMap<String, Span>);

impl Seen {
    fn add(&mut self, name: &str, span: Span) {
        self.0.entry(name.to_ascii_lowercase()).or_insert(span);
    }
}

/// Finds the places.
pub(super) fn find(merged: &Merged<'_>) -> Origins {
    let titles: BTreeMap<&str, Span> = merged
        .pages
        .iter()
        .map(|page| (page.path.as_str(), page.title.origin.span))
        .collect();
    let seen = seen(merged);
    let mut out = Origins {
        areas: merged
            .pages
            .iter()
            .map(|page| page.area.clone().unwrap_or_default())
            .collect(),
        ..Origins::default()
    };
    for (name, def) in &merged.model.types {
        let title = def
            .pages
            .first()
            .and_then(|page| titles.get(page.0.as_str()));
        if let Some(at) = heading(merged, name).or(title.copied()) {
            let parts = parts(def, seen.get(name));
            out.types.insert(name.clone(), TypeOrigins { at, parts });
        }
    }
    let requests: BTreeMap<&str, &OperationFacts> = merged
        .operations()
        .map(|OperationPage { page, facts }| (page.path.as_str(), facts))
        .collect();
    for (id, operation) in &merged.model.operations {
        let page = operation.page.0.as_str();
        let line = requests
            .get(page)
            .and_then(|facts| request(facts, operation));
        if let Some(at) = line.or_else(|| titles.get(page).copied()) {
            out.operations.insert(id.clone(), at);
        }
    }
    out
}

/// The heading of a type: that of its own page, else that of its table of members, else its JSON representation.
fn heading(merged: &Merged<'_>, name: &TypeName) -> Option<Span> {
    let part = merged.definitions.parts(name).first();
    let object = part.map(|part| match part.shape {
        Some(shape) if !part.owns_tables => shape.span,
        Some(_) | None => part.page.title.origin.span,
    });
    let tables = merged.definitions.enums.get(name).into_iter().flatten();
    // A page of its own beats tables elsewhere.
    let table = tables.min_by_key(|part| !part.own_page);
    object.or_else(|| table.map(|part| part.facts.name.origin.span))
}

/// The places of what a type of the model holds.
fn parts(def: &TypeDef, seen: Option<&Seen>) -> BTreeMap<String, Span> {
    let names: Vec<&String> = match &def.kind {
        TypeKind::Object(object) => object.properties.iter().map(|part| &part.name.0).collect(),
        TypeKind::Enum(members) => members.members.iter().map(|part| &part.name.0).collect(),
    };
    let at = |name: &&String| seen?.0.get(&name.to_ascii_lowercase()).copied();
    names
        .into_iter()
        .filter_map(|name| Some((name.clone(), at(&name)?)))
        .collect()
}

/// The best place of each name of each type: tables first, then JSON representations, then other pages.
fn seen(merged: &Merged<'_>) -> BTreeMap<TypeName, Seen> {
    let mut out: BTreeMap<TypeName, Seen> = BTreeMap::new();
    for (name, parts) in &merged.definitions.types {
        let seen = out.entry(name.clone()).or_default();
        for part in parts.iter().filter(|part| part.owns_tables) {
            let resource = part.resource;
            for row in resource.properties.iter().chain(&resource.relationships) {
                seen.add(&row.name.value, row.name.origin.span);
            }
        }
        for shape in parts.iter().filter_map(|part| part.shape) {
            for member in &shape.members {
                seen.add(&member.name.value, member.name.origin.span);
            }
        }
    }
    for (name, tables) in &merged.definitions.enums {
        let seen = out.entry(name.clone()).or_default();
        for member in tables.iter().flat_map(|part| &part.facts.members) {
            seen.add(&member.name.value, member.name.origin.span);
        }
    }
    for OperationPage { page, facts } in merged.operations() {
        if let Some(owner) = request_type(&merged.index, page, facts) {
            let seen = out.entry(owner.clone()).or_default();
            for row in request_rows(facts) {
                seen.add(&row.name.value, row.name.origin.span);
            }
        }
    }
    for page in merged.pages {
        add_lists(merged, page, &mut out);
    }
    out
}

/// The lists of values in the descriptions of a page.
fn add_lists(merged: &Merged<'_>, page: &PageFacts, out: &mut BTreeMap<TypeName, Seen>) {
    let rows: Vec<_> = match &page.subject {
        Subject::Resource(resource) => resource.properties.iter().collect(),
        Subject::Operation(facts) => request_rows(facts).collect(),
        Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => Vec::new(),
    };
    for row in rows {
        let (Some(list), Some((name, target))) = (&row.values, row.ty.value.named()) else {
            continue;
        };
        if let Some(known) = merged.index.named(name, target, PageScope::new(page)) {
            let seen = out.entry(known.clone()).or_default();
            for value in list.values.iter().chain(&list.opt_in) {
                seen.add(value, list.span);
            }
        }
    }
}

/// The line that gives an operation its first URL, else the first one of its method.
fn request(facts: &OperationFacts, operation: &Operation) -> Option<Span> {
    let written = operation.urls.first().map(|url| url.written.as_str());
    let is_first = |target: &Target| match target {
        Target::Url(url) => Some(url.template.written.as_str()) == written,
        Target::Unknown { .. } => false,
    };
    let lines = || {
        let all = facts.requests.iter();
        all.filter(|line| line.value.method == operation.method)
    };
    let first = lines().find(|line| is_first(&line.value.target));
    first
        .or_else(|| lines().next())
        .map(|line| line.origin.span)
}
