//! Build scripts: the module in the folder that cargo gives, and the directives for cargo. Writes nowhere else, starts no program.

use std::path::{Path, PathBuf};

use super::{Builder, Error, Generated, Input, Regenerator};
use crate::diag::{Diagnostic, Diagnostics, Severity, render};
use crate::files::Changes;
use crate::plan::{self, Layout};
use crate::print::print;
use crate::text;

/// How many diagnostics are passed on to cargo.
const TOLD: usize = 10;

/// What is wrong with the pages, in short.
struct Report {
    errors: usize,
    warnings: usize,
    /// The first of them, a line each; the errors come first.
    shown: Vec<String>,
}

/// A module that was written.
#[derive(Debug)]
pub struct ModuleRun {
    /// What that took.
    pub changes: Changes,
    /// The directives for cargo, each a line for standard output: what to watch, and what is wrong with the pages.
    pub directives: Vec<String>,
}

impl Builder {
    /// For build scripts, all that they have to do: writes the API as a module to the folder that cargo names in `OUT_DIR`, and
    /// tells cargo what to watch and what is wrong with the pages. An error in the pages, such as a fixup that no longer
    /// applies, fails the build; of warnings the first ten are shown. What did not change since the last time is not
    /// made again.
    ///
    /// The crate depends on `docwright-runtime` and has, where it wants the module:
    ///
    /// ```text
    /// pub mod api {
    ///     include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
    /// }
    /// ```
    ///
    /// # Errors
    /// When cargo did not name a folder, when it cannot be written to, and whatever [`Builder::read`] fails with.
    pub fn write_to_out_dir(&self) -> Result<Changes, Error> {
        let run = self.write_module(&out_dir()?)?;
        for directive in &run.directives {
            println!("{directive}");
        }
        Ok(run.changes)
    }

    /// The same with a folder of the caller's choice, and without telling anybody.
    ///
    /// # Errors
    /// When the folder cannot be written to, and whatever [`Builder::read`] fails with.
    pub fn write_module(&self, folder: &Path) -> Result<ModuleRun, Error> {
        // Names of a module that is never checked in are nobody's promise.
        let builder = self.clone().layout(Layout::Module).accept_renames(true);
        let input = builder.read()?;
        let run = Regenerator::new(folder).run(&input, || ())?;
        Ok(ModuleRun {
            changes: run.changes,
            directives: directives(&input, &report(&run.diagnostics, &input)),
        })
    }
}

impl Generated {
    /// The same as [`Builder::write_to_out_dir`], for build scripts that look at the model or the diagnostics first. It takes
    /// longer, since the files of a package were made before.
    ///
    /// # Errors
    /// When cargo did not name a folder, or it cannot be written to.
    pub fn write_to_out_dir(&self) -> Result<Changes, Error> {
        let folder = out_dir()?;
        let config = self.input.with_layout(Layout::Module).plan_config();
        let files = print(&plan::lower(&self.model, &config));
        let changes = super::generated::write(&files, &folder)?;
        for directive in directives(&self.input, &report(&self.diagnostics, &self.input)) {
            println!("{directive}");
        }
        Ok(changes)
    }
}

fn out_dir() -> Result<PathBuf, Error> {
    std::env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Error::Io {
            doing: "find",
            path: PathBuf::from("OUT_DIR"),
            error: std::io::Error::other("only a build script can write there"),
        })
}

/// The first diagnostics, errors before warnings, with paths that lead from where the script runs.
fn report(diagnostics: &Diagnostics, input: &Input) -> Report {
    let of = |severity: Severity| {
        let wanted = move |found: &&Diagnostic| found.code.severity() == severity;
        diagnostics.0.iter().filter(wanted).cloned()
    };
    let first = of(Severity::Error).chain(of(Severity::Warning)).take(TOLD);
    let first = Diagnostics(first.collect());
    let root = input.docs.root.to_string_lossy();
    let root = text::replaced(&root, '\u{fffd}');
    Report {
        errors: render::count(diagnostics, Severity::Error),
        warnings: render::count(diagnostics, Severity::Warning),
        shown: render::lines(&first, &input.docs.sources)
            .map(|line| format!("{root}/{line}"))
            .collect(),
    }
}

/// The directives for cargo. A line of cargo's ends at a line break, and no name of a file may begin a new one.
fn directives(input: &Input, report: &Report) -> Vec<String> {
    let watched = input.watched().into_iter().filter_map(|path| {
        let path = path
            .to_str()
            .filter(|path| !path.contains(char::is_control))?;
        Some(format!("cargo::rerun-if-changed={path}"))
    });
    let found = report.shown.iter().enumerate().map(|(at, line)| {
        let kind = if at < report.errors {
            "error"
        } else {
            "warning"
        };
        format!("cargo::{kind}={line}")
    });
    let left = (report.errors + report.warnings).saturating_sub(report.shown.len());
    let more = (left > 0).then(|| {
        let docs = input.docs.root.to_string_lossy();
        let docs = text::replaced(&docs, '\u{fffd}');
        format!("cargo::warning=and {left} more: `docwright lint --docs {docs}` shows them")
    });
    watched.chain(found).chain(more).collect()
}
