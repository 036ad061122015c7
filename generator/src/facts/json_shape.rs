//! JSON representations: which properties an annotated block shows, and what their placeholders tell of types (dialect 7.4).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Fact, Rule, TypeExpr, type_expr};
use crate::api::Primitive;
use crate::source::Span;
use crate::syntax::json::{Json, Value};

/// What a placeholder tells.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// A type for certain: a tagged object, `"Boolean"`, `true` …
    Type(TypeExpr),
    /// `"String"`: a string or an enum.
    Text,
    /// A number that may be 32 or 64 bits wide.
    Integer,
    /// `"a | b | c"`: values of a string or an enum.
    Union(Vec<String>),
    /// An object without tag, a null, an empty array …
    Unknown,
    /// Several of them.
    Collection(Box<Shape>),
}

/// A member of a JSON representation.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct ShapeFact {
    /// The property's name.
    pub name: Fact<String>,
    /// What its placeholder tells.
    pub shape: Shape,
    /// Where the placeholder is.
    pub value_span: Span,
}

/// The members of an object, tags and annotations left out.
pub fn members(json: &Json<'_>) -> Vec<ShapeFact> {
    let Value::Object(members) = &json.value else {
        return Vec::new();
    };
    let mut out: Vec<ShapeFact> = Vec::new();
    let mut known = BTreeSet::new();
    for member in members {
        let name = member.key.trim();
        if name.contains('@') || name.is_empty() || !known.insert(name) {
            continue;
        }
        out.push(ShapeFact {
            name: Fact::new(name.to_owned(), member.key_span, Rule::JsonRepresentation),
            shape: shape(&member.value),
            value_span: member.value.span,
        });
    }
    out
}

/// What a value tells of its property's type.
pub fn shape(json: &Json<'_>) -> Shape {
    match &json.value {
        Value::Null | Value::Elided => Shape::Unknown,
        Value::Bool(_) => Shape::Type(TypeExpr::Primitive(Primitive::Boolean)),
        Value::Number(text) if text.contains(['.', 'e', 'E']) => {
            Shape::Type(TypeExpr::Primitive(Primitive::Double))
        }
        Value::Number(_) => Shape::Integer,
        Value::String(text) => placeholder(text),
        Value::Array(items) => {
            Shape::Collection(Box::new(items.first().map_or(Shape::Unknown, shape)))
        }
        Value::Object(_) => json
            .get("@odata.type")
            .or_else(|| json.get("@type"))
            .and_then(Json::as_str)
            .map_or(Shape::Unknown, |tag| typed(type_expr::parse_text(tag))),
    }
}

fn typed(expr: TypeExpr) -> Shape {
    match expr {
        TypeExpr::Collection(element) => Shape::Collection(Box::new(typed(*element))),
        TypeExpr::Unreadable { .. } | TypeExpr::Enumeration => Shape::Unknown,
        expr @ (TypeExpr::Primitive(_) | TypeExpr::Untyped | TypeExpr::Named { .. }) => {
            Shape::Type(expr)
        }
    }
}

/// What a text tells of the type that it stands for: `Boolean`, `String (timestamp)`, `a | b`.
pub fn placeholder(text: &str) -> Shape {
    let text = text.trim();
    if let Some(tag) = text.strip_prefix("@odata.type:") {
        return typed(type_expr::parse_text(tag.trim()));
    }
    let primitive = |primitive| Shape::Type(TypeExpr::Primitive(primitive));
    match text.to_ascii_lowercase().as_str() {
        "boolean" | "bool" => return primitive(Primitive::Boolean),
        "integer" | "number" => return Shape::Integer,
        "int32" => return primitive(Primitive::Int32),
        "int64" => return primitive(Primitive::Int64),
        "double" | "4.2" => return primitive(Primitive::Double),
        "string (timestamp)" | "datetime" | "timestamp" | "datetimeoffset" => {
            return primitive(Primitive::DateTimeOffset);
        }
        "date" => return primitive(Primitive::Date),
        "string (iso 8601 duration)" | "string (duration)" | "duration" => {
            return primitive(Primitive::Duration);
        }
        "string (time of day)" | "timeofday" => return primitive(Primitive::TimeOfDay),
        "binary" | "string (binary)" => return primitive(Primitive::Binary),
        "guid" => return primitive(Primitive::Guid),
        "json" => return Shape::Type(TypeExpr::Untyped),
        "stream" | "<unknown primitive type edm.stream>" => return primitive(Primitive::Stream),
        "string (identifier)" => return primitive(Primitive::String),
        _ => {}
    }
    if text.contains('|') {
        let values: Vec<String> = text
            .split('|')
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect();
        if values.len() > 1
            && values.iter().all(|value| {
                value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'_')
            })
        {
            return Shape::Union(values);
        }
    }
    // `"Single"`, `"Edm.Int32"`: any other name of a primitive type; `"Text"` is none.
    if let TypeExpr::Primitive(named) = type_expr::parse_text(text)
        && named != Primitive::String
    {
        return primitive(named);
    }
    let lower = text.to_ascii_lowercase();
    if lower.starts_with("collection(") {
        return typed(type_expr::parse_text(text));
    }
    if text.starts_with("microsoft.") && type_expr::is_type_name(text) {
        return typed(type_expr::parse_text(text));
    }
    Shape::Text
}
