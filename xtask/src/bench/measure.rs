//! What a program costs: processor seconds and peak memory, by running it in a process of its own.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use nix::sys::resource::{UsageWho, getrusage};

/// What a command took, its own children included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Processor seconds in user mode.
    pub(crate) user: f64,
    /// The largest resident set of any one process, in MB (10⁶ bytes).
    pub(crate) peak: f64,
}

/// Runs a command in a folder and measures it. Its output is dropped.
pub(crate) fn cost(folder: &Path, environment: &[(&str, &str)], command: &[&str]) -> Result<Cost> {
    let mut child = Command::new(std::env::current_exe()?);
    child
        .arg("measure")
        .args(command)
        .current_dir(folder)
        .envs(environment.iter().copied());
    let output = child.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "{} failed:\n{errors}",
        command.join(" ")
    );
    let numbers = text.lines().last().and_then(|line| line.split_once(' '));
    let (user, peak) = numbers.context("a measurement gives two numbers")?;
    Ok(Cost {
        user: user.parse()?,
        peak: peak.parse()?,
    })
}

/// The inner side of [`cost`]: runs the command, prints what it took.
#[expect(
    clippy::cast_precision_loss,
    reason = "seconds and bytes of one process"
)]
pub(crate) fn child(command: &[String]) -> Result<bool> {
    let (program, args) = command.split_first().context("nothing to measure")?;
    let output = Command::new(program)
        .args(args)
        .output()
        .with_context(|| format!("cannot start {program}"))?;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let user = usage.user_time();
    let user = user.tv_sec() as f64 + user.tv_usec() as f64 / 1e6;
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    // Linux counts in kB of 1024 bytes, macOS in bytes.
    let unit = if cfg!(target_os = "macos") {
        1.0
    } else {
        1024.0
    };
    println!("{user} {}", usage.max_rss() as f64 * unit / 1e6);
    Ok(output.status.success())
}
