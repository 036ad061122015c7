//! Whether a file is still what it was, without reading it: what the file system says of it, and when that can be relied on.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// What the file system says of a file. No program can write to the file and leave all of it as it was, but within one tick of
/// the file system's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
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

impl Stamp {
    /// What the file system says now.
    pub(crate) fn now(file: &Path) -> Option<Self> {
        Self::of(&std::fs::metadata(file).ok()?)
    }

    /// What it said when it was asked.
    pub(crate) fn of(data: &Metadata) -> Option<Self> {
        if !data.is_file() {
            return None;
        }
        let modified = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Self {
            size: data.len(),
            modified: u64::try_from(modified.as_nanos()).ok()?,
            node: node(data),
        })
    }

    /// Whether a later change would show whatever the file system's clock, as far as it is less than some seconds off the
    /// computer's, and whatever path leads to the file.
    pub(crate) fn is_old(&self, looked: SystemTime) -> bool {
        let modified = UNIX_EPOCH + Duration::from_nanos(self.modified);
        let age = looked.duration_since(modified);
        // Elsewhere nothing here tells one file from another.
        cfg!(unix) && age.is_ok_and(|age| age >= COARSE_TICK)
    }

    /// Whether a later change would show: it was modified a tick or more before it was looked at.
    pub(crate) fn is_settled(&self, looked: SystemTime) -> bool {
        let modified = UNIX_EPOCH + Duration::from_nanos(self.modified);
        let is_coarse = self.modified.is_multiple_of(1_000_000_000);
        let tick = if is_coarse { COARSE_TICK } else { TICK };
        looked.duration_since(modified).is_ok_and(|age| age >= tick)
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
