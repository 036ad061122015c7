//! `docwright completions` and `docwright man`: completion scripts and manual pages.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Args;
use super::{Failure, Outcome, report};

/// Writes the completion script of a shell to standard output.
pub(crate) fn completions(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "docwright", &mut script);
    report::result(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}

/// Writes one page for the program and one for each command into a folder, as `docwright.1`, `docwright-lint.1` and so on.
pub(crate) fn man(folder: &Path) -> Result<Outcome, Failure> {
    let failed = |error| Failure(format!("cannot write to {}: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(Args::command(), folder).map_err(failed)?;
    Ok(Outcome::Fine)
}
