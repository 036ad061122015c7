//! The pages as bytes: their paths, their text, and how a byte offset becomes line and column.
//! Holds values; reads nothing from the disk, and knows nothing of Markdown.

pub(crate) mod find;
pub mod position;

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::stamp::Stamp;

/// Index of a page in [`Sources`]. Sources are sorted by path, so the order of ids is the order of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PageId(pub u32);

impl PageId {
    /// The configuration file: no page, but findings may lie in it. It stands behind all pages.
    pub const CONFIG: Self = Self(u32::MAX - 1);
}

/// A range of bytes in the text of one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The page that the offsets count in.
    pub page: PageId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes of a page from `start` to the one before `end`.
    pub const fn new(page: PageId, start: u32, end: u32) -> Self {
        Self { page, start, end }
    }

    /// The empty range at the start of a page.
    pub const fn start_of(page: PageId) -> Self {
        Self::new(page, 0, 0)
    }

    /// Bytes of the configuration file.
    pub fn in_config(bytes: Range<usize>) -> Self {
        // A configuration file of more than four gigabytes would get a wrong place here, and nothing worse.
        Self::new(PageId::CONFIG, bytes.start as u32, bytes.end as u32)
    }

    /// `length` bytes of this range, from its byte `offset` on.
    pub(crate) fn part(self, offset: usize, length: usize) -> Self {
        let start = self.start + offset as u32;
        Self::new(self.page, start, start + length as u32)
    }
}

/// One call to the hasher that nothing else makes, so that a hasher can tell places from the rest:
/// `facts/claims.rs` does.
impl Hash for Span {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { page, start, end } = *self;
        state.write_u128(u128::from(page.0) << 64 | u128::from(start) << 32 | u128::from(end));
    }
}

/// One page: its path relative to the docs folder (`/`-separated, on every platform), and its text.
///
/// The text is valid UTF-8 without a byte-order mark; what could not be decoded was replaced by U+FFFD and reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Such as `resources/user.md`.
    pub path: String,
    /// The whole page.
    pub text: String,
}

/// All pages of one docs folder, sorted by path, and the configuration file, which is none of them. A clone shares the texts, so it costs little.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    pages: Vec<Arc<Source>>,
    /// Of each page: what the file system said of its file, where that would tell of a change.
    stamps: Vec<Option<Stamp>>,
    config: Arc<Source>,
}

impl Sources {
    /// Sorts the pages by path. Of two pages with the same path, the first one stays.
    pub fn new(pages: Vec<Source>) -> Self {
        let pages = pages.into_iter().map(|page| (Arc::new(page), None));
        Self::of_files(pages.collect())
    }

    /// The same for pages that are files.
    pub(crate) fn of_files(mut pages: Vec<(Arc<Source>, Option<Stamp>)>) -> Self {
        pages.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        pages.dedup_by(|(b, _), (a, _)| a.path == b.path);
        let (pages, stamps) = pages.into_iter().unzip();
        Self {
            pages,
            stamps,
            config: Arc::default(),
        }
    }

    /// The page at this path and what the file system said of its file, where that would tell of a change.
    pub(crate) fn stamped(&self, path: &str) -> Option<(&Arc<Source>, Stamp)> {
        let PageId(index) = self.find(path)?;
        let stamp = self.stamps[index as usize]?;
        Some((&self.pages[index as usize], stamp))
    }

    /// With this text as [`PageId::CONFIG`]; its path leads from the docs folder to the file, and may begin with `..`.
    pub fn with_config(mut self, config: Source) -> Self {
        self.config = Arc::new(config);
        self
    }

    /// Puts another text in the place of a page's; clones made before keep the old one.
    pub fn replace(&mut self, id: PageId, text: String) {
        let page = &mut self.pages[id.0 as usize];
        *page = Arc::new(Source {
            path: page.path.clone(),
            text,
        });
        self.stamps[id.0 as usize] = None;
    }

    /// Whether the page of this id is in both, and nobody read it in between.
    pub(crate) fn share(&self, other: &Self, PageId(index): PageId) -> bool {
        let [ours, theirs] = [self, other].map(|it| it.pages.get(index as usize));
        ours.zip(theirs)
            .is_some_and(|(ours, theirs)| Arc::ptr_eq(ours, theirs))
    }

    /// The page with this id, or the configuration file.
    pub fn get(&self, id: PageId) -> &Source {
        match id {
            PageId::CONFIG => &self.config,
            PageId(index) => &self.pages[index as usize],
        }
    }

    /// The page at this path.
    pub fn find(&self, path: &str) -> Option<PageId> {
        let index = self
            .pages
            .binary_search_by(|page| page.path.as_str().cmp(path))
            .ok()?;
        Some(PageId(index as u32))
    }

    /// Every page with its id, in path order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (PageId, &Source)> {
        self.pages
            .iter()
            .enumerate()
            .map(|(index, page)| (PageId(index as u32), &**page))
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }
}
