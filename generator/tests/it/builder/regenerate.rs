//! Generation that builds on the run before gives what a run from nothing gives, files and diagnostics, whatever happened to
//! pages, output and ledger in between.

mod random;
mod small;
mod stubs;

use std::path::Path;

use docwright::Builder;
use docwright::builder::{Input, Regenerated, Regenerator};
use docwright::files::compare;

/// What both kinds of runs start from.
fn input(docs: &Path) -> Input {
    let builder = Builder::new().docs(docs).accept_renames(true);
    builder.read().unwrap()
}

/// Runs, and holds the outcome against that of a run from nothing.
#[track_caller]
fn run(maker: &mut Regenerator, docs: &Path, out: &Path) -> Regenerated {
    let made = maker.run(&input(docs), || ()).unwrap();
    let cold = input(docs).generate();
    let left = compare(&cold.files, out).unwrap();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(made.diagnostics.0, cold.diagnostics.0);
    let changes = &made.changes;
    assert_eq!(
        changes.written.len() + changes.unchanged,
        cold.files.0.len()
    );
    made
}
