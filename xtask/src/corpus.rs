//! A big docs folder all the way: generated, compiled, linted, documented, scored.

mod examples;
mod fixes;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use docwright::Builder;
use docwright::plan::Runtime;
use serde_json::Value;

use examples::Figures;

use crate::features;
use crate::repo::{cargo, corpus, output, root, run as run_command, scratch};

/// How many features are checked alone; `cargo xtask features` checks all.
const FEATURES: usize = 4;

/// The least that the score must show, in percent.
const SCORE: &[(&str, f64)] = &[
    ("type coverage", 99.5),
    ("enum coverage", 99.5),
    ("property recall", 97.5),
    ("property precision", 98.5),
    ("property type", 98.0),
    ("enum member recall", 97.0),
    ("operation coverage", 99.5),
    ("operation precision", 99.5),
];

/// The least share of JSON leaves in typed fields, in percent.
const TYPED: f64 = 96.0;

/// Runs everything, and says at the end what failed.
pub(crate) fn run(docs: Option<&str>) -> Result<bool> {
    let docs = corpus(docs).context("there is no corpus; name a docs folder")?;
    let folder = scratch("corpus");
    let openapi = generate(&docs, &folder)?;
    let tools = docs.join("../../score");
    let mut steps: Vec<(&str, Step)> = Vec::new();
    if tools.join("score.py").is_file() {
        steps.push(("score", Box::new(|| score(&tools, &openapi))));
    }
    steps.push(("fixes", Box::new(|| fixes::run(&docs))));
    steps.push((
        "clippy",
        Box::new(|| lint(&folder, &["clippy", "--all-targets"])),
    ));
    steps.push(("urls", Box::new(|| urls(&folder))));
    steps.push(("doc", Box::new(|| lint(&folder, &["doc", "--no-deps"]))));
    steps.push((
        "features",
        Box::new(|| features::run(&folder, FEATURES).map(drop)),
    ));
    if tools.join("examples-v1.0.json").is_file() {
        steps.push((
            "examples",
            Box::new(|| examples(&folder, &tools.join("examples-v1.0.json"))),
        ));
    }
    let mut fine = true;
    for (name, step) in steps {
        if let Err(error) = step() {
            println!("{name}: {error:#}");
            fine = false;
        }
    }
    Ok(fine)
}

/// One thing to be done with the crate.
type Step<'a> = Box<dyn Fn() -> Result<()> + 'a>;

/// Writes the crate and, beside it, the OpenAPI document, whose path is returned.
pub(crate) fn generate(docs: &Path, folder: &Path) -> Result<std::path::PathBuf> {
    let path = root()
        .join("generator/runtime")
        .canonicalize()?
        .to_string_lossy()
        .into_owned();
    let runtime = Runtime::Path {
        path,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let generated = Builder::new()
        .docs(docs)
        .package_name("corpus")
        .runtime(runtime)
        .generate()?;
    let changes = generated.write_to(folder)?;
    println!(
        "{} files written, {} deleted, {} unchanged",
        changes.written.len(),
        changes.deleted.len(),
        changes.unchanged
    );
    let openapi = folder.with_extension("openapi.json");
    std::fs::write(
        &openapi,
        docwright::export::openapi(&generated.model, &generated.input.api_info()),
    )?;
    let api = docwright::model::json::to_json(&generated.model);
    std::fs::write(folder.with_extension("api.json"), api)?;
    Ok(openapi)
}

/// Goes to every operation by each documented URL, and compares the calls with the pages.
fn urls(folder: &Path) -> Result<()> {
    let mut command = cargo(folder);
    command
        .args(["run", "--quiet", "--no-default-features", "--features"])
        .args(["full,client", "--example", "every_operation", "--"])
        .arg("--compare")
        .arg(folder.with_extension("api.json"));
    run_command(&mut command)
}

/// Runs a subcommand of cargo that reads the crate; a warning is a failure.
fn lint(folder: &Path, args: &[&str]) -> Result<()> {
    let mut command = cargo(folder);
    command
        .args(args)
        .args(["--quiet", "--all-features"])
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings");
    run_command(&mut command)?;
    println!("cargo {}: no warnings", args[0]);
    Ok(())
}

fn examples(folder: &Path, file: &Path) -> Result<()> {
    let figures = examples::run(folder, file)?;
    let typed = percent(figures.typed, figures.leaves);
    let Figures {
        examples,
        unknown,
        lossless,
        leaves,
        ..
    } = figures;
    println!(
        "examples: {lossless} of {examples} lossless, {unknown} of them of types that are documented nowhere"
    );
    println!("examples: {typed:.2} % of {leaves} leaves in typed fields");
    ensure!(lossless == examples, "some examples are not lossless");
    ensure!(
        typed >= TYPED,
        "less than {TYPED} % of the leaves are typed"
    );
    Ok(())
}

fn score(tools: &Path, openapi: &Path) -> Result<()> {
    let mut command = Command::new("python3");
    command
        .arg(tools.join("score.py"))
        .arg(openapi)
        .arg(tools.join("truth-v1.0.json"))
        .arg("--json");
    let figures: Value = serde_json::from_str(&output(&mut command)?)?;
    let figures = figures.as_object().context("the score is an object")?;
    for (name, figure) in figures {
        let value = figure["value"]
            .as_f64()
            .map_or("–".to_owned(), |value| format!("{:.2}", value * 100.0));
        println!(
            "{name:24}{value:>8}  {:>6} / {}",
            figure["hits"], figure["cases"]
        );
    }
    for (name, least) in SCORE {
        let value = figures[*name]["value"].as_f64().unwrap_or(0.0) * 100.0;
        ensure!(
            value >= *least,
            "{name} is {value:.2} %, less than {least} %"
        );
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2⁵² examples")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        part as f64 * 100.0 / whole as f64
    }
}
