//! Types of a plan as users write them, and the types of the API that they represent.

use std::collections::BTreeMap;

use crate::model::TypeName;
use crate::plan::stubs::{Argument, Body, BodyKind, Reply};
use crate::plan::{Dates, Item, Plan, RustPath, RustType, Scalar};

/// The type of a parameter that is written into a URL or a header as text.
pub(super) const ARGUMENT: &str = "impl Argument";

/// The scalars that implement `Argument`.
pub(super) const SCALARS: &[&str] = &[
    "bool",
    "i32",
    "i64",
    "f64",
    "Decimal",
    "Timestamp",
    "chrono::DateTime<chrono::Utc>",
    "time::OffsetDateTime",
    "Date",
    "chrono::NaiveDate",
    "time::Date",
    "Time",
    "chrono::NaiveTime",
    "time::Time",
    "Span",
    "Guid",
];

/// The types of a plan.
#[derive(Debug)]
pub(in crate::diff) struct TypeNames {
    /// From the path in Rust to the name in the API.
    names: BTreeMap<String, TypeName>,
}

impl TypeNames {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut names = BTreeMap::new();
        for module in plan.areas.iter().flat_map(|area| &area.modules) {
            for item in &module.items {
                let (ident, api_name) = match item {
                    Item::Record(record) => (&record.ident, &record.api_name),
                    Item::Enum(list) => (&list.ident, &list.api_name),
                    Item::Poly(poly) => (&poly.ident, &poly.api_name),
                    Item::Constants(_) => continue,
                };
                let path = RustPath {
                    namespace: module.namespace.clone(),
                    ident: ident.clone(),
                };
                names.insert(path_of(&path), api_name.clone());
            }
        }
        Self { names }
    }

    /// The type of the API behind a type in Rust.
    pub(super) fn named(&self, ty: &RustType) -> Option<TypeName> {
        match ty {
            RustType::Scalar(_) | RustType::Json => None,
            RustType::Record(path)
            | RustType::Enum(path)
            | RustType::Flags(path)
            | RustType::Poly(path) => self.names.get(&path_of(path)).cloned(),
            RustType::List(item) => self.named(item),
        }
    }

    /// The type of the API at a path in Rust.
    pub(super) fn at(&self, path: &RustPath) -> Option<TypeName> {
        self.names.get(&path_of(path)).cloned()
    }

    /// The type of the API in a response.
    pub(super) fn in_reply(&self, reply: &Reply) -> Option<TypeName> {
        match reply {
            Reply::Json(ty)
            | Reply::Value(ty)
            | Reply::Maybe(ty)
            | Reply::Paged(ty)
            | Reply::Delta(ty) => self.named(ty),
            Reply::Nothing | Reply::Count | Reply::Download | Reply::Started => None,
        }
    }

    /// The type of the API in a request body.
    pub(super) fn in_body(&self, body: Option<&Body>) -> Option<TypeName> {
        match &body?.kind {
            BodyKind::Value(ty) | BodyKind::List(ty) => self.named(ty),
            BodyKind::Parameters(_)
            | BodyKind::Reference
            | BodyKind::Bytes(_)
            | BodyKind::Multipart
            | BodyKind::Untyped => None,
        }
    }
}

/// `models::security::Alert`
pub(super) fn path_of(path: &RustPath) -> String {
    let mut text = "models::".to_owned();
    for module in &path.namespace {
        text.push_str(&module.written());
        text.push_str("::");
    }
    text + &path.ident.written()
}

/// The type that a field holds.
pub(super) fn held(ty: &RustType) -> String {
    match ty {
        RustType::Record(path) => format!("Box<{}>", path_of(path)),
        RustType::Scalar(_)
        | RustType::Json
        | RustType::Enum(_)
        | RustType::Flags(_)
        | RustType::Poly(_)
        | RustType::List(_) => plain(ty),
    }
}

/// The type itself.
pub(super) fn plain(ty: &RustType) -> String {
    match ty {
        RustType::Scalar(kind) => scalar(*kind).to_owned(),
        RustType::Json => "serde_json::Value".to_owned(),
        RustType::Record(path) | RustType::Enum(path) | RustType::Poly(path) => path_of(path),
        RustType::Flags(path) => format!("Flags<{}>", path_of(path)),
        RustType::List(item) => format!("Vec<{}>", plain(item)),
    }
}

fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Text => "String",
        Scalar::Bool => "bool",
        Scalar::Int32 => "i32",
        Scalar::Int64 => "i64",
        Scalar::Float => "f64",
        Scalar::Decimal => "Decimal",
        Scalar::Timestamp(Dates::Jiff) => "Timestamp",
        Scalar::Timestamp(Dates::Chrono) => "chrono::DateTime<chrono::Utc>",
        Scalar::Timestamp(Dates::Time) => "time::OffsetDateTime",
        Scalar::Date(Dates::Jiff) => "Date",
        Scalar::Date(Dates::Chrono) => "chrono::NaiveDate",
        Scalar::Date(Dates::Time) => "time::Date",
        Scalar::Time(Dates::Jiff) => "Time",
        Scalar::Time(Dates::Chrono) => "chrono::NaiveTime",
        Scalar::Time(Dates::Time) => "time::Time",
        Scalar::Duration => "Span",
        Scalar::Guid => "Guid",
        Scalar::Bytes => "Bytes",
    }
}

/// The parameter for a value in a URL or a header.
pub(super) fn argument(argument: &Argument) -> String {
    match argument.scalar {
        Scalar::Text | Scalar::Bytes => ARGUMENT.to_owned(),
        other @ (Scalar::Bool
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Float
        | Scalar::Decimal
        | Scalar::Timestamp(_)
        | Scalar::Date(_)
        | Scalar::Time(_)
        | Scalar::Duration
        | Scalar::Guid) => scalar(other).to_owned(),
    }
}

/// The parameter for a request body.
pub(super) fn body(body: &Body) -> String {
    match &body.kind {
        BodyKind::Value(ty) => format!("&{}", plain(ty)),
        BodyKind::List(ty) => format!("&[{}]", plain(ty)),
        BodyKind::Parameters(ident) => format!("&operations::{}", ident.written()),
        BodyKind::Reference => "impl Into<Reference>".to_owned(),
        BodyKind::Bytes(_) => "impl Into<Body>".to_owned(),
        BodyKind::Multipart => "Multipart".to_owned(),
        BodyKind::Untyped => "&serde_json::Value".to_owned(),
    }
}

/// The response.
pub(super) fn reply(reply: &Reply) -> String {
    match reply {
        Reply::Json(ty) => format!("Json<{}>", plain(ty)),
        Reply::Value(ty) => format!("Value<{}>", held(ty)),
        Reply::Maybe(ty) => format!("Maybe<{}>", plain(ty)),
        Reply::Paged(ty) => format!("Paged<{}>", plain(ty)),
        Reply::Delta(ty) => format!("Delta<{}>", plain(ty)),
        Reply::Nothing => "Nothing".to_owned(),
        Reply::Count => "Count".to_owned(),
        Reply::Download => "Download".to_owned(),
        Reply::Started => "Started".to_owned(),
    }
}
