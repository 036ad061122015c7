//! The report in a real browser: writes two reports, and lets `browser/report.mjs` use them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use docwright::Builder;
use docwright::lint::baseline::Baseline;
use docwright::lint::levels::Levels;

use crate::repo::{root, run, scratch};

/// The browsers that will do, by the names of their programs.
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// What the script needs of Node's packages.
const PACKAGES: &[&str] = &["playwright-core@1.65.1", "axe-core@4.14.1"];

/// Tries the report of `docs-input` and that of hostile pages. Fails when there is no browser: what was not tried did not pass.
pub(crate) fn run_checks() -> Result<bool> {
    let browser = find_browser().context(
        "the report was not tried: there is no Chromium in the path, and CHROMIUM names none",
    )?;
    let folder = scratch("report");
    std::fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let report = write(&root().join("docs-input"), folder.join("docs-input.html"))?;
    let hostile = root().join("generator/tests/data/report/hostile");
    let hostile = write(&hostile, folder.join("hostile.html"))?;
    // Beside the packages, where Node looks for them.
    for file in ["harness.mjs", "report.mjs"] {
        std::fs::copy(root().join("xtask/browser").join(file), folder.join(file))?;
    }
    run(Command::new("npm")
        .args(["install", "--silent", "--no-fund", "--no-audit", "--prefix"])
        .arg(&folder)
        .args(PACKAGES))
    .context("Node and npm drive the browser")?;
    let status = Command::new("node")
        .arg(folder.join("report.mjs"))
        .args([&browser, &report, &hostile])
        .status()
        .context("cannot start node")?;
    Ok(status.success())
}

fn write(docs: &Path, html: PathBuf) -> Result<PathBuf> {
    let input = Builder::new().docs(docs).read()?;
    let levels = Levels::new(&input.config.lint).map_err(anyhow::Error::msg)?;
    let page = input.report_page(&html, &levels, &Baseline::default())?;
    std::fs::write(&html, page.html)?;
    Ok(html)
}

/// The browser that `CHROMIUM` names, else the first one in the path.
fn find_browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let mut programs = BROWSERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    programs.find(|program| program.is_file())
}
