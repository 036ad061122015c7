//! Findings as one JSON document, for programs.

use serde::Serialize;

use super::file_range::{FileRange, FileRanges};
use super::{Finding, Report};
use crate::diag::{Edit, Fix, Severity};
use crate::source::Span;

/// Version of the format: it grows with every change that breaks readers.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    format: u32,
    tool: Tool,
    findings: Vec<Entry<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'r> {
    code: &'static str,
    severity: &'static str,
    message: &'r str,
    #[serde(flatten)]
    place: Range,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'r str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Replacement<'r>>,
    fingerprint: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    accepted: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Range {
    page: String,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'r> {
    #[serde(flatten)]
    place: Range,
    label: &'r str,
}

#[derive(Serialize)]
struct Replacement<'r> {
    title: &'r str,
    edits: Vec<Change<'r>>,
}

#[derive(Serialize)]
struct Change<'r> {
    #[serde(flatten)]
    place: Range,
    text: &'r str,
}

#[derive(Serialize)]
struct Summary {
    pages: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// The document, with a final line end.
pub fn document(report: &Report<'_>) -> String {
    let mut ranges = FileRanges::new(report.docs);
    let document = Document {
        format: FORMAT,
        tool: Tool {
            name: "docwright",
            version: env!("CARGO_PKG_VERSION"),
        },
        findings: report
            .findings
            .iter()
            .map(|finding| entry(finding, &mut ranges))
            .collect(),
        summary: Summary {
            pages: report.docs.sources.len(),
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            notes: report.count(Severity::Note),
        },
    };
    let mut text = serde_json::to_string_pretty(&document).expect("the document is plain data");
    text.push('\n');
    text
}

fn entry<'r>(finding: &'r Finding, ranges: &mut FileRanges<'_>) -> Entry<'r> {
    let diagnostic = &finding.diagnostic;
    Entry {
        code: diagnostic.code.name(),
        severity: finding.severity.name(),
        message: &diagnostic.message,
        place: range(ranges, diagnostic.primary.span),
        label: &diagnostic.primary.text,
        related: diagnostic
            .secondary
            .iter()
            .map(|label| Related {
                place: range(ranges, label.span),
                label: &label.text,
            })
            .collect(),
        help: diagnostic.help.as_deref(),
        fix: diagnostic.fix.as_ref().map(|fix| replacement(fix, ranges)),
        fingerprint: finding.id.to_string(),
        accepted: finding.accepted,
    }
}

fn replacement<'r>(fix: &'r Fix, ranges: &mut FileRanges<'_>) -> Replacement<'r> {
    let mut change = |edit: &'r Edit| Change {
        place: range(ranges, edit.span),
        text: &edit.text,
    };
    Replacement {
        title: &fix.title,
        edits: fix.edits.iter().map(&mut change).collect(),
    }
}

fn range(ranges: &mut FileRanges<'_>, span: Span) -> Range {
    let FileRange {
        page,
        file,
        start,
        end,
    } = ranges.range(span);
    Range {
        page,
        file,
        line: start.0,
        column: start.1,
        end_line: end.0,
        end_column: end.1,
    }
}
