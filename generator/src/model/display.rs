//! How types, kinds of operations and sources of properties are written where people read them: in findings, answers and reports.

use std::fmt;

use super::operation::OperationKind;
use super::{Evidence, TypeRef};

/// As pages write it: `String`, `sample.book collection`.
impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Primitive(primitive) => primitive.fmt(f),
            Self::Named(name) => f.pad(&name.0),
            Self::Collection(item) => write!(f, "{item} collection"),
            Self::Untyped => f.pad("Json"),
            Self::Unknown { text } => f.pad(text),
        }
    }
}

impl fmt::Display for OperationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Get => "get",
            Self::List => "list",
            Self::Create => "create",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::Delete => "delete",
            Self::Action => "action",
            Self::Function => "function",
            Self::Delta => "delta",
            Self::AddReference => "add reference",
            Self::RemoveReference => "remove reference",
            Self::ListReferences => "list references",
            Self::Count => "count",
            Self::Download => "download",
            Self::Upload => "upload",
        })
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Table => "a table",
            Self::Json => "a JSON representation",
            Self::Request => "the table of a request",
            Self::Url => "a URL",
            Self::Example => "an example",
        })
    }
}
