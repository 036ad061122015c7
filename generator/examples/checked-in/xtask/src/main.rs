//! `cargo xtask regen` makes the crate from its pages. `cargo xtask regen --check` writes nothing, and fails if that would change
//! the crate: for CI.

use std::path::Path;
use std::process::ExitCode;

use docwright::builder::Generated;
use docwright::diag::{Severity, render};
use docwright::{Builder, Error, files};

/// Where the pages are, and where the crate goes, both from the root of the repository.
const DOCS: &str = "docs";
const OUT: &str = "api";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match args.as_slice() {
        ["regen"] => regen(false),
        ["regen", "--accept-renames"] => regen(true),
        ["regen", "--check"] => check(),
        _ => {
            eprintln!("usage: cargo xtask regen [--check | --accept-renames]");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("this package lies in the repository")
}

/// Writes the crate. `names.lock` in it keeps its names in Rust as they are, unless they may change.
fn regen(accept_renames: bool) -> Result<bool, Error> {
    let generated = generate(accept_renames)?;
    let changes = generated.write_to(&root().join(OUT))?;
    let (written, deleted) = (changes.written.len(), changes.deleted.len());
    println!(
        "{written} written, {deleted} deleted, {} unchanged",
        changes.unchanged
    );
    Ok(is_fine(&generated))
}

/// Lists the files that `regen` would change.
fn check() -> Result<bool, Error> {
    let generated = generate(false)?;
    let folder = root().join(OUT);
    let changes = files::compare(&generated.files, &folder).map_err(|error| Error::Io {
        doing: "read",
        path: folder,
        error,
    })?;
    for file in changes
        .written
        .iter()
        .chain(&changes.deleted)
        .chain(&changes.foreign)
    {
        println!("{OUT}/{file} is not what the pages give: run `cargo xtask regen`");
    }
    Ok(is_fine(&generated) && changes.is_empty())
}

fn generate(accept_renames: bool) -> Result<Generated, Error> {
    Builder::new()
        .docs(root().join(DOCS))
        .made_by("`cargo xtask regen`")
        .accept_renames(accept_renames)
        .generate()
}

/// Tells what is wrong with the pages, and whether it is nothing worse than a warning.
fn is_fine(generated: &Generated) -> bool {
    for line in render::lines(&generated.diagnostics, &generated.input.docs.sources) {
        eprintln!("{DOCS}/{line}");
    }
    render::count(&generated.diagnostics, Severity::Error) == 0
}
