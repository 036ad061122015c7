//! The forms in which changes are told, and what rules say of themselves.

use docwright::diff::{Bump, Impact, Rule, github, human, json, markdown};
use expect_test::expect_file;

use super::{cases, diff};
use crate::support::data;

fn check(case: &str, name: &str, text: &str) {
    expect_file![data().join("diff").join(case).join(name)].assert_eq(text);
}

#[test]
fn markdown_lists_by_rule() {
    for case in ["type-renamed", "area-changed", "permission-removed"] {
        check(case, "expected.md", &markdown::text(&diff(case)));
    }
}

#[test]
fn annotations_have_places() {
    for case in ["property-removed", "permission-removed"] {
        check(case, "expected.github", &github::commands(&diff(case)));
    }
}

#[test]
fn json_has_everything() {
    for case in ["member-renamed", "area-changed"] {
        check(case, "expected.json", &json::document(&diff(case)));
    }
}

#[test]
fn colours_are_only_where_they_are_wanted() {
    let diff = diff("property-removed");
    let plain = human::text(&diff, human::Colours::None, false);
    let coloured = human::text(&diff, human::Colours::Ansi, false);
    assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[1;31mbreaking"));
}

#[test]
fn descriptions_are_counted_and_listed_when_asked_for() {
    let diff = diff("property-description-changed");
    let short = human::text(&diff, human::Colours::None, false);
    let long = human::text(&diff, human::Colours::None, true);
    assert!(short.contains("1 description changed: none"), "{short}");
    assert!(!short.contains("[description-changed]"), "{short}");
    assert!(long.contains("[description-changed]"), "{long}");
    assert_eq!(diff.verdict.release, Bump::Patch);
    assert_eq!(diff.count(Impact::None), 1);
}

#[test]
fn ids_of_changes_differ_and_stay_the_same() {
    for case in cases() {
        let (one, other) = (diff(&case), diff(&case));
        assert_eq!(one, other, "{case}");
        let mut ids: Vec<_> = one.changes.iter().map(|change| change.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), one.changes.len(), "{case}");
    }
}

/// Rules that no case shows, and why.
const WITHOUT_CASE: &[(Rule, &str)] = &[];

#[test]
fn every_rule_is_explained_and_shown() {
    let seen: Vec<Rule> = cases()
        .iter()
        .flat_map(|case| diff(case).changes)
        .map(|change| change.rule)
        .collect();
    let mut missing = Vec::new();
    for rule in Rule::ALL {
        assert_eq!(Rule::named(rule.name()), Some(*rule));
        let text = rule.explanation();
        assert!(
            text.contains("**The service.**") && text.contains("**The crate.**"),
            "{}",
            rule.name()
        );
        let is_known = WITHOUT_CASE.iter().any(|(other, _)| other == rule);
        if !is_known && !seen.contains(rule) {
            missing.push(rule.name());
        }
    }
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

#[test]
fn counts_have_plurals() {
    assert_eq!(Rule::PropertyAdded.counted(1), "1 property added");
    assert_eq!(Rule::PropertyAdded.counted(3), "3 properties added");
    assert_eq!(Rule::KeyChanged.counted(2), "2 keys changed");
    assert_eq!(Rule::StatusAdded.counted(2), "2 statuses added");
    assert_eq!(Rule::TypeRemoved.counted(2), "2 types removed");
    assert_eq!(
        Rule::PropertyValuesChanged.counted(2),
        "2 value lists changed"
    );
}
