//! The program that every generated crate carries: names to types, and what became of each value.

use docwright_runtime::registry::{Entry, Registry};
use docwright_runtime::roundtrip::{check, lines};
use docwright_runtime::serde_json::{Value, json};

use crate::sample::{AnyAttachment, Call, Participant};

static REGISTRY: Registry = Registry::new(&[
    Entry::record::<Call>("sample.call"),
    Entry::record::<Participant>("sample.participant"),
    Entry::any::<AnyAttachment>("sample.attachment"),
]);

#[track_caller]
fn became(name: &str, is_collection: bool, value: &Value, expected: &Value) {
    assert_eq!(
        &check(&REGISTRY, name, is_collection, value).to_json(),
        expected
    );
}

#[test]
fn one_object() {
    let value = json!({"id": 1, "a/b": {"c": 2}, "@odata.etag": "x", "id@note": 3, "participants": [{"id": "1"}, {"new": null}],
        "attachments": [{"@odata.type": "#sample.fileAttachment", "contentBytes": "?"}], "tags": [null]});
    became(
        "sample.call",
        false,
        &value,
        &json!({
            "lossless": true,
            "unexpected": ["/id", "/attachments/0/contentBytes", "/tags"],
            "additional": ["/participants/1/new", "/a~1b"],
            "annotations": ["/attachments/0/@odata.type", "/@odata.etag", "/id@note"],
        }),
    );
}

#[test]
fn several_objects() {
    let none: [&str; 0] = [];
    let list = json!([{"isMuted": 1}, {"id": "1"}]);
    became(
        "sample.participant",
        true,
        &list,
        &json!({"lossless": true, "unexpected": ["/0/isMuted"], "additional": none, "annotations": none}),
    );
    let envelope = json!({"@odata.count": 2, "value": list, "extra": 1});
    became(
        "sample.participant",
        true,
        &envelope,
        &json!({
            "lossless": true, "unexpected": ["/value/0/isMuted"], "additional": ["/extra"], "annotations": ["/@odata.count"],
        }),
    );
    let single = json!({"@odata.context": "x", "value": {"isMuted": 1}});
    became(
        "sample.participant",
        false,
        &single,
        &json!({
            "lossless": true, "unexpected": ["/value/isMuted"], "additional": none, "annotations": ["/@odata.context"],
        }),
    );
    became(
        "sample.participant",
        true,
        &json!({"value": [1, {}]}),
        &json!({
            "lossless": true, "unexpected": ["/value/0"], "additional": none, "annotations": none,
        }),
    );
}

#[test]
fn lines_in_lines_out() {
    let input = "{\"type\": \"#sample.call\", \"json\": {}}\n\n{\"type\": \"Sample.Call\", \"json\": {}}\n{\"type\": \"x\"}\nnonsense\n\
        {\"type\": \"Edm.String\", \"is_collection\": true, \"json\": {\"value\": [\"a\", {}]}}\n";
    let mut output = Vec::new();
    lines(&REGISTRY, input.as_bytes(), &mut output).unwrap();
    let output = String::from_utf8(output).unwrap();
    let lossless: Vec<_> = output
        .lines()
        .map(|line| line.contains("\"lossless\":true"))
        .collect();
    assert_eq!(lossless, [true, true, true, false, true], "{output}");
    assert!(
        output.contains("no type is called \\\"x\\\"")
            && output.contains("expected a value")
            && output.contains("[\"/value/1\"]")
    );
}
