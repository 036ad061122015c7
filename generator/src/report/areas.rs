//! The areas of the docs, ignoring letter case, in which pages disagree.

use std::collections::BTreeSet;

use super::Content;
use crate::source::PageId;

/// The names of all areas, in lower case and sorted. The first one is empty: no area.
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
        let mut areas = Self {
            names: names.into_iter().collect(),
            pages: Vec::new(),
        };
        areas.pages = pages.iter().map(|name| areas.index(name)).collect();
        areas
    }

    /// The names, by index.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The index of an area.
    pub(super) fn index(&self, name: &str) -> usize {
        let name = name.to_lowercase();
        // An unknown name is no area.
        self.names.binary_search(&name).unwrap_or(0)
    }

    /// The index of a page's area.
    pub(super) fn page_index(&self, page: PageId) -> usize {
        self.pages.get(page.0 as usize).copied().unwrap_or(0)
    }
}
