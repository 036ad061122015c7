//! What a service says when it refuses: `OData`'s error object, RFC 9457's, and the forms that gateways and sign-in services use.

use serde_json::{Map, Value};

use super::ErrorDetail;

/// The error of a service, as far as its answer tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ServiceError {
    /// Outermost first.
    pub(super) codes: Vec<String>,
    pub(super) message: String,
    pub(super) details: Vec<ErrorDetail>,
    pub(super) request_id: Option<String>,
    pub(super) client_request_id: Option<String>,
}

/// The longest code or message that is kept; the body has it all.
const LONGEST: usize = 2000;

/// The most details that are kept.
const MOST: usize = 100;

/// Reads the body of a refusal; anything unknown says nothing.
pub(super) fn read(content_type: Option<&str>, body: &[u8]) -> ServiceError {
    let mut error = ServiceError::default();
    match crate::json::from_slice::<Value>(body) {
        Ok(value) => error.read(&value),
        Err(_) if is_text(content_type, body) => {
            error.message = line(&String::from_utf8_lossy(body));
        }
        Err(_) => {}
    }
    error
}

/// Looks for an error in an answer that began as a success and broke off (OData JSON 4.01 section 19.4).
pub(super) fn read_broken(body: &[u8]) -> Option<ServiceError> {
    let text = String::from_utf8_lossy(body);
    let start = text.rfind("\"error\"")?;
    let object = text[start..].split_once(':')?.1.trim_start();
    if !object.starts_with('{') {
        return None;
    }
    // What follows it, or what is missing of it, makes the text invalid.
    let end = object.rfind('}').map_or(object.len(), |at| at + 1);
    let mut ends = (0..end)
        .rev()
        .filter(|at| object.as_bytes()[*at] == b'}')
        .take(4);
    let whole = ends.find_map(|at| crate::json::from_str::<Value>(&object[..=at]).ok());
    let closed = || {
        let ends = ["}", "\"}", "\"}}", "}}"].iter();
        ends.map(|end| format!("{}{end}", object.trim_end()))
            .find_map(|text| crate::json::from_str::<Value>(&text).ok())
    };
    let mut error = ServiceError::default();
    error.object(whole.or_else(closed)?.as_object()?);
    (!error.codes.is_empty()).then_some(error)
}

/// Whether a body that is no JSON is a sentence for people.
fn is_text(content_type: Option<&str>, body: &[u8]) -> bool {
    let is_plain = content_type.is_none_or(|media| {
        let media = media.trim_start().to_ascii_lowercase();
        media.starts_with("text/plain")
    });
    let starts_like_data = matches!(body.trim_ascii_start().first(), Some(b'<' | b'{' | b'['));
    let is_readable = std::str::from_utf8(body).is_ok();
    is_plain && !starts_like_data && is_readable
}

