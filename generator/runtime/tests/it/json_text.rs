//! The JSON reader and writer against `serde_json`'s: they accept the same texts and understand the same values.

use docwright_runtime::json;
use docwright_runtime::serde_json::{self, Value};

use crate::random::Numbers;
use crate::sample::Call;

/// What `serde_json` refuses and this reader takes.
const MENDED: [&str; 5] = [
    "out of range",
    "control character",
    "surrogate",
    "hex escape",
    "invalid unicode code point",
];

#[track_caller]
fn same(text: &[u8]) {
    let theirs = serde_json::from_slice::<Value>(text);
    let ours = json::from_slice::<Value>(text);
    match (&theirs, &ours) {
        (Ok(theirs), Ok(ours)) => {
            assert_eq!(theirs, ours, "{}", text.escape_ascii());
            assert_eq!(json::to_string(ours), theirs.to_string());
        }
        (Err(_), Err(_)) => {}
        // A number beyond f64 is kept as its text here, and a damaged string is mended.
        (Err(error), Ok(_)) if MENDED.iter().any(|what| error.to_string().contains(what)) => {}
        _ => panic!("{}: {theirs:?} {ours:?}", text.escape_ascii()),
    }
    // Typed reading finds the same faults as untyped reading.
    if ours.as_ref().is_ok_and(Value::is_object) {
        assert_eq!(
            json::to_value(&json::from_slice::<Call>(text).unwrap()),
            ours.unwrap(),
            "{}",
            text.escape_ascii()
        );
    } else {
        assert!(
            json::from_slice::<Call>(text).is_err(),
            "{}",
            text.escape_ascii()
        );
    }
}

const SEED: &str = r##"{"id":"a\u00e9\ud834\udd1e\n\"\\\/x","retries":-12,"levels":[0.1,1e3,1E-3,-0.0,123456789012345678901234567890,1.7976931348623157e308],
    "tags":["ünï","",null,true,false], "attachments" : [ {"name":"x","@odata.type":"#sample.fileAttachment"} ,{}], "details":{"a":[[],{}]},"state":"INCOMING"}"##;

#[test]
fn texts_that_are_almost_json() {
    for text in [
        "",
        " ",
        "null",
        "nul",
        "nulll",
        "-",
        "-1",
        "- 1",
        "01",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1e5",
        "1E-5",
        "-0",
        "-0.0",
        "0.1e1",
        "1e400",
        "\"",
        "\"\\",
        "\"\\u12",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\u{1f}\"",
        "\"\u{7f}\"",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "{}{}",
        "{} x",
        "\u{feff}{}x",
        "[1]\n",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "0.30000000000000004",
        "123456789.123456789e-20",
        "9007199254740993.0",
        "1.5e5",
        "1e5",
        "5e-324",
        "true",
        "tru",
    ] {
        same(text.as_bytes());
        same(format!("{{\"levels\":[{text}],\"new\":{text}}}").as_bytes());
    }
    same(b"\"\xFF\"");
}

#[test]
fn random_changes_to_a_text() {
    same(SEED.as_bytes());
    let mut numbers = Numbers(3);
    for _ in 0..40_000 {
        let mut text = SEED.as_bytes().to_vec();
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(text.len());
            match numbers.below(4) {
                0 => text.truncate(at.max(1)),
                1 => drop(text.remove(at)),
                2 => text.insert(at, b"\"\\{}[],: 0-.eu\x00\xC3"[numbers.below(16)]),
                _ => text[at] = b"\"\\{}[],: 0-.eu\x00\xC3"[numbers.below(16)],
            }
            if text.is_empty() {
                text.push(b'{');
            }
        }
        same(&text);
    }
}

#[test]
fn strings_of_every_length_and_place() {
    for length in 0..40 {
        for at in 0..=length {
            for special in ["", "\"", "\\", "\n", "\u{1}", "é", "€"] {
                let mut text = "x".repeat(length);
                text.insert_str(at, special);
                let value = Value::String(text);
                same(value.to_string().as_bytes());
                assert_eq!(
                    json::from_str::<Value>(&json::to_string(&value)).unwrap(),
                    value
                );
            }
        }
    }
}

#[test]
fn a_damaged_string_spoils_only_itself() {
    for (string, decoded) in [
        (r"see you \ud83d", "see you \u{fffd}"),
        (r"\udc00\ud800", "\u{fffd}\u{fffd}"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}\u{1f600}"),
        (r"\ud83d\u0041x", "\u{fffd}Ax"),
        (r"\ud83dx\n", "\u{fffd}x\n"),
    ] {
        let text = format!(r#"{{"id":"{string}","tags":["a","{string}"],"retries":3}}"#);
        let call: Call = json::from_str(&text).unwrap();
        assert_eq!(call.id.as_deref(), Some(decoded), "{string}");
        assert_eq!(call.tags, ["a", decoded].into());
        assert_eq!(json::to_string(&call), text, "written back as it came");
        let other: Value = serde_json::to_value(&call).unwrap();
        assert_eq!(
            (&other["id"], &other["retries"]),
            (&decoded.into(), &3.into())
        );
        let changed = Call {
            id: "b".into(),
            ..call
        };
        assert!(json::to_string(&changed).starts_with(r#"{"id":"b","#));
    }
}

#[test]
fn controls_and_bytes_spoil_only_themselves() {
    let call: Call = json::from_slice(
        b"{\"id\":\"a\x00b\nc\",\"tags\":[\"\xff\",\"\xc3\xa9\"],\"new\":\"\xe9t\xe9\"}",
    )
    .unwrap();
    assert_eq!(call.id.as_deref(), Some("a\0b\nc"));
    assert_eq!(call.tags, ["\u{fffd}", "é"].into());
    assert_eq!(
        call.additional.get("new"),
        Some(&"\u{fffd}t\u{fffd}".into())
    );
    assert_eq!(
        json::to_string(&call),
        "{\"id\":\"a\\u0000b\\nc\",\"tags\":[\"\u{fffd}\",\"é\"],\"new\":\"\u{fffd}t\u{fffd}\"}"
    );
}

#[test]
fn half_of_an_escape_is_still_an_error() {
    for text in [
        r#""\u12"#,
        r#""\u12x4""#,
        r#""\ud83d\u""#,
        r#""\x""#,
        r#""\ud83d"#,
    ] {
        assert!(json::from_str::<Value>(text).is_err(), "{text}");
    }
}
