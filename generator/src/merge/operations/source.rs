//! What the readers of one api page look up: the page's claims with their scope and owner, and what all pages know together.

use std::collections::BTreeMap;

use super::enums_by_members::EnumsByMembers;
use super::owner::{Owners, stem};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::permissions::Grant;
use crate::facts::operation::request_line::RequestLine;
use crate::facts::operation::url::Target;
use crate::facts::{PageFacts, Subject, TypeExpr, type_expr};
use crate::merge::index::PageScope;
use crate::merge::objects::Context;
use crate::model::operation::{Segment, UrlTemplate};
use crate::model::url_types::form;
use crate::model::{Model, TypeName, TypeRef};
use crate::unordered::UnorderedSet;

/// What all pages know together.
pub(super) struct Api<'a, 'f> {
    /// Names and definitions.
    pub context: Context<'a, 'f>,
    /// The types.
    pub model: &'a Model,
    /// Enums by what they hold.
    pub enums: EnumsByMembers,
    owners: Owners<'a>,
    /// URL forms that some documented URL continues with a key: collections.
    collections: UnorderedSet<String>,
    /// Permission tables of include pages, by the last part of their path.
    includes: BTreeMap<&'a str, Vec<&'a Grant>>,
}

/// One api page.
pub(super) struct Source<'p> {
    /// The page.
    pub page: &'p PageFacts,
    /// Its claims.
    pub facts: &'p OperationFacts,
    /// Where its names are looked up.
    pub scope: PageScope<'p>,
    /// File name without extension, lower case.
    pub stem: String,
    /// The type that lists the operation.
    pub owner: Option<TypeName>,
    /// The Return type cell of the Methods table.
    pub returns: Option<&'p TypeExpr>,
}

impl<'a, 'f> Api<'a, 'f> {
    /// Collects what all pages know.
    pub(super) fn new(pages: &'a [PageFacts], context: Context<'a, 'f>, model: &'a Model) -> Self {
        let (collections, (enums, owners, includes)) = rayon::join(
            || collections(pages),
            || {
                let enums = EnumsByMembers::new(model);
                let owners = Owners::new(pages, context.index);
                (enums, owners, includes(pages))
            },
        );
        Self {
            context,
            model,
            enums,
            owners,
            collections,
            includes,
        }
    }

    /// A page with its owner.
    pub(super) fn source<'p>(
        &'p self,
        page: &'p PageFacts,
        facts: &'p OperationFacts,
    ) -> Source<'p> {
        let stem = stem(&page.path).to_ascii_lowercase();
        let scope = PageScope::new(page);
        let (owner, returns) = self.owners.owner(page, facts, &stem, self.context.index);
        Source {
            page,
            facts,
            scope,
            stem,
            owner,
            returns,
        }
    }

    /// Whether some documented URL continues this one with a key.
    pub(super) fn is_collection(&self, url: &UrlTemplate) -> bool {
        self.collections.contains(&form(&url.segments))
    }

    /// The grants of an included permission table.
    pub(super) fn permission_include(&self, target: &str) -> Option<&[&'a Grant]> {
        let name = target.rsplit('/').next().unwrap_or(target);
        self.includes.get(name).map(Vec::as_slice)
    }

    /// The type that an annotation or a `@odata.type` tag names; `None` when nothing is known of it.
    pub(super) fn tagged(&self, text: &str, scope: PageScope<'_>) -> Option<TypeRef> {
        self.resolved(&type_expr::parse_text(text), scope)
    }

    /// The type that an expression names; `None` when nothing is known of it.
    pub(super) fn resolved(&self, expr: &TypeExpr, scope: PageScope<'_>) -> Option<TypeRef> {
        match self.context.index.resolve(expr, scope) {
            ty if matches!(ty.element(), TypeRef::Unknown { .. }) => None,
            ty => Some(ty),
        }
    }

    /// Whether `derived` is `base`, or derives from it.
    pub(super) fn derives(&self, derived: &TypeName, base: &TypeName) -> bool {
        self.model.lineage(derived).contains(&base)
    }
}

fn collections(pages: &[PageFacts]) -> UnorderedSet<String> {
    let mut out = UnorderedSet::default();
    for page in pages {
        let Subject::Operation(facts) = &page.subject else {
            continue;
        };
        for request in &facts.requests {
            let RequestLine {
                target: Target::Url(url),
                ..
            } = &request.value
            else {
                continue;
            };
            let segments = &url.template.segments;
            for at in 1..segments.len() {
                if matches!(segments[at], Segment::Parameter(_)) {
                    out.insert(form(&segments[..at]));
                }
            }
        }
    }
    out
}

fn includes(pages: &[PageFacts]) -> BTreeMap<&str, Vec<&Grant>> {
    let mut out = BTreeMap::new();
    for page in pages {
        if let Subject::Permissions(facts) = &page.subject {
            let name = page.path.rsplit('/').next().unwrap_or(&page.path);
            out.insert(
                name,
                facts.grants.iter().map(|grant| &grant.value).collect(),
            );
        }
    }
    out
}
