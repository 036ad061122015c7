//! The inner side of a trial: runs every stage on a docs folder and looks for what must never be. A panic or an overflow of
//! the stack ends this process and no other.

use std::path::Path;

use anyhow::Result;
use docwright::Builder;
use docwright::builder::{Generated, Input};
use docwright::diag::render::snippet::{Colours, snippets};
use docwright::diag::{Diagnostic, Diagnostics, render};
use docwright::facts;
use docwright::files::RelPath;
use docwright::lint::levels::Levels;
use docwright::lint::{Report, fix, github, json, sarif};
use docwright::model::json::{from_json, to_json};
use docwright::plan::Runtime;
use docwright::source::{PageId, Source, Span};
use docwright::{export, syntax};
use nix::sys::resource::{UsageWho, getrusage};
use serde_json::json;

use crate::mutate::pages::Pages;
use crate::repo::root;

/// So many problems of a kind are told.
const TOLD: usize = 5;

/// So many diagnostics are looked at with the lines they are about.
const VIEWED: usize = 500;

/// Runs docwright, and prints what it took and what is wrong as JSON.
pub(crate) fn child(docs: &Path, config: &Path, out: &Path) -> Result<bool> {
    let mut problems = Vec::new();
    let input = read(docs, config)?;
    problems.extend(slow_pages(&input));
    let (_, diagnostics) = input.lint();
    problems.extend(malformed(&diagnostics, &input));
    problems.extend(reports(&input, diagnostics));
    let start = user_seconds()?;
    let generated = read(docs, config)?.generate();
    problems.extend(malformed(&generated.diagnostics, &generated.input));
    problems.extend(products(&generated));
    generated.write_to(out)?;
    let user = user_seconds()? - start;
    problems.extend(strays(&generated, out)?);
    let told = json!({
        "user": user,
        "files": generated.files.0.len(),
        "diagnostics": generated.diagnostics.0.len(),
        "problems": problems,
    });
    println!("{told}");
    Ok(true)
}

