//! From a folder to [`Sources`]: finds the pages, reads them in parallel, and reports what cannot be read.
//! Knows how docs folders are laid out; knows nothing of what is in a page.

mod found;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{PageId, Source, Sources, Span, version};
use crate::config::Scope;
use crate::diag::{Code, Diagnostics};
use crate::limits::{PAGE_BYTES, PAGES};
use found::Found;

/// A docs folder, read.
#[derive(Debug)]
pub struct Docs {
    /// The folder that page paths are relative to: the docs folder, or the folder of one version in it.
    pub root: PathBuf,
    /// Every page. One that could not be read is there without text, and a diagnostic says why.
    pub sources: Sources,
    /// Every folder that was looked into, in order: a new page in one of them changes the result.
    pub folders: Vec<PathBuf>,
    /// What was odd.
    pub diagnostics: Diagnostics,
    /// Which version was chosen, where the folder holds several and nobody said which.
    pub note: Option<String>,
}

/// Why a folder gives no pages at all.
#[derive(Debug)]
pub enum ReadError {
    /// It is not there, or it cannot be listed.
    Folder(PathBuf, std::io::Error),
    /// There is no page in it.
    Empty(PathBuf),
    /// It holds several versions, and the wanted one is not among them.
    Version {
        /// The folder.
        folder: PathBuf,
        /// What was asked for.
        wanted: String,
        /// What is there.
        found: Vec<String>,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path, error) => {
                write!(f, "cannot read the docs folder {}: {error}", path.display())
            }
            Self::Empty(path) => write!(
                f,
                "there are no Markdown pages to read in {}",
                path.display()
            ),
            Self::Version {
                folder,
                wanted,
                found,
            } => {
                let found = found.join(", ");
                write!(
                    f,
                    "{} has no version {wanted}; it has {found}",
                    folder.display()
                )
            }
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Folder(_, error) => Some(error),
            Self::Empty(_) | Self::Version { .. } => None,
        }
    }
}

/// Reads the pages of a folder. Links are followed within the folder, but never in a circle. Where there is no `.md` at all,
/// the pages are plain `.txt` files.
pub fn read(folder: &Path, scope: &Scope) -> Result<Docs, ReadError> {
    let (root, note) = version::choose(folder, scope)?;
    let failed = |error| ReadError::Folder(root.clone(), error);
    let bounds = root.canonicalize().map_err(failed)?;
    let look = |plain: bool| {
        let mut found = Found {
            scope,
            plain,
            bounds: &bounds,
            pages: Vec::new(),
            folders: Vec::new(),
            problems: Vec::new(),
            followed: Vec::new(),
        };
        found.look_into(&root, "").map(|()| found)
    };
    let mut found = look(false).map_err(failed)?;
    if found.pages.is_empty() {
        found = look(true).map_err(failed)?;
    }
    if found.pages.is_empty() {
        return Err(ReadError::Empty(root));
    }
    let Found {
        pages,
        folders,
        problems,
        ..
    } = found;
    let mut problems = problems;
    let pages = bounded(pages, PAGES, &mut problems);
    let read: Vec<_> = pages
        .into_par_iter()
        .map(|path| read_page(&root, path))
        .collect();
    let (sources, diagnostics) = gathered(read, problems);
    Ok(Docs {
        root,
        sources,
        folders,
        diagnostics,
        note,
    })
}

/// The same for pages that do not lie on disk, by path below `folder`, which need not exist.
pub fn from_texts(folder: &Path, scope: &Scope, pages: Vec<Source>) -> Result<Docs, ReadError> {
    let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let below = version::choose_among(folder, &paths, scope)?;
    let prefix = below
        .as_ref()
        .map_or(String::new(), |name| format!("{name}/"));
    let mut texts = BTreeMap::new();
    for page in pages {
        if let Some(path) = page.path.strip_prefix(&prefix)
            && (is_markdown(path) || is_plain(path))
            && scope.contains(path)
        {
            texts.insert(path.to_owned(), page.text);
        }
    }
    // As on disk: where there is Markdown, plain text counts only if the configuration asks for it.
    if scope.include.is_empty() && !texts.keys().all(|path| is_plain(path)) {
        texts.retain(|path, _| !is_plain(path));
    }
    if texts.is_empty() {
        return Err(ReadError::Empty(folder.to_owned()));
    }
    let mut problems = Vec::new();
    let paths = bounded(texts.keys().cloned().collect(), PAGES, &mut problems);
    let page = |path: String| {
        let text = texts.remove(&path).unwrap_or_default();
        page_of(path, text.into_bytes())
    };
    let read = paths.into_iter().map(page).collect();
    let (sources, diagnostics) = gathered(read, problems);
    Ok(Docs {
        root: below.map_or_else(|| folder.to_owned(), |name| folder.join(name)),
        sources,
        folders: Vec::new(),
        diagnostics,
        note: None,
    })
}

