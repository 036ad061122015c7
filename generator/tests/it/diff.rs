//! What has changed between two states of an API: the pages in `tests/data/diff/<change>/before` and `after`, with what is told
//! in `expected.txt`. That the verdict on the crate is right is shown by the compiler, in `proof`.

mod formats;
mod program;
mod proof;

use std::path::PathBuf;

use docwright::Builder;
use docwright::diff::{Diff, Side, compare, human};
use docwright::model::Model;
use docwright::plan::{PlanConfig, Runtime};
use expect_test::expect_file;

use crate::support::data;

/// The changes, by the names of their folders.
fn cases() -> Vec<String> {
    let folders = std::fs::read_dir(data().join("diff")).unwrap();
    let mut names: Vec<String> = folders
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn folder(case: &str, side: &str) -> PathBuf {
    data().join("diff").join(case).join(side)
}

fn side(case: &str, name: &str) -> Side {
    let input = Builder::new().docs(folder(case, name)).read().unwrap();
    Side::from_input(name, input)
}

fn diff(case: &str) -> Diff {
    compare(&side(case, "before"), &side(case, "after"))
}

#[test]
fn every_change_is_told() {
    let cases = cases();
    for case in &cases {
        let told = human::text(&diff(case), human::Colours::None, true);
        let file = data().join("diff").join(case).join("expected.txt");
        expect_file![file].assert_eq(&told);
    }
    assert!(cases.len() >= 60, "{} changes", cases.len());
}

#[test]
fn nothing_has_changed_where_nothing_has() {
    for case in cases() {
        for name in ["before", "after"] {
            let diff = compare(&side(&case, name), &side(&case, name));
            assert!(diff.changes.is_empty(), "{case}: {:?}", diff.changes);
        }
    }
}

/// A way back is a change as well: as many things come as went.
#[test]
fn what_is_added_is_removed_on_the_way_back() {
    use docwright::diff::Rule;
    let count = |diff: &Diff, rule| diff.changes.iter().filter(|it| it.rule == rule).count();
    for case in cases() {
        let there = diff(&case);
        let back = compare(&side(&case, "after"), &side(&case, "before"));
        for (come, gone) in [
            (Rule::TypeAdded, Rule::TypeRemoved),
            (Rule::MemberAdded, Rule::MemberRemoved),
            (Rule::OperationAdded, Rule::OperationRemoved),
            (Rule::UrlAdded, Rule::UrlRemoved),
        ] {
            assert_eq!(count(&there, come), count(&back, gone), "{case}");
            assert_eq!(count(&there, gone), count(&back, come), "{case}");
        }
    }
}

/// A model alone tells the same as its pages, but for lines.
#[test]
fn models_tell_the_same_as_pages() {
    let runtime = Runtime::Version("0.1.0".to_owned());
    let config = PlanConfig::named("api", runtime);
    let model = |case: &str, name: &str| -> Model {
        let input = Builder::new().docs(folder(case, name)).read().unwrap();
        input.model().0
    };
    for case in cases() {
        let old = Side::from_model("before", model(&case, "before"), &config);
        let new = Side::from_model("after", model(&case, "after"), &config);
        let (by_model, by_pages) = (compare(&old, &new), diff(&case));
        assert_eq!(by_model.summary(), by_pages.summary(), "{case}");
        let ids = |diff: &Diff| -> Vec<_> {
            let changes = diff.changes.iter();
            changes.map(|change| change.id).collect()
        };
        assert_eq!(ids(&by_model), ids(&by_pages), "{case}");
        let lines = by_model
            .changes
            .iter()
            .filter_map(|change| change.site()?.position);
        assert_eq!(lines.count(), 0, "{case}");
    }
}
