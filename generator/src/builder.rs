//! The one way in, for build scripts, the command line and the repository's own chores: from a folder and a configuration
//! file to a [`Generated`].

mod error;
mod input;

pub use error::Error;
pub use input::Input;

use std::path::PathBuf;

use crate::config::Config;
use crate::source::read;

/// Collects what is to be done.
///
/// ```no_run
/// let (model, diagnostics) = docwright::Builder::new().docs("docs").read()?.model();
/// println!("{} types, {} remarks", model.types.len(), diagnostics.0.len());
/// # Ok::<(), docwright::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    docs: PathBuf,
    config: Option<PathBuf>,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// Reads the folder `docs`, and `docs/docwright.toml` if there is one, unless told otherwise.
    pub fn new() -> Self {
        Self {
            docs: PathBuf::from("docs"),
            config: None,
        }
    }

    /// The folder with the pages, or a checkout that holds one such folder per version.
    pub fn docs(mut self, folder: impl Into<PathBuf>) -> Self {
        self.docs = folder.into();
        self
    }

    /// The configuration file, which then has to be there.
    pub fn config(mut self, file: impl Into<PathBuf>) -> Self {
        self.config = Some(file.into());
        self
    }

    /// Reads configuration and pages, and makes nothing of them yet.
    pub fn read(&self) -> Result<Input, Error> {
        let (config_file, text) = self.read_config()?;
        let config = Config::parse(&text).map_err(|error| Error::Config {
            path: config_file.clone(),
            error,
        })?;
        let docs = read::read(&self.docs, &config.scope)?;
        Ok(Input {
            config,
            config_file,
            docs,
        })
    }

    /// The text of the configuration file; empty when nobody asked for one and there is none.
    fn read_config(&self) -> Result<(PathBuf, String), Error> {
        let path = self
            .config
            .clone()
            .unwrap_or_else(|| self.docs.join("docwright.toml"));
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok((path, text)),
            Err(error) if self.config.is_none() && is_missing(&error) => Ok((path, String::new())),
            Err(error) => Err(Error::Io {
                doing: "read",
                path,
                error,
            }),
        }
    }
}

fn is_missing(error: &std::io::Error) -> bool {
    // A docs "folder" that is a file is reported by whoever reads the folder.
    matches!(
        error.kind(),
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
    )
}
