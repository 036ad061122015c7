//! Reading and writing keep what came in.

use docwright_runtime::serde_json::{Value, json};
use docwright_runtime::{Field, json};

use crate::sample::{AnyAttachment, Call, CallState};

/// Reads as a call and writes again, along every way there is.
#[track_caller]
fn keeps(value: Value) -> Call {
    let text = value.to_string();
    let call: Call = json::from_str(&text).unwrap();
    assert_eq!(
        json::from_str::<Value>(&json::to_string(&call)).unwrap(),
        value,
        "JSON to JSON"
    );
    assert_eq!(json::to_value(&call), value, "JSON to value");
    assert_eq!(
        docwright_runtime::serde_json::to_value(&call).unwrap(),
        value,
        "JSON to serde"
    );
    let again: Call = docwright_runtime::serde_json::from_str(&text).unwrap();
    assert_eq!(json::to_value(&again), value, "serde to value");
    assert_eq!(
        json::to_value(&json::from_value::<Call>(value.clone()).unwrap()),
        value,
        "value to value"
    );
    assert_eq!(call, again);
    call
}

#[test]
fn values_of_their_kind() {
    let call = keeps(
        json!({"id": "1", "state": "established", "retries": 3, "isRecorded": true, "tags": ["a", "b"]}),
    );
    assert_eq!(call.id.as_deref(), Some("1"));
    assert_eq!(call.state, Field::Value(CallState::Established));
    assert_eq!(call.retries.unwrap_or_default(), 3);
}

#[test]
fn case_variants_come_back() {
    let call =
        keeps(json!({"state": "Established", "pastStates": ["INCOMING", "terminated", "new"]}));
    assert_eq!(call.state, Field::Value(CallState::Established));
}

#[test]
fn tags_anywhere() {
    let call = keeps(
        json!({"attachments": [{"name": "x", "contentBytes": "AAE", "size": "5", "@odata.type": "#sample.fileAttachment"}]}),
    );
    assert!(matches!(
        call.attachments.as_deref(),
        Some([AnyAttachment::FileAttachment(_)])
    ));
}
