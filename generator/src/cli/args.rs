//! The arguments, as clap reads them.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::console::Console;

/// Reads the Markdown pages that document a REST API and writes a Rust crate.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) console: Console,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the crate: typed models of the API that the pages document.
    Generate(GenerateCommand),
    /// Write nothing; show what `generate` would change, and fail if anything would.
    Check(GenerateArgs),
    /// Write the model for other tools: an OpenAPI 3.1 document, or the model itself as JSON.
    Export(ExportArgs),
    /// Report what is wrong with the pages.
    Lint(LintArgs),
    /// Speak the language server protocol on standard input and output, for editors.
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    /// Tell where the facts about a type or a property come from: every claim, and which one was believed.
    Explain(ExplainArgs),
    /// Tell what has changed between two states of the API, and what that means for the generated crate.
    Diff(DiffArgs),
    /// Tell the least privileged permissions that operations, or a program that calls them, need.
    Permissions(PermissionsArgs),
    /// Write a page for people who would rather look: findings, coverage, and every type and operation with its source.
    Report(ReportArgs),
    /// Write what a project needs to begin with: docwright.toml, and an xtask or a build script.
    Init(InitArgs),
    /// Explain the keys of docwright.toml.
    Config {
        /// Print the JSON Schema instead, for editors.
        #[arg(long)]
        schema: bool,
    },
    /// Write the completion script of a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write the manual: a page for each command.
    Man {
        /// The folder for the pages.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// Where the pages are, and what is to be made of them.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct DocsArgs {
    /// The folder with the pages, or a checkout that holds one such folder per version.
    #[arg(long = "docs", value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The configuration [default: DIR/docwright.toml, if there is one].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// The pages of a command that tells what is wrong with them beside its result.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct InputArgs {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,
    /// Show every diagnostic, notes too, and not only the first ones.
    #[arg(long)]
    pub(crate) all: bool,
}

/// The arguments of `generate`.
#[derive(Debug, clap::Args)]
pub(crate) struct GenerateCommand {
    #[command(flatten)]
    pub(crate) args: GenerateArgs,
    /// Stay, and follow the pages and the configuration whenever they are saved; Ctrl-C ends it.
    #[cfg(feature = "watch")]
    #[arg(long)]
    pub(crate) watch: bool,
}

/// The arguments of `generate` and `check`.
#[derive(Debug, clap::Args)]
pub(crate) struct GenerateArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The folder of the crate.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The folder of docwright-runtime, for the crate to depend on [default: the one in docwright's own checkout, if it runs
    /// from there; else the published version].
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// The crate is a member of a workspace around it, and takes the lints from there.
    #[arg(long)]
    pub(crate) workspace_member: bool,
    /// Let Rust names differ from those in names.lock of the folder.
    #[arg(long)]
    pub(crate) accept_renames: bool,
}

/// The arguments of `init`.
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// The root of the project.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// The folder with the pages, from there.
    #[arg(long, value_name = "DIR", default_value = "docs")]
    pub(crate) docs: PathBuf,
    /// The folder for the crate, from there.
    #[arg(
        long,
        value_name = "DIR",
        default_value = "api",
        conflicts_with = "build_rs"
    )]
    pub(crate) out: PathBuf,
    /// Write a build script, which makes the API at every build, and not the chore that makes a crate to check in.
    #[arg(long)]
    pub(crate) build_rs: bool,
    /// Write docwright's files even if they are there.
    #[arg(long)]
    pub(crate) force: bool,
}

/// The arguments of `export`.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The form of the document.
    #[arg(long)]
    pub(crate) format: Format,
    /// The file to write [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// The forms of `export`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// OpenAPI 3.1, as JSON.
    #[value(name = "openapi")]
    OpenApi,
    /// The model itself, as it stands in api.json.
    Json,
}

