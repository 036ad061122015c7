//! A page by itself: from bytes to an outline, claims and diagnostics, each of them at a place that is there.

use docwright::diag::Diagnostics;
use docwright::facts::{self, references};
use docwright::merge::merge;
use docwright::source::{PageId, Span};
use docwright::syntax::{self, Page};

use crate::support::{assert_model, assert_tiles};

/// Reads the bytes as a page, in every way that a page can be read.
pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), &text, &mut diagnostics);
    assert_tiles(&page, "the page");
    for block in page.walk() {
        assert_place(&page, block.span, "a block");
    }
    let facts = facts::extract(&page, "resources/page.md", &mut diagnostics);
    facts::check::page(&page, &facts, &mut diagnostics);
    references::read(&page, &facts.path);
    let model = merge(std::slice::from_ref(&facts), &mut diagnostics).model;
    assert_model(&model, "the page");
    for found in &diagnostics.0 {
        let labels = std::iter::once(&found.primary).chain(&found.secondary);
        for label in labels {
            assert_place(&page, label.span, found.code.name());
        }
        assert!(
            !found.message.contains(['\n', '\r']),
            "{}: the message is of several lines: {:?}",
            found.code.name(),
            found.message
        );
    }
}

/// Checks that the place is in the page, and begins and ends between characters.
#[track_caller]
fn assert_place(page: &Page<'_>, span: Span, what: &str) {
    assert!(
        page.text
            .get(span.start as usize..span.end as usize)
            .is_some(),
        "{what} stands at {}..{}, which is no text",
        span.start,
        span.end
    );
}
