//! The arguments, parsed by clap.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::console::Console;

/// Reads the Markdown pages that document a REST API and writes a Rust crate.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Args {
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) console: Console,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Generate the crate: typed models and client stubs of the documented API.
    Generate(GenerateCommand),
    /// Show what `generate` would change, without writing anything; fail if there are changes.
    Check(GenerateArgs),
    /// Export the model for other tools, as an OpenAPI 3.1 document or as JSON.
    Export(ExportArgs),
    /// Check the pages and report findings.
    Lint(LintArgs),
    /// Run a language server for editors on standard input and output.
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    /// Show the sources of a type, property or operation: every claim of the pages, and which one is used.
    Explain(ExplainArgs),
    /// Compare two states of the API: list the changes and what they mean for the version of the generated crate.
    Diff(DiffArgs),
    /// List the least privileged permissions that operations, or programs that call them, need.
    Permissions(PermissionsArgs),
    /// Write an HTML report: findings, coverage, and all types and operations with their sources.
    Report(ReportArgs),
    /// Set up a project: write docwright.toml, and an xtask or a build script.
    Init(InitArgs),
    /// Explain the keys of docwright.toml.
    Config {
        /// Print the JSON Schema instead, for editors.
        #[arg(long)]
        schema: bool,
    },
    /// Print the completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write manual pages, one for each command.
    Man {
        /// The folder for the pages.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// The docs folder and its configuration.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct DocsArgs {
    /// The folder with the pages, or a checkout that contains one such folder for each version.
    #[arg(long = "docs", value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The configuration file [default: DIR/docwright.toml, if it exists].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// The docs folder of a command that also reports diagnostics.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct InputArgs {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,
    /// Show all diagnostics, including notes, instead of only the first ones.
    #[arg(long)]
    pub(crate) all: bool,
}

/// The arguments of `generate`.
#[derive(Debug, clap::Args)]
pub(crate) struct GenerateCommand {
    #[command(flatten)]
    pub(crate) args: GenerateArgs,
    /// Keep running, and generate again whenever a page or the configuration is saved, until Ctrl-C is pressed.
    #[cfg(feature = "watch")]
    #[arg(long)]
    pub(crate) watch: bool,
}

/// The arguments of `generate` and `check`.
#[derive(Debug, clap::Args)]
pub(crate) struct GenerateArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The folder to write the crate to.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The folder of docwright-runtime that the crate depends on [default: the one in docwright's own checkout, if it runs from
    /// there; otherwise the published version].
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// Generate the crate as a member of the surrounding workspace, with the lints of the workspace.
    #[arg(long)]
    pub(crate) workspace_member: bool,
    /// Accept Rust names that differ from those in names.lock.
    #[arg(long)]
    pub(crate) accept_renames: bool,
}

/// The arguments of `init`.
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// The root of the project.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// The folder with the pages, relative to DIR.
    #[arg(long, value_name = "DIR", default_value = "docs")]
    pub(crate) docs: PathBuf,
    /// The folder for the crate, relative to DIR.
    #[arg(
        long,
        value_name = "DIR",
        default_value = "api",
        conflicts_with = "build_rs"
    )]
    pub(crate) out: PathBuf,
    /// Write a build script that generates the API in every build, instead of an xtask that generates a crate to check in.
    #[arg(long)]
    pub(crate) build_rs: bool,
    /// Replace docwright's files if they exist.
    #[arg(long)]
    pub(crate) force: bool,
}

/// The arguments of `export`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The format of the document.
    #[arg(long)]
    pub(crate) format: Format,
    /// The file to write [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The formats of `export`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// OpenAPI 3.1, as JSON.
    #[value(name = "openapi")]
    OpenApi,
    /// The model itself, as in api.json.
    Json,
}

/// The arguments of `lint`.
#[derive(Debug, clap::Args)]
pub(crate) struct LintArgs {
    /// The folder with the pages, or a checkout that contains one such folder for each version.
    #[arg(long, value_name = "DIR", required_unless_present_any = ["explain", "list"])]
    pub(crate) docs: Option<PathBuf>,
    /// The configuration file [default: DIR/docwright.toml, if it exists].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The output format.
    #[arg(long, default_value = "human")]
    pub(crate) format: LintFormat,
    /// Fail if there is a finding of at least this severity.
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub(crate) deny: Deny,
    /// Report only findings of this rule; can be repeated.
    #[arg(long, value_name = "RULE")]
    pub(crate) only: Vec<String>,
    /// Do not report the findings that this baseline file accepts.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all findings to the baseline file, so that it accepts them.
    #[arg(long, requires = "baseline", conflicts_with_all = ["only", "since"])]
    pub(crate) update_baseline: bool,
    /// Report only findings on pages that have changed since this revision, and new findings that the changes cause on other pages.
    #[arg(long, value_name = "GIT_REV")]
    pub(crate) since: Option<String>,
    /// Apply the safe fixes: those that do not change what the pages say.
    #[arg(long)]
    pub(crate) fix: bool,
    /// Show the fixes as a diff without applying them.
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    /// Explain a rule, with an example of a bad and of a good page.
    #[arg(long, value_name = "RULE", exclusive = true)]
    pub(crate) explain: Option<String>,
    /// List the rules.
    #[arg(long, exclusive = true)]
    pub(crate) list: bool,
}

