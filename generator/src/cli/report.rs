//! What the user sees: diagnostics and remarks on standard error, results on standard output. A reader that went away is no
//! error.

use std::io::{ErrorKind, IsTerminal, Write};

use docwright::diag::render::snippet::{Colours, snippets};
use docwright::diag::{Diagnostic, Diagnostics, Severity, render};
use docwright::source::read::Docs;

use super::{Failure, Outcome, console};

/// How many diagnostics are shown when nobody asks for all of them.
const SHOWN: usize = 10;

/// What is said about the pages.
pub(crate) struct Report {
    /// How many errors they have.
    errors: usize,
    /// How many warnings.
    warnings: usize,
    /// The diagnostics that are shown, each in one line.
    shown: Vec<String>,
}

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

/// Writes a line of remarks, unless they are unwanted.
pub(crate) fn note(line: &str) {
    if !console::is_quiet() {
        write(line);
    }
}

/// Says why the command could not do its work.
pub(crate) fn error(message: &str) {
    write(&format!("error: {message}"));
}

fn write(line: &str) {
    // Nobody is left to tell when standard error is gone.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// What was done, in one line on standard output, unless remarks are unwanted.
pub(crate) fn summary(line: &str) -> Result<(), Failure> {
    if console::is_quiet() {
        return Ok(());
    }
    result(&format!("{line}\n"))
}

/// Says what is wrong with the pages: the first diagnostics, errors before warnings, or all of them. On a terminal, with the
/// lines of the pages that they are about.
pub(crate) fn tell(docs: &Docs, diagnostics: &Diagnostics, all: bool) -> (Report, Outcome) {
    let shown = if all {
        diagnostics.clone()
    } else {
        first(diagnostics)
    };
    let report = Report {
        errors: render::count(diagnostics, Severity::Error),
        warnings: render::count(diagnostics, Severity::Warning),
        shown: render::lines(&shown, &docs.sources).collect(),
    };
    let colours = console::colours(&std::io::stderr());
    let outcome = if std::io::stderr().is_terminal() || colours == Colours::Ansi {
        let shown: Vec<_> = snippets(&shown, &docs.sources, colours).collect();
        say(docs, &report, &shown.join("\n\n"))
    } else {
        say(docs, &report, &report.shown.join("\n"))
    };
    (report, outcome)
}

fn say(docs: &Docs, report: &Report, text: &str) -> Outcome {
    if let Some(remark) = &docs.note {
        note(&format!("note: {remark}"));
    }
    if !text.is_empty() && (!console::is_quiet() || report.errors > 0) {
        write(text);
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
    let least = if console::is_quiet() {
        Severity::Error
    } else {
        Severity::Warning
    };
    let worth_showing = |diagnostic: &&Diagnostic| diagnostic.code.severity() <= least;
    let mut shown: Vec<_> = diagnostics.0.iter().filter(worth_showing).collect();
    // Stable: within a severity the order stays.
    shown.sort_by_key(|diagnostic| diagnostic.code.severity());
    Diagnostics(shown.into_iter().take(SHOWN).cloned().collect())
}
