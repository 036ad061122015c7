//! Reads what a weather station sent, wherever it came from: a file, a queue, a browser's `fetch`.

/// The types, as the pages in `docs` describe them.
pub mod weather {
    include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
}

use docwright_runtime::serde_json;
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

#[cfg(test)]
mod tests {
    use super::line;

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
}