/// Pages, one for each problem among them, and the problems.
fn gathered(
    read: Vec<(Source, Option<Problem>)>,
    mut problems: Vec<Problem>,
) -> (Sources, Diagnostics) {
    let mut sources = Vec::with_capacity(read.len() + problems.len());
    for (source, problem) in read {
        problems.extend(problem);
        sources.push(source);
    }
    sources.extend(problems.iter().map(|problem| empty(problem.path.clone())));
    let sources = Sources::new(sources);
    let diagnostics = report(&sources, problems);
    (sources, diagnostics)
}

/// Whether a file is a page by its name.
pub fn is_markdown(path: &str) -> bool {
    extension(path).eq_ignore_ascii_case("md")
}

/// Whether a file is a page by its name where plain text counts: where there is no Markdown, or the configuration asks for it.
pub fn is_plain(path: &str) -> bool {
    extension(path) == "txt"
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Something that could not be read as it should.
struct Problem {
    path: String,
    code: Code,
    message: String,
    /// Where in the page.
    at: u32,
}

impl Problem {
    fn new(path: &str, code: Code, message: String, at: u32) -> Self {
        Self {
            path: path.to_owned(),
            code,
            message,
            at,
        }
    }
}

/// The first pages in the order of paths, so many at most.
fn bounded(mut pages: Vec<String>, most: usize, problems: &mut Vec<Problem>) -> Vec<String> {
    if pages.len() > most {
        pages.sort();
        let left_out = pages.len() - most;
        problems.push(Problem {
            path: pages.swap_remove(most),
            code: Code::OverLimit,
            message: format!("and {left_out} pages in all are left out; at most {most} are read"),
            at: 0,
        });
        pages.truncate(most);
    }
    pages
}

fn read_page(root: &Path, path: String) -> (Source, Option<Problem>) {
    match read_bytes(&root.join(&path)) {
        Ok(bytes) => page_of(path, bytes),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            let problem = Problem::new(&path, Code::UnreadablePage, message, 0);
            (empty(path), Some(problem))
        }
    }
}

/// A page of these bytes, and what is wrong with them.
fn page_of(path: String, bytes: Vec<u8>) -> (Source, Option<Problem>) {
    if bytes.len() > PAGE_BYTES {
        let message = format!("is left out; pages have at most {PAGE_BYTES} bytes");
        let problem = Problem::new(&path, Code::OverLimit, message, 0);
        return (empty(path), Some(problem));
    }
    let (text, broken) = decode(bytes);
    let problem = broken.map(|at| {
        let message = "is not valid UTF-8".to_owned();
        Problem::new(&path, Code::InvalidUtf8, message, at as u32)
    });
    (Source { path, text }, problem)
}

fn empty(path: String) -> Source {
    Source {
        path,
        text: String::new(),
    }
}

/// The text of one page; `None` when it cannot be read, or is not valid UTF-8.
#[cfg_attr(
    not(feature = "lsp"),
    expect(dead_code, reason = "only editors read single pages")
)]
pub(crate) fn text(file: &Path) -> Option<String> {
    let (text, broken) = decode(read_bytes(file).ok()?);
    broken.is_none().then_some(text)
}

fn read_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let file = std::fs::File::open(path)?;
    let size = file.metadata()?.len().min(PAGE_BYTES as u64 + 1);
    let mut bytes = Vec::with_capacity(size as usize);
    file.take(PAGE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
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

fn report(sources: &Sources, problems: Vec<Problem>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for problem in problems {
        let id = sources.find(&problem.path).unwrap_or(PageId(0));
        let span = Span {
            page: id,
            start: problem.at,
            end: problem.at,
        };
        let found = problem
            .code
            .at(span, format!("`{}` {}", problem.path, problem.message));
        diagnostics.push(if problem.code == Code::OverLimit {
            found.help("split it, or narrow `scope` in docwright.toml")
        } else {
            found
        });
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::{bounded, decode};

    #[test]
    fn so_many_pages_and_no_more() {
        let pages = || ["c", "a", "d", "b"].map(str::to_owned).to_vec();
        let mut problems = Vec::new();
        assert_eq!(bounded(pages(), 4, &mut problems), ["c", "a", "d", "b"]);
        assert!(problems.is_empty());
        assert_eq!(bounded(pages(), 2, &mut problems), ["a", "b"]);
        let [problem] = problems.as_slice() else {
            panic!("one problem tells of all");
        };
        assert_eq!(problem.path, "c");
        assert!(problem.message.contains("2 pages in all are left out"));
    }

    #[test]
    fn text_is_decoded() {
        assert_eq!(decode(b"\xEF\xBB\xBFa".to_vec()), ("a".to_owned(), None));
        assert_eq!(
            decode(b"ab\xFFc".to_vec()),
            ("ab\u{FFFD}c".to_owned(), Some(2))
        );
    }
}
