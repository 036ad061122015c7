//! The result of merging: the model together with the claims and names that it was made from. Answers what the merge itself
//! and its readers ask most often; decides nothing.

use super::define::Definitions;
use super::index::{Index, PageScope};
use crate::facts::operation::OperationFacts;
use crate::facts::{PageFacts, Subject, TypeExpr, doc_text};
use crate::model::{Model, TypeName, TypeRef};

/// The model, and what it was made from.
///
/// `check`, `explain`, `origins`, `locations` and `name_index` answer questions about it. Each costs its own time only; taking
/// the model costs nothing.
pub struct Merged<'f> {
    /// The model, before fixups and scope.
    pub model: Model,
    /// The claims, in path order.
    pub(crate) pages: &'f [PageFacts],
    /// All names.
    pub(crate) index: Index,
    /// What each page defines.
    pub(crate) definitions: Definitions<'f>,
}

/// An api page with its claims.
#[derive(Clone, Copy)]
pub(crate) struct OperationPage<'f> {
    pub(crate) page: &'f PageFacts,
    pub(crate) facts: &'f OperationFacts,
}

impl<'f> Merged<'f> {
    /// The type that an expression on a page names; `None` when nothing is known of it.
    pub(crate) fn resolved(&self, expr: &TypeExpr, page: &PageFacts) -> Option<TypeRef> {
        self.index.resolve_known(expr, PageScope::new(page))
    }

    /// Whether one of the two is the other, or derives from it.
    pub(crate) fn related(&self, one: &TypeName, other: &TypeName) -> bool {
        self.model.lineage(one).contains(&other) || self.model.lineage(other).contains(&one)
    }

    /// Whether a link, whatever it says, leads to the page of this type.
    pub(crate) fn leads_to(&self, page: &PageFacts, link: &TypeExpr, ty: &TypeName) -> bool {
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

    /// The api pages with their claims.
    pub(crate) fn operations(&self) -> impl Iterator<Item = OperationPage<'f>> {
        self.pages.iter().filter_map(|page| match &page.subject {
            Subject::Operation(facts) => Some(OperationPage { page, facts }),
            Subject::Resource(_) | Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => {
                None
            }
        })
    }
}
