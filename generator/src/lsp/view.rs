//! One page as the editor shows it now, read by itself, before the world around it as the last run found it.

use super::text::{Encoding, Lines};
use super::world::World;
use crate::diag::Diagnostics;
use crate::facts::references::{self, References};
use crate::facts::{self, PageFacts};
use crate::source::{PageId, Span};
use crate::syntax::{self, Page};

/// The page.
#[derive(Debug)]
pub(super) struct View<'w> {
    /// Everything around it.
    pub(super) world: &'w World,
    /// Its path, relative to the docs folder.
    pub(super) path: &'w str,
    /// Its text.
    pub(super) text: &'w str,
    /// Where its lines are.
    pub(super) lines: Lines<'w>,
    /// Its outline.
    pub(super) page: Page<'w>,
    /// What it claims.
    pub(super) facts: PageFacts,
    /// Where it leads.
    pub(super) references: References,
}

impl<'w> View<'w> {
    /// Reads the page.
    pub(super) fn new(world: &'w World, path: &'w str, text: &'w str, encoding: Encoding) -> Self {
        // A page that the last run did not know is on no list of places.
        let id = world.sources.find(path).unwrap_or(PageId(u32::MAX));
        let mut ignored = Diagnostics::default();
        let page = syntax::parse(id, text, &mut ignored);
        let facts = facts::extract(&page, path, &mut ignored);
        Self {
            world,
            path,
            text,
            lines: Lines::new(text, encoding),
            references: references::read(&page, path),
            page,
            facts,
        }
    }

    /// The text of a span of this page.
    pub(super) fn slice(&self, span: Span) -> &'w str {
        let range = span.start as usize..span.end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// The name or number that a byte is in or behind: letters, digits, `_`, `.` and `#`, and where it begins.
    pub(super) fn word(&self, offset: usize) -> (usize, &'w str) {
        let is_part = |c: char| c.is_alphanumeric() || "_.#".contains(c);
        let before = self.text.get(..offset).unwrap_or(self.text);
        let start = before.trim_end_matches(is_part).len();
        let rest = &self.text[start..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        (start, &rest[..end])
    }
}

/// Whether a byte is in the span, or right behind it, where a cursor stands that has just written it.
pub(super) fn holds(span: Span, offset: usize) -> bool {
    (span.start as usize..=span.end as usize).contains(&offset)
}
