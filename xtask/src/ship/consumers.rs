//! The programs under `generator/examples`, built and tested as their users would; and what `docwright init` writes, used at
//! once.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::repo::{cargo, output, root, run as run_command, scratch};

/// Runs everything, and stops at the first failure.
pub(crate) fn run() -> Result<bool> {
    let examples = root().join("generator/examples");
    let folder = |name: &str| examples.join(name);
    step("build-script", || test(&folder("build-script")))?;
    step("checked-in", || checked_in(&folder("checked-in")))?;
    step("models-only", || models_only(&folder("models-only")))?;
    step("docwright init", || init(&[]))?;
    step("docwright init --build-rs", || init(&["--build-rs"]))?;
    Ok(true)
}

fn step(name: &str, run: impl FnOnce() -> Result<()>) -> Result<()> {
    run().with_context(|| name.to_owned())?;
    println!("{name}: fine");
    Ok(())
}

/// Cargo in the folder of a package, which begins with the versions of dependencies that this repository has.
fn cargo_in(folder: &Path) -> Result<Command> {
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        std::fs::copy(root().join("Cargo.lock"), &lock)
            .with_context(|| format!("cannot write {}", lock.display()))?;
    }
    Ok(cargo(folder))
}

fn test(folder: &Path) -> Result<()> {
    let mut command = cargo_in(folder)?;
    run_command(command.args(["test", "--quiet"]))
}

/// The chore of the example, called as its `.cargo/config.toml` has it.
fn chore(folder: &Path, args: &[&str]) -> Result<()> {
    cargo_in(&folder.join("xtask"))?;
    let mut command = cargo_in(folder)?;
    run_command(command.arg("xtask").args(args))
}

fn checked_in(folder: &Path) -> Result<()> {
    chore(folder, &["regen", "--check"])?;
    test(folder)
}

/// No part of an HTTP stack or of an operating system's services may be among the dependencies.
const FORBIDDEN: &[&str] = &[
    "docwright",
    "getrandom",
    "h2",
    "http",
    "hyper",
    "libc",
    "mio",
    "openssl",
    "reqwest",
    "ring",
    "rustls",
    "socket2",
    "tokio",
    "windows-sys",
];

fn models_only(folder: &Path) -> Result<()> {
    test(folder)?;
    let mut tree = cargo_in(folder)?;
    tree.args(["tree", "--quiet", "--edges", "normal", "--prefix", "none"])
        .args(["--format", "{p}", "--target", WASM]);
    let tree = output(&mut tree)?;
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    for name in names {
        ensure!(
            !FORBIDDEN.contains(&name),
            "{name} is among the dependencies"
        );
    }
    if !has_target(WASM) {
        println!("{WASM} is not installed here: compiled for this machine only");
        return Ok(());
    }
    let mut command = cargo_in(folder)?;
    run_command(command.args(["check", "--quiet", "--target", WASM]))
}

const WASM: &str = "wasm32-unknown-unknown";

/// Whether the compiler can make programs for the target: whether its standard library is there.
fn has_target(target: &str) -> bool {
    let mut command = Command::new("rustc");
    command.args(["--print", "target-libdir", "--target", target]);
    output(&mut command).is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

/// A folder with nothing but pages, `docwright init`, and what it says comes next.
fn init(flags: &[&str]) -> Result<()> {
    let folder = scratch(if flags.is_empty() {
        "init"
    } else {
        "init-script"
    });
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let pages = root().join("generator/examples/models-only/docs/resources");
    for entry in std::fs::read_dir(pages)? {
        let entry = entry?;
        copy(&entry.path(), folder.join("docs/resources"))?;
    }
    // The program of this repository, in the target folder where it is anyway.
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(root())
        .args(["run", "--quiet", "--package", "docwright", "--", "init"])
        .arg(&folder)
        .args(flags);
    output(&mut command)?;
    if flags.is_empty() {
        chore(&folder, &["regen"])?;
        chore(&folder, &["regen", "--check"])?;
        check(&folder.join("api"))
    } else {
        // The folder lies in this repository, and its package is not to be taken for a part of it.
        let manifest = folder.join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest)?;
        std::fs::write(&manifest, text + "\n[workspace]\n")?;
        check(&folder)
    }
}

fn check(folder: &Path) -> Result<()> {
    let mut command = cargo_in(folder)?;
    run_command(command.args(["check", "--quiet"]))
}

fn copy(file: &Path, to: PathBuf) -> Result<()> {
    std::fs::create_dir_all(&to)?;
    let name = file.file_name().context("a file has a name")?;
    std::fs::copy(file, to.join(name))?;
    Ok(())
}
