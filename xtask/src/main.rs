//! The repository's own commands, each a thin call into the `docwright` library, cargo and validators.
//!
//! | room | commands |
//! |---|---|
//! | `regen` | `regen`, `diff`, `pull-request`: `docs-input` → `generated` |
//! | `corpus` | `corpus`, `features`: a large docs folder all the way to a compiled crate |
//! | `mutate` | `mutate`: damaged pages |
//! | `bench` | `bench`: figures of speed, memory and compile time |
//! | `ship` | `consumers`, `package`, `minimal-versions`, `pictures`, `prism`, `report-check`: what must hold before a release |

mod args;
mod bench;
mod corpus;
mod features;
mod mutate;
mod regen;
mod repo;
mod ship;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use args::{Args, Command};
use regen::MayRename;

/// The same allocator as in the `docwright` program, so that figures are comparable.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(Args::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Runs one command: whether everything was as it should be.
fn run(command: Command) -> Result<bool> {
    match command {
        Command::Regen { check: true, .. } => regen::check(),
        Command::Regen { accept_renames, .. } => regen::write(if accept_renames {
            MayRename::Yes
        } else {
            MayRename::No
        }),
        Command::Diff => regen::diff::run(),
        Command::PullRequest => regen::pull_request::run(),
        Command::Features { crate_folder } => features::run(&crate_folder, usize::MAX),
        Command::Corpus { docs } => corpus::run(docs.as_deref()),
        Command::Mutate(args) => mutate::run(args),
        Command::Bench { generation, docs } if generation => bench::generation(docs.as_deref()),
        Command::Bench { docs, .. } => bench::run(docs.as_deref()),
        Command::Consumers => ship::consumers::run(),
        Command::Package => ship::packages::package(),
        Command::MinimalVersions => ship::packages::minimal_versions(),
        Command::Pictures { check: true } => ship::pictures::check(),
        Command::Pictures { check: false } => ship::pictures::write(),
        Command::Prism { program } => ship::prism::run(program.as_deref()),
        Command::ReportCheck => ship::report_check::run_checks(),
        Command::MutateChild { docs, config, out } => mutate::child(&docs, &config, &out),
        Command::Measure { command } => bench::measure::child(&command),
        Command::Once { job, docs, out } => bench::once(&job, &docs, &out),
    }
}