fn read(docs: &Path, config: &Path) -> Result<Input> {
    let path = root().join("generator/runtime").canonicalize()?;
    let runtime = Runtime::Path {
        path: path.to_string_lossy().into_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let builder = Builder::new()
        .docs(docs)
        .config(config)
        .package_name("mutated")
        .runtime(runtime)
        .accept_renames(true);
    Ok(builder.read()?)
}

/// Processor time of this process in user mode.
#[expect(clippy::cast_precision_loss, reason = "seconds of one process")]
fn user_seconds() -> Result<f64> {
    let time = getrusage(UsageWho::RUSAGE_SELF)?.user_time();
    Ok(time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6)
}

/// Diagnostics that stand nowhere, or say nothing.
fn malformed(diagnostics: &Diagnostics, input: &Input) -> Vec<String> {
    let sources = &input.docs.sources;
    let is_text = |span: &Span| {
        (span.page.0 as usize) < sources.len()
            && sources
                .get(span.page)
                .text
                .get(span.start as usize..span.end as usize)
                .is_some()
    };
    let is_fine = |found: &Diagnostic| {
        let labels = std::iter::once(&found.primary).chain(&found.secondary);
        let edits = found.fix.iter().flat_map(|fix| &fix.edits);
        labels.map(|label| &label.span).all(is_text)
            && edits.map(|edit| &edit.span).all(is_text)
            && !found.message.is_empty()
    };
    let bad = diagnostics.0.iter().filter(|found| !is_fine(found));
    bad.map(|found| format!("malformed diagnostic: {found:?}"))
        .take(TOLD)
        .collect()
}

/// Runs every way to show diagnostics.
fn reports(input: &Input, diagnostics: Diagnostics) -> Vec<String> {
    let mut problems = Vec::new();
    let sources = &input.docs.sources;
    // What a terminal would obey.
    let is_odd = |text: &String| text.chars().any(|c| c.is_control() && c != '\n');
    let lines = render::lines(&diagnostics, sources);
    let views = snippets(&diagnostics, sources, Colours::None).take(VIEWED);
    problems.extend(
        lines
            .chain(views)
            .filter(is_odd)
            .map(|text| format!("a terminal would obey this: {text:?}"))
            .take(TOLD),
    );
    let levels = match Levels::new(&input.config.lint) {
        Ok(levels) => levels,
        Err(name) => return vec![format!("no rule is called {name}")],
    };
    let report = Report::new(&input.docs, diagnostics, &levels);
    for text in [json::document(&report), sarif::log(&report)] {
        if let Err(error) = serde_json::from_str::<serde_json::Value>(&text) {
            problems.push(format!("a report is no JSON: {error}"));
        }
    }
    let commands = github::commands(&report);
    let is_command = |line: &str| line.starts_with("::") || line.starts_with('+');
    if !commands.lines().all(is_command) {
        problems.push("a line for GitHub is no command".to_owned());
    }
    fix::fixed_pages(&report);
    problems
}

/// The other products: the model as text and back, and the document for other tools.
fn products(generated: &Generated) -> Vec<String> {
    let mut problems = Vec::new();
    let text = to_json(&generated.model);
    match from_json(&text) {
        Ok(again) if again == generated.model => {}
        Ok(_) => problems.push("the model is another one after a way through JSON".to_owned()),
        Err(error) => problems.push(format!("the model's JSON cannot be read: {error}")),
    }
    let document = export::openapi(&generated.model, &generated.input.api_info());
    if let Err(error) = serde_json::from_str::<serde_json::Value>(&document) {
        problems.push(format!("the OpenAPI document is no JSON: {error}"));
    }
    problems
}

/// What the output folder holds and should not, or should and does not.
fn strays(generated: &Generated, out: &Path) -> Result<Vec<String>> {
    let mut found = Pages::read(out)?;
    // Cargo's, from an earlier crate.
    found.0.remove(Path::new("Cargo.lock"));
    let is_wanted = |path: &Path, bytes: &[u8]| {
        let path = path.to_str().and_then(RelPath::new);
        let wanted = path.and_then(|path| generated.files.0.get(&path));
        wanted.is_some_and(|text| text.as_bytes() == bytes)
    };
    let mut problems = Vec::new();
    if found.0.len() != generated.files.0.len() {
        let (found, wanted) = (found.0.len(), generated.files.0.len());
        problems.push(format!("{found} files are there, not {wanted}"));
    }
    let strays = found
        .0
        .iter()
        .filter(|(path, bytes)| !is_wanted(path, bytes));
    problems.extend(
        strays
            .map(|(path, _)| format!("{} should not be there, or not so", path.display()))
            .take(TOLD),
    );
    Ok(problems)
}

/// A page is large from so many bytes on: what takes too long on it can be measured.
const LARGE: usize = 1 << 16;

/// Large pages that take, per byte, more than so many times what others take, and more than so many seconds.
const SLOW: (f64, f64) = (20.0, 0.5);

/// Large pages whose reading is not linear.
fn slow_pages(input: &Input) -> Vec<String> {
    let (large, small): (Vec<&Source>, Vec<&Source>) = input
        .docs
        .sources
        .iter()
        .map(|(_, source)| source)
        .partition(|source| source.text.len() > LARGE);
    let small: Vec<&Source> = small.into_iter().take(500).collect();
    let usual = reading(&small);
    let mut problems = Vec::new();
    for source in large {
        let (time, bytes) = reading(&[source]);
        let ratio = (time / bytes) / (usual.0 / usual.1).max(f64::MIN_POSITIVE);
        if time > SLOW.1 && ratio > SLOW.0 {
            problems.push(format!(
                "{}: {bytes} bytes take {time:.1} s, {ratio:.0} times as long per byte as other pages",
                source.path
            ));
        }
    }
    problems
}

/// Reads pages one after the other: processor seconds, and bytes.
#[expect(clippy::cast_precision_loss, reason = "bytes of pages")]
fn reading(pages: &[&Source]) -> (f64, f64) {
    let start = user_seconds().unwrap_or_default();
    for source in pages {
        let mut diagnostics = Diagnostics::default();
        let page = syntax::parse(PageId(0), &source.text, &mut diagnostics);
        facts::extract(&page, &source.path, &mut diagnostics);
    }
    let bytes: usize = pages.iter().map(|source| source.text.len()).sum();
    let time = user_seconds().unwrap_or_default() - start;
    (time, bytes.max(1) as f64)
}
