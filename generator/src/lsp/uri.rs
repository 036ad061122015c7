//! Addresses of files (RFC 8089) and paths, into each other.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

use crate::lint::file_range::uri_path;

/// The file that an address names; `None` for what is no file, such as an untitled document.
pub(super) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    // A host stands before the path only on Windows, where it is a share.
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = decoded(path)?;
    let drive = path.strip_prefix('/').filter(|rest| has_drive(rest));
    match drive {
        Some(rest) if cfg!(windows) => {
            let (letter, rest) = rest.split_at(1);
            Some(PathBuf::from(letter.to_ascii_uppercase() + rest))
        }
        Some(_) | None => path.starts_with('/').then(|| PathBuf::from(path)),
    }
}

/// The address of a file. The path should be absolute.
pub(super) fn of_path(path: &Path) -> Uri {
    let text = path.to_string_lossy().replace('\\', "/");
    let root = if has_drive(&text) { "/" } else { "" };
    Uri(format!("file://{root}{}", uri_path(&text)))
}

/// `c:` or `c:/…`
fn has_drive(path: &str) -> bool {
    let mut bytes = path.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic()) && bytes.next() == Some(b':')
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (path, uri) in [
            ("/a/b c.md", "file:///a/b%20c.md"),
            ("/ä/😀%.md", "file:///%C3%A4/%F0%9F%98%80%25.md"),
        ] {
            assert_eq!(of_path(Path::new(path)), Uri(uri.to_owned()));
            assert_eq!(to_path(&Uri(uri.to_owned())), Some(PathBuf::from(path)));
        }
    }

    #[test]
    fn other_addresses() {
        let path = |uri: &str| to_path(&Uri(uri.to_owned()));
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("https://a/b.md"), None);
        assert_eq!(path("file:///a%zz"), None);
        assert_eq!(path("file:///a%F"), None);
        assert_eq!(path("file:///%FF"), None);
        assert_eq!(path("file://localhost/a#b"), Some(PathBuf::from("/a")));
        assert_eq!(of_path(Path::new("c:\\d\\e.md")).0, "file:///c%3A/d/e.md");
    }
}
