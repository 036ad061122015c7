//! The words of an API that both the claims of single pages and the merged model are made of: names, primitive types, HTTP
//! methods, URLs, permissions, text. Plain values; knows neither pages nor the model.

mod doc;
mod permissions;
mod url;

pub use doc::{Doc, DocBlock, DocInline, MarkdownLinks, ends_sentence, write_text};
pub use permissions::{PermissionSet, Permissions};
pub use url::{Argument, Piece, Segment, UrlTemplate};

use std::fmt;

use serde::{Deserialize, Serialize};

/// A qualified type name as the API spells it: `microsoft.graph.user`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TypeName(pub String);

/// A name as it stands in JSON or in a URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WireName(pub String);

/// How the names of Markdown files end.
const PAGE_EXTENSIONS: &[&str] = &["md", "mdx", "markdown"];

/// A path without the extension of Markdown files; none if it has another one.
pub fn page_stem(path: &str) -> Option<&str> {
    let (stem, extension) = path.rsplit_once('.')?;
    PAGE_EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
        .then_some(stem)
}

/// The path of a page relative to the docs folder: `resources/user.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PagePath(pub String);

/// OData primitive types (OData 4.01 CSDL, section 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Primitive {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// Unsigned 8 bit.
    Byte,
    /// Signed 8 bit.
    SByte,
    /// 16 bit.
    Int16,
    /// 32 bit.
    Int32,
    /// 64 bit; a number or a string on the wire.
    Int64,
    /// 32-bit float.
    Single,
    /// 64-bit float; `NaN`, `INF`, `-INF` as strings.
    Double,
    /// Decimal.
    Decimal,
    /// A date and time with offset, RFC 3339.
    DateTimeOffset,
    /// `2021-07-13`
    Date,
    /// `13:20:00.0000000`
    TimeOfDay,
    /// ISO 8601: `PT2H`.
    Duration,
    /// A GUID, as text.
    Guid,
    /// base64 or base64url.
    Binary,
    /// A stream: never in a JSON body.
    Stream,
}

/// As pages write it, without the `Edm.` in front.
impl fmt::Display for Primitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Primitive {
    /// The name in OData, without the `Edm.` in front.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::Boolean => "Boolean",
            Self::Byte => "Byte",
            Self::SByte => "SByte",
            Self::Int16 => "Int16",
            Self::Int32 => "Int32",
            Self::Int64 => "Int64",
            Self::Single => "Single",
            Self::Double => "Double",
            Self::Decimal => "Decimal",
            Self::DateTimeOffset => "DateTimeOffset",
            Self::Date => "Date",
            Self::TimeOfDay => "TimeOfDay",
            Self::Duration => "Duration",
            Self::Guid => "Guid",
            Self::Binary => "Binary",
            Self::Stream => "Stream",
        }
    }
}

/// Whether a property is part of the default answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Returned {
    /// "Returned by default."
    ByDefault,
    /// "Returned only on `$select`."
    OnSelect,
    /// "Returned only on `$expand`", or by a single get.
    OnExpand,
}

/// An OData option that a property supports: `$filter` with `eq`, `ne` …
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Capability {
    /// `$filter`, `$orderby`, `$search`, `$expand` …
    pub option: String,
    /// The operators named with it, as written: `eq`, `startsWith`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operators: Vec<String>,
}

/// HTTP methods that the pages use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "RFC 9110, section 9.3")]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

impl Method {
    /// As it stands in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
pub(crate) fn is_false(value: &bool) -> bool {
    !*value
}
