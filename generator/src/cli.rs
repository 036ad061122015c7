//! The commands. Exit codes: 0 success, 1 findings or differences, 2 wrong usage or failure.

mod args;
mod baseline;
mod config;
mod console;
mod diff;
mod explain;
mod export;
mod generate;
mod git;
mod init;
mod lint;
#[cfg(feature = "lsp")]
mod lsp;
mod permissions;
mod progress;
mod report;
mod report_page;
mod runtime;
mod shell;
mod since;
#[cfg(feature = "watch")]
mod watch;

use std::path::Path;
use std::process::ExitCode;

use crate::Builder;
use clap::Parser;

use args::{Args, Command, DocsArgs};

/// The result of a command that succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to report.
    Fine,
    /// Findings or differences.
    Findings,
}

/// Why a command failed: one or more lines for the user.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl From<crate::Error> for Failure {
    fn from(error: crate::Error) -> Self {
        Self(error.to_string())
    }
}

/// A builder for a docs folder, with the configuration if one is named.
fn builder(docs: &Path, config: Option<&Path>) -> Builder {
    let builder = Builder::new().docs(docs);
    match config {
        Some(file) => builder.config(file),
        None => builder,
    }
}

impl DocsArgs {
    /// A builder for the pages that the arguments name.
    fn builder(&self) -> Builder {
        builder(&self.folder, self.config.as_deref())
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    // Clap itself ends the process with 2 on wrong usage.
    let args = Args::parse();
    args.console.install();
    let outcome = match args.command {
        #[cfg(feature = "watch")]
        Command::Generate(command) if command.watch => watch::watch(&command.args),
        Command::Generate(command) => generate::generate(&command.args),
        Command::Check(args) => generate::check(&args),
        Command::Export(args) => export::run(&args),
        Command::Lint(args) => lint::run(&args),
        #[cfg(feature = "lsp")]
        Command::Lsp(args) => lsp::run(args),
        Command::Explain(args) => explain::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Permissions(args) => permissions::run(&args),
        Command::Report(args) => report_page::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Config { schema } => config::run(schema),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man { out } => shell::man(&out),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(Failure(message)) => {
            report::error(&message);
            ExitCode::from(2)
        }
    }
}
