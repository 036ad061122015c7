//! The areas of the docs, each once: pages disagree on the letter case of their names.

use std::collections::BTreeSet;

use super::Content;
use crate::source::PageId;

/// The names of all areas, in lower case and in order; the empty one, of what belongs to none, is the first.
#[derive(Debug)]
pub(super) struct Areas {
    names: Vec<String>,
    pages: Vec<usize>,
}

impl Areas {
    /// Collects the areas of pages, types and operations.
    pub(super) fn new(content: &Content<'_>) -> Self {
        let types = content.model.types.values().map(|def| &def.area);
        let operations = content.model.operations.values().map(|call| &call.area);
        let pages = &content.origins.areas;
        let all = types.chain(operations).chain(pages);
        let mut names: BTreeSet<String> = all.map(|name| name.to_lowercase()).collect();
        names.insert(String::new());
        let mut out = Self {
            names: names.into_iter().collect(),
            pages: Vec::new(),
        };
        out.pages = pages.iter().map(|name| out.of(name)).collect();
        out
    }

    /// The names, by number.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The number of an area.
    pub(super) fn of(&self, name: &str) -> usize {
        let name = name.to_lowercase();
        // What nobody collected belongs to none.
        self.names.binary_search(&name).unwrap_or(0)
    }

    /// The number of a page's area.
    pub(super) fn of_page(&self, page: PageId) -> usize {
        self.pages.get(page.0 as usize).copied().unwrap_or(0)
    }
}
