//! What the user sees: diagnostics and remarks on standard error, results on standard output. A reader that went away is no
//! error.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write};

use docwright::diag::{Diagnostics, Severity, render};
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

/// Shows the first diagnostics, errors before warnings, or all of them; counts the rest.
pub(crate) fn diagnostics(docs: &Docs, diagnostics: &Diagnostics, all: bool) -> Outcome {
    if let Some(remark) = &docs.note {
        note(&format!("note: {remark}"));
    }
    let shown = if all {
        diagnostics.clone()
    } else {
        first(diagnostics)
    };
    let mut text = String::new();
    for line in render::lines(&shown, &docs.sources) {
        text.push_str(&line);
        text.push('\n');
    }
    let left = worth_showing(diagnostics)
        .count()
        .saturating_sub(shown.0.len());
    if left > 0 {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "… and {left} more (--all shows them)");
    }
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
    if render::count(diagnostics, Severity::Error) > 0 {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}

/// `1 error, 5 warnings`
pub(crate) fn counts(diagnostics: &Diagnostics) -> String {
    let counted = |severity, name: &str| match render::count(diagnostics, severity) {
        1 => format!("1 {name}"),
        count => format!("{count} {name}s"),
    };
    format!(
        "{}, {}",
        counted(Severity::Error, "error"),
        counted(Severity::Warning, "warning")
    )
}

fn worth_showing(diagnostics: &Diagnostics) -> impl Iterator<Item = &docwright::diag::Diagnostic> {
    diagnostics
        .0
        .iter()
        .filter(|diagnostic| diagnostic.code.severity() != Severity::Note)
}

fn first(diagnostics: &Diagnostics) -> Diagnostics {
    let mut shown: Vec<_> = worth_showing(diagnostics).collect();
    // Stable: within a severity the order stays.
    shown.sort_by_key(|diagnostic| diagnostic.code.severity());
    Diagnostics(shown.into_iter().take(SHOWN).cloned().collect())
}
