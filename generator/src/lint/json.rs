//! Findings as one JSON document, for programs.

use serde::Serialize;

use super::place::{Place, Places};
use super::{Finding, Report};
use crate::diag::{Edit, Fix, Label, Severity};

/// Version of the document's form: it grows when a reader of the old form would be misled.
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
    let mut places = Places::new(report.docs);
    let document = Document {
        format: FORMAT,
        tool: Tool {
            name: "docwright",
            version: env!("CARGO_PKG_VERSION"),
        },
        findings: report
            .findings
            .iter()
            .map(|finding| entry(finding, &mut places))
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

fn entry<'r>(finding: &'r Finding, places: &mut Places<'_>) -> Entry<'r> {
    let diagnostic = &finding.diagnostic;
    Entry {
        code: diagnostic.code.name(),
        severity: finding.severity.name(),
        message: &diagnostic.message,
        place: range(places.of(&diagnostic.primary)),
        label: &diagnostic.primary.text,
        related: diagnostic
            .secondary
            .iter()
            .map(|label| Related {
                place: range(places.of(label)),
                label: &label.text,
            })
            .collect(),
        help: diagnostic.help.as_deref(),
        fix: diagnostic.fix.as_ref().map(|fix| replacement(fix, places)),
        fingerprint: finding.fingerprint.to_string(),
        accepted: finding.accepted,
    }
}

fn replacement<'r>(fix: &'r Fix, places: &mut Places<'_>) -> Replacement<'r> {
    let mut change = |edit: &'r Edit| {
        let label = Label {
            span: edit.span,
            text: String::new(),
        };
        Change {
            place: range(places.of(&label)),
            text: &edit.text,
        }
    };
    Replacement {
        title: &fix.title,
        edits: fix.edits.iter().map(&mut change).collect(),
    }
}

fn range(place: Place) -> Range {
    Range {
        page: place.page,
        file: place.file,
        line: place.start.0,
        column: place.start.1,
        end_line: place.end.0,
        end_column: place.end.1,
    }
}
