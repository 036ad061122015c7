//! The rules: each one's bad page gives the finding beside it, and its good page gives none. The pages are those that
//! `docwright lint --explain` shows.

use docwright::Builder;
use docwright::diag::explanation::{HEADINGS, section, sections};
use docwright::diag::render::snippet::{Colours, Snippets};
use docwright::diag::{Code, Severity};
use docwright::lint::Report;
use docwright::lint::levels::Levels;
use expect_test::expect_file;

use crate::support::{Scratch, data, put};

/// Rules without pages: what they are about cannot be shown in a text.
pub(crate) const WITHOUT_PAGES: &[Code] = &[
    Code::UnreadablePage,
    Code::InvalidUtf8,
    // Linting makes no stubs.
    Code::RenamedStub,
];

/// The pages below a heading of an explanation: path and text of each block between `~~~` lines.
pub(crate) fn pages(explanation: &str, heading: &str) -> Vec<(String, String)> {
    let part =
        section(explanation, heading).expect("each explanation shows a bad page and a good one");
    // A block begins after a line end.
    let part = format!("\n{part}");
    let mut out = Vec::new();
    for block in part.split("\n~~~").collect::<Vec<_>>().chunks(2) {
        // Text before a block, and the block itself; the last chunk is what stands behind the last block.
        if let [_, block] = block {
            let (info, text) = block.split_once('\n').expect("a block has an info line");
            let path = info.split(' ').nth(1).expect("a block names its page");
            out.push((path.to_owned(), format!("{text}\n")));
        }
    }
    out
}

/// Everything that is found in the pages.
fn lint<T>(name: &str, pages: &[(String, String)], look: impl FnOnce(&Report<'_>) -> T) -> T {
    let scratch = Scratch::new(&format!("lint-{name}"));
    let files: Vec<(&str, &[u8])> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_bytes()))
        .collect();
    put(scratch.path(), &files);
    let input = Builder::new().docs(scratch.path()).read().unwrap();
    let levels = Levels::new(&input.config.lint).unwrap();
    let (_, diagnostics) = input.lint();
    look(&Report::new(&input.docs, diagnostics, &levels))
}

/// The findings of some rules, as people see them.
fn shown(report: &Report<'_>, wanted: impl Fn(Code) -> bool) -> String {
    let mut snippets = Snippets::new(&report.docs.sources, Colours::None, String::new());
    report
        .findings
        .iter()
        .filter(|finding| wanted(finding.diagnostic.code))
        .map(|finding| snippets.of(&finding.diagnostic, finding.severity) + "\n\n")
        .collect()
}

#[test]
fn bad_pages_give_their_finding() {
    for code in Code::ALL
        .iter()
        .filter(|code| !WITHOUT_PAGES.contains(code))
    {
        let bad = pages(code.explanation(), "Example");
        let name = format!("bad-{}", code.name());
        let found = lint(&name, &bad, |report| shown(report, |found| found == *code));
        assert!(!found.is_empty(), "the bad page of {} is fine", code.name());
        expect_file![data().join(format!("lint/{}.txt", code.name()))].assert_eq(&found);
    }
}

/// They break no other rule either, but for notes.
#[test]
fn good_pages_give_none() {
    let mut wrong = String::new();
    for code in Code::ALL
        .iter()
        .filter(|code| !WITHOUT_PAGES.contains(code))
    {
        let good = pages(code.explanation(), "Use instead");
        let name = format!("good-{}", code.name());
        wrong += &lint(&name, &good, |report| {
            shown(report, |found| {
                found == *code || found.severity() != Severity::Note
            })
        });
    }
    assert_eq!(wrong, "");
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let file = data().join("../../RULES.md");
    expect_file![file].assert_eq(&docwright::lint::page::rules());
}

#[test]
fn explanations_have_the_fixed_headings() {
    for code in Code::ALL {
        let found: Vec<&str> = sections(code.explanation())
            .iter()
            .map(|section| section.heading)
            .collect();
        let expected: Vec<&str> = HEADINGS
            .into_iter()
            .filter(|heading| *heading != "Example" || !WITHOUT_PAGES.contains(code))
            .collect();
        assert_eq!(found, expected, "{}", code.name());
    }
}

#[test]
fn explanations_say_why_the_rule_matters() {
    for code in Code::ALL {
        let why = code.why();
        assert!(
            why.len() > 40 && why.ends_with('.'),
            "{}: {why}",
            code.name()
        );
        assert!(code.meaning().ends_with('.'), "{}", code.name());
        let is_kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(code.name().chars().all(is_kebab), "{}", code.name());
        assert_eq!(Code::named(code.name()), Some(*code));
    }
}
