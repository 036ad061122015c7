//! Texts that took time growing with the square of their length, or worse, at sizes at which nobody would see the end of that.

use docwright::diag::Diagnostics;
use docwright::facts::references;
use docwright::source::PageId;
use docwright::syntax::{self, json};

/// How often a piece is repeated.
const MANY: usize = 200_000;

/// How many members or elements are read of a piece that is repeated behind a bracket.
fn count(open: &str, piece: &str) -> usize {
    let text = open.to_owned() + &piece.repeat(MANY);
    let (value, _) = json::read(&text, PageId(0), 0);
    let value = value.expect("it can be mended");
    let members = value.as_object().map(<[_]>::len);
    members.or(value.as_array().map(<[_]>::len)).unwrap_or(0)
}

#[test]
fn keys_without_their_last_quote() {
    assert_eq!(count("{", "\"a:1,"), MANY);
    assert_eq!(count("{", "'a:1,"), MANY);
    assert_eq!(count("{", "“a:1,"), MANY);
}

#[test]
fn numbers_without_commas() {
    assert_eq!(count("[", "1 "), MANY);
    assert_eq!(count("[", "1\u{a0}\t"), MANY);
}

#[test]
fn curly_quotes_in_a_string() {
    assert_eq!(count("[\"", "”,a"), 1);
}

#[test]
fn headings_of_the_same_text() {
    let text = "## Lamp\n\n".repeat(MANY);
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(PageId(0), &text, &mut diagnostics);
    let anchors = references::read(&page, "page.md").anchors;
    assert_eq!(anchors.len(), MANY);
    assert!(anchors.contains("lamp") && anchors.contains(&format!("lamp-{}", MANY - 1)));
}
