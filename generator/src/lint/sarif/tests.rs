//! Paths as URIs; what is left out of a log that would be too long.

use serde_json::Value;

use super::*;
use crate::diag::Diagnostics;
use crate::lint::levels::Levels;
use crate::read::Docs;
use crate::source::{PageId, Source, Sources, Span};

#[test]
fn paths_as_uris() {
    assert_eq!(uri("docs/a b.md"), "docs/a%20b.md");
    assert_eq!(uri("/x/ä.md"), "file:///x/%C3%A4.md");
}

#[test]
fn the_worst_findings_stay() {
    let docs = Docs {
        root: "docs".into(),
        sources: Sources::new(vec![Source {
            path: "a.md".to_owned(),
            text: "text".to_owned(),
        }]),
        folders: Vec::new(),
        diagnostics: Diagnostics::default(),
        note: None,
    };
    let at = |code: Code| {
        let span = Span::new(PageId(0), 0, 4);
        code.at(span, "odd")
    };
    let codes = [
        Code::MissingJson,
        Code::UnknownType,
        Code::DuplicateType,
        Code::BrokenLink,
    ];
    let levels = Levels::new(&crate::config::Lint::default()).unwrap();
    let report = Report::new(&docs, Diagnostics(codes.map(at).to_vec()), &levels);
    let log: Value = serde_json::from_str(&limited(&report, 2)).unwrap();
    let run = &log["runs"][0];
    let kept: Vec<_> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["ruleId"].as_str().unwrap())
        .collect();
    assert_eq!(kept, ["unknown-type", "broken-link"]);
    let told = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(told.as_str().unwrap().starts_with("2 more findings"));
}
