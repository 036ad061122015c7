//! Findings as SARIF 2.1.0 (OASIS, 27 March 2020), which code scanning services read.

use std::path::Path;

use serde_json::{Value, json};

use super::place::{Place, Places, encoded, file};
use super::{Finding, Report};
use crate::diag::{Code, Edit, Fix, Label, Severity};

/// Where the form is described.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// GitHub refuses a log with more results in a run.
const RESULTS: usize = 25_000;

/// The log, with a final line end. Files are named relative to where docwright runs, which should be the root of the
/// repository. Of more than 25,000 findings it holds the worst, and tells how many it leaves out.
pub fn log(report: &Report<'_>) -> String {
    limited(report, RESULTS)
}

fn limited(report: &Report<'_>, limit: usize) -> String {
    let mut places = Places::new(report.docs);
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    let left_out = findings.len().saturating_sub(limit);
    if left_out > 0 {
        findings.sort_by_key(|finding| (finding.accepted, finding.severity));
        findings.truncate(limit);
    }
    let results: Vec<Value> = findings
        .into_iter()
        .map(|finding| result(finding, &mut places))
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

/// That everything went well, and what is missing in the log all the same.
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

fn result(finding: &Finding, places: &mut Places<'_>) -> Value {
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
        "locations": [location(&diagnostic.primary, places)],
        // The second name is the only one that GitHub looks at.
        "partialFingerprints": {
            "docwright/v1": finding.fingerprint.to_string(),
            "primaryLocationLineHash": finding.fingerprint.to_string(),
        },
    });
    if finding.accepted {
        // Services that are not told take the finding for mended, and for new when it is told again.
        result["suppressions"] = json!([{ "kind": "external" }]);
        result["baselineState"] = json!("unchanged");
    }
    if !diagnostic.secondary.is_empty() {
        let related = diagnostic.secondary.iter();
        result["relatedLocations"] = related.map(|label| location(label, places)).collect();
    }
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([replacement(fix, places)]);
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

fn location(label: &Label, places: &mut Places<'_>) -> Value {
    let place = places.of(label);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact(&place),
            "region": region(&place),
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

fn artifact(place: &Place) -> Value {
    json!({ "uri": uri(&place.file) })
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.start.0,
        "startColumn": place.start.1,
        "endLine": place.end.0,
        "endColumn": place.end.1,
    })
}

fn replacement(fix: &Fix, places: &mut Places<'_>) -> Value {
    let mut changes: Vec<Value> = Vec::new();
    for Edit { span, text } in &fix.edits {
        let place = places.of(&Label {
            span: *span,
            text: String::new(),
        });
        changes.push(json!({
            "artifactLocation": artifact(&place),
            "replacements": [{
                "deletedRegion": region(&place),
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
    format!("{scheme}{}", encoded(path))
}

#[cfg(test)]
mod tests;
