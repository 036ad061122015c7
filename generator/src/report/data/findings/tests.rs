//! What is shown of a line.

use super::excerpt;
use crate::source::{PageId, Span};

fn of(text: &str, start: u32, end: u32) -> [&str; 3] {
    let page = PageId(0);
    excerpt(text, Span::new(page, start, end))
}

#[test]
fn a_line_in_three_parts() {
    assert_eq!(of("one\ntwo three\nfour", 8, 13), ["two ", "three", ""]);
    assert_eq!(of("one\r\ntwo", 5, 6), ["", "t", "wo"]);
    assert_eq!(of("one\ntwo\n", 0, 7), ["", "one", ""]);
    assert_eq!(of("one", 3, 3), ["one", "", ""]);
    assert_eq!(of("one", 9, 12), ["one", "", ""]);
    assert_eq!(of("", 0, 0), ["", "", ""]);
}

#[test]
fn long_lines_are_cut_between_characters() {
    let line = "ä".repeat(1000);
    let [before, place, behind] = of(&line, 1000, 1801);
    assert_eq!((before.len(), place.len(), behind.len()), (80, 160, 160));
}
