//! `docwright generate` and `docwright check`: writes the crate, or shows what would be written.

use std::path::Path;
use std::time::Instant;

use crate::builder::{Input, Regenerated, Regenerator};
use crate::files::{self, Changes};
use crate::print::names_lock::NAMES_LOCK;
use crate::source::Sources;

use super::args::GenerateArgs;
use super::progress::Progress;
use super::{Failure, Outcome, console, report, runtime};

/// The maximal length of the diff that `check` prints, in lines.
const MAX_DIFF: usize = 200;

/// Writes the package to the output folder.
pub(crate) fn generate(args: &GenerateArgs) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let progress = Progress::new("reading pages");
    let input = input(args)?;
    progress.stage("generating");
    let run = Regenerator::new(&args.out).run(&input, || note_waiting(args))?;
    drop(progress);
    let outcome = report_run(args, &input, &run);
    let (changes, found) = (counts(&run.changes), report::counts(&run.diagnostics));
    let time = start.elapsed().as_secs_f64();
    report::summary(&format!("{changes}; {found}; {time:.1} s"))?;
    Ok(outcome)
}

/// Reports that another run is writing to the folder.
pub(super) fn note_waiting(args: &GenerateArgs) {
    report::note(&format!(
        "note: waiting for another run that is writing to {}",
        args.out.display()
    ));
}

/// Reports the changed files, if they are wanted, and the diagnostics of a run.
pub(super) fn report_run(args: &GenerateArgs, input: &Input, run: &Regenerated) -> Outcome {
    list(&run.changes);
    report::diagnostics(&input.docs, &run.diagnostics, args.input.all)
}

/// Lists the changed files, if they are wanted.
pub(super) fn list(changes: &Changes) {
    if console::is_verbose() {
        let written = changes.written.iter().map(|file| format!("written {file}"));
        let deleted = changes.deleted.iter().map(|file| format!("deleted {file}"));
        written.chain(deleted).for_each(|line| report::note(&line));
    }
}

/// `2 written, 1 deleted, 7 unchanged`
pub(super) fn counts(changes: &Changes) -> String {
    let (written, deleted) = (changes.written.len(), changes.deleted.len());
    let unchanged = changes.unchanged;
    format!("{written} written, {deleted} deleted, {unchanged} unchanged")
}

/// Shows what `generate` would change.
pub(crate) fn check(args: &GenerateArgs) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let progress = Progress::new("generating");
    let generated = input(args)?.generate();
    progress.stage("comparing");
    let failed = |error| Failure(format!("cannot read {}: {error}", args.out.display()));
    let changes = files::compare(&generated.files, &args.out).map_err(failed)?;
    let diff = files::preview(&generated.files, &args.out, &changes, MAX_DIFF).map_err(failed)?;
    drop(progress);
    let outcome = report::diagnostics(
        &generated.input.docs,
        &generated.diagnostics,
        args.input.all,
    );
    report::result(&diff)?;
    if changes.is_interrupted() {
        report::note(&format!(
            "note: an earlier run that was writing to {} was interrupted; run `docwright generate` to finish it",
            args.out.display()
        ));
    }
    if !args.accept_renames
        && let Some(problem) = generated.renames(&args.out)?
    {
        report::note(&format!(
            "{}: {problem}",
            args.out.join(NAMES_LOCK).display()
        ));
    }
    let [write, delete] = [
        changes.written.len() + changes.foreign.len(),
        changes.deleted.len(),
    ];
    let (unchanged, counts, time) = (
        changes.unchanged,
        report::counts(&generated.diagnostics),
        start.elapsed().as_secs_f64(),
    );
    report::note(&format!(
        "{write} to write, {delete} to delete, {unchanged} unchanged; {counts}; {time:.1} s"
    ));
    Ok(if changes.is_empty() {
        outcome
    } else {
        Outcome::Findings
    })
}

/// Reads the pages that the arguments name.
pub(super) fn input(args: &GenerateArgs) -> Result<Input, Failure> {
    input_after(args, &Sources::default())
}

/// Like [`input`]. Pages that have not changed since `before` are taken from there.
pub(super) fn input_after(args: &GenerateArgs, before: &Sources) -> Result<Input, Failure> {
    let docs = &args.input.docs;
    let builder = docs
        .builder()
        .package_name(package_name(&args.out))
        .workspace_member(args.workspace_member)
        .accept_renames(args.accept_renames);
    let builder = match runtime::find(args.runtime_path.as_deref(), &args.out)? {
        Some(runtime) => builder.runtime(runtime),
        None => builder,
    };
    Ok(builder.read_after(before)?)
}

/// A package name made from the name of the folder.
pub(super) fn package_name(out: &Path) -> String {
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let name = absolute
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let words: Vec<_> = name
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let name = words.join("-");
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        format!("api-{name}").trim_end_matches('-').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn folders_name_packages() {
        let cases = [
            ("/x/msgraph", "msgraph"),
            ("/x/My Graph.v1.0", "my-graph-v1-0"),
            ("/x/1", "api-1"),
            ("/", "api"),
        ];
        for (folder, name) in cases {
            assert_eq!(package_name(folder.as_ref()), name);
        }
    }
}
