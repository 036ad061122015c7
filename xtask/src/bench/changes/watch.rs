//! How long `docwright generate --watch` takes from a page that is saved to the line that says what was written.

use std::io::{BufRead, BufReader, Lines};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::{Edit, PAUSE, Place};
use crate::repo::{cargo, root, run as run_command, scratch};

/// How often each kind of change is saved.
const SAVES: usize = 15;

/// Prints the spread for each kind of change.
pub(super) fn run(place: &Place, edits: &[Edit]) -> Result<()> {
    let mut watched = Watched::start(place)?;
    println!("\n--watch, from a save to its line, {SAVES} saves    median ms     least      most");
    for edit in edits {
        // Other pages' claims are kept from the first merge on. What is the same as before gives no line, so the text in
        // between is one that no save has.
        edit.remove(&place.docs)?;
        watched.line()?;
        let mut times = Vec::with_capacity(SAVES);
        for save in 0..SAVES {
            thread::sleep(PAUSE);
            let start = Instant::now();
            edit.make(&place.docs, save)?;
            watched.line()?;
            times.push(start.elapsed());
        }
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        println!(
            "  {:42}{:10.1}{:10.1}{:10.1}",
            edit.name,
            ms(times[SAVES / 2]),
            ms(times[0]),
            ms(times[SAVES - 1])
        );
    }
    Ok(())
}

/// The program while it watches; ended when dropped.
struct Watched {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Watched {
    fn start(place: &Place) -> Result<Self> {
        let mut child = Command::new(program()?)
            .args(["generate", "--watch", "--accept-renames", "--docs"])
            .arg(&place.docs)
            .arg("--out")
            .arg(&place.out)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let out = child.stdout.take().context("its output is piped")?;
        let mut watched = Self {
            child,
            lines: BufReader::new(out).lines(),
        };
        // The first line says that everything is generated.
        watched.line()?;
        Ok(watched)
    }

    fn line(&mut self) -> Result<String> {
        let line = self.lines.next().context("the program ended")?;
        Ok(line?)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, built as users have it.
fn program() -> Result<PathBuf> {
    run_command(cargo(&root()).args(["build", "--quiet", "--release", "--package", "docwright"]))?;
    Ok(scratch("build").join("release/docwright"))
}
