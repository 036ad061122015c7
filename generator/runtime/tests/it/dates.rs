//! The dates and times of other crates: read, written and kept as those of `jiff` are.

use std::fmt::Debug;

use docwright_runtime::serde_json::json;
use docwright_runtime::wire::Element;
use docwright_runtime::{Additional, Field, chrono, jiff, json, record, time};

const INSTANTS: &[&str] = &[
    "2020-01-31T13:20:00Z",
    "2020-01-31T13:20:00.25Z",
    "1969-12-31T23:59:59.5Z",
    "0001-01-01T00:00:00Z",
    "2000-02-29T23:59:59.999999999Z",
];

/// Each text is read, and written as it was.
#[track_caller]
fn keeps<T: Element + Debug>(texts: &[&str]) -> Vec<T> {
    let read = texts.iter().map(|text| {
        let text = format!("\"{text}\"");
        let value: T = json::from_str(&text).unwrap();
        assert_eq!(json::to_string(&value), text);
        value
    });
    read.collect()
}

#[test]
fn instants_of_all_crates_are_the_same_instants() {
    let ours = keeps::<jiff::Timestamp>(INSTANTS);
    let chrono = keeps::<chrono::DateTime<chrono::Utc>>(INSTANTS);
    let time = keeps::<time::OffsetDateTime>(INSTANTS);
    for ((ours, chrono), time) in ours.iter().zip(&chrono).zip(&time) {
        let nanoseconds = ours.as_nanosecond();
        let second = i128::from(chrono.timestamp());
        let within = i128::from(chrono.timestamp_subsec_nanos());
        assert_eq!(second * 1_000_000_000 + within, nanoseconds);
        assert_eq!(time.unix_timestamp_nanos(), nanoseconds);
    }
}

#[test]
fn days_and_times() {
    let days = &["2020-02-29", "0000-01-01", "9999-12-31"];
    keeps::<jiff::civil::Date>(days);
    keeps::<chrono::NaiveDate>(days);
    keeps::<time::Date>(days);
    let times = &["00:00:00", "23:59:59.000000001", "13:20:00.5"];
    keeps::<jiff::civil::Time>(times);
    keeps::<chrono::NaiveTime>(times);
    keeps::<time::Time>(times);
}

/// Fields of all of them.
#[derive(Clone, Default)]
pub(crate) struct Diary {
    /// What the documentation does not know.
    pub(crate) additional: Additional,
    /// When, for `chrono`.
    pub(crate) instant: Field<chrono::DateTime<chrono::Utc>>,
    /// Its day.
    pub(crate) day: Field<chrono::NaiveDate>,
    /// Its time of day.
    pub(crate) clock: Field<chrono::NaiveTime>,
    /// When, for `time`.
    pub(crate) other_instant: Field<time::OffsetDateTime>,
    /// Its day.
    pub(crate) other_day: Field<time::Date>,
    /// Its time of day.
    pub(crate) other_clock: Field<time::Time>,
}
record! {
    Diary "sample.diary", derived = false, secrets = [], 0 instant "instant", 1 day "day", 2 clock "clock", 3 other_instant "otherInstant",
    4 other_day "otherDay", 5 other_clock "otherClock"
}

#[test]
fn every_spelling_is_kept() {
    for text in [
        "2020-01-31T13:20:00.000Z",
        "2020-01-31T13:20:00+02:00",
        "2020-01-31 13:20:00Z",
        "9999-12-31T23:59:59Z",
        "2016-12-31T23:59:60Z",
        "2020-02-30",
        "2020-W05-5",
        "-009998-01-01",
        "13:20",
        "13:20:00.500",
        "24:00:00",
        "now",
        "",
    ] {
        let value = json!({
            "instant": text, "day": text, "clock": text, "otherInstant": text, "otherDay": text, "otherClock": text
        });
        let diary: Diary = json::from_value(value.clone()).unwrap();
        assert_eq!(json::to_value(&diary), value);
    }
    let number: Diary = json::from_str(r#"{"instant": 5, "otherDay": null}"#).unwrap();
    assert_eq!(number.instant.unexpected(), Some(&json!(5)));
    assert!(number.other_day.is_null());
}

#[test]
fn what_no_text_can_say_is_written_as_near_as_it_can() {
    let leap = chrono::NaiveTime::from_hms_nano_opt(23, 59, 59, 1_500_000_000).unwrap();
    assert_eq!(json::to_string(&leap), "\"23:59:59.999999999\"");
    let far = chrono::NaiveDate::MAX;
    assert_eq!(json::to_string(&far), format!("\"{far}\""));
    let before = time::OffsetDateTime::from_unix_timestamp(-62_200_000_000).unwrap();
    let as_jiff = jiff::Timestamp::from_second(before.unix_timestamp()).unwrap();
    assert_eq!(json::to_string(&before), format!("\"{as_jiff}\""));
    let offset =
        time::OffsetDateTime::UNIX_EPOCH.to_offset(time::UtcOffset::from_hms(2, 0, 0).unwrap());
    assert_eq!(json::to_string(&offset), "\"1970-01-01T00:00:00Z\"");
}
