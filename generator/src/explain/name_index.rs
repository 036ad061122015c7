//! What the names on the pages mean, and where they are defined and used, on the claims that the model was made of. Knows
//! locations; knows nothing of the text there.

use std::collections::BTreeMap;

use super::{Origins, origins};
use crate::facts::property::PropertyFact;
use crate::facts::references::References;
use crate::facts::{PageFacts, Subject, TypeExpr};
use crate::merge::{Index, Merged, OperationPage, PageScope, request_type};
use crate::model::names::DEFAULT_NAMESPACE;
use crate::model::{PagePath, TypeName};
use crate::source::Span;

/// The places of the names of one API.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    /// What the names mean.
    pub index: Index,
    /// Where everything is written.
    pub origins: Origins,
    /// The type that the tables of a page are about.
    owners: BTreeMap<PagePath, TypeName>,
    /// The namespace that a page names or that it is in.
    namespaces: BTreeMap<PagePath, String>,
    /// Where types are named, in the order of pages.
    uses: Vec<(TypeName, Span)>,
}

impl NameIndex {
    pub(super) fn new(merged: &Merged<'_>, references: &[References]) -> Self {
        let mut out = Self {
            index: merged.index.clone(),
            origins: origins::find(merged),
            ..Self::default()
        };
        for page in merged.pages {
            let namespace = PageScope::new(page).namespace.to_owned();
            let path = PagePath(page.path.clone());
            out.namespaces.insert(path, namespace);
        }
        for (name, parts) in &merged.definitions.types {
            for part in parts.iter().filter(|part| part.owns_tables) {
                out.own(part.page, name);
            }
        }
        for (name, parts) in &merged.definitions.enums {
            for part in parts.iter().filter(|part| part.own_page) {
                out.own(part.page, name);
            }
        }
        for OperationPage { page, facts } in merged.operations() {
            if let Some(name) = request_type(&merged.index, page, facts) {
                out.own(page, name);
            }
        }
        for (page, references) in merged.pages.iter().zip(references) {
            out.used_on(page, references);
        }
        out
    }

    /// Where a property or member of the type itself is listed. The name counts in any letter case.
    pub fn part_place(&self, owner: &TypeName, name: &str) -> Option<Span> {
        let mut parts = self.origins.types.get(owner)?.parts.iter();
        let (_, span) = parts.find(|(part, _)| part.eq_ignore_ascii_case(name))?;
        Some(*span)
    }

    /// The type that the tables of a page are about: the one it documents, or the one whose properties it sends.
    pub fn owner(&self, page: &str) -> Option<&TypeName> {
        self.owners.get(&PagePath(page.to_owned()))
    }

    /// Where the type is named, in the order of pages; its definitions are not among them.
    pub fn uses(&self, name: &TypeName) -> impl Iterator<Item = Span> {
        let of_type = self.uses.iter().filter(move |(used, _)| used == name);
        of_type.map(|(_, span)| *span)
    }

    /// How names are looked up that stand on this page.
    pub fn scope<'a>(&'a self, page: &'a str) -> PageScope<'a> {
        let known = self.namespaces.get(&PagePath(page.to_owned()));
        PageScope {
            page,
            namespace: known.map_or(DEFAULT_NAMESPACE, String::as_str),
        }
    }

    fn own(&mut self, page: &PageFacts, name: &TypeName) {
        let path = PagePath(page.path.clone());
        self.owners.entry(path).or_insert_with(|| name.clone());
    }

    fn used_on(&mut self, page: &PageFacts, references: &References) {
        let mut used: Vec<(TypeName, Span)> = Vec::new();
        for link in &references.links {
            let named = match &link.anchor {
                Some(anchor) => self.index.by_anchor(&link.path, anchor),
                None => self.index.types_of_page(&link.path).first(),
            };
            used.extend(named.map(|name| (name.clone(), link.span)));
        }
        for row in rows(page) {
            let span = row.ty.origin.span;
            // A link in the cell stands for it.
            let is_linked =
                |(_, link): &(TypeName, Span)| span.start <= link.start && link.end <= span.end;
            let known = used.iter().any(is_linked);
            let name = self.resolved(&row.ty.value, page).filter(|_| !known);
            used.extend(name.map(|name| (name, span)));
        }
        used.sort_by_key(|(_, span)| *span);
        self.uses.append(&mut used);
    }

    fn resolved(&self, expr: &TypeExpr, page: &PageFacts) -> Option<TypeName> {
        self.index
            .resolve(expr, PageScope::new(page))
            .named()
            .cloned()
    }
}

/// All rows of a page that have a type cell.
fn rows(page: &PageFacts) -> Vec<&PropertyFact> {
    match &page.subject {
        Subject::Resource(resource) => {
            let rows = resource.properties.iter().chain(&resource.relationships);
            rows.collect()
        }
        Subject::Operation(facts) => facts.rows().collect(),
        Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => Vec::new(),
    }
}
