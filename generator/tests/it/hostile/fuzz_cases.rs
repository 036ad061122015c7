//! What fuzzing found, and what it started from, through the fuzz targets: `tests/data/fuzz/<target>/` holds the cases.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::support::{CaseGuard, data, pages};
use crate::targets;

/// Runs a target on every case that is kept for it, and on all other test data of ours.
fn check(name: &str, target: fn(&[u8])) {
    let own = data().join("fuzz").join(name);
    let kept = std::fs::read_dir(&own).expect("each target has a folder of cases");
    let mut cases: Vec<PathBuf> = kept
        .map(|entry| entry.expect("it is listed").path())
        .collect();
    assert!(!cases.is_empty(), "{} is empty", own.display());
    cases.extend(pages(&data()));
    cases.into_par_iter().for_each(|path| {
        let bytes = std::fs::read(&path).expect("test data can be read");
        let _name = CaseGuard(path.display().to_string());
        target(&bytes);
    });
}

#[test]
fn pages_become_diagnostics() {
    check("page", targets::page::run);
}

#[test]
fn any_text_is_read_as_json() {
    check("json", targets::json::run);
}

#[test]
fn any_text_is_read_as_a_type_cell() {
    check("type_cell", targets::type_cell::run);
}

#[test]
fn any_text_is_read_as_request_lines() {
    check("request_line", targets::request_line::run);
}

#[test]
fn any_pages_become_a_crate() {
    check("pipeline", targets::pipeline::run);
}
