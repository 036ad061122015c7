//! Finds what CommonMark has no syntax for, before the page is read as CommonMark: tags of components, shortcodes and
//! directives, ids of headings, comments and module statements of MDX, and HTML tables. Knows bytes and lines, no blocks.
//!
//! What is found is a [`Mark`]. [`Marks::mask`] replaces it in the text that the CommonMark parser reads: a mark that has
//! its lines to itself becomes a thematic break, so that the parser puts it into the right list or quote; a mark within
//! text becomes a word. The reader gets the marks back by their places.

mod html_table;
mod module;
mod pair;
mod scan;
mod tags;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use html_table::HtmlTable;
pub(super) use tags::Role;

use super::{Comment, ElementTag};

/// One thing that CommonMark does not know.
#[derive(Clone, Debug)]
pub(super) struct Mark<'s> {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte behind it.
    pub(super) end: usize,
    /// It has its lines to itself.
    pub(super) is_block: bool,
    /// What it is.
    pub(super) kind: MarkKind<'s>,
}

/// What a mark is.
#[derive(Clone, Debug)]
pub(super) enum MarkKind<'s> {
    /// A tag of an element.
    Tag {
        tag: ElementTag<'s>,
        role: Role,
        /// Where the tag begins that closes what this one opens, or the other way around.
        partner: Option<usize>,
    },
    /// `{#id}` behind the text of a heading.
    HeadingId(&'s str),
    /// `{/* … */}`
    Comment(Comment<'s>),
    /// `import …` or `export …`
    ModuleStatement,
    /// `<table>…</table>`
    Table(HtmlTable),
}

impl Mark<'_> {
    fn set_partner(&mut self, start: Option<usize>, is_block: bool) {
        if let MarkKind::Tag { partner, .. } = &mut self.kind {
            *partner = start;
        }
        self.is_block = is_block;
    }
}

/// The marks of a page, in order. They do not overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks<'s> {
    list: Vec<Mark<'s>>,
    /// From tag to tag of the outermost elements that have lines of their own.
    elements: Vec<Range<usize>>,
}

impl<'s> Marks<'s> {
    fn new(list: Vec<Mark<'s>>) -> Self {
        let mut elements: Vec<Range<usize>> = Vec::new();
        for mark in &list {
            if let MarkKind::Tag {
                partner: Some(partner),
                ..
            } = mark.kind
                && mark.is_block
                && elements.last().is_none_or(|last| last.end <= mark.start)
                && partner > mark.start
            {
                elements.push(mark.end..partner);
            }
        }
        Self { list, elements }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The mark that begins at this byte.
    pub(super) fn at(&self, start: usize) -> Option<&Mark<'s>> {
        let index = self
            .list
            .binary_search_by_key(&start, |mark| mark.start)
            .ok()?;
        Some(&self.list[index])
    }

    /// The marks that begin within these bytes.
    pub(super) fn within(&self, range: &Range<usize>) -> &[Mark<'s>] {
        let first = self.list.partition_point(|mark| mark.start < range.start);
        let rest = &self.list[first..];
        &rest[..rest.partition_point(|mark| mark.start < range.end)]
    }

    /// The marks that share bytes with these.
    pub(super) fn overlapping(&self, range: &Range<usize>) -> &[Mark<'s>] {
        let first = self.list.partition_point(|mark| mark.end <= range.start);
        let rest = &self.list[first..];
        &rest[..rest.partition_point(|mark| mark.start < range.end)]
    }

    /// Whether the byte lies between the tags of an element that have lines of their own.
    pub(super) fn is_within_element(&self, at: usize) -> bool {
        let index = self.elements.partition_point(|range| range.end <= at);
        self.elements
            .get(index)
            .is_some_and(|range| range.start <= at)
    }

    /// The bytes of the page with the marks replaced: bytes for bytes, and line ends stay.
    pub(super) fn mask(&self, text: &'s str) -> Cow<'s, [u8]> {
        if self.is_empty() {
            return Cow::Borrowed(text.as_bytes());
        }
        let mut bytes = text.as_bytes().to_vec();
        let mut last_block = 0;
        for mark in &self.list {
            let fill = match mark.kind {
                MarkKind::HeadingId(_) => b' ',
                _ if mark.is_block => b' ',
                _ => b'x',
            };
            for byte in &mut bytes[mark.start..mark.end] {
                if !matches!(byte, b'\n' | b'\r') {
                    *byte = fill;
                }
            }
            // Every mark with lines of its own has three bytes at least, and no line end among the first three. Of several
            // on one line the first one stands for all.
            if mark.is_block {
                let before = &text.as_bytes()[last_block..mark.start];
                if last_block == 0 || memchr::memchr2(b'\n', b'\r', before).is_some() {
                    bytes[mark.start..mark.start + 3].fill(b'*');
                }
                last_block = mark.end;
            }
        }
        Cow::Owned(bytes)
    }
}
