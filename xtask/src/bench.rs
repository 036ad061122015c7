//! Figures, each beside its yardstick and measured in the same run: so they mean something on any machine.

mod changes;
pub(crate) mod measure;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use docwright::Builder;
use docwright::lint::Report as Findings;
use docwright::lint::levels::Levels;
use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;

use crate::bench::measure::{Cost, cost};
use crate::repo::{cargo, corpus, output, root, run as run_command, scratch};
use crate::{corpus as big, features};

/// How often each thing is timed; the median counts.
const ROUNDS: usize = 9;

/// Prints all tables.
pub(crate) fn run(docs: Option<&str>) -> Result<bool> {
    generation(docs)?;
    let folder = scratch("bench");
    big::generate(&folder_of(docs), &folder)?;
    compilation(&folder)?;
    json()?;
    Ok(true)
}

/// Prints the tables of generation: time and memory.
pub(crate) fn generation(docs: Option<&str>) -> Result<bool> {
    let docs = folder_of(docs);
    times(&docs)?;
    memory(&docs)?;
    changes::run(&docs)?;
    Ok(true)
}

fn folder_of(docs: Option<&str>) -> PathBuf {
    corpus(docs).unwrap_or_else(|| root().join("docs-input"))
}

/// Reading and writing JSON: the runtime's own bench.
fn json() -> Result<()> {
    println!("\nJSON");
    run_command(cargo(&root()).args([
        "bench",
        "--quiet",
        "--package",
        "docwright-runtime",
        "--bench",
        "json",
    ]))
}

/// One job in a process of its own, for its peak memory.
pub(crate) fn once(job: &str, docs: &Path, out: &Path) -> Result<bool> {
    match job {
        "floor" => floor(docs)?,
        "generate" => {
            Builder::new().docs(docs).generate()?.write_to(out)?;
        }
        _ => bail!("there is no job {job}"),
    }
    Ok(true)
}

/// The yardstick: every page read, and pulldown-cmark's events counted, on as many threads.
fn floor(docs: &Path) -> Result<()> {
    let mut pages = Vec::new();
    let mut folders = vec![docs.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let events = |page: &PathBuf| {
        let text = std::fs::read(page)?;
        let text = String::from_utf8_lossy(&text);
        Ok(Parser::new_ext(&text, options).into_offset_iter().count())
    };
    let counts: std::io::Result<Vec<usize>> = pages.par_iter().map(events).collect();
    std::hint::black_box(counts?);
    Ok(())
}

/// All findings with their severities and ids.
fn lint(docs: &Path) -> Result<()> {
    let input = Builder::new().docs(docs).read()?;
    let (_, diagnostics) = input.lint();
    let levels = Levels::new(&input.config.lint).map_err(anyhow::Error::msg)?;
    std::hint::black_box(Findings::new(&input.docs, diagnostics, &levels));
    Ok(())
}

fn times(docs: &Path) -> Result<()> {
    let out = scratch("bench-generation");
    let mut times: [Vec<Duration>; 5] = Default::default();
    for _ in 0..ROUNDS {
        times[0].push(time(|| floor(docs))?);
        times[3].push(time(|| {
            std::hint::black_box(Builder::new().docs(docs).read()?.model());
            Ok(())
        })?);
        times[4].push(time(|| lint(docs))?);
        times[1].push(time(|| {
            Builder::new().docs(docs).generate()?;
            Ok(())
        })?);
        let _ = std::fs::remove_dir_all(&out);
        times[2].push(time(|| {
            Builder::new().docs(docs).generate()?.write_to(&out)?;
            Ok(())
        })?);
    }
    let [floor, generate, write, model, lint] = times.map(median);
    let ratio = |time: Duration| time.as_secs_f64() / floor.as_secs_f64();
    println!(
        "\ngeneration, {} threads, median of {ROUNDS}      ms   × floor",
        rayon::current_num_threads()
    );
    for (name, time) in [
        ("floor: read, pulldown-cmark event loop", floor),
        ("read, and merge into the model", model),
        ("read, merge and lint", lint),
        ("read and generate, in memory", generate),
        ("the same and write all files anew", write),
    ] {
        println!(
            "  {name:42}{:8.1}{:10.2}",
            time.as_secs_f64() * 1e3,
            ratio(time)
        );
    }
    println!(
        "  lint / model: {:.2}",
        lint.as_secs_f64() / model.as_secs_f64()
    );
    Ok(())
}

fn memory(docs: &Path) -> Result<()> {
    let program = std::env::current_exe()?;
    let out = scratch("bench-memory");
    let docs = docs.canonicalize()?;
    let _ = std::fs::remove_dir_all(&out);
    let [program, docs, folder] =
        [&program, &docs, &out].map(|path| path.to_string_lossy().into_owned());
    println!("\nmemory and processor time of one process     user s   peak MB");
    for (name, job) in [("floor", "floor"), ("generate and write", "generate")] {
        let Cost { user, peak } = cost(&root(), &[], &[&program, "once", job, &docs, &folder])?;
        println!("  {name:42}{user:8.2}{peak:10.0}");
    }
    Ok(())
}

/// What `cargo check` of the crate alone takes: its dependencies are there already.
fn compilation(folder: &Path) -> Result<()> {
    println!("\ncargo check of the generated crate            user s   peak MB");
    let names = features::names(folder)?;
    let sets = [
        ("all features".to_owned(), vec!["--all-features"]),
        ("default features".to_owned(), Vec::new()),
    ];
    let alone = names.iter().map(|name| {
        (
            name.clone(),
            vec!["--no-default-features", "--features", name],
        )
    });
    for (name, args) in sets.into_iter().chain(alone) {
        let Cost { user, peak } = check(folder, &args)?;
        println!("  {name:42}{user:8.2}{peak:10.0}");
    }
    Ok(())
}

fn check(folder: &Path, args: &[&str]) -> Result<Cost> {
    output(cargo(folder).args(["check", "--quiet", "--lib"]).args(args))?;
    output(cargo(folder).args(["clean", "--quiet", "--package", "corpus"]))?;
    let target = scratch("build").to_string_lossy().into_owned();
    let command = [&["cargo", "check", "--quiet", "--lib"][..], args].concat();
    cost(
        folder,
        &[
            ("CARGO_TARGET_DIR", target.as_str()),
            ("CARGO_INCREMENTAL", "0"),
        ],
        &command,
    )
}

fn time(job: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let start = Instant::now();
    job()?;
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
