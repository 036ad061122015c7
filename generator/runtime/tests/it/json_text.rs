//! The JSON reader and writer against `serde_json`'s: they accept the same texts and understand the same values.

use docwright_runtime::json;
use docwright_runtime::serde_json::{self, Value};

use crate::random::Numbers;
use crate::sample::Call;

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
        // A number beyond f64 is kept as its text here.
        (Err(error), Ok(_)) if error.to_string().contains("out of range") => {}
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
