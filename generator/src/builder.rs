//! The one way in, for build scripts, the command line and the repository's own chores: from a folder and a configuration
//! file to a [`Generated`].

mod build_script;
mod claims;
mod error;
mod generated;
mod input;
mod plan_config;
mod regenerate;
#[cfg(feature = "cli")]
mod report_page;
mod session;
mod settings;

pub use crate::config::{Config, ConfigError, ConfigErrors};
pub use crate::plan::Runtime;
pub use crate::print::names_lock::{LockProblem, Rename};
pub use crate::read::{Docs, ReadError};
pub use build_script::ModuleRun;
pub use error::Error;
pub use generated::Generated;
pub use input::Input;
pub use regenerate::{Regenerated, Regenerator};
#[cfg(feature = "cli")]
pub use report_page::ReportPage;
pub use session::{Session, Survey};

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use crate::config::Scope;
use crate::plan::Layout;
use crate::read;
use crate::source::{Source, Sources};

/// Collects what is to be done.
///
/// ```no_run
/// // In a build script.
/// docwright::Builder::new().docs("docs").write_to_out_dir()?;
/// # Ok::<(), docwright::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    docs: PathBuf,
    config: Option<PathBuf>,
    choices: Choices,
}

/// What the caller decides when the configuration does not.
#[derive(Clone, Debug)]
pub(crate) struct Choices {
    /// The package's name.
    pub(crate) name: String,
    /// Where the runtime comes from.
    pub(crate) runtime: Option<Runtime>,
    /// What the head of each file names as its maker.
    pub(crate) made_by: String,
    /// How the files are laid out.
    pub(crate) layout: Layout,
    /// Whether a workspace around the package has it as a member.
    pub(crate) in_workspace: bool,
    /// Whether Rust names may differ from those of the last run.
    pub(crate) accept_renames: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    /// Reads the folder `docs`, and `docs/docwright.toml` if there is one, unless told otherwise.
    pub fn new() -> Self {
        let choices = Choices {
            name: "api".to_owned(),
            runtime: None,
            made_by: "docwright".to_owned(),
            layout: Layout::Crate,
            in_workspace: false,
            accept_renames: false,
        };
        Self {
            docs: PathBuf::from("docs"),
            config: None,
            choices,
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

    /// The package's name, unless the configuration has one.
    pub fn package_name(mut self, name: impl Into<String>) -> Self {
        self.choices.name = name.into();
        self
    }

    /// Where the package finds the runtime, whatever the configuration says. Without it and without a word in the
    /// configuration, the package asks the registry for the version that is as old as docwright.
    pub fn runtime(mut self, runtime: Runtime) -> Self {
        self.choices.runtime = Some(runtime);
        self
    }

    /// The command that makes the files, as their heads name it.
    pub fn made_by(mut self, command: impl Into<String>) -> Self {
        self.choices.made_by = command.into();
        self
    }

    /// The package is a member of a workspace around it, and takes the lints from there. Otherwise it stands alone, wherever
    /// it lies.
    pub fn workspace_member(mut self, is_member: bool) -> Self {
        self.choices.in_workspace = is_member;
        self
    }

    /// Rust names may differ from those that `names.lock` in the output folder holds. Otherwise nothing is written when one
    /// does.
    pub fn accept_renames(mut self, accept: bool) -> Self {
        self.choices.accept_renames = accept;
        self
    }

    /// How the files are laid out.
    fn layout(mut self, layout: Layout) -> Self {
        self.choices.layout = layout;
        self
    }

    /// Reads everything and runs every stage; writes nothing.
    pub fn generate(&self) -> Result<Generated, Error> {
        Ok(self.read()?.generate())
    }

    /// Reads configuration and pages, and makes nothing of them yet.
    pub fn read(&self) -> Result<Input, Error> {
        self.read_after(&Sources::default())
    }

    /// The same. Pages that did not change since `before` was read are taken from there.
    ///
    /// # Errors
    /// Those of [`Builder::read`].
    pub fn read_after(&self, before: &Sources) -> Result<Input, Error> {
        let (config_file, text) = self.read_config()?;
        self.input(config_file, text, |scope| {
            read::read_after(&self.docs, scope, before)
        })
    }

    /// The same for texts that do not lie on disk, such as those of an older revision: the configuration, unless a file was named
    /// for it, and the pages by path. What the configuration leaves out is left out.
    ///
    /// # Errors
    /// When the configuration cannot be understood, or no page is left.
    pub fn read_pages(&self, config: &str, pages: Vec<Source>) -> Result<Input, Error> {
        let (config_file, text) = match &self.config {
            Some(_) => self.read_config()?,
            None => (self.docs.join("docwright.toml"), config.to_owned()),
        };
        self.input(config_file, text, |scope| {
            read::from_texts(&self.docs, scope, pages)
        })
    }

    fn input(
        &self,
        config_file: PathBuf,
        config_text: String,
        read: impl FnOnce(&Scope) -> Result<Docs, ReadError>,
    ) -> Result<Input, Error> {
        let config = Config::parse(&config_text).map_err(|errors| Error::Config {
            path: config_file.clone(),
            errors,
        })?;
        let mut docs = read(&config.scope)?;
        docs.sources = docs.sources.with_config(Source {
            path: relative(&docs.root, &config_file),
            text: config_text.clone(),
        });
        Ok(Input {
            config,
            config_file,
            config_text,
            docs,
            choices: self.choices.clone(),
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

/// The way from a folder to a file, with `/` on every platform; the file's name where there is none that both paths show.
fn relative(folder: &Path, file: &Path) -> String {
    let common = folder.components().zip(file.components());
    let common = common.take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common);
    let down = file.components().skip(common);
    let is_name = |part: &Component<'_>| matches!(part, Component::Normal(_));
    if !up.clone().chain(down.clone()).all(|part| is_name(&part)) {
        return file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
    }
    let up = up.map(|_| Cow::Borrowed(".."));
    let down = down.map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn is_missing(error: &std::io::Error) -> bool {
    // A docs "folder" that is a file is reported by whoever reads the folder.
    matches!(
        error.kind(),
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
    )
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn ways_to_the_configuration() {
        for (folder, file, way) in [
            ("docs", "docs/docwright.toml", "docwright.toml"),
            ("./docs", "docs/docwright.toml", "docwright.toml"),
            ("docs/v1.0", "docs/docwright.toml", "../docwright.toml"),
            ("docs", "settings/api.toml", "../settings/api.toml"),
            ("/a/docs", "/b/api.toml", "../../b/api.toml"),
            ("../docs", "../docs/docwright.toml", "docwright.toml"),
            ("../docs", "api.toml", "api.toml"),
            ("/docs", "settings/api.toml", "api.toml"),
        ] {
            assert_eq!(
                relative(folder.as_ref(), file.as_ref()),
                way,
                "{folder} {file}"
            );
        }
    }
}
