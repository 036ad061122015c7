//! The files of the output that are still what they were, most of them without being read.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::{FileEntry, Ledger};
use crate::files::RelPath;
use crate::fingerprint::Fingerprint;
use crate::stamp::Stamp;

/// The files that are as they were written.
pub(super) struct UnchangedFiles {
    /// What is known of each.
    pub(super) files: BTreeMap<RelPath, FileEntry>,
    /// Whether more is known of one than before.
    pub(super) has_new_stamps: bool,
}

impl UnchangedFiles {
    /// Whether all files of client stubs are among them.
    pub(super) fn has_stubs_of(&self, ledger: &Ledger) -> bool {
        let count = |files: &BTreeMap<RelPath, FileEntry>| {
            files.values().filter(|file| file.is_of_stubs).count()
        };
        count(&self.files) == count(&ledger.files)
    }

    /// Looks at all files of the ledger, and reads those that may have changed.
    pub(super) fn find(ledger: &Ledger, folder: &Path) -> Self {
        let looked = ledger.files.par_iter().map(|(path, entry)| {
            let file = folder.join(path.as_str());
            let now = Stamp::now(&file)?;
            let is_same = entry.stamp == Some(now)
                && ledger
                    .written
                    .is_some_and(|written| now.is_settled(written));
            if !is_same {
                let bytes = std::fs::read(&file).ok()?;
                if Fingerprint::of_bytes(&bytes) != entry.text {
                    return None;
                }
            }
            let stamp = Some(now);
            Some((path.clone(), FileEntry { stamp, ..*entry }, is_same))
        });
        let looked: Vec<_> = looked.flatten().collect();
        Self {
            has_new_stamps: looked.iter().any(|(_, _, is_same)| !is_same),
            files: looked
                .into_iter()
                .map(|(path, entry, _)| (path, entry))
                .collect(),
        }
    }
}
