//! What the tests share, and where pages are.

pub(crate) mod api;
pub(crate) mod claims;
pub(crate) mod hostile;
pub(crate) mod modules;
pub(crate) mod outline;
pub(crate) mod packs;
mod random;
mod scratch;
mod tiles;
mod whole_model;

pub(crate) use random::Random;
pub(crate) use scratch::{Scratch, files, put};
pub(crate) use tiles::assert_tiles;
pub(crate) use whole_model::assert_model;

use std::path::{Path, PathBuf};

/// The folder with the test data.
pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

/// The pages of this project.
pub(crate) fn docs_input() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input")
}

/// All pages below the folder, `.md`, `.mdx`, `.markdown` and `.txt`, sorted.
pub(crate) fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| {
                ["md", "mdx", "markdown", "txt"]
                    .iter()
                    .any(|known| extension == *known)
            }) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Tells which case it was, when the check of one of many panics while this is in scope.
pub(crate) struct CaseGuard(pub(crate) String);

impl Drop for CaseGuard {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the case is {}", self.0);
        }
    }
}
