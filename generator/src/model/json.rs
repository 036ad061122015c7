//! `api.json`: the [`Model`] as text, and back. `from_json(to_json(m)) == m`.

use super::Model;

/// Pretty-printed, with a closing newline; the same bytes for the same model.
pub fn to_json(model: &Model) -> String {
    let mut text =
        serde_json::to_string_pretty(model).expect("every map key of the model is a string");
    text.push('\n');
    text
}

/// Reads what [`to_json`] wrote.
///
/// # Errors
/// When the text is not JSON of this form; the message has line and column.
pub fn from_json(text: &str) -> Result<Model, serde_json::Error> {
    serde_json::from_str(text)
}
