//! Output: diagnostics and notes on standard error, results on standard output. A closed pipe is not an error.

use std::io::{ErrorKind, IsTerminal, Write};

use crate::diag::render::snippet::{Colours, snippets};
use crate::diag::{Diagnostic, Diagnostics, Severity, render};
use crate::read::Docs;

use super::{Failure, Outcome, console};

/// The number of diagnostics that are shown without `--all`.
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

/// Writes a note, unless `--quiet` is set.
pub(crate) fn note(line: &str) {
    if !console::is_quiet() {
        write(line);
    }
}

/// Writes why the command failed.
pub(crate) fn error(message: &str) {
    write(&format!("error: {message}"));
}

fn write(line: &str) {
    // If standard error is closed, the message is lost.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Writes a summary to standard output, unless `--quiet` is set.
pub(crate) fn summary(line: &str) -> Result<(), Failure> {
    if console::is_quiet() {
        return Ok(());
    }
    result(&format!("{line}\n"))
}

/// Writes the diagnostics and the note about the docs folder. Errors make the outcome a failure.
pub(crate) fn diagnostics(docs: &Docs, diagnostics: &Diagnostics, all: bool) -> Outcome {
    if let Some(text) = &docs.note {
        note(&format!("note: {text}"));
    }
    show(docs, diagnostics, all);
    if render::count(diagnostics, Severity::Error) > 0 {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

/// Writes the first diagnostics, errors before warnings, or all of them; on a terminal with the lines of the pages.
pub(crate) fn show(docs: &Docs, diagnostics: &Diagnostics, all: bool) {
    let shown = if all {
        diagnostics.clone()
    } else {
        first(diagnostics)
    };
    let colours = console::colours(&std::io::stderr());
    let text = if std::io::stderr().is_terminal() || colours == Colours::Ansi {
        let snippets: Vec<_> = snippets(&shown, &docs.sources, colours).collect();
        snippets.join("\n\n")
    } else {
        let lines: Vec<_> = render::lines(&shown, &docs.sources).collect();
        lines.join("\n")
    };
    let [errors, warnings] =
        [Severity::Error, Severity::Warning].map(|severity| render::count(diagnostics, severity));
    if !text.is_empty() && (!console::is_quiet() || errors > 0) {
        write(&text);
    }
    let hidden = (errors + warnings).saturating_sub(shown.0.len());
    if hidden > 0 {
        note(&format!("… and {hidden} more (--all shows them)"));
    }
}

/// `1 error, 5 warnings`
pub(crate) fn counts(diagnostics: &Diagnostics) -> String {
    let [errors, warnings] = [Severity::Error, Severity::Warning]
        .map(|severity| counted(render::count(diagnostics, severity), severity.name()));
    format!("{errors}, {warnings}")
}

/// `1 page`, `2 pages`
pub(crate) fn counted(count: usize, name: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {name}{s}")
}

fn first(diagnostics: &Diagnostics) -> Diagnostics {
    let least = if console::is_quiet() {
        Severity::Error
    } else {
        Severity::Warning
    };
    let is_shown = |diagnostic: &&Diagnostic| diagnostic.code.severity() <= least;
    let mut shown: Vec<_> = diagnostics.0.iter().filter(is_shown).collect();
    // The sort is stable: the order within a severity stays.
    shown.sort_by_key(|diagnostic| diagnostic.code.severity());
    Diagnostics(shown.into_iter().take(SHOWN).cloned().collect())
}
