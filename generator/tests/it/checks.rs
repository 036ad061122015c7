//! What lint finds, and does not find: small pages named after their trouble, with everything that is found beside them.

use std::path::{Path, PathBuf};

use docwright::Builder;
use docwright::diag::render;
use expect_test::expect_file;

use crate::support::data;

/// The folders with pages, sorted: `NAME`, whose findings are in `NAME.findings`.
fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(data().join("checks")).expect("the cases are there");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a case can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

/// A line for each finding.
fn findings(docs: &Path) -> String {
    let input = Builder::new().docs(docs).read().unwrap();
    let (_, diagnostics) = input.lint();
    let lines = render::lines(&diagnostics, &input.docs.sources);
    let found: String = lines.map(|line| line + "\n").collect();
    if found.is_empty() {
        "nothing\n".to_owned()
    } else {
        found
    }
}

#[test]
fn pages_give_their_findings() {
    let cases = cases();
    assert!(cases.len() > 10, "the cases are gone");
    for case in cases {
        expect_file![case.with_extension("findings")].assert_eq(&findings(&case));
    }
}
