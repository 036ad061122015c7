//! From a span to the file and the lines and columns that other programs use.

use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::read::Docs;
use crate::source::Span;
use crate::source::position::{Position, Positions};

/// A range in a file. Lines and columns count from 1, columns in characters; the end is one past the last character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRange {
    /// The page's path, relative to the docs folder.
    pub page: String,
    /// The file, relative to the folder that docwright runs in.
    pub file: String,
    /// The first character.
    pub start: (usize, usize),
    /// One past the last character.
    pub end: (usize, usize),
}

/// Finds the ranges of spans.
#[derive(Debug)]
pub struct FileRanges<'d> {
    docs: &'d Docs,
    positions: Positions<'d>,
}

impl<'d> FileRanges<'d> {
    /// For the spans of these pages.
    pub fn new(docs: &'d Docs) -> Self {
        Self {
            docs,
            positions: Positions::new(&docs.sources),
        }
    }

    /// The range of a span.
    pub fn range(&mut self, span: Span) -> FileRange {
        let page = &self.docs.sources.get(span.page).path;
        let mut at = |offset| {
            let Position { line, column, .. } = self.positions.of(span.page, offset);
            (line, column)
        };
        let start = at(span.start);
        FileRange {
            page: page.clone(),
            file: file(&self.docs.root, page),
            start,
            end: at(span.end).max(start),
        }
    }
}

/// The page's file, with `/` on every platform. A path that leads out of the folder, as the configuration's may, is relative to
/// the parent folder.
pub fn file(root: &Path, page: &str) -> String {
    let is_name =
        |root: &&Path| matches!(root.components().next_back(), Some(Component::Normal(_)));
    if let Some(above) = page.strip_prefix("../")
        && let Some(around) = Some(root).filter(is_name).and_then(Path::parent)
    {
        return file(around, above);
    }
    let root = root.to_string_lossy().replace('\\', "/");
    match root.trim_start_matches("./").trim_end_matches('/') {
        "" | "." if root.starts_with('/') => format!("/{page}"),
        "" | "." => page.to_owned(),
        root => format!("{root}/{page}"),
    }
}

/// All characters of a path but `/` and those that RFC 3986 calls unreserved.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A path as part of a URI, percent-encoded.
pub(crate) fn uri_path(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files() {
        let cases = [
            ("docs", "docs/a.md"),
            ("./docs/", "docs/a.md"),
            (".", "a.md"),
            ("/", "/a.md"),
            ("/x", "/x/a.md"),
            ("../x", "../x/a.md"),
        ];
        for (root, expected) in cases {
            assert_eq!(file(Path::new(root), "a.md"), expected, "{root}");
        }
        assert_eq!(file(Path::new("docs/v1.0"), "../a.toml"), "docs/a.toml");
        assert_eq!(file(Path::new("docs"), "../../a.toml"), "../a.toml");
    }
}
