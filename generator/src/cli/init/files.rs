//! The files that `docwright init` writes: templates filled with the names of the project. Reads the disk only to see which files
//! exist.

use std::path::{Path, PathBuf};

use crate::config;
use crate::plan::Runtime;

use super::super::args::InitArgs;
use super::super::generate::package_name;
use super::super::{Failure, runtime};
use super::slashed;

/// A file to write.
pub(super) struct File {
    /// Relative to the project.
    pub(super) path: PathBuf,
    /// Its content.
    pub(super) text: String,
    /// Whether docwright owns it: `--force` replaces such a file. Others are never changed once they exist.
    pub(super) is_ours: bool,
}

impl File {
    fn ours(at: impl Into<PathBuf>, text: String) -> Self {
        Self {
            path: at.into(),
            text,
            is_ours: true,
        }
    }

    fn theirs(at: &str, text: String) -> Self {
        Self {
            path: PathBuf::from(at),
            text,
            is_ours: false,
        }
    }

    /// Whether there is such a file in the project.
    pub(super) fn exists(&self, root: &Path) -> bool {
        root.join(&self.path).symlink_metadata().is_ok()
    }
}

/// The project.
pub(super) struct Project {
    /// The folder with the pages, from the project's root.
    docs: String,
    /// The folder of the crate, likewise.
    out: String,
    /// The name of the crate.
    name: String,
    /// Whether the project has a library or a program.
    has_code: bool,
    /// The runtime as a dependency of the project: `version = "1"`, `path = "…"`.
    runtime: String,
    /// docwright as a dependency of the project.
    docwright: String,
    /// docwright as a dependency of the xtask.
    docwright_of_xtask: String,
    /// The path from the crate to the runtime, if that is a folder.
    runtime_path: Option<String>,
}

impl Project {
    /// From the arguments of `init`.
    pub(super) fn new(args: &InitArgs) -> Result<Self, Failure> {
        let root = &args.folder;
        let out = root.join(&args.out);
        let named = if args.build_rs { root } else { &out };
        let source = |from: &Path, tool: bool| -> Result<String, Failure> {
            Ok(match runtime::find(None, from)? {
                Some(Runtime::Path { path, .. }) => {
                    let path = if tool {
                        path.trim_end_matches("/runtime")
                    } else {
                        &path
                    };
                    format!("path = {}", quoted(path))
                }
                Some(Runtime::Version(version)) => format!("version = {}", quoted(&version)),
                None => format!("version = {}", quoted(env!("CARGO_PKG_VERSION"))),
            })
        };
        let runtime_path = match runtime::find(None, &out)? {
            Some(Runtime::Path { path, .. }) => Some(path),
            Some(Runtime::Version(_)) | None => None,
        };
        let exists = |path: &str| root.join(path).exists();
        Ok(Self {
            docs: slashed(&args.docs),
            out: slashed(&args.out),
            name: package_name(named),
            has_code: ["src/lib.rs", "src/main.rs"].into_iter().any(exists),
            runtime: source(root, false)?,
            docwright: source(root, true)?,
            docwright_of_xtask: source(&root.join("xtask"), true)?,
            runtime_path,
        })
    }

    /// The files for a crate that is checked in and an xtask that generates it.
    pub(super) fn xtask(&self) -> Vec<File> {
        let mut settings = vec![("package.name", quoted(&self.name))];
        if let Some(path) = &self.runtime_path {
            settings.push(("runtime.path", quoted(path)));
        }
        let main = include_str!("xtask-main.txt")
            .replace("@docs@", &format!("{:?}", self.docs))
            .replace("@out@", &format!("{:?}", self.out));
        let manifest =
            include_str!("xtask-manifest.txt").replace("@docwright@", &self.docwright_of_xtask);
        vec![
            self.config(&settings),
            File::ours("xtask/Cargo.toml", manifest),
            File::ours("xtask/src/main.rs", main),
            File::theirs(
                ".cargo/config.toml",
                include_str!("cargo-config.txt").to_owned(),
            ),
        ]
    }

    /// The files for a module that a build script generates.
    pub(super) fn build_script(&self) -> Vec<File> {
        let script =
            include_str!("build-script.txt").replace("@docs@", &format!("{:?}", self.docs));
        let manifest = include_str!("manifest.txt")
            .replace("@name@", &quoted(&self.name))
            .replace("@runtime@", &self.runtime)
            .replace("@docwright@", &self.docwright);
        let mut files = vec![
            self.config(&[]),
            File::ours("build.rs", script),
            File::theirs("Cargo.toml", manifest),
        ];
        if !self.has_code {
            files.push(File::theirs(
                "src/lib.rs",
                include_str!("lib.txt").to_owned(),
            ));
        }
        files
    }

    fn config(&self, given: &[config::Given<'_>]) -> File {
        File::ours(
            Path::new(&self.docs).join("docwright.toml"),
            config::template(given),
        )
    }

    /// The next steps for the user, one on each line. Existing files that were kept have to be edited by hand.
    pub(super) fn steps(&self, build_rs: bool, kept: &[&File]) -> Vec<String> {
        let is_kept = |name: &str| kept.iter().any(|file| file.path == Path::new(name));
        let mut steps = Vec::new();
        if build_rs {
            if is_kept("Cargo.toml") {
                steps.push(format!(
                    "  add to Cargo.toml, below [dependencies]:        docwright-runtime = {{ {} }}\n  \
                       and below [build-dependencies]:                 docwright = {{ {}, default-features = false }}",
                    self.runtime, self.docwright
                ));
            }
            if self.has_code {
                steps.push(
                    "  in src/lib.rs or src/main.rs: pub mod api { include!(concat!(env!(\"OUT_DIR\"), \"/src/lib.rs\")); }".to_owned(),
                );
            }
            steps.push("  cargo build".to_owned());
        } else {
            if is_kept(".cargo/config.toml") {
                steps.push(format!(
                    "  add to .cargo/config.toml:\n{}",
                    include_str!("cargo-config.txt").trim_end()
                ));
            }
            let out = &self.out;
            steps.push(format!(
                "  cargo xtask regen            generates the crate in {out}; check it in"
            ));
            steps.push(
                "  cargo xtask regen --check    for CI: fails if pages and crate differ".to_owned(),
            );
            steps.push(format!(
                "  {} = {{ path = {} }}    in the [dependencies] of packages that use it",
                self.name,
                quoted(out)
            ));
            steps.push(format!(
                "  A surrounding workspace needs `exclude = [{}, \"xtask\"]`: both are workspaces of their own.",
                quoted(out)
            ));
        }
        steps
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
