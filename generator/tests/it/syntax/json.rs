//! One small text for each mend of the JSON reader, with what it is read as beside it.

use std::path::PathBuf;

use docwright::source::PageId;
use docwright::syntax::json::{self, Json, Value};

use crate::support::{data, pages};

#[test]
fn texts_are_read_as_expected() {
    let cases: Vec<PathBuf> = pages(&data().join("json"));
    assert!(cases.len() > 20, "the cases are gone");
    for path in cases {
        let text = std::fs::read_to_string(&path).expect("test data can be read");
        let (value, repairs) = json::read(&text, PageId(0), 0);
        let shown = value.map_or("unreadable".to_owned(), |value| show(&value));
        let shown = format!("{shown}\n{repairs:?}\n");
        expect_test::expect_file![path.with_extension("json-outline")].assert_eq(&shown);
    }
}

#[test]
fn strict_json_is_read_as_serde_reads_it() {
    let text = r#"{"a": [0, -1, 1.5e-7, 12345678901234567890, true, false, null, "", "\u00e9\\\/\b\f\r\t"], "b": {"c": [[]]}}"#;
    let (value, repairs) = json::read(text, PageId(0), 0);
    assert_eq!(
        value.and_then(|value| value.to_serde()),
        serde_json::from_str(text).ok()
    );
    assert_eq!(repairs, []);
}

/// The value as JSON, with bytes where objects and members are.
fn show(json: &Json<'_>) -> String {
    match &json.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => text.to_string(),
        Value::String(text) => format!("{text:?}"),
        Value::Array(elements) => format!(
            "[{}]",
            elements.iter().map(show).collect::<Vec<_>>().join(", ")
        ),
        Value::Object(members) => {
            let member = |member: &json::Member<'_>| {
                let (key, value) = (member.key_span, member.value.span);
                format!(
                    "{:?} {}..{}: {}..{} {}",
                    member.key,
                    key.start,
                    key.end,
                    value.start,
                    value.end,
                    show(&member.value)
                )
            };
            format!(
                "{{{}}}",
                members.iter().map(member).collect::<Vec<_>>().join(", ")
            )
        }
        Value::Elided => "elided".to_owned(),
    }
}
