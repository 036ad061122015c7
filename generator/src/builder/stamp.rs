//! Whether a run would change nothing: a file in the output's `target` folder remembers what the last run read and wrote.
//!
//! It is a shortcut and no more: without it, or when anything differs, everything runs. It lies where version control does
//! not look, for it also holds which build of docwright ran.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Input;
use crate::output::{self, FileSet, RelPath};

/// What a run reported, to be told again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many errors the pages have.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// The diagnostics that were shown.
    pub shown: Vec<String>,
}

/// What a run read, wrote and reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    inputs: u64,
    files: BTreeMap<String, u64>,
    /// What it reported.
    pub report: Report,
}

impl Stamp {
    /// The stamp of a run.
    pub fn new(input: &Input, files: &FileSet, report: Report) -> Self {
        let hashed = files
            .0
            .par_iter()
            .map(|(path, text)| (path.as_str().to_owned(), hash(text.as_bytes())))
            .collect();
        Self {
            inputs: inputs(input),
            files: hashed,
            report,
        }
    }

    /// The stamp of the last run, if nothing was touched since and a run with this input would do the same.
    pub fn of_unchanged(input: &Input, folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(place(folder)).ok()?;
        let stamp: Self = serde_json::from_str(&text).ok()?;
        let holds = stamp.inputs == inputs(input) && stamp.fits(folder);
        holds.then_some(stamp)
    }

    /// How many files the run wrote or found.
    pub fn file_count(&self) -> usize {
        self.files.len()
    }

    /// Leaves the stamp for the next run. Without it that one takes longer, so a failure does not matter.
    pub fn leave(&self, folder: &Path) {
        let place = place(folder);
        let text = serde_json::to_string(self).expect("every key is a string");
        let written = place
            .parent()
            .is_some_and(|parent| std::fs::create_dir_all(parent).is_ok())
            && std::fs::write(&place, text).is_ok();
        if !written {
            let _ = std::fs::remove_file(&place);
        }
    }

    /// Whether the folder holds exactly what was written.
    fn fits(&self, folder: &Path) -> bool {
        let read: Option<BTreeMap<RelPath, String>> = self
            .files
            .par_iter()
            .map(|(path, wanted)| {
                let text = std::fs::read_to_string(folder.join(path)).ok()?;
                (hash(text.as_bytes()) == *wanted).then_some((RelPath::new(path.as_str())?, text))
            })
            .collect();
        // The same look for leftovers as a run takes.
        read.is_some_and(|files| {
            output::compare(&FileSet(files), folder).is_ok_and(|changes| changes.is_empty())
        })
    }
}

fn place(folder: &Path) -> PathBuf {
    folder.join("target/docwright-stamp.json")
}

/// Everything that a run depends on: pages, configuration, the caller's choices, docwright itself.
fn inputs(input: &Input) -> u64 {
    let pages: Vec<_> = input.docs.sources.iter().collect();
    let pages: Vec<u64> = pages
        .into_par_iter()
        .map(|(_, page)| hash(page.path.as_bytes()) ^ hash(page.text.as_bytes()).rotate_left(1))
        .collect();
    let mut hasher = DefaultHasher::new();
    pages.hash(&mut hasher);
    input.config_text.hash(&mut hasher);
    // Debug output of plain data is a function of the data.
    format!("{:?}{:?}", input.plan_config(), input.docs.diagnostics).hash(&mut hasher);
    tool().hash(&mut hasher);
    hasher.finish()
}

/// Which build of docwright this is: its version, and size and time of the program that holds it.
fn tool() -> impl Hash {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let build = program
        .and_then(|data| Ok((data.len(), data.modified()?)))
        .ok();
    (env!("CARGO_PKG_VERSION"), build)
}

/// Stable within one build of docwright, which is all that is needed here.
fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
