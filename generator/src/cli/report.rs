//! What the user sees: diagnostics and remarks on standard error, results on standard output. A reader that went away is no
//! error.

use std::io::{ErrorKind, IsTerminal, Write};

use docwright::diag::render::snippet::{Colours, snippets};
use docwright::diag::{Diagnostic, Diagnostics, Severity, render};
use docwright::read::Docs;

use super::{Failure, Outcome, console};

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

/// Says what is wrong with the pages, and what else there is to remark on them.
pub(crate) fn tell(docs: &Docs, diagnostics: &Diagnostics, all: bool) -> Outcome {
    if let Some(remark) = &docs.note {
        note(&format!("note: {remark}"));
    }
    show(docs, diagnostics, all);
    if render::count(diagnostics, Severity::Error) > 0 {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

/// Shows the first diagnostics, errors before warnings, or all of them. On a terminal, with the lines of the pages that they
/// are about.
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
    let left = (errors + warnings).saturating_sub(shown.0.len());
    if left > 0 {
        note(&format!("… and {left} more (--all shows them)"));
    }
}

/// `1 error, 5 warnings`
pub(crate) fn counts(diagnostics: &Diagnostics) -> String {
    let of = |severity| {
        counted(
            render::count(diagnostics, severity),
            Severity::name(severity),
        )
    };
    format!("{}, {}", of(Severity::Error), of(Severity::Warning))
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
    let worth_showing = |diagnostic: &&Diagnostic| diagnostic.code.severity() <= least;
    let mut shown: Vec<_> = diagnostics.0.iter().filter(worth_showing).collect();
    // Stable: within a severity the order stays.
    shown.sort_by_key(|diagnostic| diagnostic.code.severity());
    Diagnostics(shown.into_iter().take(SHOWN).cloned().collect())
}
