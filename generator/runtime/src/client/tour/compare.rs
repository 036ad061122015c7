//! Whether the calls of a generated crate are those that its pages document: the lines of a tour beside the operations of
//! `api.json`. Knows JSON only.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// What the comparison found.
#[derive(Debug, Default)]
pub struct Walk {
    /// Documented URLs, each with its operation.
    pub documented: usize,
    /// Those whose call has exactly the documented method and URL.
    pub exact: usize,
    /// Those that differ in the letter case of fixed names, or in quotes, where pages disagree with each other.
    pub alike: usize,
    /// What is wrong: one line each.
    pub wrong: Vec<String>,
}

impl fmt::Display for Walk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for wrong in &self.wrong {
            writeln!(f, "{wrong}")?;
        }
        write!(
            f,
            "{} documented URLs: {} calls as documented, {} but for letter case or quotes, {} wrong",
            self.documented,
            self.exact,
            self.alike,
            self.wrong.len()
        )
    }
}

/// Compares every URL of the API with the call that was made of it.
pub fn compare(api: &Value, lines: &[Value]) -> Walk {
    let mut walk = Walk::default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let calls: BTreeMap<(String, String), &Value> = lines
        .iter()
        .map(|line| ((text(&line["id"]), text(&line["template"])), line))
        .collect();
    let none = serde_json::Map::new();
    for (id, operation) in api["operations"].as_object().unwrap_or(&none) {
        for url in operation["urls"].as_array().into_iter().flatten() {
            walk.documented += 1;
            let template = text(&url["template"]);
            let Some(call) = calls.get(&(id.clone(), template.clone())) else {
                walk.wrong.push(format!("{id}: {template} has no stub"));
                continue;
            };
            let expected = filled(&template, &call["values"]);
            let url = text(&call["url"]);
            let path = url.split('?').next().unwrap_or_default();
            if call["method"] != operation["method"] || call.get("error").is_some() {
                walk.wrong.push(format!("{id}: {call}"));
            } else if path == expected {
                walk.exact += 1;
            } else if plain(path) == plain(&expected) {
                walk.alike += 1;
            } else {
                walk.wrong
                    .push(format!("{id}: {path} instead of {expected}"));
            }
        }
    }
    walk
}

/// A template with values in the places of its parameters.
fn filled(template: &str, values: &Value) -> String {
    let mut url = template.to_owned();
    for (name, value) in values.as_object().into_iter().flatten() {
        let value = value.as_str().unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), &encoded(value));
    }
    url
}

/// As one segment of a URL (RFC 3986, section 2.3).
fn encoded(value: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    value.bytes().map(byte).collect()
}

fn plain(url: &str) -> String {
    url.replace('\'', "").to_ascii_lowercase()
}
