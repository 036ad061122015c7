//! Findings as workflow commands, which GitHub shows as annotations of lines.

use super::file_range::FileRanges;
use super::{Finding, Report};
use crate::diag::Severity;

/// GitHub shows this many annotations of a severity from one step and silently drops the others.
pub(crate) const SHOWN: usize = 10;

/// The commands, one on each line, and a line with the number of findings that were left out.
pub fn commands(report: &Report<'_>) -> String {
    let mut ranges = FileRanges::new(report.docs);
    let mut out = String::new();
    let mut left = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_severity = |finding: &&Finding| finding.severity == severity;
        for finding in report.open().filter(of_severity).take(SHOWN) {
            command(finding, &mut ranges, &mut out);
        }
        let more = report.count(severity).saturating_sub(SHOWN);
        if more > 0 {
            left.push(format!("+{more} more {}s", severity.name()));
        }
    }
    if !left.is_empty() {
        let left = left.join(", ");
        out.push_str(&format!(
            "{left}: GitHub shows {SHOWN} of a kind, `docwright lint` shows all\n"
        ));
    }
    out
}

fn command(finding: &Finding, ranges: &mut FileRanges<'_>, out: &mut String) {
    let diagnostic = &finding.diagnostic;
    let range = ranges.range(diagnostic.primary.span);
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut message = diagnostic.message.clone();
    for label in &diagnostic.secondary {
        let other = ranges.range(label.span);
        let (line, column) = other.start;
        message.push_str(&format!("\n{}:{line}:{column}: {}", other.file, label.text));
    }
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let ((line, column), (end_line, end_column)) = (range.start, range.end);
    let file = escape_property(&range.file);
    let title = escape_property(diagnostic.code.name());
    let mut lines = format!("line={line},endLine={end_line}");
    // GitHub accepts columns only within one line; its end is the last column, not one past it.
    if line == end_line && end_column > column {
        lines.push_str(&format!(",col={column},endColumn={}", end_column - 1));
    }
    let message = escape_message(&message);
    out.push_str(&format!(
        "::{kind} file={file},{lines},title={title}::{message}\n"
    ));
}

/// The message of a command, escaped.
pub(crate) fn escape_message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, escaped: `:` and `,` would end it.
pub(crate) fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_ends_a_property_or_the_line() {
        assert_eq!(
            super::escape_property("a,b:c%\r\n::error"),
            "a%2Cb%3Ac%25%0D%0A%3A%3Aerror"
        );
        assert_eq!(super::escape_message("50 %\n::"), "50 %25%0A::");
    }
}