/// The arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// A type, a property or member of one, or an operation: `recordOperation`, `microsoft.graph.call.direction`, `call-get`, `"GET /users/{id}"`.
    #[arg(value_name = "NAME")]
    pub(crate) target: String,
    #[command(flatten)]
    pub(crate) docs: DocsArgs,
}

/// The arguments of `report`.
#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,
    /// Show only the number of the findings that this baseline file accepts.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// The file to write: a single HTML page that works offline.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: PathBuf,
}

/// The arguments of `lsp`.
#[cfg(feature = "lsp")]
#[derive(Debug, clap::Args)]
pub(crate) struct LspArgs {
    /// The folder with the pages, instead of the folders in the editor's workspace.
    #[arg(long, value_name = "DIR")]
    pub(crate) docs: Option<PathBuf>,
    /// The configuration file [default: DIR/docwright.toml, if it exists].
    #[arg(long, value_name = "FILE", requires = "docs")]
    pub(crate) config: Option<PathBuf>,
    /// Do not report the findings that this baseline file accepts.
    #[arg(long, value_name = "FILE", requires = "docs")]
    pub(crate) baseline: Option<PathBuf>,
    /// Accepted for compatibility; stdio is the only transport.
    #[arg(long, hide = true)]
    stdio: bool,
}

/// The output formats of `lint`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LintFormat {
    /// Text with the lines of the pages.
    Human,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations for a GitHub workflow.
    Github,
}

/// The severity from which findings make the command fail.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Deny {
    /// Any finding.
    Note,
    /// Warnings and errors.
    Warning,
    /// Errors.
    Error,
}

/// The arguments of `diff`.
#[derive(Debug, clap::Args)]
pub(crate) struct DiffArgs {
    /// The old state: a docs folder, an api.json, or `REV:path` of either in a git repository.
    #[arg(value_name = "OLD", required_unless_present_any = ["explain", "list"])]
    pub(crate) old: Option<String>,
    /// The new state, likewise.
    #[arg(value_name = "NEW", required_unless_present_any = ["explain", "list"])]
    pub(crate) new: Option<String>,
    /// The configuration of both states [default: docwright.toml in each docs folder; for an api.json, that of the other state].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The git repository for `REV:path` [default: the one that contains the working directory].
    #[arg(long, value_name = "DIR")]
    pub(crate) repo: Option<PathBuf>,
    /// The output format.
    #[arg(long, default_value = "human")]
    pub(crate) format: DiffFormat,
    /// Fail if the changes have this impact.
    #[arg(long, value_name = "IMPACT")]
    pub(crate) fail_on: Option<FailOn>,
    /// Also list changes of descriptions.
    #[arg(long)]
    pub(crate) all: bool,
    /// Explain a rule.
    #[arg(long, value_name = "RULE", exclusive = true)]
    pub(crate) explain: Option<String>,
    /// List the rules.
    #[arg(long, exclusive = true)]
    pub(crate) list: bool,
}

/// The output formats of `diff`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Text.
    Human,
    /// One JSON document.
    Json,
    /// Markdown, for a pull request or a CHANGELOG.
    Markdown,
    /// Annotations for a GitHub workflow.
    Github,
}

/// The impacts that make `diff` fail.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FailOn {
    /// Programs that use the crate may no longer compile.
    Breaking,
    /// The same, or the crate has new items.
    Minor,
    /// Programs that use the service, in any language, may no longer work.
    Service,
}

/// The arguments of `permissions`.
#[derive(Debug, clap::Args)]
pub(crate) struct PermissionsArgs {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,
    /// An operation's id or Rust name, `METHOD /url`, or a file or folder of Rust source; can be repeated.
    #[arg(long = "for", value_name = "WHAT", required = true, num_args = 1..)]
    pub(crate) wanted: Vec<String>,
    /// The output format.
    #[arg(long, default_value = "human")]
    pub(crate) format: ReportFormat,
}

/// The output formats of `permissions`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Text.
    Human,
    /// JSON.
    Json,
}
