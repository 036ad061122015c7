//! The tolerant JSON reader: places are in the text and nest, and what is JSON already is read as serde reads it.

use docwright::source::{PageId, Span};
use docwright::syntax::json::{self, Json, Value};

/// Reads the bytes as JSON.
pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (value, repairs) = json::read(&text, PageId(0), 0);
    let whole = Span::new(PageId(0), 0, text.len() as u32);
    for comma in json::extra_commas(&text, whole) {
        assert_eq!(&text[comma.start as usize..comma.end as usize], ",");
    }
    let Some(value) = value else {
        assert!(
            serde_json::from_str::<serde_json::Value>(&text).is_err(),
            "serde reads what is unreadable here"
        );
        return;
    };
    assert_nests(&value, whole, &text);
    let ours = value.to_serde();
    if let Ok(theirs) = serde_json::from_str::<serde_json::Value>(&text) {
        assert_eq!(repairs, [], "strict JSON was mended");
        assert_eq!(ours, Some(theirs));
    }
}

/// Checks that a value, and everything in it, is where it says.
fn assert_nests(value: &Json<'_>, around: Span, text: &str) {
    let span = value.span;
    assert!(around.start <= span.start && span.end <= around.end);
    assert!(
        text.get(span.start as usize..span.end as usize).is_some(),
        "{span:?} is no text"
    );
    match &value.value {
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| assert_nests(element, span, text)),
        Value::Object(members) => {
            for member in members {
                let key = member.key_span;
                assert!(text.get(key.start as usize..key.end as usize).is_some());
                assert_nests(&member.value, span, text);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Elided => {}
    }
}
