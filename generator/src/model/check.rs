//! What is wrong between pages, or between a page and the merged model: looked for only by `docwright lint`, on the claims
//! that the model was made of.

mod bodies;
mod declared;
mod enums;
mod links;
mod operations;
mod parameters;
mod responses;
mod rows;
mod types;

use rayon::prelude::*;

use super::define::{Definitions, namespace};
use super::index::{Index, Scope};
use super::{Model, TypeName, TypeRef};
use crate::diag::Diagnostics;
use crate::facts::operation::OperationFacts;
use crate::facts::references::References;
use crate::facts::{PageFacts, Subject, TypeExpr, doc_text};
use crate::source::Sources;

/// The claims, and what was made of them.
pub(super) struct Merged<'f> {
    /// The claims, in path order.
    pub pages: &'f [PageFacts],
    /// The model, before fixups.
    pub model: Model,
    /// All names.
    pub index: Index,
    /// What each page defines.
    pub definitions: Definitions<'f>,
}

/// Where the names of a page are looked up.
pub(super) fn scope(page: &PageFacts) -> Scope<'_> {
    Scope {
        page: &page.path,
        namespace: namespace(page),
    }
}

impl<'f> Merged<'f> {
    /// The type that an expression on a page names; `None` when nothing is known of it.
    fn resolved(&self, expr: &TypeExpr, page: &PageFacts) -> Option<TypeRef> {
        match self.index.resolve(expr, scope(page)) {
            ty if matches!(ty.element(), TypeRef::Unknown { .. }) => None,
            ty => Some(ty),
        }
    }

    /// Whether one of the two is the other, or derives from it.
    fn related(&self, one: &TypeName, other: &TypeName) -> bool {
        self.model.lineage(one).contains(&other) || self.model.lineage(other).contains(&one)
    }

    /// Whether a link, whatever it says, leads to the page of this type.
    fn leads_to(&self, page: &PageFacts, link: &TypeExpr, ty: &TypeName) -> bool {
        match link {
            TypeExpr::Collection(element) => self.leads_to(page, element, ty),
            TypeExpr::Named {
                target: Some(target),
                ..
            } => doc_text::link_target(target, &page.path)
                .is_some_and(|path| self.index.types_of_page(&path).contains(ty)),
            TypeExpr::Named { target: None, .. }
            | TypeExpr::Primitive(_)
            | TypeExpr::Untyped
            | TypeExpr::Enumeration
            | TypeExpr::Unreadable { .. } => false,
        }
    }

    /// The api pages.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&'f PageFacts, &'f OperationFacts)> {
        self.pages.iter().filter_map(|page| match &page.subject {
            Subject::Operation(facts) => Some((page, &**facts)),
            Subject::Resource(_) | Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => {
                None
            }
        })
    }
}

/// Checks everything. `references` are those of the pages, in the same order.
pub(super) fn all(
    merged: &Merged<'_>,
    references: &[References],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let general = || {
        let mut found = Diagnostics::default();
        links::check(references, sources, &mut found);
        types::check(merged, sources, &mut found);
        rows::check(merged, &mut found);
        enums::check(merged, sources, &mut found);
        operations::check(merged, &mut found);
        found
    };
    // One page's operations have nothing to do with those of another.
    let one = |(page, facts)| {
        let mut found = Diagnostics::default();
        parameters::check(facts, sources, &mut found);
        responses::check(merged, (page, facts), sources, &mut found);
        bodies::check(merged, (page, facts), sources, &mut found);
        found
    };
    let pages: Vec<_> = merged.operations().collect();
    let pages = || pages.into_par_iter().map(one).collect::<Vec<_>>();
    let (general, pages) = rayon::join(general, pages);
    diagnostics.append(general);
    for found in pages {
        diagnostics.append(found);
    }
}
