//! The files that `docwright init` writes, as values: templates with the project's names in their places. Knows the disk only to
//! see what is there.

use std::path::{Path, PathBuf};

use docwright::config;
use docwright::plan::Runtime;

use super::super::args::InitArgs;
use super::super::generate::package_name;
use super::super::{Failure, runtime};
use super::slashed;

/// A file to be written.
pub(super) struct File {
    /// Relative to the project.
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// Whether it is docwright's: then one that is there is written anew when the user wants that. Others are never touched.
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

    pub(super) fn is_there(&self, root: &Path) -> bool {
        root.join(&self.path).symlink_metadata().is_ok()
    }
}

/// What is asked for.
pub(super) struct Project {
    /// The folder with the pages, from the project's root.
    docs: String,
    /// The folder of the crate, alike.
    out: String,
    /// The name of the crate.
    name: String,
    /// Whether there is a library or program already.
    has_code: bool,
    /// Where the project's own manifest finds the runtime: `version = "1"`, `path = "…"`.
    runtime: String,
    /// Where it finds docwright, alike.
    docwright: String,
    /// Where the chore's manifest finds docwright.
    docwright_of_chore: String,
    /// The way from the crate to the runtime, where that is a folder.
    runtime_path: Option<String>,
}

impl Project {
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
        let is_there = |path: &str| root.join(path).exists();
        Ok(Self {
            docs: slashed(&args.docs),
            out: slashed(&args.out),
            name: package_name(named),
            has_code: ["src/lib.rs", "src/main.rs"].into_iter().any(is_there),
            runtime: source(root, false)?,
            docwright: source(root, true)?,
            docwright_of_chore: source(&root.join("xtask"), true)?,
            runtime_path,
        })
    }

    /// A crate that is checked in, and the chore that makes it.
    pub(super) fn chore(&self) -> Vec<File> {
        let mut given = vec![("package.name", quoted(&self.name))];
        if let Some(path) = &self.runtime_path {
            given.push(("runtime.path", quoted(path)));
        }
        let main = include_str!("xtask-main.txt")
            .replace("@docs@", &format!("{:?}", self.docs))
            .replace("@out@", &format!("{:?}", self.out));
        let manifest =
            include_str!("xtask-manifest.txt").replace("@docwright@", &self.docwright_of_chore);
        vec![
            self.config(&given),
            File::ours("xtask/Cargo.toml", manifest),
            File::ours("xtask/src/main.rs", main),
            File::theirs(
                ".cargo/config.toml",
                include_str!("cargo-config.txt").to_owned(),
            ),
        ]
    }

    /// A module that the build script makes.
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

    /// What the user does next, a line each. Files that were left alone have to be added to by hand.
    pub(super) fn steps(&self, build_rs: bool, left: &[&File]) -> Vec<String> {
        let is_left = |name: &str| left.iter().any(|file| file.path == Path::new(name));
        let mut steps = Vec::new();
        if build_rs {
            if is_left("Cargo.toml") {
                steps.push(format!(
                    "  add to Cargo.toml, below [dependencies]:        docwright-runtime = {{ {} }}\n  \
                       and below [build-dependencies]:                 docwright = {{ {}, default-features = false }}",
                    self.runtime, self.docwright
                ));
            }
            if self.has_code {
                steps.push(
                    "  where the API is to be: pub mod api { include!(concat!(env!(\"OUT_DIR\"), \"/src/lib.rs\")); }".to_owned(),
                );
            }
            steps.push("  cargo build".to_owned());
        } else {
            if is_left(".cargo/config.toml") {
                steps.push(format!(
                    "  add to .cargo/config.toml:\n{}",
                    include_str!("cargo-config.txt").trim_end()
                ));
            }
            let out = &self.out;
            steps.push(format!(
                "  cargo xtask regen            makes the crate in {out}; check it in"
            ));
            steps.push(
                "  cargo xtask regen --check    for CI: fails when pages and crate differ"
                    .to_owned(),
            );
            steps.push(format!(
                "  {} = {{ path = {} }}    in the [dependencies] of whoever uses it",
                self.name,
                quoted(out)
            ));
            steps.push(format!(
                "  A workspace around it needs `exclude = [{}, \"xtask\"]`: both have one of their own.",
                quoted(out)
            ));
        }
        steps
    }
}

/// As TOML writes a text.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
