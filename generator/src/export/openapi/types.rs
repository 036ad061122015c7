//! Types as used: from a [`TypeRef`] to a schema. Knows nothing of descriptions.

use super::{Ctx, Object, Tree};
use crate::model::{Primitive, TypeRef};

impl<'m> Ctx<'m> {
    /// The schema of a type, as an object that description and flags can be added to.
    pub(super) fn schema(&self, ty: &'m TypeRef) -> Object<'m> {
        match ty {
            TypeRef::Primitive(primitive) => scalar(*primitive),
            TypeRef::Named(name) => match self.key(name) {
                Some(key) => reference(key),
                None => Object::new().with("x-docwright-unresolved", name.0.as_str()),
            },
            TypeRef::Collection(item) => Object::new()
                .with("type", "array")
                .with("items", self.schema(item)),
            TypeRef::Untyped => Object::new(),
            TypeRef::Unknown { text } => {
                Object::new().with("x-docwright-unresolved", text.as_str())
            }
        }
    }

    /// The same, with `null` allowed.
    pub(super) fn nullable(&self, ty: &'m TypeRef) -> Object<'m> {
        let null = || Tree::from(Object::new().with("type", "null"));
        match ty {
            TypeRef::Primitive(primitive) => with_null(scalar(*primitive), primitive.json_type()),
            TypeRef::Named(_) => Object::new().with("anyOf", vec![self.schema(ty).into(), null()]),
            TypeRef::Collection(item) => {
                with_null(Object::new().with("items", self.schema(item)), "array")
            }
            TypeRef::Untyped | TypeRef::Unknown { .. } => self.schema(ty),
        }
    }
}

/// A reference to a schema.
pub(super) fn reference<'m>(key: &str) -> Object<'m> {
    Object::new().with("$ref", format!("#/components/schemas/{key}"))
}

fn with_null<'m>(schema: Object<'m>, kind: &'static str) -> Object<'m> {
    let mut out = Object::new().with("type", vec![kind.into(), "null".into()]);
    out.extend(schema, "type");
    out
}

/// Formats of the OpenAPI format registry.
fn scalar<'m>(primitive: Primitive) -> Object<'m> {
    let schema = Object::new().with("type", primitive.json_type());
    match primitive {
        Primitive::String | Primitive::Boolean => schema,
        Primitive::Byte => schema.with("format", "uint8"),
        Primitive::SByte => schema.with("format", "int8"),
        Primitive::Int16 => schema.with("format", "int16"),
        Primitive::Int32 => schema.with("format", "int32"),
        Primitive::Int64 => schema.with("format", "int64"),
        Primitive::Single => schema.with("format", "float"),
        Primitive::Double => schema.with("format", "double"),
        Primitive::Decimal => schema.with("format", "decimal"),
        Primitive::DateTimeOffset => schema.with("format", "date-time"),
        Primitive::Date => schema.with("format", "date"),
        Primitive::TimeOfDay => schema.with("format", "time"),
        Primitive::Duration => schema.with("format", "duration"),
        Primitive::Guid => schema.with("format", "uuid"),
        Primitive::Binary => schema.with("contentEncoding", "base64url"),
        Primitive::Stream => schema.with("contentMediaType", "application/octet-stream"),
    }
}

impl Primitive {
    fn json_type(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Byte | Self::SByte | Self::Int16 | Self::Int32 | Self::Int64 => "integer",
            Self::Single | Self::Double | Self::Decimal => "number",
            Self::String
            | Self::DateTimeOffset
            | Self::Date
            | Self::TimeOfDay
            | Self::Duration
            | Self::Guid
            | Self::Binary
            | Self::Stream => "string",
        }
    }
}
