//! Puts new files beside the places that they are meant for, and moves them there once all of them are written. What to
//! write and to delete is decided already.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Changes, FileSet, RelPath, TEMPORARY, at, is_leftover};

/// Brings the folder from the state that the changes were found in to the one that the files describe.
///
/// # Errors
/// When something cannot be written. As long as that happens before the first file is moved (a full disk, a folder that may
/// not be changed), the folder is as it was.
pub(super) fn apply(files: &FileSet, folder: &Path, changes: &Changes) -> io::Result<()> {
    let (leftovers, stale): (Vec<_>, Vec<_>) =
        changes.deleted.iter().partition(|path| is_leftover(path));
    for path in leftovers {
        remove(&folder.join(path.as_str()))?;
    }
    let mut stage = Stage {
        folder,
        paths: &changes.written,
        made: Vec::new(),
    };
    stage.fill(files)?;
    stage.probe(&stale)?;
    stage.commit()?;
    for path in stale {
        let file = folder.join(path.as_str());
        remove(&file)?;
        remove_empty(file.parent(), folder);
    }
    Ok(())
}

/// Files beside their places. What was not moved is gone when this is dropped, and so are the folders that were made for it.
struct Stage<'c> {
    folder: &'c Path,
    /// Where the files are meant to be.
    paths: &'c [RelPath],
    /// The folders that were not there before, outer ones first.
    made: Vec<PathBuf>,
}

impl Stage<'_> {
    fn fill(&mut self, files: &FileSet) -> io::Result<()> {
        for path in self.paths {
            let file = self.folder.join(path.as_str());
            self.make(file.parent().unwrap_or(self.folder))?;
        }
        self.paths.par_iter().try_for_each(|path| {
            let file = self.folder.join(path.as_str());
            write_new(&temporary(&file), &files.0[path])
        })
    }

    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|folder| !folder.exists())
            .collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|error| at(folder, &error))?;
            self.made.push(folder.to_owned());
        }
        Ok(())
    }

    /// Makes sure that the files can be deleted later: where a file can be made, another one can go.
    fn probe(&self, stale: &[&RelPath]) -> io::Result<()> {
        let mut last = None;
        for path in stale {
            let file = self.folder.join(path.as_str());
            let folder = file.parent().map(Path::to_owned);
            if folder != last {
                let file = temporary(&file);
                write_new(&file, "")?;
                remove(&file)?;
                last = folder;
            }
        }
        Ok(())
    }

    fn commit(mut self) -> io::Result<()> {
        self.paths.par_iter().try_for_each(|path| {
            let file = self.folder.join(path.as_str());
            fs::rename(temporary(&file), &file).map_err(|error| at(&file, &error))
        })?;
        self.paths = &[];
        self.made.clear();
        Ok(())
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        // Whatever cannot be removed now is removed by the next run.
        for path in self.paths {
            let _ = fs::remove_file(temporary(&self.folder.join(path.as_str())));
        }
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What a file is called while it is written.
fn temporary(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(TEMPORARY);
    PathBuf::from(name)
}

/// Writes a file that is not there yet; a link in its place is not followed.
fn write_new(file: &Path, text: &str) -> io::Result<()> {
    let open = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file);
    open.and_then(|mut open| open.write_all(text.as_bytes()))
        .map_err(|error| at(file, &error))
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(at(file, &error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Removes folders that became empty, up to the output folder.
fn remove_empty(mut folder: Option<&Path>, root: &Path) {
    while let Some(dir) = folder.filter(|dir| *dir != root && fs::remove_dir(dir).is_ok()) {
        folder = dir.parent();
    }
}
