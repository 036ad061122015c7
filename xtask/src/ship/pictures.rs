//! The picture of the README: what `docwright lint` says of the page in `xtask/pictures`, as a terminal shows it.

use std::path::PathBuf;

use anstyle_svg::Term;
use anyhow::{Context, Result};
use docwright::Builder;
use docwright::diag::render::snippet::{Colours, Snippets};
use docwright::lint::Report;
use docwright::lint::levels::Levels;

use crate::repo::root;

/// Writes the picture; tells whether it had been the same.
pub(crate) fn write() -> Result<bool> {
    let text = lint()?;
    let file = file();
    std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    println!("{} is written", file.display());
    Ok(true)
}

/// Tells whether the picture shows what lint says today.
pub(crate) fn check() -> Result<bool> {
    let file = file();
    let there = std::fs::read_to_string(&file)
        .with_context(|| format!("cannot read {}", file.display()))?;
    let is_same = there == lint()?;
    if !is_same {
        println!("{} is old: run `cargo xtask pictures`", file.display());
    }
    Ok(is_same)
}

fn file() -> PathBuf {
    root().join("generator/assets/lint.svg")
}

fn lint() -> Result<String> {
    let input = Builder::new()
        .docs(root().join("xtask/pictures/docs"))
        .read()?;
    let (_, diagnostics) = input.lint();
    let levels = Levels::new(&input.config.lint).map_err(anyhow::Error::msg)?;
    let report = Report::new(&input.docs, diagnostics, &levels);
    let mut snippets = Snippets::new(&input.docs.sources, Colours::Ansi, "docs/".to_owned());
    let mut text = "$ docwright lint --docs docs\n".to_owned();
    for finding in &report.findings {
        text += &snippets.of(&finding.diagnostic, finding.severity);
        text += "\n\n";
    }
    Ok(Term::new().render_svg(text.trim_end()))
}
