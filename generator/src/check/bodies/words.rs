//! Strings of examples that are no values: names of types, placeholders, several values at once.

use crate::facts::TypeExpr;
use crate::facts::json_shape::{self, Shape};
use crate::model::Primitive;

/// `Boolean`, `Int32`: the name of the type, in place of a value.
pub(super) fn stands_for(text: &str, wanted: Primitive) -> bool {
    match json_shape::placeholder(text) {
        Shape::Type(TypeExpr::Primitive(primitive)) => primitive == wanted,
        Shape::Integer => matches!(
            wanted,
            Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32
        ),
        Shape::Type(_) | Shape::Text | Shape::Union(_) | Shape::Unknown | Shape::Collection(_) => {
            false
        }
    }
}

/// `{id}`, `<name>`, `String`, `a | b`: no value at all.
pub(super) fn is_placeholder(text: &str) -> bool {
    text.is_empty()
        || text.starts_with("@odata")
        || text.contains(['{', '<', '|', '…'])
        || text.contains("...")
        || text.contains("-value")
        || text.contains(" value")
        || text.eq_ignore_ascii_case("string")
}
