//! Diagnostics as text: one line each, `path:line:column: severity[code]: message`. Knows nothing of terminals.

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{PageId, Sources};

/// One line for each, without line ends. The diagnostics must be sorted; then the time is linear in the size of the pages.
pub fn lines<'d>(
    diagnostics: &'d Diagnostics,
    sources: &'d Sources,
) -> impl Iterator<Item = String> {
    let mut cursor = Cursor {
        page: PageId(u32::MAX),
        offset: 0,
        line: 1,
        line_start: 0,
    };
    diagnostics
        .0
        .iter()
        .map(move |diagnostic| line(diagnostic, sources, &mut cursor))
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

/// A place in a page whose line is known. Moves forward within a page.
struct Cursor {
    page: PageId,
    offset: usize,
    line: usize,
    line_start: usize,
}

impl Cursor {
    /// Line and column in characters, both from 1.
    fn position(&mut self, text: &str, page: PageId, offset: usize) -> (usize, usize) {
        if page != self.page || offset < self.offset {
            *self = Self {
                page,
                offset: 0,
                line: 1,
                line_start: 0,
            };
        }
        let offset = (0..=offset.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        for (at, _) in text[self.offset..offset].match_indices('\n') {
            self.line += 1;
            self.line_start = self.offset + at + 1;
        }
        self.offset = offset;
        (self.line, text[self.line_start..offset].chars().count() + 1)
    }
}

fn line(diagnostic: &Diagnostic, sources: &Sources, cursor: &mut Cursor) -> String {
    let span = diagnostic.primary.span;
    let source = sources.get(span.page);
    let (line, column) = cursor.position(&source.text, span.page, span.start as usize);
    let code = diagnostic.code;
    let message = &diagnostic.message;
    format!(
        "{}:{line}:{column}: {}[{}]: {message}",
        source.path,
        code.severity().name(),
        code.name()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;
    use crate::source::{Source, Span};

    #[test]
    fn lines_and_columns() {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let sources = Sources::new(vec![source("a.md", "äb\ncd\n"), source("b.md", "")]);
        let at = |page, start| {
            Code::InvalidUtf8.at(
                Span {
                    page: PageId(page),
                    start,
                    end: start,
                },
                "is odd",
            )
        };
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
