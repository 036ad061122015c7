//! The right to write to an output folder, which one run has at a time. The system takes it from a process that ends,
//! however it ends, so nothing is left that would stop the next one.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};

use super::{Changes, FileSet, RelPath, at, compare_rest, stage};

/// The right to write to a folder, as long as this lives.
#[derive(Debug)]
pub struct FolderLock {
    folder: PathBuf,
    /// Holds the lock; `None` where the file system has none, and runs are not kept apart.
    _lock: Option<File>,
}

impl FolderLock {
    /// Waits until no other run writes to the folder, and makes the folder if it is not there. `waiting` is called once, and
    /// only if there is another run.
    ///
    /// # Errors
    /// When the folder cannot be made or opened.
    pub fn take(folder: &Path, waiting: impl FnOnce()) -> io::Result<Self> {
        fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
        let file = open(folder)?;
        // By the trait's full name, since newer standard libraries have methods of the same names.
        let outcome = match FileExt::try_lock(&file) {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                waiting();
                FileExt::lock(&file)
            }
            Err(TryLockError::Error(error)) => Err(error),
        };
        Ok(Self {
            folder: folder.to_owned(),
            _lock: outcome.is_ok().then_some(file),
        })
    }

    /// Makes the folder hold the files, as [`sync()`](super::sync()) does.
    ///
    /// # Errors
    /// The same.
    pub fn sync(&self, files: &FileSet) -> io::Result<Changes> {
        self.sync_rest(files, &[])
    }

    /// The same for a larger set: of the files of it that `kept` names it is known that they are as they should be.
    pub(crate) fn sync_rest(&self, files: &FileSet, kept: &[RelPath]) -> io::Result<Changes> {
        let changes = compare_rest(files, kept, &self.folder)?;
        if let Some(path) = changes.foreign.first() {
            let message = format!(
                "{} was not generated; move it away first",
                self.folder.join(path.as_str()).display()
            );
            return Err(io::Error::new(ErrorKind::AlreadyExists, message));
        }
        stage::apply(files, &self.folder, &changes)?;
        Ok(changes)
    }
}

/// What the lock lies on: the folder itself, which needs no right to write and leaves no file behind.
#[cfg(unix)]
fn open(folder: &Path) -> io::Result<File> {
    File::open(folder).map_err(|error| at(folder, &error))
}

/// What the lock lies on: a file in `target`, since folders cannot be locked here.
#[cfg(not(unix))]
fn open(folder: &Path) -> io::Result<File> {
    let target = folder.join("target");
    let file = target.join("docwright.lock");
    fs::create_dir_all(&target)
        .and_then(|()| File::create(&file))
        .map_err(|error| at(&file, &error))
}
