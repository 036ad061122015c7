//! Whether a file is still what it was, without reading it: what the file system says of it, and when that can be relied on.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{FileEntry, Ledger};
use crate::fingerprint::Fingerprint;
use crate::output::RelPath;

/// What the file system says of a file. No program can write to the file and leave all of it as it was, but within one tick of
/// the file system's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    size: u64,
    /// Nanoseconds since 1970.
    modified: u64,
    /// On Unix: the number of the file, and when anything about it was changed, in seconds and nanoseconds.
    node: (u64, i64, i64),
}

/// Longer than a tick of the clocks that file systems of today stamp their files by.
const TICK: Duration = Duration::from_millis(20);

/// The same for file systems that know seconds only (FAT counts every other one).
const COARSE_TICK: Duration = Duration::from_secs(2);

impl Seen {
    /// What the file system says now.
    pub(super) fn now(file: &Path) -> Option<Self> {
        let data = std::fs::metadata(file).ok().filter(Metadata::is_file)?;
        let modified = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self {
            size: data.len(),
            modified: u64::try_from(modified.as_nanos()).ok()?,
            node: node(&data),
        })
    }

    /// Whether a later change would show: it was modified a tick or more before it was looked at.
    fn is_settled(&self, looked: SystemTime) -> bool {
        let modified = UNIX_EPOCH + Duration::from_nanos(self.modified);
        let is_coarse = self.modified.is_multiple_of(1_000_000_000);
        let tick = if is_coarse { COARSE_TICK } else { TICK };
        looked.duration_since(modified).is_ok_and(|age| age >= tick)
    }
}

/// The files that are as they were written.
pub(super) struct Intact {
    /// What is known of each.
    pub(super) files: BTreeMap<RelPath, FileEntry>,
    /// Whether more is known of one than before.
    pub(super) is_news: bool,
}

impl Intact {
    /// Looks at all files of the ledger, and reads those that may have changed.
    pub(super) fn find(ledger: &Ledger, folder: &Path) -> Self {
        let looked = ledger.files.par_iter().map(|(path, entry)| {
            let file = folder.join(path.as_str());
            let now = Seen::now(&file)?;
            let is_same = entry.seen == Some(now)
                && ledger
                    .written
                    .is_some_and(|written| now.is_settled(written));
            if !is_same {
                let bytes = std::fs::read(&file).ok()?;
                if Fingerprint::of_bytes(&bytes) != entry.text {
                    return None;
                }
            }
            let seen = Some(now);
            Some((path.clone(), FileEntry { seen, ..*entry }, is_same))
        });
        let looked: Vec<_> = looked.flatten().collect();
        Self {
            is_news: looked.iter().any(|(_, _, is_same)| !is_same),
            files: looked
                .into_iter()
                .map(|(path, entry, _)| (path, entry))
                .collect(),
        }
    }
}

#[cfg(unix)]
fn node(data: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn node(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
