//! One run of docwright on damaged pages, in a process of its own, and what there is to say against it.

mod child;

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::pages::Pages;
use super::sandbox::Sandbox;
use crate::repo::cargo;

pub(crate) use child::child;

/// What a run took and made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// Processor seconds for each byte of the pages.
    pub(super) per_byte: f64,
    /// How many files the crate has.
    pub(super) files: u64,
    /// How many diagnostics there were.
    pub(super) diagnostics: u64,
}

/// What there is to say of a run.
pub(super) enum Verdict {
    /// Nothing.
    Fine(Cost),
    /// What went wrong.
    Failed(String),
}

/// Generates a crate of the pages that were set up, and checks everything but whether it compiles.
pub(super) fn run(sandbox: &Sandbox, pages: &Pages) -> Result<Verdict> {
    let around = sandbox.around();
    let output = Command::new(std::env::current_exe()?)
        .arg("mutate-child")
        .args([sandbox.docs(), sandbox.config(), sandbox.out()])
        .current_dir(around.join("here"))
        .env("HOME", around.join("home"))
        .env("TMPDIR", around.join("temporary"))
        .env("RUST_BACKTRACE", "0")
        .output()?;
    let touched = sandbox.trespasses()?;
    if !touched.is_empty() {
        return Ok(Verdict::Failed(touched.join("\n")));
    }
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Ok(Verdict::Failed(format!("{}\n{told}", output.status)));
    }
    let told: Value = serde_json::from_slice(&output.stdout).context("a child tells JSON")?;
    let problems: Vec<&str> = told["problems"]
        .as_array()
        .context("a child tells problems")?
        .iter()
        .filter_map(Value::as_str)
        .collect();
    if !problems.is_empty() {
        return Ok(Verdict::Failed(problems.join("\n")));
    }
    let number = |key: &str| told[key].as_u64().context("a child tells numbers");
    let user = told["user"].as_f64().context("a child tells its time")?;
    Ok(Verdict::Fine(Cost {
        per_byte: user / bytes(pages),
        files: number("files")?,
        diagnostics: number("diagnostics")?,
    }))
}

#[expect(clippy::cast_precision_loss, reason = "nobody has pages of 2⁵² bytes")]
fn bytes(pages: &Pages) -> f64 {
    pages.size().max(1) as f64
}

/// Compiles the crate with all its features; what the compiler says against it. A warning counts.
pub(super) fn compile(sandbox: &Sandbox) -> Result<Option<String>> {
    let output = cargo(&sandbox.out())
        .args(["check", "--quiet", "--all-features", "--lib", "--examples"])
        .env("RUSTFLAGS", "-Dwarnings")
        .env("CARGO_INCREMENTAL", "1")
        .output()
        .context("cannot start cargo")?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok((!output.status.success()).then_some(told))
}
