//! What the user sees: diagnostics and remarks on standard error, results on standard output. A reader that went away is no
//! error.

use std::io::{ErrorKind, Write};

use docwright::builder::Report;
use docwright::diag::{Diagnostic, Diagnostics, Severity, render};
use docwright::source::read::Docs;

use super::{Failure, Outcome};

/// How many diagnostics are shown when nobody asks for all of them.
const SHOWN: usize = 10;

/// Writes a result.
pub(crate) fn result(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write the result: {error}")))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes a line of remarks.
pub(crate) fn note(line: &str) {
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// What is to be said about the pages: the first diagnostics, errors before warnings, or all of them.
pub(crate) fn of(docs: &Docs, diagnostics: &Diagnostics, all: bool) -> Report {
    let shown = if all {
        diagnostics.clone()
    } else {
        first(diagnostics)
    };
    Report {
        errors: render::count(diagnostics, Severity::Error),
        warnings: render::count(diagnostics, Severity::Warning),
        shown: render::lines(&shown, &docs.sources).collect(),
    }
}

/// Says it.
pub(crate) fn repeat(docs: &Docs, report: &Report) -> Outcome {
    if let Some(remark) = &docs.note {
        note(&format!("note: {remark}"));
    }
    if !report.shown.is_empty() {
        note(&report.shown.join("\n"));
    }
    let left = (report.errors + report.warnings).saturating_sub(report.shown.len());
    if left > 0 {
        note(&format!("… and {left} more (--all shows them)"));
    }
    if report.errors > 0 {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

/// `1 error, 5 warnings`
pub(crate) fn counts(report: &Report) -> String {
    let counted = |count, name: &str| {
        if count == 1 {
            format!("1 {name}")
        } else {
            format!("{count} {name}s")
        }
    };
    format!(
        "{}, {}",
        counted(report.errors, "error"),
        counted(report.warnings, "warning")
    )
}

fn first(diagnostics: &Diagnostics) -> Diagnostics {
    let worth_showing = |diagnostic: &&Diagnostic| diagnostic.code.severity() != Severity::Note;
    let mut shown: Vec<_> = diagnostics.0.iter().filter(worth_showing).collect();
    // Stable: within a severity the order stays.
    shown.sort_by_key(|diagnostic| diagnostic.code.severity());
    Diagnostics(shown.into_iter().take(SHOWN).cloned().collect())
}
