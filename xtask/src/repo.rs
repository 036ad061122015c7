//! Where things are in the repository, and how its chores start programs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("xtask lies in the root").to_owned()
}

/// A docs folder to measure on: the one that is named, else the big corpus beside the repository, should it be there.
pub(crate) fn corpus(named: Option<&str>) -> Option<PathBuf> {
    match named {
        Some(folder) => Some(PathBuf::from(folder)),
        None => Some(root().join("../shared/corpus/v1.0")).filter(|folder| folder.is_dir()),
    }
}

/// A folder below `target` for what a chore makes.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join("xtask").join(name)
}

/// Cargo in a folder, with a target folder that its other crates of that kind share.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", scratch("build"))
        .env_remove("CARGO_BUILD_TARGET");
    command
}

/// Runs a command whose output the user sees; fails when it does.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    ensure!(status.success(), "{} failed", shown(command));
    Ok(())
}

/// Runs a command for its output; fails when it does.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", shown(command)))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "{} failed:\n{errors}",
        shown(command)
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let args = command
        .get_args()
        .map(|arg| arg.to_string_lossy().into_owned());
    std::iter::once(program)
        .chain(args)
        .collect::<Vec<_>>()
        .join(" ")
}
