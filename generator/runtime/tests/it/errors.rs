//! What cannot be read says where.

use docwright_runtime::json;

use crate::sample::{AnyAttachment, Call};

#[track_caller]
fn fails(text: &str, expected: &str) {
    let error = json::from_str::<Call>(text).unwrap_err();
    assert_eq!(error.to_string(), expected);
}

#[test]
fn text_that_is_not_json() {
    fails(
        "",
        "the text ends where a value is expected (line 1, column 1)",
    );
    fails(
        "{\"id\": \"1\",\n \"tags\": [\"a\", ]}",
        "expected a value at /tags/1 (line 2, column 16)",
    );
    fails(
        "{\"organizer\": {\"a/b\": {\"~\": tru}}}",
        "expected a value at /organizer/a~1b/~0 (line 1, column 29)",
    );
    fails(
        "{\"participants\": [{}, {\"id\" 1}]}",
        "expected a colon at /participants/1 (line 1, column 29)",
    );
    fails(
        "{\"id\": \"1}",
        "the text ends inside a string at /id (line 1, column 11)",
    );
    fails(
        "{\"retries\": 01}",
        "not a number at /retries (line 1, column 13)",
    );
    fails(
        "{\"attachments\": [{\"name\": \"\\x\"}]}",
        "an unknown escape in a string at /attachments/0/name (line 1, column 29)",
    );
    fails("{} {}", "text after the value (line 1, column 4)");
    fails(
        "{\"id\": \"1\"",
        "the text ends inside an array or object (line 1, column 11)",
    );
}

#[test]
fn another_kind_on_the_outside() {
    fails("[]", "unexpected array on the outside (line 1, column 1)");
    fails("null", "unexpected null on the outside (line 1, column 1)");
    assert!(json::from_str::<AnyAttachment>("5").is_err());
    assert!(docwright_runtime::serde_json::from_str::<Call>("[]").is_err());
}

#[test]
fn not_utf8_and_a_byte_order_mark() {
    let error = json::from_slice::<Call>(b"{\"id\": \xFF}").unwrap_err();
    assert_eq!(error.offset(), Some(7));
    assert!(json::from_slice::<Call>(b"\xEF\xBB\xBF{}").is_ok());
}

#[test]
fn names_in_a_path_stay_on_the_line() {
    fails(
        "{\"a\\n\\u001b\": tru}",
        "expected a value at /a   (line 1, column 15)",
    );
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| {
        format!(
            "{}{}",
            "{\"transferredFrom\":".repeat(depth - 1) + "{",
            "}".repeat(depth)
        )
    };
    assert!(json::from_str::<Call>(&nested(128)).is_ok());
    let error = json::from_str::<Call>(&nested(129)).unwrap_err();
    assert_eq!(error.message(), "nested more than 128 levels deep");
    assert!(error.path().len() > 2000, "the path has all names");
    assert!(error.to_string().len() < 300, "the text has the last ones");
    let arrays =
        |depth: usize| format!("{{\"details\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert!(json::from_str::<Call>(&arrays(127)).is_ok());
    assert!(json::from_str::<Call>(&arrays(100_000)).is_err());
}

#[test]
fn errors_of_other_formats_are_theirs() {
    let error =
        docwright_runtime::serde_json::from_str::<Call>("{\"tags\": [\"a\", ]}").unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 16));
}
