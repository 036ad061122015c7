//! The result, and the ways to put it on disk.

use std::path::{Path, PathBuf};

use super::{Error, Input};
use crate::diag::Diagnostics;
use crate::files::{self, Changes, FileSet, FolderLock};
use crate::model::Model;
use crate::plan;
use crate::print::names_lock::{self, LockProblem, NAMES_LOCK};
use crate::print::print;

/// What the pages gave.
#[derive(Debug)]
pub struct Generated {
    /// The files of the package.
    pub files: FileSet,
    /// The model that they were made from.
    pub model: Model,
    /// What is wrong with the pages.
    pub diagnostics: Diagnostics,
    /// What everything was made from.
    pub input: Input,
}

impl Input {
    /// The files of the package, and what they were made of.
    pub fn generate(self) -> Generated {
        let (model, mut diagnostics) = self.model();
        let plan = plan::lower(&model, &self.plan_config());
        let files = print(&plan);
        let collisions = plan.stubs.iter().flat_map(|stubs| &stubs.collisions);
        self.report_collisions(collisions, &mut diagnostics);
        self.check_plan(&model, &plan, &mut diagnostics);
        diagnostics.sort();
        Generated {
            files,
            model,
            diagnostics,
            input: self,
        }
    }
}

impl Generated {
    /// Makes the folder hold the files, and says what that took.
    ///
    /// # Errors
    /// When a Rust name would change that `names.lock` in the folder holds, and [`Builder::accept_renames`] does not allow it;
    /// then nothing is written. And when the folder cannot be read or written.
    ///
    /// [`Builder::accept_renames`]: super::Builder::accept_renames
    pub fn write_to(&self, folder: &Path) -> Result<Changes, Error> {
        self.write_in_turn(folder, || ())
    }

    /// The same; `waiting` is called if another run writes to the folder, for which this one waits.
    ///
    /// # Errors
    /// The same.
    pub fn write_in_turn(&self, folder: &Path, waiting: impl FnOnce()) -> Result<Changes, Error> {
        let failed = |error| cannot_write(folder, error);
        let turn = FolderLock::take(folder, waiting).map_err(failed)?;
        // Within the turn, so that nobody changes the names between this look and the writing.
        self.input.check_names(&self.files, folder)?;
        turn.sync(&self.files).map_err(failed)
    }

    /// The names in Rust that writing to the folder would change, as `names.lock` there has them; `None` when there are none.
    ///
    /// # Errors
    /// When there is a lock that the system does not let us read.
    pub fn renames(&self, folder: &Path) -> Result<Option<LockProblem>, Error> {
        names_lock::check(&self.files, folder).map_err(|error| Error::Io {
            doing: "read",
            path: folder.join(NAMES_LOCK),
            error,
        })
    }

    /// Every file and folder that the result depends on: see [`Input::watched`].
    pub fn watched(&self) -> Vec<PathBuf> {
        self.input.watched()
    }
}

/// Makes the folder hold these files.
pub(super) fn write(files: &FileSet, folder: &Path) -> Result<Changes, Error> {
    files::sync(files, folder).map_err(|error| cannot_write(folder, error))
}

pub(super) fn cannot_write(folder: &Path, error: std::io::Error) -> Error {
    Error::Io {
        doing: "write to",
        path: folder.to_owned(),
        error,
    }
}
