//! Numbers, times and bytes come back as they came.

use docwright_runtime::jiff::Timestamp;
use docwright_runtime::serde_json::json;
use docwright_runtime::{Bytes, Field, json};

use crate::keeps;
use crate::sample::Call;

#[test]
fn numbers() {
    for value in [
        json!(0),
        json!(1),
        json!(-1),
        json!(1.0),
        json!(1.5),
        json!(-0.0),
        json!(1e300),
        json!(i32::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!("5"),
        json!("-7"),
        json!("+7"),
        json!("007"),
        json!("NaN"),
        json!("INF"),
        json!("-INF"),
        json!("1.50"),
        json!("x"),
        json!(true),
    ] {
        keeps(
            &json!({"retries": value, "bytesSent": value, "loudness": value, "price": value, "levels": [value, 1.5, value]}),
        );
    }
    let call = keeps(
        &json!({"bytesSent": "9007199254740993", "loudness": 3, "price": 12.5, "retries": 2_147_483_648_i64}),
    );
    assert_eq!(call.bytes_sent, Field::Value(9_007_199_254_740_993));
    assert_eq!(call.loudness, Field::Value(3.0));
    assert_eq!(
        call.price.as_ref().map(docwright_runtime::Decimal::to_f64),
        Some(12.5)
    );
    assert!(call.retries.unexpected().is_some());
}

#[test]
fn decimals_keep_their_digits() {
    let text = r#"{"price":12.3400000000000000000000001}"#;
    let call: Call = json::from_str(text).unwrap();
    assert_eq!(json::to_string(&call), text);
}

#[test]
fn a_number_that_no_float_holds_is_kept_as_text() {
    let call: Call =
        json::from_str(r#"{"loudness":1e400,"details":-1e999,"price":1e400,"new":1e400}"#).unwrap();
    assert_eq!(call.loudness.unexpected(), Some(&json!("1e400")));
    assert_eq!(call.details.as_ref(), Some(&json!("-1e999")));
    assert_eq!(
        call.price.as_ref().map(docwright_runtime::Decimal::as_str),
        Some("1e400")
    );
    assert_eq!(call.additional.get("new"), Some(&json!("1e400")));
}

#[test]
fn times() {
    for text in [
        "2020-01-01T00:00:00Z",
        "2020-01-01T00:00:00.0000000Z",
        "2020-02-29T23:59:59.1234567Z",
        "2020-01-01T00:00:00.100Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2020-01-01T00:00:00+02:00",
        "2020-01-01t00:00:00z",
        "2020-01-01T00:00Z",
        "2016-12-31T23:59:60Z",
        "1969-12-31T23:59:59.5Z",
        "2020-01-01T00:00:00",
        "2020-02-30T00:00:00Z",
        "2020-01-01",
        "2020-1-1",
        "12:30:00",
        "12:30:00.0000000",
        "12:30",
        "24:00:00",
        "12:30:00.5",
        "PT1H",
        "PT90M",
        "P1D",
        "P7D",
        "-PT1S",
        "P0DT0H0M0S",
        "PT0S",
        "P1Y2M3DT4H5M6.789S",
        "1 hour",
        "P",
        "",
        "now",
        "1900-02-29",
        "2000-02-29",
    ] {
        keeps(&json!({"createdDateTime": text, "day": text, "startsAt": text, "lasted": text}));
    }
}

#[test]
fn instants_are_written_as_jiff_writes_them() {
    for second in [
        -62_135_596_800_i64,
        -1,
        0,
        1,
        68_169_599,
        951_782_400,
        1_709_164_800,
        4_107_542_399,
        253_402_207_200,
    ] {
        for nanosecond in [0, 1, 250_000_000, 999_999_999] {
            let instant = Timestamp::new(second, if second < 0 { 0 } else { nanosecond }).unwrap();
            let text = json::to_string(&instant);
            assert_eq!(text, format!("\"{instant}\""));
            assert_eq!(json::from_str::<Timestamp>(&text).unwrap(), instant);
        }
    }
}

#[test]
fn bytes_in_every_spelling() {
    for text in [
        "",
        "AA==",
        "AA",
        "AAE=",
        "AAE",
        "AAEC",
        "+/+/",
        "-_-_",
        "-_8=",
        "-_8",
        "AAEC AwQF",
        "AAEC\r\nAwQF",
        "AB==",
        "AAF=",
        "A",
        "A===",
        "AA=A",
        "====",
        "+_+_",
    ] {
        keeps(&json!({"thumbnail": text}));
    }
    let bytes: Vec<u8> = (0..=255).collect();
    for length in 0..bytes.len() {
        let bytes = Bytes::from(&bytes[..length]);
        assert_eq!(Bytes::from_base64(&bytes.to_base64()), Some(bytes));
    }
    assert_eq!(Bytes::from_base64("?"), None);
}

#[test]
fn guids() {
    for text in [
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "6BA7B810-9dad-11d1-80b4-00c04fd430c8",
        "6ba7b8109dad11d180b400c04fd430c8",
        "6ba7b810-9dad-11d1-80b4-00c04fd430cg",
        "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}",
        "6ba7b810+9dad-11d1-80b4-00c04fd430c8",
        "é6ba7b81-9dad-11d1-80b4-00c04fd430c8",
    ] {
        let call = keeps(&json!({"tenantId": text}));
        assert_eq!(
            call.tenant_id.is_some(),
            text.len() == 36 && !text.contains(['g', '+', 'é']),
            "{text}"
        );
    }
}

#[test]
fn numbers_are_written_back_as_they_were_spelt() {
    for text in [
        r#"{"retries":2.0,"bytesSent":1e3,"levels":[1.10,1E2,0.1000000000000000055511151231257827,1.0,0.5,-0.0]}"#,
        r#"{"bytesSent":"7","levels":[1e-7,100000000000000000000000]}"#,
    ] {
        let call: Call = json::from_str(text).unwrap();
        assert!(call.bytes_sent.is_some() && call.levels.is_some(), "{text}");
        assert_eq!(json::to_string(&call), text);
    }
    let call: Call = json::from_str(r#"{"bytesSent":1e3,"retries":2.0,"levels":[1.50]}"#).unwrap();
    assert_eq!((&call.bytes_sent, &call.retries), (&1000.into(), &2.into()));
    let changed = Call {
        bytes_sent: 5.into(),
        levels: [1.25].into(),
        ..call
    };
    assert_eq!(
        json::to_string(&changed),
        r#"{"retries":2.0,"bytesSent":5,"levels":[1.25]}"#
    );
    let call: Call = json::from_str(r#"{"bytesSent":1.5,"retries":3e9}"#).unwrap();
    assert!(call.bytes_sent.unexpected().is_some() && call.retries.unexpected().is_some());
}
