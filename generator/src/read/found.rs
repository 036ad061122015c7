//! Lists a docs folder: the pages that the scope wants, the folders, and what could not be looked into. Links are followed within
//! the folder, but never in a circle. Reads no page.

use std::path::{Path, PathBuf};

use super::{Problem, is_markdown, is_plain};
use crate::config::Scope;
use crate::diag::Code;

/// Links to folders are followed so many times on one path. Folders that all link to each other have no end of paths.
const MAX_LINKS: usize = 4;

/// What was found so far.
pub(super) struct Found<'s> {
    pub(super) scope: &'s Scope,
    /// Whether `.txt` files are pages.
    pub(super) plain: bool,
    /// The folder that no link may lead out of.
    pub(super) bounds: &'s Path,
    /// Relative paths.
    pub(super) pages: Vec<String>,
    pub(super) folders: Vec<PathBuf>,
    pub(super) problems: Vec<Problem>,
    /// The targets of the links that led to where we are.
    pub(super) followed: Vec<PathBuf>,
}

impl Found<'_> {
    /// Lists one folder and those in it; `prefix` is its relative path, with a closing slash.
    pub(super) fn look_into(&mut self, folder: &Path, prefix: &str) -> std::io::Result<()> {
        let mut entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        self.folders.push(folder.to_owned());
        for entry in entries {
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = format!("{prefix}{}", name.display());
            if name.to_str().is_none() {
                if self.is_page(&path) || entry.path().is_dir() {
                    self.problem(path, "has a name that is not valid UTF-8".to_owned());
                }
                continue;
            }
            if let Err(error) = self.take(&entry, path.clone()) {
                self.problem(path, format!("cannot be read: {error}"));
            }
        }
        Ok(())
    }

    fn take(&mut self, entry: &std::fs::DirEntry, path: String) -> std::io::Result<()> {
        let kind = entry.file_type()?;
        let is_link = kind.is_symlink();
        if is_link && !entry.path().canonicalize()?.starts_with(self.bounds) {
            self.problem(
                path,
                "is a link that leads out of the docs folder".to_owned(),
            );
            return Ok(());
        }
        let kind = if is_link {
            std::fs::metadata(entry.path())?.file_type()
        } else {
            kind
        };
        if kind.is_dir() {
            return if is_link {
                self.follow(&entry.path(), path)
            } else {
                self.look_into(&entry.path(), &format!("{path}/"))
            };
        }
        if kind.is_file() && self.is_page(&path) {
            self.pages.push(path);
        }
        Ok(())
    }

    /// Looks into a folder behind a link, unless the link lies in that folder or was followed to get here.
    fn follow(&mut self, link: &Path, path: String) -> std::io::Result<()> {
        let target = link.canonicalize()?;
        let parent = link.parent().unwrap_or(link).canonicalize()?;
        if parent.starts_with(&target)
            || self.followed.contains(&target)
            || self.followed.len() == MAX_LINKS
        {
            self.problem(path, "is a link to a folder that it lies in".to_owned());
            return Ok(());
        }
        self.followed.push(target);
        let result = self.look_into(link, &format!("{path}/"));
        self.followed.pop();
        result
    }

    /// Other extensions than `.md` count only when there is no page otherwise, or the configuration asks for the file.
    fn is_page(&self, path: &str) -> bool {
        let asked_for = || is_plain(path) && (self.plain || !self.scope.include.is_empty());
        (is_markdown(path) || asked_for()) && self.scope.contains(path)
    }

    fn problem(&mut self, path: String, message: String) {
        self.problems.push(Problem {
            path,
            code: Code::UnreadablePage,
            message,
            at: 0,
        });
    }
}
