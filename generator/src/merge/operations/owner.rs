//! Which type an operation belongs to (dialect 11.5): the resource whose Methods table lists its page, else the longest
//! prefix of the file name that is a resource's, else the word before a colon in the title.

use crate::api::page_stem;
use crate::facts::operation::OperationFacts;
use crate::facts::{PageFacts, TypeExpr};
use crate::merge::index::{Index, PageScope};
use crate::model::TypeName;
use crate::unordered::UnorderedMap;

/// A Methods row that leads to an api page.
struct Listing<'a> {
    /// Stem of the resource page.
    stem: &'a str,
    /// The type of that page.
    owner: &'a TypeName,
    /// The Return type cell.
    returns: Option<&'a TypeExpr>,
}

/// All Methods tables, by the api page that their rows lead to; and all resource pages, by stem.
pub(super) struct Owners<'a> {
    listings: UnorderedMap<String, Vec<Listing<'a>>>,
    stems: UnorderedMap<String, &'a TypeName>,
}

impl<'a> Owners<'a> {
    /// Collects them.
    pub(super) fn new(pages: &'a [PageFacts], index: &'a Index) -> Self {
        let mut listings: UnorderedMap<String, Vec<Listing<'a>>> = UnorderedMap::default();
        let mut stems = UnorderedMap::default();
        for page in pages {
            let Some(owner) = index.types_of_page(&page.path).first() else {
                continue;
            };
            let stem = stem(&page.path);
            stems.entry(stem.to_ascii_lowercase()).or_insert(owner);
            for method in &page.methods {
                if let Some(target) = &method.target {
                    let path = target.split('#').next().unwrap_or_default();
                    listings
                        .entry(path.to_ascii_lowercase())
                        .or_default()
                        .push(Listing {
                            stem,
                            owner,
                            returns: method.returns.as_ref(),
                        });
                }
            }
        }
        Self { listings, stems }
    }

    /// The owner of an api page, and what the owner's table says it returns.
    pub(super) fn owner(
        &self,
        page: &PageFacts,
        facts: &OperationFacts,
        stem: &str,
        index: &Index,
    ) -> (Option<TypeName>, Option<&'a TypeExpr>) {
        if let Some(listing) = self.listing(&page.path, stem) {
            return (Some(listing.owner.clone()), listing.returns);
        }
        let by_prefix = self.by_prefix(stem);
        let owner = by_prefix
            .or_else(|| titled(page, index))
            .or_else(|| linked(facts, index));
        (owner.cloned(), None)
    }

    /// Of several resources that list the page, the one whose stem begins the page's; the longest of those.
    fn listing(&self, path: &str, stem: &str) -> Option<&Listing<'a>> {
        let listings = self.listings.get(&path.to_ascii_lowercase())?;
        let begins = |listing: &&Listing<'_>| stem.starts_with(&listing.stem.to_ascii_lowercase());
        listings
            .iter()
            .filter(begins)
            .max_by_key(|listing| listing.stem.len())
            .or_else(|| listings.first())
    }

    fn by_prefix(&self, stem: &str) -> Option<&'a TypeName> {
        let mut end = stem.len();
        loop {
            end = stem[..end].rfind('-')?;
            if let Some(owner) = self.stems.get(&stem[..end]) {
                return Some(owner);
            }
        }
    }
}

/// `owner: operation`
fn titled<'i>(page: &PageFacts, index: &'i Index) -> Option<&'i TypeName> {
    let (name, _) = page.title.value.split_once(':')?;
    let scope = PageScope::new(page);
    index.named(name.trim(), None, scope)
}

/// The first link to a resource in the introduction.
fn linked<'i>(facts: &OperationFacts, index: &'i Index) -> Option<&'i TypeName> {
    facts.doc.links().find_map(|target| {
        let page = target.split('#').next().unwrap_or_default();
        index.types_of_page(page).first()
    })
}

/// File name without folder and extension.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    page_stem(name).unwrap_or(name)
}
