//! Values in fixups: text to types, URLs and truth values, and what the model says now as text.

use crate::config::Fixup;
use crate::model::{Model, Primitive, TypeName, TypeRef};

/// Whether the model says what the fixup expects.
pub(super) fn check(current: &str, fixup: &Fixup) -> Result<(), String> {
    let expected = fixup.expect.0.as_str();
    if current == expected {
        return Ok(());
    }
    let say = |text: &str| {
        if text.is_empty() {
            "nothing".to_owned()
        } else {
            format!("`{text}`")
        }
    };
    Err(format!(
        "expected {}, found {}",
        say(expected),
        say(current)
    ))
}

pub(super) fn read_bool(text: &str) -> Result<bool, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is neither true nor false"))
}

/// The type of this name, with its namespace or, where only one type has that name, without.
pub(super) fn resolve(model: &Model, name: &str) -> Option<TypeName> {
    let full = TypeName(name.to_owned());
    if model.types.contains_key(&full) {
        return Some(full);
    }
    let mut found = model.types.keys().filter(|key| {
        key.0
            .rsplit_once('.')
            .is_some_and(|(_, short)| short == name)
    });
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only.clone()),
        _ => None,
    }
}

/// `Edm.Int32`, `Int32`, `microsoft.graph.user`, `user`, `Collection(user)`, or as pages have it `user collection`, `Untyped`.
pub(super) fn read_type(model: &Model, text: &str) -> Result<TypeRef, String> {
    let as_metadata = text
        .strip_prefix("Collection(")
        .and_then(|rest| rest.strip_suffix(')'));
    if let Some(item) = as_metadata.or_else(|| text.strip_suffix(" collection")) {
        return Ok(TypeRef::Collection(Box::new(read_type(model, item)?)));
    }
    if text == "Untyped" {
        return Ok(TypeRef::Untyped);
    }
    let short = text.strip_prefix("Edm.").unwrap_or(text);
    if let Some((_, primitive)) = PRIMITIVES.iter().find(|(name, _)| *name == short) {
        return Ok(TypeRef::Primitive(*primitive));
    }
    resolve(model, text)
        .map(TypeRef::Named)
        .ok_or_else(|| format!("no type is named `{text}`"))
}

/// A type as [`read_type`] reads it.
pub(super) fn show(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Primitive(primitive) => {
            let named = PRIMITIVES.iter().find(|(_, known)| known == primitive);
            format!("Edm.{}", named.map_or("", |(name, _)| name))
        }
        TypeRef::Named(name) => name.0.clone(),
        TypeRef::Collection(item) => format!("Collection({})", show(item)),
        TypeRef::Untyped => "Untyped".to_owned(),
        TypeRef::Unknown { text } => text.clone(),
    }
}

/// Names without `Edm.`.
const PRIMITIVES: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("Boolean", Primitive::Boolean),
    ("Byte", Primitive::Byte),
    ("SByte", Primitive::SByte),
    ("Int16", Primitive::Int16),
    ("Int32", Primitive::Int32),
    ("Int64", Primitive::Int64),
    ("Single", Primitive::Single),
    ("Double", Primitive::Double),
    ("Decimal", Primitive::Decimal),
    ("DateTimeOffset", Primitive::DateTimeOffset),
    ("Date", Primitive::Date),
    ("TimeOfDay", Primitive::TimeOfDay),
    ("Duration", Primitive::Duration),
    ("Guid", Primitive::Guid),
    ("Binary", Primitive::Binary),
    ("Stream", Primitive::Stream),
];
