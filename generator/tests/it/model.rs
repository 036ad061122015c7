//! Small folders of pages, one for each rule of merging, with the model made of them and all diagnostics beside them.

mod origins;

use std::path::PathBuf;

use docwright::Builder;
use docwright::diag::render;
use docwright::model::json::{from_json, to_json};
use expect_test::expect_file;

use crate::support::{api, assert_model, data};

/// The folders with the cases, sorted.
fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(data().join("model"))
        .expect("the cases are there")
        .map(|entry| entry.expect("a case can be listed").path())
        .collect();
    cases.sort();
    cases
}

#[test]
fn pages_make_their_models() {
    let cases = cases();
    assert!(cases.len() > 20, "the cases are gone");
    for case in cases {
        let input = Builder::new()
            .docs(&case)
            .read()
            .expect("test data can be read");
        let (model, diagnostics) = input.model();
        assert_model(&model, &case.display().to_string());
        assert_eq!(from_json(&to_json(&model)).unwrap(), model);
        let lines: Vec<String> = render::lines(&diagnostics, &input.docs.sources)
            .map(|line| line + "\n")
            .collect();
        expect_file![case.join("model.api")].assert_eq(&api::model(&model));
        expect_file![case.join("diagnostics.list")].assert_eq(&lines.concat());
    }
}
