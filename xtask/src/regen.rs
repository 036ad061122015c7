//! `docs-input` → `generated`: the crate and its `api.json`; and the baseline of what is wrong with the pages.

pub(crate) mod diff;
pub(crate) mod pull_request;

use std::collections::BTreeMap;

use anyhow::{Context, Error, Result, bail};
use docwright::Builder;
use docwright::builder::Generated;
use docwright::diag::Severity;
use docwright::diff::Diff;
use docwright::files::{self, Changes, FileSet, RelPath, compare, sync};
use docwright::lint::levels::Levels;
use docwright::lint::{Report, baseline};
use docwright::plan::Runtime;
use docwright::print::names_lock::{self, NAMES_LOCK};

use crate::regen::diff::CheckedIn;
use crate::repo::root;

/// The longest diff that is printed, in lines.
const MAX_DIFF: usize = 200;

/// Whether Rust names may differ from those that are checked in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum MayRename {
    /// Nothing is written when one does.
    No,
    /// They may.
    Yes,
}

/// The folders that are made, and what they are to hold.
type Folders = [(&'static str, FileSet); 2];

/// Makes the folders hold what they should, and says what that means for the API. Names in Rust change only if they may.
pub(crate) fn write(may_rename: MayRename) -> Result<bool> {
    let (changes, api) = apply(may_rename)?;
    println!(
        "{} written, {} deleted, {} unchanged",
        changes.written.len(),
        changes.deleted.len(),
        changes.unchanged
    );
    if let Some(api) = api {
        println!("the API: {}", api.summary());
    }
    Ok(true)
}

/// Makes the folders hold what they should; gives what changed in them, and in the API if there was one before.
pub(crate) fn apply(may_rename: MayRename) -> Result<(Changes, Option<Diff>)> {
    let mut total = Changes::default();
    let generated = generated()?;
    let folders = folders(&generated)?;
    if may_rename == MayRename::No {
        for (folder, files) in &folders {
            if let Some(problem) = names_lock::check(files, &root().join(folder))? {
                bail!("{folder}/{NAMES_LOCK}: {problem}");
            }
        }
    }
    let before = CheckedIn::read()?;
    for (folder, files) in folders {
        let changes = sync(&files, &root().join(folder))
            .with_context(|| format!("cannot write to {folder}"))?;
        total.written.extend(changes.written);
        total.deleted.extend(changes.deleted);
        total.unchanged += changes.unchanged;
    }
    let api = before.map(|before| before.compare(generated.input));
    Ok((total, api.transpose()?))
}

/// Shows what differs.
pub(crate) fn check() -> Result<bool> {
    preview(&generated()?)
}

/// Shows what writing would change; tells whether that is nothing.
pub(crate) fn preview(generated: &Generated) -> Result<bool> {
    let mut fine = true;
    for (folder, files) in folders(generated)? {
        let place = root().join(folder);
        let changes = compare(&files, &place).with_context(|| format!("cannot read {folder}"))?;
        print!("{}", files::preview(&files, &place, &changes, MAX_DIFF)?);
        if let Some(problem) = names_lock::check(&files, &place)? {
            println!("{folder}/{NAMES_LOCK}: {problem}");
        }
        if !changes.is_empty() {
            println!("{folder} is not what docs-input gives: run `cargo xtask regen`");
            fine = false;
        }
    }
    Ok(fine)
}

/// Runs everything on `docs-input`, and writes nothing.
pub(crate) fn generated() -> Result<Generated> {
    let runtime = Runtime::Path {
        path: "../generator/runtime".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let builder = Builder::new()
        .docs(root().join("docs-input"))
        .runtime(runtime);
    let generated = builder
        .workspace_member(true)
        .made_by("`cargo xtask regen`")
        .generate()?;
    Ok(generated)
}

fn folders(generated: &Generated) -> Result<Folders> {
    let accepted = accepted(generated)?;
    let api = docwright::export::json(&generated.model);
    let mut files = generated.files.clone();
    files.0.insert(path("api.json"), api);
    Ok([
        ("generated", files),
        (
            "docs-input",
            FileSet(BTreeMap::from([(path("lint-baseline.txt"), accepted)])),
        ),
    ])
}

/// All findings of `docwright lint`, as a baseline that accepts them. It is checked in, so that each new one is seen by a
/// reviewer; an error is never on it.
fn accepted(generated: &Generated) -> Result<String> {
    let input = &generated.input;
    let levels = Levels::new(&input.config.lint).map_err(Error::msg)?;
    let (_, diagnostics) = input.lint();
    let report = Report::new(&input.docs, diagnostics, &levels);
    if report.has(Severity::Error) {
        bail!("the pages have errors: `docwright lint --docs docs-input` shows them");
    }
    Ok(baseline::text(&report))
}

fn path(name: &str) -> RelPath {
    RelPath::new(name).expect("a literal path is a path")
}
