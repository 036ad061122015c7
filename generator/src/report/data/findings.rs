//! The list of findings, each with an excerpt of the page.

use serde::Serialize;

use super::{Context, PageLine};
use crate::diag::Label;
use crate::lint::Finding;
use crate::report::tally::Tally;
use crate::source::Span;
use crate::source::position::char_start;

/// The length of the excerpt before the marked text, in bytes.
const BEFORE: usize = 80;

/// The length of the marked text and of the excerpt after it, in bytes.
const SHOWN: usize = 160;

/// A finding.
#[derive(Serialize)]
pub(super) struct FindingRow<'r> {
    /// The index of its rule.
    rule: usize,
    severity: &'static str,
    message: &'r str,
    page: u32,
    line: usize,
    column: usize,
    /// The excerpt: before the marked text, the marked text, after it.
    text: [&'r str; 3],
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'r str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<(PageLine, &'r str)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'r str>,
    /// The fix that `docwright lint --fix` applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'r str>,
    id: String,
}

impl<'r> Context<'r> {
    /// All findings, in the order of pages and positions.
    pub(super) fn findings(&mut self, tally: &Tally) -> Vec<FindingRow<'r>> {
        let findings = &self.content.findings.findings;
        let row = |finding| self.finding(finding, tally);
        findings.iter().map(row).collect()
    }

    fn finding(&mut self, finding: &'r Finding, tally: &Tally) -> FindingRow<'r> {
        let diagnostic = &finding.diagnostic;
        let rules = &tally.rules;
        let rule = rules.iter().position(|(code, _)| *code == diagnostic.code);
        let (line, column) = self.ranges.range(diagnostic.primary.span).start;
        let span = diagnostic.primary.span;
        let source = self.content.findings.docs.sources.get(span.page);
        let page = self.page(span);
        let also = |label: &'r Label| (self.start(label.span), label.text.as_str());
        FindingRow {
            rule: rule.expect("the tally counted this finding"),
            severity: finding.severity.name(),
            message: &diagnostic.message,
            page,
            line,
            column,
            text: excerpt(&source.text, span),
            label: &diagnostic.primary.text,
            also: diagnostic.secondary.iter().map(also).collect(),
            help: diagnostic.help.as_deref(),
            fix: diagnostic.fix.as_ref().map(|fix| fix.title.as_str()),
            id: finding.id.to_string(),
        }
    }
}

/// The excerpt of the line in which a span begins.
fn excerpt(text: &str, span: Span) -> [&str; 3] {
    let start = char_start(text, span.start as usize);
    let end = char_start(text, span.end as usize).max(start);
    let before = &text[..start];
    let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let from = char_start(text, start.saturating_sub(BEFORE)).max(line_start);
    let line_end = text[start..]
        .find(['\n', '\r'])
        .map_or(text.len(), |at| start + at);
    let to = char_start(text, end.min(line_end).min(start + SHOWN));
    let rest = char_start(text, line_end.min(to + SHOWN));
    [&text[from..start], &text[start..to], &text[to..rest]]
}

#[cfg(test)]
mod tests;
