//! One page as the editor shows it now, together with the state of all docs at the last run.

use super::docs_state::DocsState;
use super::text::{Encoding, Lines};
use crate::diag::Diagnostics;
use crate::facts::references::{self, References};
use crate::facts::{self, PageFacts};
use crate::source::{PageId, Span};
use crate::syntax::{self, Page};

/// The page.
#[derive(Debug)]
pub(super) struct View<'w> {
    /// All docs, as of the last run.
    pub(super) docs: &'w DocsState,
    /// Its path, relative to the docs folder.
    pub(super) path: &'w str,
    /// Its text.
    pub(super) text: &'w str,
    /// Its lines.
    pub(super) lines: Lines<'w>,
    /// Its outline.
    pub(super) page: Page<'w>,
    /// Its facts.
    pub(super) facts: PageFacts,
    /// Its links.
    pub(super) references: References,
}

impl<'w> View<'w> {
    /// Reads the page.
    pub(super) fn new(
        docs: &'w DocsState,
        path: &'w str,
        text: &'w str,
        encoding: Encoding,
    ) -> Self {
        // A page that is new since the last run has no id.
        let id = docs.sources.find(path).unwrap_or(PageId(u32::MAX));
        let mut ignored = Diagnostics::default();
        let page = syntax::parse(id, text, &mut ignored).flattened();
        let facts = facts::extract(&page, path, &mut ignored);
        Self {
            docs,
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

    /// The word at a position, or ending there, and its start: letters, digits, `_`, `.` and `#`.
    pub(super) fn word(&self, offset: usize) -> (usize, &'w str) {
        let is_part = |c: char| c.is_alphanumeric() || "_.#".contains(c);
        let before = self.text.get(..offset).unwrap_or(self.text);
        let start = before.trim_end_matches(is_part).len();
        let rest = &self.text[start..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        (start, &rest[..end])
    }
}

/// Whether a position is in the span or at its end, where the cursor is after typing it.
pub(super) fn holds(span: Span, offset: usize) -> bool {
    (span.start as usize..=span.end as usize).contains(&offset)
}
