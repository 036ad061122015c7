//! Reads what a weather station sent, wherever it came from: a file, a queue, a browser's `fetch`.

/// The types, as the pages in `docs` describe them.
pub mod weather {
    include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
}

use docwright_runtime::serde_json;
use time::{Duration, OffsetDateTime};
use weather::models::Report;

/// One line about a report in JSON.
///
/// # Errors
/// When the text is no JSON object. A report that says other things than its page, or other kinds of things, is no error.
pub fn line(json: &str) -> Result<String, serde_json::Error> {
    let report: Report = serde_json::from_str(json)?;
    let place = report.station.as_deref().unwrap_or("somewhere");
    Ok(match report.degrees.as_ref() {
        Some(degrees) => format!("{place}: {degrees:.1} °C"),
        None => format!("{place}: no thermometer"),
    })
}

/// How old the report is; nothing where it does not say when it was made.
pub fn age(report: &Report, now: OffsetDateTime) -> Option<Duration> {
    report.taken.as_ref().map(|taken| now - *taken)
}

#[cfg(test)]
mod tests {
    use super::{Duration, OffsetDateTime, Report, age, line, serde_json};

    #[test]
    fn reports_of_all_kinds() {
        let cases = [
            (r#"{"station": "Pier", "degrees": 7.25}"#, "Pier: 7.2 °C"),
            (
                r#"{"station": "Pier", "degrees": null}"#,
                "Pier: no thermometer",
            ),
            (
                r#"{"degrees": "broken", "sky": "green"}"#,
                "somewhere: no thermometer",
            ),
        ];
        for (json, expected) in cases {
            assert_eq!(line(json).unwrap(), expected);
        }
        assert!(line("[]").is_err());
    }

    #[test]
    fn instants_are_those_of_the_crate_time() {
        let text = r#"{"taken": "1970-01-01T02:00:00+01:00"}"#;
        let report: Report = serde_json::from_str(text).unwrap();
        let now = OffsetDateTime::UNIX_EPOCH + Duration::hours(3);
        assert_eq!(age(&report, now), Some(Duration::hours(2)));
        assert_eq!(age(&Report::default(), now), None);
    }
}
