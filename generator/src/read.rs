//! From a folder to [`Sources`]: finds the pages, reads them in parallel, and reports what cannot be read.
//! Knows how docs folders are laid out; knows nothing of what is in a page.

mod found;
mod page;
pub(crate) mod version;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::api::page_stem;
use crate::config::Scope;
use crate::diag::{Code, Diagnostics};
use crate::limits::PAGES;
use crate::source::{PageId, Source, Sources, Span};
use found::Found;
use page::Read;
#[cfg(feature = "lsp")]
pub(crate) use page::text;

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
    read_after(folder, scope, &Sources::default())
}

/// The same. What did not change since `before` was read is taken from there.
pub(crate) fn read_after(
    folder: &Path,
    scope: &Scope,
    before: &Sources,
) -> Result<Docs, ReadError> {
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
    let now = SystemTime::now();
    let read = pages.into_par_iter();
    let read = read.map(|path| page::read(&root, path, before, now));
    let (sources, diagnostics) = gathered(read.collect(), problems);
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
        page::of_bytes(path, text.into_bytes())
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
fn gathered(read: Vec<Read>, mut problems: Vec<Problem>) -> (Sources, Diagnostics) {
    let mut sources = Vec::with_capacity(read.len() + problems.len());
    for page in read {
        problems.extend(page.problem);
        sources.push((page.source, page.stamp));
    }
    let empty = |problem: &Problem| (Arc::new(page::empty(problem.path.clone())), None);
    sources.extend(problems.iter().map(empty));
    let sources = Sources::of_files(sources);
    let diagnostics = report(&sources, problems);
    (sources, diagnostics)
}

/// Whether a file is a page by its name.
pub fn is_markdown(path: &str) -> bool {
    page_stem(path).is_some()
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

fn report(sources: &Sources, problems: Vec<Problem>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for problem in problems {
        let id = sources.find(&problem.path).unwrap_or(PageId(0));
        let span = Span::new(id, problem.at, problem.at);
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
    use super::bounded;

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
}
