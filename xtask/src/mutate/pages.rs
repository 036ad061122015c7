//! The files of a docs folder in memory: read once, damaged, and written where they differ from what is on disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Every file of a folder, by its path in there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pages(pub(crate) BTreeMap<PathBuf, Vec<u8>>);

impl Pages {
    /// Reads a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut pages = Self::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            let entries =
                fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))?;
            for entry in entries {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let bytes =
                    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                pages.0.insert(path.strip_prefix(folder)?.to_owned(), bytes);
            }
        }
        Ok(pages)
    }

    /// Makes a folder that holds the files of `old` hold these.
    pub(crate) fn replace(&self, old: &Self, folder: &Path) -> Result<()> {
        for path in old.0.keys().filter(|path| !self.0.contains_key(*path)) {
            fs::remove_file(folder.join(path))?;
        }
        for (path, bytes) in &self.0 {
            if old.0.get(path) != Some(bytes) {
                let file = folder.join(path);
                fs::create_dir_all(file.parent().unwrap_or(folder))?;
                fs::write(&file, bytes)
                    .with_context(|| format!("cannot write {}", file.display()))?;
            }
        }
        Ok(())
    }

    /// The paths of the pages.
    pub(crate) fn markdown(&self) -> Vec<&PathBuf> {
        let is_page = |path: &&PathBuf| path.extension().is_some_and(|end| end == "md");
        self.0.keys().filter(is_page).collect()
    }

    /// How many bytes all files have.
    pub(crate) fn size(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}
