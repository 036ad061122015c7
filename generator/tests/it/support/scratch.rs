//! Folders for tests that write.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder of its own for one test, empty at first and gone at the end.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes the folder; the name must be the test's own.
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Writes files below a folder, which it returns.
pub(crate) fn put(folder: &Path, files: &[(&str, &[u8])]) -> PathBuf {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder.to_owned()
}

/// Every file below a folder but those in `target`: relative path and text, sorted by path.
pub(crate) fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let relative = path
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            if path.is_file() {
                let bytes = fs::read(&path).unwrap();
                found.push((relative, String::from_utf8_lossy(&bytes).into_owned()));
            } else if relative != "target" {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}
