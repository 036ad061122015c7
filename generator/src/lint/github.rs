//! Findings as workflow commands, which GitHub shows beside the lines they are about.

use std::fmt::Write;

use super::place::Places;
use super::{Finding, Report};
use crate::diag::Severity;

/// GitHub keeps so many annotations of a severity from one step, and drops the others without a word.
pub(crate) const SHOWN: usize = 10;

/// The commands, a line each, and a line that tells how many findings were left out.
pub fn commands(report: &Report<'_>) -> String {
    let mut places = Places::new(report.docs);
    let mut out = String::new();
    let mut left = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_severity = |finding: &&Finding| finding.severity == severity;
        for finding in report.open().filter(of_severity).take(SHOWN) {
            command(finding, &mut places, &mut out);
        }
        let more = report.count(severity).saturating_sub(SHOWN);
        if more > 0 {
            left.push(format!("+{more} more {}s", severity.name()));
        }
    }
    if !left.is_empty() {
        let left = left.join(", ");
        writeln!(
            out,
            "{left}: GitHub shows {SHOWN} of a kind, `docwright lint` shows all"
        )
        .expect("a String takes all");
    }
    out
}

fn command(finding: &Finding, places: &mut Places<'_>, out: &mut String) {
    let diagnostic = &finding.diagnostic;
    let place = places.of(&diagnostic.primary);
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut message = diagnostic.message.clone();
    for label in &diagnostic.secondary {
        let other = places.of(label);
        let (line, column) = other.start;
        write!(message, "\n{}:{line}:{column}: {}", other.file, label.text)
            .expect("a String takes all");
    }
    if let Some(help) = &diagnostic.help {
        write!(message, "\nhelp: {help}").expect("a String takes all");
    }
    let ((line, column), (end_line, end_column)) = (place.start, place.end);
    let file = property(&place.file);
    let title = property(diagnostic.code.name());
    let mut range = format!("line={line},endLine={end_line}");
    // GitHub takes columns only where a finding keeps to one line, and counts the last one in.
    if line == end_line && end_column > column {
        write!(range, ",col={column},endColumn={}", end_column - 1).expect("a String takes all");
    }
    writeln!(
        out,
        "::{kind} file={file},{range},title={title}::{}",
        data(&message)
    )
    .expect("a String takes all");
}

/// Text behind the second `::`.
pub(crate) fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which `:` and `,` would end.
pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_ends_a_property_or_the_line() {
        assert_eq!(
            super::property("a,b:c%\r\n::error"),
            "a%2Cb%3Ac%25%0D%0A%3A%3Aerror"
        );
        assert_eq!(super::data("50 %\n::"), "50 %25%0A::");
    }
}