impl ServiceError {
    fn read(&mut self, value: &Value) {
        match value {
            Value::String(message) => self.message = line(message),
            Value::Array(errors) => self.list(errors),
            Value::Object(body) => match member(body, &["error", "odata.error", "errors", "fault"])
            {
                Some(Value::Object(error)) => self.object(error),
                Some(Value::Array(errors)) => self.list(errors),
                // RFC 6749 section 5.2: what sign-in services answer.
                Some(Value::String(code)) => {
                    self.codes.push(line(code));
                    let message = ["error_description", "message", "detail"];
                    self.message = text(member(body, &message));
                }
                Some(_) | None => self.object(body),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Several errors: the first is the error, all others are its details.
    fn list(&mut self, errors: &[Value]) {
        let mut errors = errors.iter();
        if let Some(first) = errors.next() {
            self.read(first);
        }
        self.details.extend(errors.take(MOST).map(detail));
    }

    fn object(&mut self, error: &Map<String, Value>) {
        self.message = text(member(error, &MESSAGE));
        let mut level = Some(error);
        // The reader has refused what is nested deeper than 128 levels.
        while let Some(error) = level {
            let code = code(error);
            if !code.is_empty() {
                self.codes.push(code);
            }
            keep(
                &mut self.request_id,
                member(error, &["request-id", "requestId"]),
            );
            keep(
                &mut self.client_request_id,
                member(error, &["client-request-id"]),
            );
            if let Some(Value::Array(details)) = member(error, &["details", "errors"]) {
                let room = MOST.saturating_sub(self.details.len());
                self.details.extend(details.iter().take(room).map(detail));
            }
            level = member(error, &["innerError", "innerException"]).and_then(Value::as_object);
        }
        self.codes.dedup();
    }
}

/// Where a message stands, the most telling place first.
const MESSAGE: [&str; 6] = [
    "message",
    "detail",
    "error_description",
    "errorMessage",
    "title",
    "description",
];

/// A property by the first of these names that it has, whatever their case.
fn member<'a>(object: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    let by_name = |name: &&str| {
        object.get(*name).or_else(|| {
            let mut members = object.iter();
            let found = members.find(|(other, _)| other.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value)
        })
    };
    let mut found = names.iter().filter_map(by_name);
    found.find(|value| !value.is_null())
}

/// The code: a name or a number; of a problem (RFC 9457) its title, or else its type.
fn code(error: &Map<String, Value>) -> String {
    let code = text(member(error, &["code", "errorCode", "error_code"]));
    if !code.is_empty() || !error.contains_key("detail") {
        return code;
    }
    let title = text(member(error, &["title"]));
    if title.is_empty() {
        return text(member(error, &["type"]).filter(|kind| *kind != "about:blank"));
    }
    title
}

fn detail(value: &Value) -> ErrorDetail {
    let Value::Object(error) = value else {
        return ErrorDetail {
            message: text(Some(value)),
            ..ErrorDetail::default()
        };
    };
    ErrorDetail {
        code: code(error),
        message: text(member(error, &MESSAGE)),
        target: text(member(error, &["target", "pointer", "parameter"])),
    }
}

fn keep(place: &mut Option<String>, value: Option<&Value>) {
    if let (None, Some(Value::String(value))) = (&place, value) {
        *place = Some(line(value));
    }
}

/// A string, a number, or the `value` of `{"lang": …, "value": …}`, which older services send.
fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => line(text),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Object(localised)) => localised
            .get("value")
            .and_then(Value::as_str)
            .map(line)
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// On one line, and not endless.
fn line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let mut line = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().take(LONGEST));
        if line.len() > LONGEST {
            break;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_refusals() {
        for (body, codes, message) in [
            (r#"{"error":{"code":"A","message":"no"}}"#, &["A"][..], "no"),
            (
                r#"{"error":{"code":"A","message":"no\r\nway","innerError":{"code":"B","innererror":{"code":"C"}}}}"#,
                &["A", "B", "C"],
                "no way",
            ),
            (
                r#"{"error":{"code":"A","message":"no","innerError":{"code":"A"}}}"#,
                &["A"],
                "no",
            ),
            (
                r#"{"error":{"code":"A","message":null,"innerError":7}}"#,
                &["A"],
                "",
            ),
            (
                r#"{"odata.error":{"code":"A","message":{"lang":"en","value":"no"}}}"#,
                &["A"],
                "no",
            ),
            (
                r#"{"error":"invalid_grant","error_description":"gone"}"#,
                &["invalid_grant"],
                "gone",
            ),
            (r#"{"code":"A","message":"no"}"#, &["A"], "no"),
            (r#"{"message":"no"}"#, &[], "no"),
            (r#"{"error":{}}"#, &[], ""),
            (r#"{"Message":"no"}"#, &[], "no"),
            (r#"{"Error":{"Code":"A","Message":"no"}}"#, &["A"], "no"),
            (
                r#"{"title":"Busy","status":503,"detail":"no"}"#,
                &["Busy"],
                "no",
            ),
            (r#"{"type":"about:blank","title":"Busy"}"#, &[], "Busy"),
            (
                r#"{"type":"https://x.example/full","detail":"no"}"#,
                &["https://x.example/full"],
                "no",
            ),
            (
                r#"{"errors":[{"code":"A","message":"no"},{"code":"B"}]}"#,
                &["A"],
                "no",
            ),
            (r#"{"errors":["no","never"]}"#, &[], "no"),
            (r#"{"error":[{"code":"A","message":"no"}]}"#, &["A"], "no"),
            (r#"[{"errorCode":"A","message":"no"}]"#, &["A"], "no"),
            (r#""no""#, &[], "no"),
            (r#"{"error":{"code":404,"message":"no"}}"#, &["404"], "no"),
            (
                r#"{"error":{"code":"A","message":"no \ud83d"}}"#,
                &["A"],
                "no \u{fffd}",
            ),
            (r#"{"error":null,"message":"no"}"#, &[], "no"),
            (r#"{"error":"A","message":"no"}"#, &["A"], "no"),
            ("<html>", &[], ""),
            ("", &[], ""),
            ("[]", &[], ""),
        ] {
            let answer = read(Some("application/json"), body.as_bytes());
            assert_eq!(
                (answer.codes.as_slice(), answer.message.as_str()),
                (
                    codes
                        .iter()
                        .map(ToString::to_string)
                        .collect::<Vec<_>>()
                        .as_slice(),
                    message
                ),
                "{body}"
            );
        }
    }

    #[test]
    fn details_say_what_and_where() {
        let body = r#"{"error":{"code":"A","details":[{"code":"B","message":"too long","target":"name"},"odd",{"code":7}]}}"#;
        let details = read(None, body.as_bytes()).details;
        let shown: Vec<_> = details.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["B: too long (name)", "odd", "7"]);
        let body = r#"{"errors":[{"code":"A"},{"code":"B","detail":"no"}]}"#;
        let details = read(None, body.as_bytes()).details;
        assert_eq!((details.len(), details[0].code.as_str()), (1, "B"));
    }

    #[test]
    fn sentences_are_messages() {
        let busy = b"The service\r\n is busy";
        for content_type in [None, Some("text/plain"), Some("Text/Plain; charset=utf-8")] {
            assert_eq!(read(content_type, busy).message, "The service is busy");
        }
        for (content_type, body) in [
            (Some("text/html"), &busy[..]),
            (Some("application/octet-stream"), busy),
            (None, b"<p>busy"),
            (None, b"{\"message\": \"bus"),
            (Some("text/plain"), b"\xff\xfe"),
        ] {
            assert_eq!(read(content_type, body), ServiceError::default());
        }
    }

    #[test]
    fn an_error_within_a_broken_answer() {
        for text in [
            r#"{"value":[{"id":"1"},{"error":{"code":"Gone","message":"no"}}"#,
            r#"{"value":[{"id":"1"}{"error":{"code":"Gone","message":"no"}}]}"#,
            r#"{"value":[],"error": {"code":"Gone","message":"no"#,
            r#"{"value":[],"error":{"code":"Gone","innerError":{"code":"x"#,
        ] {
            assert_eq!(
                read_broken(text.as_bytes()).unwrap().codes[0],
                "Gone",
                "{text}"
            );
        }
        for text in [
            r#"{"value":[{"id":"1"},"#,
            r#"{"error":"#,
            r#"{"error":5"#,
            r#"{"error":{"#,
            "\"error\"",
            "",
        ] {
            assert!(read_broken(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn nested_beyond_reason() {
        let body = "{\"error\":".repeat(100_000);
        assert_eq!(
            read(Some("application/json"), body.as_bytes()),
            ServiceError::default()
        );
    }

    #[test]
    fn endless_text_is_cut() {
        let long = "word ".repeat(100_000);
        let answer = read(
            None,
            format!("{{\"error\":{{\"message\":\"{long}\"}}}}").as_bytes(),
        );
        assert!(
            answer.message.len() < 2 * LONGEST,
            "{}",
            answer.message.len()
        );
    }
}
