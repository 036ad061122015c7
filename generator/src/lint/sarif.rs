//! Findings as SARIF 2.1.0 (OASIS, 27 March 2020), which code scanning services read.

use std::path::Path;

use serde_json::{Value, json};

use super::file_range::{FileRange, FileRanges, file, uri_path};
use super::{Finding, Report};
use crate::diag::{Code, Edit, Fix, Label, Severity};

/// The schema of the format.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// GitHub refuses a log with more results in one run.
const RESULTS: usize = 25_000;

/// The log, with a final line end. Files are named relative to where docwright runs, which should be the root of the
/// repository. Of more than 25,000 findings it holds the most severe ones and the number of the others.
pub fn log(report: &Report<'_>) -> String {
    limited(report, RESULTS)
}

fn limited(report: &Report<'_>, limit: usize) -> String {
    let mut ranges = FileRanges::new(report.docs);
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    let left_out = findings.len().saturating_sub(limit);
    if left_out > 0 {
        findings.sort_by_key(|finding| (finding.accepted, finding.severity));
        findings.truncate(limit);
    }
    let results: Vec<Value> = findings
        .into_iter()
        .map(|finding| result(finding, &mut ranges))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver() },
            // Section 3.14.17: columns count characters, not UTF-16 units.
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "DOCS": { "uri": folder(&report.docs.root) } },
            "invocations": [invocation(left_out)],
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).expect("the log is plain data");
    text.push('\n');
    text
}

/// States success, and how many findings the log leaves out.
fn invocation(left_out: usize) -> Value {
    let mut invocation = json!({ "executionSuccessful": true });
    if left_out > 0 {
        let text = format!("{left_out} more findings were left out: services take {RESULTS}");
        invocation["toolExecutionNotifications"] =
            json!([{ "level": "warning", "message": { "text": text } }]);
    }
    invocation
}

fn driver() -> Value {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code)).collect();
    json!({
        "name": "docwright",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.name(),
        "shortDescription": { "text": code.meaning() },
        "fullDescription": { "text": code.why() },
        "help": { "text": code.explanation(), "markdown": code.explanation() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(finding: &Finding, ranges: &mut FileRanges<'_>) -> Value {
    let diagnostic = &finding.diagnostic;
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let at = Code::ALL.iter().position(|code| *code == diagnostic.code);
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "ruleIndex": at.expect("the table lists every code"),
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [location(&diagnostic.primary, ranges)],
        // GitHub reads only the second name.
        "partialFingerprints": {
            "docwright/v1": finding.id.to_string(),
            "primaryLocationLineHash": finding.id.to_string(),
        },
    });
    if finding.accepted {
        // Without an entry, services take the finding for fixed, and later for new.
        result["suppressions"] = json!([{ "kind": "external" }]);
        result["baselineState"] = json!("unchanged");
    }
    if !diagnostic.secondary.is_empty() {
        let related = diagnostic.secondary.iter();
        result["relatedLocations"] = related.map(|label| location(label, ranges)).collect();
    }
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([replacement(fix, ranges)]);
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn location(label: &Label, ranges: &mut FileRanges<'_>) -> Value {
    let range = ranges.range(label.span);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact(&range),
            "region": region(&range),
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

fn artifact(range: &FileRange) -> Value {
    json!({ "uri": uri(&range.file) })
}

fn region(range: &FileRange) -> Value {
    json!({
        "startLine": range.start.0,
        "startColumn": range.start.1,
        "endLine": range.end.0,
        "endColumn": range.end.1,
    })
}

fn replacement(fix: &Fix, ranges: &mut FileRanges<'_>) -> Value {
    let mut changes: Vec<Value> = Vec::new();
    for Edit { span, text } in &fix.edits {
        let range = ranges.range(*span);
        changes.push(json!({
            "artifactLocation": artifact(&range),
            "replacements": [{
                "deletedRegion": region(&range),
                "insertedContent": { "text": text },
            }],
        }));
    }
    json!({ "description": { "text": fix.title }, "artifactChanges": changes })
}

fn folder(root: &Path) -> String {
    uri(&file(root, ""))
}

/// A path as a relative or absolute URI.
fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", uri_path(path))
}

#[cfg(test)]
mod tests;
