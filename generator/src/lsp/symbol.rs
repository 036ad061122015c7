//! What a position of a page can refer to. Data only.

use crate::facts::operation::request_line::RequestLine;
use crate::model::{OperationId, TypeName};
use crate::source::Span;

/// An item of the API, or a part of the docs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Symbol {
    /// A type.
    Type(TypeName),
    /// A property of a type or of one of its bases.
    Property(TypeName, String),
    /// A member of an enum.
    Member(TypeName, String),
    /// A parameter of an operation of this page.
    Parameter(String),
    /// An operation, with the request line if the position is in one.
    Operation(OperationId, Option<RequestLine>),
    /// A page, and a heading on it.
    Page(String, Option<String>),
}

/// A symbol, and the part of the page that refers to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SymbolAt {
    /// The symbol.
    pub(super) symbol: Symbol,
    /// The part of the page.
    pub(super) span: Span,
}
