//! What lint finds, and does not find: small pages named after their trouble, with everything that is found beside them.

use std::path::{Path, PathBuf};

use docwright::Builder;
use docwright::diag::render;
use docwright::lint::Report;
use docwright::lint::baseline::{self, Baseline};
use docwright::lint::levels::Levels;
use expect_test::expect_file;

use crate::support::{data, docs_input};

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

/// What lint finds in the pages of this project is accepted, and nothing is accepted that it does not find.
#[test]
fn the_baseline_of_docs_input_is_exact() {
    let docs = docs_input();
    let input = Builder::new().docs(&docs).read().unwrap();
    let levels = Levels::new(&input.config.lint).unwrap();
    let mut report = Report::new(&input.docs, input.lint().1, &levels);
    let text = std::fs::read_to_string(docs.join("lint-baseline.txt")).unwrap();
    let accepted = Baseline::parse(&text).unwrap();
    report.accept(&accepted);
    let open: Vec<&str> = report
        .open()
        .map(|finding| finding.diagnostic.message.as_str())
        .collect();
    assert_eq!(open, Vec::<&str>::new());
    assert_eq!(accepted.fixed(&report), Vec::<&str>::new());
    assert_eq!(baseline::text(&report), text);
}

/// Each page that something is found on is among those whose oddities are told.
#[test]
fn the_oddities_of_docs_input_are_told() {
    let docs = docs_input();
    let told = std::fs::read_to_string(docs.join("README.md")).unwrap();
    let text = std::fs::read_to_string(docs.join("lint-baseline.txt")).unwrap();
    let entries = text.lines().filter(|line| !line.starts_with('#'));
    let mut pages: Vec<&str> = entries
        .filter_map(|line| line.split(' ').nth(1)?.strip_suffix(':'))
        .collect();
    pages.dedup();
    assert!(pages.len() > 10, "the baseline is gone");
    let is_told = |page: &&str| {
        let name = page.rsplit('/').next().unwrap_or_default();
        told.contains(&format!("`{page}`")) || told.contains(&format!("`{name}`"))
    };
    pages.retain(|page| !is_told(page));
    assert_eq!(pages, Vec::<&str>::new());
}
