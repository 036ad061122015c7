//! From one file to a page: its text, and what is wrong with its bytes.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use super::Problem;
use crate::diag::Code;
use crate::limits::PAGE_BYTES;
use crate::source::{Source, Sources};
use crate::stamp::Stamp;

/// A page that was read.
pub(super) struct Read {
    pub(super) source: Arc<Source>,
    /// What the file system said of the file, where that would tell of a change.
    pub(super) stamp: Option<Stamp>,
    pub(super) problem: Option<Problem>,
}

/// Reads a page, unless it is what it was before.
pub(super) fn read(root: &Path, path: String, before: &Sources, now: SystemTime) -> Read {
    let file = root.join(&path);
    if let Some((source, stamp)) = before.stamped(&path)
        && Stamp::now(&file) == Some(stamp)
    {
        return Read {
            source: Arc::clone(source),
            stamp: Some(stamp),
            problem: None,
        };
    }
    match bytes(&file) {
        Ok((bytes, stamp)) => {
            let read = of_bytes(path, bytes);
            let is_fine = read.problem.is_none();
            Read {
                stamp: stamp.filter(|stamp| is_fine && stamp.is_old(now)),
                ..read
            }
        }
        Err(error) => {
            let message = format!("cannot be read: {error}");
            let problem = Problem::new(&path, Code::UnreadablePage, message, 0);
            Read::new(empty(path), Some(problem))
        }
    }
}

impl Read {
    fn new(source: Source, problem: Option<Problem>) -> Self {
        Self {
            source: Arc::new(source),
            stamp: None,
            problem,
        }
    }
}

/// A page of these bytes, and what is wrong with them.
pub(super) fn of_bytes(path: String, bytes: Vec<u8>) -> Read {
    if bytes.len() > PAGE_BYTES {
        let message = format!("is left out; pages have at most {PAGE_BYTES} bytes");
        let problem = Problem::new(&path, Code::OverLimit, message, 0);
        return Read::new(empty(path), Some(problem));
    }
    let (text, broken) = decode(bytes);
    let problem = broken.map(|at| {
        let message = "is not valid UTF-8".to_owned();
        Problem::new(&path, Code::InvalidUtf8, message, at as u32)
    });
    Read::new(Source { path, text }, problem)
}

pub(super) fn empty(path: String) -> Source {
    Source {
        path,
        text: String::new(),
    }
}

/// The text of one page; `None` when it cannot be read, or is not valid UTF-8.
#[cfg(feature = "lsp")]
pub(crate) fn text(file: &Path) -> Option<String> {
    let (text, broken) = decode(bytes(file).ok()?.0);
    broken.is_none().then_some(text)
}

fn bytes(path: &Path) -> std::io::Result<(Vec<u8>, Option<Stamp>)> {
    use std::io::Read;
    let file = File::open(path)?;
    let data = file.metadata()?;
    let size = data.len().min(PAGE_BYTES as u64 + 1);
    let mut bytes = Vec::with_capacity(size as usize);
    file.take(PAGE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes, Stamp::of(&data)))
}

/// The text without a byte-order mark, and where the first broken byte was.
fn decode(mut bytes: Vec<u8>) -> (String, Option<usize>) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (
                String::from_utf8_lossy(error.as_bytes()).into_owned(),
                Some(at),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn text_is_decoded() {
        assert_eq!(decode(b"\xEF\xBB\xBFa".to_vec()), ("a".to_owned(), None));
        assert_eq!(
            decode(b"ab\xFFc".to_vec()),
            ("ab\u{FFFD}c".to_owned(), Some(2))
        );
    }
}
