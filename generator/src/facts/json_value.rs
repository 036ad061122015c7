//! From the tolerant reader's JSON to an owned value, and what its repairs are called in messages.

use serde_json::{Map, Number, Value as JsonValue};

use crate::diag::{Code, Diagnostics, Edit, Fix, Label};
use crate::source::Span;
use crate::syntax::json::{self, Json, Repair, Value};

/// The value, owned. Of a repeated key the last one counts; what was left out becomes null, or no item of an array.
pub fn owned(json: &Json<'_>) -> JsonValue {
    match &json.value {
        Value::Null | Value::Elided => JsonValue::Null,
        Value::Bool(value) => JsonValue::Bool(*value),
        Value::Number(text) => number(text),
        Value::String(text) => JsonValue::String(text.to_string()),
        Value::Array(items) => JsonValue::Array(
            items
                .iter()
                .filter(|item| item.value != Value::Elided)
                .map(owned)
                .collect(),
        ),
        Value::Object(members) => JsonValue::Object(
            members
                .iter()
                .map(|member| (member.key.to_string(), owned(&member.value)))
                .collect::<Map<_, _>>(),
        ),
    }
}

fn number(text: &str) -> JsonValue {
    if let Ok(value) = text.parse::<i64>() {
        return value.into();
    }
    if let Ok(value) = text.parse::<u64>() {
        return value.into();
    }
    text.parse::<f64>()
        .ok()
        .and_then(Number::from_f64)
        .map_or_else(|| JsonValue::String(text.to_owned()), JsonValue::Number)
}

/// Words in brackets that only look like JSON: `{Raw bytes of the file}`, `[Zip file]`.
pub fn is_prose(json: &Json<'_>, repairs: &[Repair]) -> bool {
    let mended = repairs
        .iter()
        .any(|repair| matches!(repair, Repair::BareKey | Repair::BareValue));
    let no_members = match &json.value {
        Value::Object(members) => members
            .iter()
            .all(|member| matches!(member.value.value, Value::Null | Value::Elided)),
        Value::Array(items) => items
            .iter()
            .all(|item| matches!(item.value, Value::String(_) | Value::Elided)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Elided => true,
    };
    mended && no_members
}

/// Names what had to be mended before JSON could be read.
pub fn report_repairs(
    repairs: &[Repair],
    text: &str,
    span: Span,
    what: &str,
    diagnostics: &mut Diagnostics,
) {
    if repairs.is_empty() {
        return;
    }
    let message = format!("{what} had to be mended: {}", describe(repairs));
    let mut diagnostic = Code::RepairedJson
        .at(span, message)
        .help("write strict JSON, which readers can copy");
    if repairs.contains(&Repair::ExtraComma) {
        let mut commas = json::extra_commas(text, span);
        commas.sort();
        commas.dedup();
        // One comma is pointed at; of more than one, or of other repairs, the whole block is the place.
        if let ([comma], [_]) = (commas.as_slice(), repairs) {
            diagnostic.primary = Label {
                span: *comma,
                text: "this one".to_owned(),
            };
        }
        let edits: Vec<Edit> = commas
            .into_iter()
            .map(|span| Edit {
                span,
                text: String::new(),
            })
            .collect();
        diagnostic.fix = (!edits.is_empty()).then(|| Fix {
            title: "remove what is one comma too many".to_owned(),
            edits,
        });
    }
    diagnostics.push(diagnostic);
}

/// The repairs in words.
fn describe(repairs: &[Repair]) -> String {
    let words: Vec<&str> = repairs.iter().map(|repair| word(*repair)).collect();
    words.join(", ")
}

fn word(repair: Repair) -> &'static str {
    match repair {
        Repair::Comment => "a comment",
        Repair::Elided => "an ellipsis",
        Repair::ExtraComma => "a comma too many",
        Repair::MissingComma => "a missing comma",
        Repair::MissingColon => "a missing colon",
        Repair::BareKey => "a key without quotes",
        Repair::BareValue => "a value without quotes",
        Repair::OddQuotes => "odd quotes",
        Repair::MultilineString => "a string over several lines",
        Repair::BadEscape => "a bad escape",
        Repair::Unclosed => "something never closed",
        Repair::TrailingText => "text after the value",
        Repair::OddLiteral => "an odd literal",
        Repair::WrongBracket => "a wrong bracket",
    }
}
