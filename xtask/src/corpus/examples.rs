//! The examples of the pages through the generated types: are they read and written without loss, and how much of them is typed?

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::repo::{cargo, scratch};

/// What came of the examples.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    /// All of them.
    pub(crate) examples: usize,
    /// Those of a type that the crate does not have.
    pub(crate) unknown: usize,
    /// Those that came back equal.
    pub(crate) lossless: usize,
    /// JSON leaves, instance annotations aside.
    pub(crate) leaves: usize,
    /// Those that are in typed fields.
    pub(crate) typed: usize,
}

/// Sends every example with a type through the crate's own `roundtrip` program.
pub(crate) fn run(folder: &Path, examples: &Path) -> Result<Figures> {
    let records: Value = serde_json::from_str(&std::fs::read_to_string(examples)?)?;
    let records = records.as_array().context("the examples are a list")?;
    let lines: Vec<Value> = records.iter().filter_map(line).collect();
    let answers = roundtrip(folder, &lines)?;
    ensure!(
        answers.len() == lines.len(),
        "{} examples, {} answers",
        lines.len(),
        answers.len()
    );
    let mut figures = Figures::default();
    for (line, answer) in lines.iter().zip(&answers) {
        let known = answer["error"].is_null();
        figures.examples += 1;
        figures.unknown += usize::from(!known);
        figures.lossless += usize::from(answer["lossless"] == json!(true));
        let aside = pointers(&answer["annotations"]);
        let lost = [
            pointers(&answer["unexpected"]),
            pointers(&answer["additional"]),
        ]
        .concat();
        leaves(&line["json"], &mut String::new(), &mut |pointer| {
            if !is_annotation(pointer) && !covered(pointer, &aside) {
                figures.leaves += 1;
                figures.typed += usize::from(known && !covered(pointer, &lost));
            }
        });
    }
    Ok(figures)
}

/// A line for the program: the body without its envelope.
fn line(record: &Value) -> Option<Value> {
    let name = record["type"].as_str()?;
    if record["elided"] == json!(true) {
        return None;
    }
    let body = if record["envelope"].is_null() {
        &record["json"]
    } else {
        &record["json"]["value"]
    };
    Some(json!({"type": name, "is_collection": record["is_collection"], "json": body}))
}

fn roundtrip(folder: &Path, lines: &[Value]) -> Result<Vec<Value>> {
    let mut command = cargo(folder);
    // Optimising a crate of this size takes minutes, and a few thousand examples need none of it.
    command.env("CARGO_PROFILE_DEV_DEBUG", "0");
    command.args(["run", "--quiet", "--all-features", "--example", "roundtrip"]);
    let results = scratch("examples.jsonl");
    std::fs::create_dir_all(
        results
            .parent()
            .context("a scratch file lies in a folder")?,
    )?;
    let output = std::fs::File::create(&results)?;
    let mut child = command.stdin(Stdio::piped()).stdout(output).spawn()?;
    let mut input = child.stdin.take().context("the program reads its input")?;
    for line in lines {
        writeln!(input, "{line}")?;
    }
    drop(input);
    ensure!(child.wait()?.success(), "the example program failed");
    let text = std::fs::read_to_string(&results)?;
    text.lines()
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}

fn pointers(list: &Value) -> Vec<String> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(|pointer| Some(pointer.as_str()?.to_owned()))
        .collect()
}

/// Whether the pointer, or one above it, is on the list.
fn covered(pointer: &str, list: &[String]) -> bool {
    list.iter().any(|above| {
        pointer
            .strip_prefix(above.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// `@odata.etag`, `start@odata.type` and the like, and what is below them.
fn is_annotation(pointer: &str) -> bool {
    pointer.split('/').any(|part| part.contains('@'))
}

fn leaves(value: &Value, pointer: &mut String, found: &mut dyn FnMut(&str)) {
    let mut inside = |name: &str, value: &Value, pointer: &mut String| {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        leaves(value, pointer, found);
        pointer.truncate(length);
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, value) in members {
                inside(name, value, pointer);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, value) in items.iter().enumerate() {
                inside(&index.to_string(), value, pointer);
            }
        }
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Object(_)
        | Value::Array(_) => found(pointer),
    }
}
