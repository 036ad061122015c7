//! What keeps docwright from working at all. Problems in pages are diagnostics, not errors.

use std::fmt;
use std::path::PathBuf;

use crate::config::ConfigErrors;
use crate::print::names_lock::LockProblem;
use crate::read::ReadError;

/// Why there is no result. Build scripts return it from `main`, which shows the `Debug` form: it is the same as the other.
pub enum Error {
    /// The docs folder gives no pages.
    Docs(ReadError),
    /// The configuration cannot be understood.
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        errors: ConfigErrors,
    },
    /// Names in Rust would change without consent, or `names.lock` cannot be read.
    Names {
        /// The lock.
        path: PathBuf,
        /// Which names, or what is wrong.
        problem: LockProblem,
    },
    /// A file or folder cannot be read or written.
    Io {
        /// What was tried: `read`, `write` …
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Docs(error) => error.fmt(f),
            Self::Config { path, errors } => {
                let lines = errors
                    .0
                    .iter()
                    .map(|error| format!("{}:{error}", path.display()));
                f.write_str(&lines.collect::<Vec<_>>().join("\n"))
            }
            Self::Names { path, problem } => write!(f, "{}: {problem}", path.display()),
            Self::Io { doing, path, error } => {
                write!(f, "cannot {doing} {}: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Docs(error) => Some(error),
            Self::Config { errors, .. } => Some(errors),
            Self::Names { .. } => None,
            Self::Io { error, .. } => Some(error),
        }
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        Self::Docs(error)
    }
}
