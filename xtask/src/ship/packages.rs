//! What must hold before the crates are published: complete packages, a program that installs, the oldest versions that the
//! manifests allow. Knows cargo; knows nothing of pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::repo::{cargo, output, root, run, scratch};

/// The packages that are published, in the order of their dependencies.
const PUBLISHED: [&str; 3] = ["docwright-runtime", "docwright", "msgraph"];

/// What each package must hold besides its code.
const EXPECTED: [&str; 4] = ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// What the registry takes, in bytes.
const MAX_PACKAGE: u64 = 10 << 20;

/// Packs the published crates, compiles them from their packages, installs the program and lets it make a crate.
pub(crate) fn package() -> Result<bool> {
    for name in PUBLISHED {
        complete(name)?;
    }
    let packages = PUBLISHED.iter().flat_map(|name| ["--package", name]);
    run(cargo(&root())
        .args(["package", "--quiet", "--allow-dirty"])
        .args(packages))?;
    for name in PUBLISHED {
        let version = env!("CARGO_PKG_VERSION");
        let file = scratch("build").join(format!("package/{name}-{version}.crate"));
        let size = fs::metadata(&file)
            .with_context(|| format!("cannot read {}", file.display()))?
            .len();
        ensure!(size <= MAX_PACKAGE, "{name}: {size} bytes packed");
        println!("{name}: {} KB packed, compiles", size / 1000);
    }
    install()
}

/// Fails if the package of this name lacks a file that readers of the registry expect.
fn complete(name: &str) -> Result<()> {
    let listed = output(cargo(&root()).args([
        "package",
        "--list",
        "--quiet",
        "--allow-dirty",
        "--package",
        name,
    ]))?;
    let files: BTreeSet<&str> = listed.lines().collect();
    let missing: Vec<_> = EXPECTED
        .iter()
        .filter(|file| !files.contains(**file))
        .collect();
    ensure!(missing.is_empty(), "{name}: the package lacks {missing:?}");
    let foreign = files.iter().find(|file| file.starts_with("tests/"));
    ensure!(foreign.is_none(), "{name}: the package holds {foreign:?}");
    Ok(())
}

/// Installs the program as a user would, and lets it make a crate.
fn install() -> Result<bool> {
    let place = scratch("installed");
    run(cargo(&root())
        .args(["install", "--quiet", "--locked", "--force", "--path"])
        .arg("generator")
        .arg("--root")
        .arg(&place))?;
    let made = scratch("installed-made");
    let program = place.join("bin").join("docwright");
    let told = output(
        Command::new(&program)
            .args(["generate", "--docs"])
            .arg(root().join("docs-input"))
            .arg("--out")
            .arg(&made)
            .arg("--runtime-path")
            .arg(root().join("generator/runtime")),
    )?;
    print!("the installed program: {told}");
    ensure!(made.join("src/lib.rs").is_file(), "it made no crate");
    Ok(true)
}

/// Checks the published crates with the oldest versions of their direct dependencies that their manifests allow, and that no
/// dependency asks for a newer Rust than they do.
pub(crate) fn minimal_versions() -> Result<bool> {
    let copy = scratch("minimal-versions");
    copy_sources(&copy)?;
    // The option is not stable yet; stable cargo knows it, and takes it when told so.
    let mut update = cargo(&copy);
    update.env("RUSTC_BOOTSTRAP", "1");
    run(update.args(["-Z", "direct-minimal-versions", "update", "--quiet"]))?;
    run(cargo(&copy).args(["check", "--quiet", "--workspace", "--all-features"]))?;
    println!("the oldest versions of direct dependencies compile");
    no_newer_rust()
}

/// A copy of what cargo needs, for its own lock file.
fn copy_sources(to: &Path) -> Result<()> {
    let listed = output(Command::new("git").current_dir(root()).args([
        "ls-files",
        "-z",
        "--",
        "Cargo.toml",
        "generator",
        "generated",
        "xtask",
        ":!generator/tests/data",
        ":!generator/examples",
    ]))?;
    for file in listed.split('\0').filter(|file| !file.is_empty()) {
        let target = to.join(file);
        let folder = target.parent().context("a file lies in a folder")?;
        fs::create_dir_all(folder)?;
        fs::copy(root().join(file), &target).with_context(|| format!("cannot copy {file}"))?;
    }
    Ok(())
}

/// Fails if a dependency states a newer Rust than the workspace does.
fn no_newer_rust() -> Result<bool> {
    let text = output(cargo(&root()).args([
        "metadata",
        "--locked",
        "--all-features",
        "--format-version",
        "1",
    ]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let ours = packages
        .iter()
        .find(|package| package["name"] == "docwright")
        .and_then(rust)
        .context("docwright states no Rust version")?;
    let newer: Vec<_> = packages
        .iter()
        .filter(|package| rust(package).is_some_and(|theirs| theirs > ours))
        .map(|package| format!("{} {}", package["name"], package["rust_version"]))
        .collect();
    ensure!(
        newer.is_empty(),
        "dependencies want a newer Rust: {newer:?}"
    );
    println!("{} packages, none wants a newer Rust", packages.len());
    Ok(true)
}

/// `rust-version` as numbers, without the third one: `1.88` and `1.88.0` are the same.
fn rust(package: &Value) -> Option<Vec<u32>> {
    let text = package["rust_version"].as_str()?;
    let parts = text.split('.').take(2);
    parts.map(|part| part.parse().ok()).collect()
}
