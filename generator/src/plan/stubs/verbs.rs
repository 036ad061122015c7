//! The verbs that methods are called by: what an operation does, in one word.

use crate::model::Operation;
use crate::model::operation::{Method, OperationKind, Segment};
use crate::plan::spaces;

/// The verbs that operations have at their places, in the order of the methods.
pub(super) const VERBS: [&str; 8] = [
    "get", "list", "create", "update", "replace", "delete", "download", "upload",
];

/// What the method of an operation at its own place is called.
pub(super) fn verb(operation: &Operation) -> &'static str {
    match operation.kind {
        OperationKind::Get => "get",
        OperationKind::List => "list",
        OperationKind::Create => "create",
        OperationKind::Update => "update",
        OperationKind::Replace => "replace",
        OperationKind::Delete => "delete",
        OperationKind::Download => "download",
        OperationKind::Upload => "upload",
        OperationKind::Delta => "delta",
        OperationKind::AddReference => "add_reference",
        OperationKind::RemoveReference => "remove_reference",
        OperationKind::ListReferences => "list_references",
        OperationKind::Count => "count",
        OperationKind::Action | OperationKind::Function => match operation.method {
            Method::Get => "get",
            Method::Head => "head",
            Method::Post => "post",
            Method::Put => "put",
            Method::Patch => "patch",
            Method::Delete => "delete",
            Method::Options => "options",
        },
    }
}

/// The name that the method of an operation asks for at its first URL; `None` for an operation without a URL.
pub(super) fn preferred(operation: &Operation) -> Option<String> {
    let url = operation.urls.first()?;
    let last = match url.segments.last() {
        Some(Segment::Name(name) | Segment::Call { name, .. }) => Some(spaces::split_name(name).1),
        Some(Segment::Parameter(_) | Segment::Cast(_) | Segment::Mixed(_)) | None => None,
    };
    let name = match operation.kind {
        OperationKind::Action | OperationKind::Function | OperationKind::Delta => last,
        OperationKind::Get
        | OperationKind::List
        | OperationKind::Create
        | OperationKind::Update
        | OperationKind::Replace
        | OperationKind::Delete
        | OperationKind::AddReference
        | OperationKind::RemoveReference
        | OperationKind::ListReferences
        | OperationKind::Download
        | OperationKind::Upload
        | OperationKind::Count => None,
    };
    Some(name.unwrap_or_else(|| verb(operation)).to_owned())
}

/// The name of an operation whose segment says less than its kind.
pub(super) fn folded_verb(kind: OperationKind) -> Option<&'static str> {
    match kind {
        OperationKind::AddReference => Some("add_reference"),
        OperationKind::RemoveReference => Some("remove_reference"),
        OperationKind::ListReferences => Some("list_references"),
        OperationKind::Count => Some("count"),
        OperationKind::Get
        | OperationKind::List
        | OperationKind::Create
        | OperationKind::Update
        | OperationKind::Replace
        | OperationKind::Delete
        | OperationKind::Action
        | OperationKind::Function
        | OperationKind::Delta
        | OperationKind::Download
        | OperationKind::Upload => None,
    }
}
