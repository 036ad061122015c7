//! Where a label is, as other programs want to know it: a file and a range of lines and columns.

use std::fmt::Write;
use std::path::{Component, Path};

use crate::diag::Label;
use crate::read::Docs;
use crate::source::position::{Position, Positions};

/// A range in a file. Lines and columns count from 1, columns in characters; the end is one past the last character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The page's path, relative to the docs folder.
    pub page: String,
    /// The file as one would open it from where docwright runs.
    pub file: String,
    /// The first character.
    pub start: (usize, usize),
    /// One past the last character.
    pub end: (usize, usize),
}

/// Finds places.
#[derive(Debug)]
pub struct Places<'d> {
    docs: &'d Docs,
    positions: Positions<'d>,
}

impl<'d> Places<'d> {
    /// Of these pages.
    pub fn new(docs: &'d Docs) -> Self {
        Self {
            docs,
            positions: Positions::new(&docs.sources),
        }
    }

    /// Where a label is.
    pub fn of(&mut self, label: &Label) -> Place {
        let page = &self.docs.sources.get(label.span.page).path;
        let mut at = |offset| {
            let Position { line, column, .. } = self.positions.of(label.span.page, offset);
            (line, column)
        };
        let start = at(label.span.start);
        Place {
            page: page.clone(),
            file: file(&self.docs.root, page),
            start,
            end: at(label.span.end).max(start),
        }
    }
}

/// The page's file, with `/` on every platform. A path that leads out of the folder, as that of the configuration may, is taken
/// from the folder around it.
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

/// A path as part of an address (RFC 3986): what is neither unreserved nor `/` is percent-encoded.
pub(crate) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes all");
        }
    }
    out
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
