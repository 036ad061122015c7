//! The files of an output folder: as values, compared with the disk, and written. Knows nothing of what is in them.
//!
//! **Invariants:** a [`RelPath`] stays in its folder on every system. Only [`mod@sync`] touches the disk.

#[cfg(feature = "cli")]
mod diff;
pub mod sync;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

#[cfg(feature = "cli")]
pub use diff::preview;
pub use sync::{Changes, FolderLock, compare, sync};

/// The path of an output file relative to the output folder: parts of letters, digits, `_`, `-` and `.`, joined by `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RelPath(String);

impl RelPath {
    /// Takes a path if it is one; says nothing about why not.
    ///
    /// Refused are absolute paths, empty parts, parts that begin or end with a dot (so `..` too), and every other character.
    pub fn new(path: impl Into<String>) -> Option<Self> {
        let path = path.into();
        let fine = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.ends_with('.')
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
        };
        path.split('/').all(fine).then_some(Self(path))
    }

    /// The text, parts joined by `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RelPath {
    type Error = &'static str;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        Self::new(path).ok_or("not a path of an output file")
    }
}

impl From<RelPath> for String {
    fn from(path: RelPath) -> Self {
        path.0
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// All files of an output folder, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet(pub BTreeMap<RelPath, String>);

#[cfg(test)]
mod tests {
    use super::RelPath;

    #[test]
    fn paths_stay_in_their_folder() {
        for path in [
            "src/lib.rs",
            "Cargo.toml",
            "src/areas/intune-apps/win32_lob.rs",
        ] {
            assert!(RelPath::new(path).is_some(), "{path}");
        }
        for path in [
            "",
            "/",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "C:\\x",
            "c:x",
            "a b",
            "a\0",
            "a\n",
            ".git/config",
            "x.",
            "é",
        ] {
            assert!(RelPath::new(path).is_none(), "{path}");
        }
    }
}
