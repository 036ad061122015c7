//! Converts between `file` URIs (RFC 8089) and paths.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use percent_encoding::percent_decode_str;

use crate::lint::file_range::uri_path;

/// The path of a file; `None` for other documents, such as untitled ones.
pub(super) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    // Another host than this one is a network share, which has no path here.
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let drive = path.strip_prefix('/').filter(|rest| has_drive(rest));
    match drive {
        Some(rest) if cfg!(windows) => {
            let (letter, rest) = rest.split_at(1);
            Some(PathBuf::from(letter.to_ascii_uppercase() + rest))
        }
        Some(_) | None => path.starts_with('/').then(|| PathBuf::from(&*path)),
    }
}

/// The URI of a file. The path should be absolute.
pub(super) fn from_path(path: &Path) -> Uri {
    let text = path.to_string_lossy().replace('\\', "/");
    let root = if has_drive(&text) { "/" } else { "" };
    Uri(format!("file://{root}{}", uri_path(&text)))
}

/// `c:` or `c:/…`
fn has_drive(path: &str) -> bool {
    let mut bytes = path.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic()) && bytes.next() == Some(b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_survive_the_round_trip() {
        for (path, uri) in [
            ("/a/b c.md", "file:///a/b%20c.md"),
            ("/ä/😀%.md", "file:///%C3%A4/%F0%9F%98%80%25.md"),
        ] {
            assert_eq!(from_path(Path::new(path)), Uri(uri.to_owned()));
            assert_eq!(to_path(&Uri(uri.to_owned())), Some(PathBuf::from(path)));
        }
    }

    #[test]
    fn other_uris() {
        let path = |uri: &str| to_path(&Uri(uri.to_owned()));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("https://a/b.md"), None);
        // A `%` without two digits is taken literally, as browsers do.
        assert_eq!(path("file:///a%zz"), Some(PathBuf::from("/a%zz")));
        assert_eq!(path("file:///%FF"), None);
        assert_eq!(path("file://localhost/a#b"), Some(PathBuf::from("/a")));
        assert_eq!(from_path(Path::new("c:\\d\\e.md")).0, "file:///c%3A/d/e.md");
    }
}
