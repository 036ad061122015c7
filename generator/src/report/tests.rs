//! Tests of the small parts.

use std::path::Path;

use super::links::relative;
use super::text::{counted, encoded, number, visible};

#[test]
fn relative_urls() {
    let url = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
    assert_eq!(url("/a/b", "/a/b").as_deref(), Some(""));
    assert_eq!(url("/a", "/a/docs").as_deref(), Some("docs/"));
    assert_eq!(url("/a/b/c", "/a/x y").as_deref(), Some("../../x%20y/"));
    assert_eq!(url("/", "/a:b#c").as_deref(), Some("a%3Ab%23c/"));
}

#[test]
fn invisible_characters_are_shown() {
    assert_eq!(visible("a\tb\nc"), "a\tb\nc");
    assert_eq!(
        visible("a\u{202e}b\u{0}\u{200b}"),
        "a⟨U+202E⟩b⟨U+0000⟩⟨U+200B⟩"
    );
}

#[test]
fn numbers_and_plurals() {
    assert_eq!(
        [0, 999, 1000, 1_234_567].map(number),
        ["0", "999", "1,000", "1,234,567"]
    );
    assert_eq!(counted(1, "page"), "1 page");
    assert_eq!(counted(2, "page"), "2 pages");
    assert_eq!(encoded("a/b&c=d é"), "a%2Fb%26c%3Dd%20%C3%A9");
}
