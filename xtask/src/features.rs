//! Each cargo feature of a generated crate alone: it must compile without the other ones, and without a warning.

use std::path::Path;

use anyhow::{Context, Result};

use crate::repo::{cargo, output};

/// Checks at most `limit` features of the crate, spread evenly over all of them.
pub(crate) fn run(folder: &Path, limit: usize) -> Result<bool> {
    let names = names(folder)?;
    let step = names.len().div_ceil(limit.max(1)).max(1);
    let chosen: Vec<_> = names.iter().step_by(step).collect();
    for name in &chosen {
        let mut command = cargo(folder);
        command
            .args([
                "check",
                "--quiet",
                "--no-default-features",
                "--features",
                name,
            ])
            .env("RUSTFLAGS", "-Dwarnings");
        output(&mut command).with_context(|| format!("feature {name} does not stand alone"))?;
    }
    println!(
        "features alone: {} of {} compile without warnings",
        chosen.len(),
        names.len()
    );
    Ok(true)
}

/// The features of the crate, sorted; those that only switch on other ones count too.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>> {
    let mut command = cargo(folder);
    let text = output(command.args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&text)?;
    let manifest = folder.canonicalize()?.join("Cargo.toml");
    let packages = metadata["packages"]
        .as_array()
        .context("metadata lists packages")?;
    let is_ours =
        |package: &&serde_json::Value| package["manifest_path"].as_str() == manifest.to_str();
    let package = packages
        .iter()
        .find(is_ours)
        .context("the crate is not in its own metadata")?;
    let features = package["features"]
        .as_object()
        .context("a package has features")?;
    Ok(features
        .keys()
        .filter(|name| *name != "default")
        .cloned()
        .collect())
}
