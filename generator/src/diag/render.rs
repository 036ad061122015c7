//! Diagnostics as text: one line each, `path:line:column: severity[code]: message`. Knows nothing of terminals.

#[cfg(feature = "cli")]
pub mod snippet;

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;
use crate::source::position::{Position, Positions};

/// One line for each, without line ends. No control character of a page gets into them.
pub fn lines<'d>(
    diagnostics: &'d Diagnostics,
    sources: &'d Sources,
) -> impl Iterator<Item = String> {
    let mut positions = Positions::new(sources);
    diagnostics
        .0
        .iter()
        .map(move |diagnostic| line(diagnostic, sources, &mut positions))
}

impl Severity {
    /// As it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// How many diagnostics there are of a severity.
pub fn count(diagnostics: &Diagnostics, severity: Severity) -> usize {
    diagnostics
        .0
        .iter()
        .filter(|diagnostic| diagnostic.code.severity() == severity)
        .count()
}

fn line(diagnostic: &Diagnostic, sources: &Sources, positions: &mut Positions<'_>) -> String {
    let span = diagnostic.primary.span;
    let path = &sources.get(span.page).path;
    let Position { line, column, .. } = positions.of(span.page, span.start);
    let (severity, code) = (diagnostic.code.severity().name(), diagnostic.code.name());
    let mut text = format!(
        "{path}:{line}:{column}: {severity}[{code}]: {}",
        diagnostic.message
    );
    if text.contains(char::is_control) {
        text = text.replace(char::is_control, "\u{fffd}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::source::{PageId, Source, Span};

    #[test]
    fn lines_and_columns() {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let sources = Sources::new(vec![source("a.md", "äb\ncd\n"), source("b.md", "")]);
        let at =
            |page, start| Code::InvalidUtf8.at(Span::new(PageId(page), start, start), "is odd");
        let diagnostics = Diagnostics(vec![at(0, 0), at(0, 3), at(0, 5), at(1, 9), at(0, 2)]);
        let lines: Vec<_> = lines(&diagnostics, &sources).collect();
        assert_eq!(lines[0], "a.md:1:1: warning[invalid-utf8]: is odd");
        let places: Vec<_> = lines
            .iter()
            .map(|line| line.split(": ").next().unwrap())
            .collect();
        assert_eq!(
            places,
            ["a.md:1:1", "a.md:1:3", "a.md:2:2", "b.md:1:1", "a.md:1:2"]
        );
    }
}
