//! Logs of findings validate against the schema of SARIF 2.1.0, and keep to what GitHub takes.

use std::path::Path;

use docwright::Builder;
use docwright::diag::Code;
use docwright::lint::Report;
use docwright::lint::levels::Levels;
use docwright::lint::sarif;
use jsonschema::Validator;
use serde_json::Value;

use crate::lint::rules::{WITHOUT_PAGES, pages};
use crate::support::{Scratch, data, docs_input, put};

/// The schema of OASIS.
fn validator() -> Validator {
    let schema = std::fs::read(data().join("sarif/sarif-schema-2.1.0.json")).unwrap();
    let mut schema: Value = serde_json::from_slice(&schema).unwrap();
    // The pattern of languages has a lone `]`, which only JavaScript's older grammar takes; the log names no language.
    for part in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][part]["properties"]["language"];
        assert!(
            language
                .as_object_mut()
                .unwrap()
                .remove("pattern")
                .is_some()
        );
    }
    jsonschema::validator_for(&schema).unwrap()
}

/// What is wrong with the log of a folder.
fn complaints(validator: &Validator, docs: &Path) -> Vec<String> {
    let input = Builder::new().docs(docs).read().unwrap();
    let levels = Levels::new(&input.config.lint).unwrap();
    let (_, diagnostics) = input.lint();
    let report = Report::new(&input.docs, diagnostics, &levels);
    let log: Value = serde_json::from_str(&sarif::log(&report)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), report.findings.len());
    validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .chain(too_long(&log))
        .collect()
}

/// GitHub's limits of a rule's texts, in characters.
fn too_long(log: &Value) -> Vec<String> {
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    let mut out = Vec::new();
    for rule in rules.as_array().unwrap() {
        for (text, limit) in [
            (&rule["id"], 255),
            (&rule["shortDescription"]["text"], 1024),
            (&rule["fullDescription"]["text"], 1024),
        ] {
            let text = text.as_str().unwrap();
            if text.chars().count() > limit {
                out.push(format!("{text} has more than {limit} characters"));
            }
        }
    }
    out
}

#[test]
fn the_log_of_docs_input_is_valid() {
    let found = complaints(&validator(), &docs_input());
    assert_eq!(found, Vec::<String>::new());
}

/// Each rule has a finding, and some have replacements.
#[test]
fn the_log_of_each_rule_is_valid() {
    let validator = validator();
    for code in Code::ALL
        .iter()
        .filter(|code| !WITHOUT_PAGES.contains(code))
    {
        let files = pages(code.explanation(), "Example");
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_bytes()))
            .collect();
        let scratch = Scratch::new(&format!("sarif-{}", code.name()));
        put(scratch.path(), &files);
        assert_eq!(complaints(&validator, scratch.path()), Vec::<String>::new());
    }
}
