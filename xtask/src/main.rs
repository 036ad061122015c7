//! The repository's chores, all of them thin calls into the `docwright` library.

mod bench;
mod consumers;
mod corpus;
mod diff;
mod examples;
mod features;
mod measure;
mod mutate;
mod pictures;
mod prism;
mod pull_request;
mod regen;
mod repo;
mod report_check;
mod shipping;

use std::process::ExitCode;

use regen::MayRename;

/// The same as in the `docwright` program, so that figures fit.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "\
usage: cargo xtask <command>

  regen            docs-input → generated, with its api.json, and docs-input/lint-baseline.txt
  regen --accept-renames   the same, and Rust names may differ from those in generated/names.lock
  regen --check    the same, written nowhere: shows what would change and fails if anything would
  diff             what regen would change: the text of generated, and the API against generated/api.json
  pull-request     regenerates, and where that changed anything leaves a title and a text for a pull request in target/regen
  features [DIR]   checks each cargo feature of a generated crate alone [default: generated]
  consumers        builds and tests the programs of generator/examples, and what `docwright init` writes
  corpus [DOCS]    generates a crate from a big docs folder, compiles it, scores it [default: ../shared/corpus/v1.0]
  mutate [--docs DIR] [--seed N] [--count N] [--per-crate N] [--no-compile]
                   damages pages, and checks that docwright bears it [default: 100 damages of docs-input in one crate, seed 1]
  mutate … --only K[,K]       only these of the damages, and leaves the result to be looked at
  pictures         draws what lint says of the page in xtask/pictures, for the README
  pictures --check tells whether that picture is current
  prism [PROGRAM]  calls every operation of the generated crate on Prism, which validates the requests [default: prism]
  report-check     uses the report of docs-input, and that of hostile pages, in Chromium
  package          packs the published crates, compiles the packages, installs the program and runs it
  minimal-versions compiles with the oldest versions of direct dependencies; no dependency may want a newer Rust
  bench [DOCS]     figures of speed and size, each beside its yardstick [default: ../shared/corpus/v1.0, else docs-input]
  bench --generation [DOCS]   only those of generation";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["regen"] => regen::write(MayRename::No),
        ["regen", "--accept-renames"] => regen::write(MayRename::Yes),
        ["regen", "--check"] => regen::check(),
        ["diff"] => diff::run(),
        ["pull-request"] => pull_request::run(),
        ["features"] => features::run("generated".as_ref(), usize::MAX),
        ["features", folder] => features::run(folder.as_ref(), usize::MAX),
        ["consumers"] => consumers::run(),
        ["corpus"] => corpus::run(None),
        ["corpus", docs] => corpus::run(Some(docs)),
        ["mutate", args @ ..] => mutate::run(args),
        ["pictures"] => pictures::write(),
        ["pictures", "--check"] => pictures::check(),
        ["prism"] => prism::run(None),
        ["prism", program] => prism::run(Some(program)),
        ["report-check"] => report_check::run_checks(),
        ["package"] => shipping::package(),
        ["minimal-versions"] => shipping::minimal_versions(),
        ["bench"] => bench::run(None),
        ["bench", "--generation"] => bench::generation(None),
        ["bench", "--generation", docs] => bench::generation(Some(docs)),
        ["bench", docs] => bench::run(Some(docs)),
        // What some of those above run in processes of their own.
        ["mutate-child", docs, config, out] => {
            mutate::child(docs.as_ref(), config.as_ref(), out.as_ref())
        }
        ["measure", command @ ..] => measure::child(command),
        ["once", job, docs, out] => bench::once(job, docs.as_ref(), out.as_ref()),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
