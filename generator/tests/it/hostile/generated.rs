//! Pages that try to become code, paths or markup: each line of the lists in every place of a page, through the whole
//! pipeline; and all of them together as one crate.

mod compiled;
mod markup;

use crate::support::packs;
use crate::targets::pipeline;

/// The pages for every line of a list, numbered from `first` on.
fn all(list: &str, first: usize) -> String {
    let lines = packs::lines(list);
    assert!(lines.len() > 90, "the list is gone");
    let pages = lines.iter().enumerate();
    pages
        .map(|(number, line)| packs::pages(first + number, line))
        .collect()
}

#[test]
fn texts_that_would_be_code() {
    pipeline::run(all("payloads.txt", 0).as_bytes());
}

#[test]
fn names_that_rust_has_other_uses_for() {
    pipeline::run(all("names.txt", 0).as_bytes());
}
