//! The command line of `cargo xtask`. What each command is for, and what it costs on two cores, is its help text.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::mutate::Args as MutateArgs;

/// The repository's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// One of them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Regenerates `generated`, its api.json and docs-input/lint-baseline.txt from docs-input (seconds).
    Regen {
        /// Writes nothing; shows what would change, and fails if anything would.
        #[arg(long, conflicts_with = "accept_renames")]
        check: bool,
        /// Permits Rust names to differ from those in generated/names.lock.
        #[arg(long)]
        accept_renames: bool,
    },
    /// Shows what regenerating would change: the text of `generated`, and the API compared with generated/api.json (seconds).
    Diff,
    /// Regenerates; if anything changed, writes title and text of a pull request to target/regen (seconds).
    PullRequest,
    /// Checks each cargo feature of a generated crate alone (minutes).
    Features {
        /// The crate.
        #[arg(default_value = "generated")]
        crate_folder: PathBuf,
    },
    /// Generates a crate from a large docs folder, compiles, lints, documents and scores it (about ten minutes).
    Corpus {
        /// The docs folder [default: ../shared/corpus/v1.0].
        docs: Option<String>,
    },
    /// Damages pages at random, and checks that docwright copes with them (minutes; --count 2000 takes about ten).
    Mutate(MutateArgs),
    /// Measures speed, memory and compile time, each beside a yardstick in the same run (minutes, on a quiet machine).
    Bench {
        /// Only the figures of generation.
        #[arg(long)]
        generation: bool,
        /// The docs folder [default: ../shared/corpus/v1.0 if it exists, else docs-input].
        docs: Option<String>,
    },
    /// Builds and tests the programs in generator/examples, and what `docwright init` writes (minutes).
    Consumers,
    /// Packs the published crates, compiles the packages, installs the program and runs it (minutes).
    Package,
    /// Compiles with the oldest versions of direct dependencies; no dependency may need a newer Rust (minutes).
    MinimalVersions,
    /// Draws the README's picture: what lint prints for the page in xtask/pictures (seconds).
    Pictures {
        /// Writes nothing; fails if the picture is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Calls every operation of the generated crate on Prism, a server that validates requests (minutes; needs Prism).
    Prism {
        /// The program [default: prism].
        program: Option<String>,
    },
    /// Uses the report of docs-input, and that of hostile pages, in Chromium (a minute; needs Node).
    ReportCheck,
    /// Generates from damaged pages in a process of its own; run by `mutate`.
    #[command(hide = true)]
    MutateChild {
        docs: PathBuf,
        config: PathBuf,
        out: PathBuf,
    },
    /// Measures another command; run by `bench`.
    #[command(hide = true)]
    Measure {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        command: Vec<String>,
    },
    /// Runs one job once; run by `bench`.
    #[command(hide = true)]
    Once {
        job: String,
        docs: PathBuf,
        out: PathBuf,
    },
}