/// The arguments of `lint`.
#[derive(Debug, clap::Args)]
pub(crate) struct LintArgs {
    /// The folder with the pages, or a checkout that holds one such folder per version.
    #[arg(long, value_name = "DIR", required_unless_present_any = ["explain", "list"])]
    pub(crate) docs: Option<PathBuf>,
    /// The configuration [default: DIR/docwright.toml, if there is one].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// How findings are written.
    #[arg(long, default_value = "human")]
    pub(crate) format: LintFormat,
    /// Fail when a finding is at least as bad.
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    pub(crate) deny: Deny,
    /// Report only findings of this rule; may be given several times.
    #[arg(long, value_name = "RULE")]
    pub(crate) only: Vec<String>,
    /// Leave out the findings that this file accepts.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Make the baseline file accept all findings.
    #[arg(long, requires = "baseline", conflicts_with_all = ["only", "since"])]
    pub(crate) update_baseline: bool,
    /// Report only what was not there at this revision: findings on changed pages, and those that the changes cause elsewhere.
    #[arg(long, value_name = "GIT_REV")]
    pub(crate) since: Option<String>,
    /// Make the replacements that do not change what the pages say.
    #[arg(long)]
    pub(crate) fix: bool,
    /// Show the replacements as a diff, and make none.
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    /// Tell what a rule is about, with a bad page and a good one.
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
    /// Show the findings that this file accepts as a number only.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// The file to write: one HTML page that needs no other file and no network.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: PathBuf,
}

/// The arguments of `lsp`.
#[cfg(feature = "lsp")]
#[derive(Debug, clap::Args)]
pub(crate) struct LspArgs {
    /// The folder with the pages, instead of those that the editor's workspace holds.
    #[arg(long, value_name = "DIR")]
    pub(crate) docs: Option<PathBuf>,
    /// The configuration [default: DIR/docwright.toml, if there is one].
    #[arg(long, value_name = "FILE", requires = "docs")]
    pub(crate) config: Option<PathBuf>,
    /// Leave out the findings that this file accepts.
    #[arg(long, value_name = "FILE", requires = "docs")]
    pub(crate) baseline: Option<PathBuf>,
    /// What many editors say; there is no other way to talk.
    #[arg(long, hide = true)]
    stdio: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LintFormat {
    /// With the lines of the pages, for people.
    Human,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of a GitHub workflow.
    Github,
}

/// From which severity on findings make the command fail.
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
    /// The state before: a docs folder, an api.json, or `REV:path` of either in a git repository.
    #[arg(value_name = "OLD", required_unless_present_any = ["explain", "list"])]
    pub(crate) old: Option<String>,
    /// The state after, likewise.
    #[arg(value_name = "NEW", required_unless_present_any = ["explain", "list"])]
    pub(crate) new: Option<String>,
    /// The configuration of both states [default: docwright.toml in each docs folder; an api.json takes that of the other side].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The git repository that `REV:path` is looked up in [default: the one around the working directory].
    #[arg(long, value_name = "DIR")]
    pub(crate) repo: Option<PathBuf>,
    /// How the changes are written.
    #[arg(long, default_value = "human")]
    pub(crate) format: DiffFormat,
    /// Fail when the changes do this.
    #[arg(long, value_name = "IMPACT")]
    pub(crate) fail_on: Option<FailOn>,
    /// List the changes of descriptions too.
    #[arg(long)]
    pub(crate) all: bool,
    /// Tell what a rule is about.
    #[arg(long, value_name = "RULE", exclusive = true)]
    pub(crate) explain: Option<String>,
    /// List the rules.
    #[arg(long, exclusive = true)]
    pub(crate) list: bool,
}

/// How changes are written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
    /// Markdown, for a pull request or a CHANGELOG.
    Markdown,
    /// Annotations of a GitHub workflow.
    Github,
}

/// What makes `diff` fail.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FailOn {
    /// Programs that use the crate may not compile any more.
    Breaking,
    /// That, or there is more in the crate than before.
    Minor,
    /// Programs that talk to the service, in whatever language, may not work any more.
    Service,
}

/// The arguments of `permissions`.
#[derive(Debug, clap::Args)]
pub(crate) struct PermissionsArgs {
    #[command(flatten)]
    pub(crate) docs: DocsArgs,
    /// An operation's id or Rust name, `METHOD /url`, or a file or folder of Rust source; may be given several times.
    #[arg(long = "for", value_name = "WHAT", required = true, num_args = 1..)]
    pub(crate) wanted: Vec<String>,
    /// How the answer is written.
    #[arg(long, default_value = "human")]
    pub(crate) format: ReportFormat,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people.
    Human,
    /// As JSON.
    Json,
}
