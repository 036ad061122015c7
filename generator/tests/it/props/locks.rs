//! `names.lock`: it can be read whatever the names are, and tells of each Rust name that changed, and of no other.

use docwright::files::{FileSet, RelPath};
use docwright::plan::{self, PlanConfig, Runtime};
use docwright::print;
use docwright::print::names_lock::{self, LockProblem, NAMES_LOCK};
use proptest::prelude::*;

use super::config;
use super::models::{model, names};
use crate::support::Scratch;

/// The files of a crate with these names.
fn files(properties: &[String], members: &[String]) -> FileSet {
    let config = PlanConfig::named("sample", Runtime::Version("0.1.0".to_owned()));
    print::print(&plan::lower(&model(properties, members), &config))
}

/// The problem that the files have with the text of an older lock.
fn problem(files: &FileSet, old: &str) -> Option<LockProblem> {
    let scratch = Scratch::new("props-locks");
    std::fs::write(scratch.path().join(NAMES_LOCK), old).expect("the folder is ours");
    names_lock::check(files, scratch.path()).expect("the lock is there")
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn each_change_is_told(properties in names(), members in names(), which in any::<prop::sample::Index>()) {
        let files = files(&properties, &members);
        let text = &files.0[&RelPath::new(NAMES_LOCK).expect("it is a path")];
        // With one more line, so that it is read at all.
        prop_assert_eq!(problem(&files, &format!("# Older.\n{text}")), None);
        let lines: Vec<&str> = text.lines().collect();
        let is_entry = |line: &&str| line.contains(" = ") && !line.starts_with('#');
        let entries: Vec<&str> = lines.iter().copied().filter(is_entry).collect();
        let changed = entries[which.index(entries.len())];
        let old = text.replace(&format!("\n{changed}\n"), &format!("\n{changed}_before\n"));
        let Some(LockProblem::Renamed(renames)) = problem(&files, &old) else {
            panic!("nobody noticed that `{changed}` is new");
        };
        prop_assert_eq!(renames.len(), 1);
        let rename = &renames[0];
        prop_assert_eq!(format!("{} = {}", rename.documented, rename.new), changed);
        prop_assert_eq!(&rename.old, &format!("{}_before", rename.new));
    }
}
