//! What a service says when it refuses: `OData`'s error object, and the forms that gateways and sign-in services use.

use serde_json::{Map, Value};

/// What was answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ServiceError {
    /// Outermost first.
    pub(super) codes: Vec<String>,
    pub(super) message: String,
    pub(super) request_id: Option<String>,
    pub(super) client_request_id: Option<String>,
}

/// The longest code or message that is kept; the body has it all.
const LONGEST: usize = 2000;

/// Reads the body of a refusal; anything unknown says nothing.
pub(super) fn read(body: &[u8]) -> ServiceError {
    let mut answer = ServiceError::default();
    if let Ok(Value::Object(body)) = crate::json::from_slice(body) {
        match body.get("error").or_else(|| body.get("odata.error")) {
            Some(Value::Object(error)) => answer.error(error),
            // RFC 6749 section 5.2: what sign-in services answer.
            Some(Value::String(code)) => {
                answer.codes.push(line(code));
                answer.message = text(body.get("error_description"));
            }
            Some(_) | None => answer.error(&body),
        }
    }
    answer
}

impl ServiceError {
    fn error(&mut self, error: &Map<String, Value>) {
        self.message = text(error.get("message"));
        let mut level = Some(error);
        // The reader has refused what is nested deeper than 128 levels.
        while let Some(error) = level {
            let code = text(error.get("code"));
            if !code.is_empty() {
                self.codes.push(code);
            }
            keep(&mut self.request_id, error.get("request-id"));
            keep(&mut self.client_request_id, error.get("client-request-id"));
            let inner = ["innerError", "innererror", "innerException"];
            level = inner
                .iter()
                .find_map(|name| error.get(*name))
                .and_then(Value::as_object);
        }
        self.codes.dedup();
    }
}

fn keep(place: &mut Option<String>, value: Option<&Value>) {
    if let (None, Some(Value::String(value))) = (&place, value) {
        *place = Some(line(value));
    }
}

/// A string, or the `value` of `{"lang": …, "value": …}`, which older services send.
fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => line(text),
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
            ("<html>", &[], ""),
            ("", &[], ""),
            ("[]", &[], ""),
        ] {
            let answer = read(body.as_bytes());
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
    fn nested_beyond_reason() {
        let body = "{\"error\":".repeat(100_000);
        assert_eq!(read(body.as_bytes()), ServiceError::default());
    }

    #[test]
    fn endless_text_is_cut() {
        let long = "word ".repeat(100_000);
        let answer = read(format!("{{\"error\":{{\"message\":\"{long}\"}}}}").as_bytes());
        assert!(
            answer.message.len() < 2 * LONGEST,
            "{}",
            answer.message.len()
        );
    }
}
