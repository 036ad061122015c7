//! The JSON Schema of `docwright.toml`, for editors, from the table of keys. Draft 7, which TOML editors understand.

use serde_json::{Map, Value, json};

use super::table::{Form, Holds, Key, Names, children};
use crate::diag::Code;

/// The text of the schema.
pub fn schema() -> String {
    let mut schema = table("");
    let head = [
        ("$schema", json!("http://json-schema.org/draft-07/schema#")),
        ("title", json!("docwright.toml")),
        (
            "description",
            json!("What docwright is to make of a folder of pages."),
        ),
    ];
    for (name, value) in head {
        schema.insert(name.to_owned(), value);
    }
    let mut text = serde_json::to_string_pretty(&schema).expect("every key is a string");
    text.push('\n');
    text
}

/// The table of this path.
fn table(path: &str) -> Map<String, Value> {
    let properties: Map<String, Value> = children(path)
        .map(|key| (key.name().to_owned(), Value::Object(described(key))))
        .collect();
    let required: Vec<&str> = children(path)
        .filter(|key| key.required)
        .map(Key::name)
        .collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema
}

fn described(key: &Key) -> Map<String, Value> {
    let mut schema = holds(key.path, key.holds);
    let mut meaning = key.meaning.to_owned();
    if !key.default.is_empty() {
        meaning = format!("{meaning} Default: {}.", key.default);
    }
    schema.insert("description".to_owned(), json!(meaning));
    schema
}

fn holds(path: &str, holds: Holds) -> Map<String, Value> {
    match holds {
        Holds::Table => table(path),
        Holds::Tables => object(json!({"type": "array", "items": table(path)})),
        Holds::Text(form) => text(form),
        Holds::Texts(form) => object(json!({"type": "array", "items": text(form)})),
        Holds::Flag => object(json!({"type": "boolean"})),
        Holds::OneOf(choices) => {
            let names: Vec<&str> = choices.iter().map(|choice| choice.name).collect();
            object(json!({"type": "string", "enum": names}))
        }
        Holds::Map(names, inner) => object(json!({
            "type": "object",
            "additionalProperties": self::holds(path, *inner),
            "propertyNames": map_keys(names),
        })),
        Holds::Scalar => object(json!({"type": ["string", "integer", "boolean"]})),
        Holds::Toml => object(json!({"type": "object"})),
    }
}

/// What the keys of a map may be.
fn map_keys(names: Names) -> Value {
    match names {
        Names::Rules => {
            let rules = Code::ALL.iter().map(|code| code.name());
            let mut rules: Vec<&str> = rules.collect();
            rules.sort_unstable();
            rules.insert(0, "all");
            json!({"enum": rules})
        }
        Names::PathStarts
        | Names::Areas
        | Names::Types
        | Names::Members
        | Names::Operations
        | Names::TypePatterns
        | Names::MemberPatterns => json!({"description": names.described()}),
    }
}

/// Regular expressions let nothing through that the program refuses for its letters; its grammar of Rust is its own.
fn text(form: Form) -> Map<String, Value> {
    let pattern = match form {
        Form::Any | Form::Derive => return object(json!({"type": "string"})),
        Form::Pattern => "[^/]",
        Form::Package => "^[A-Za-z_][A-Za-z0-9_-]*$",
        Form::Version => r"^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$",
        Form::Address => r"^https?://[^\s/]\S*$",
        Form::Ident => "^[A-Za-z_][A-Za-z0-9_]*$",
        Form::Attribute => r"^\s*#\[[\s\S]*\]\s*$",
    };
    object(json!({"type": "string", "pattern": pattern}))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Map::new()
        }
    }
}
