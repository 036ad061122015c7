//! The items of an API that documentation names and that changes are about. Knows no places.

use super::{OperationId, TypeName, WireName};

/// Something that the documentation names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ApiItem {
    /// A type.
    Type(TypeName),
    /// A property of a type.
    Property(TypeName, WireName),
    /// A member of an enum.
    Member(TypeName, WireName),
    /// An operation.
    Operation(OperationId),
    /// A URL of an operation, by its template.
    Url(OperationId, String),
    /// A parameter of an operation: in the path, the query, a header or the body.
    Parameter(OperationId, WireName),
    /// What an operation sends.
    Body(OperationId),
    /// What comes back.
    Response(OperationId),
    /// Who may call it.
    Permissions(OperationId),
    /// An area of the docs.
    Area(String),
    /// The API as a whole.
    Api,
}
