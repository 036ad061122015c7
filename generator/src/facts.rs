//! What one page claims, each claim with its origin. Names are still raw; no other page is consulted.
//!
//! Entry: `extract`. A page is classified by its content alone ([`page_kind`]), its blocks are assigned to the sections
//! of the vocabulary ([`section`]), and one reader per kind of page makes the claims.

pub mod annotation;
mod as_json;
mod bounds;
mod broken_tables;
pub mod check;
pub(crate) mod claims;
pub mod doc_text;
pub mod enumeration;
pub mod extract;
mod inheritance;
mod introduction;
pub mod json_shape;
pub mod json_value;
pub mod notes;
pub mod operation;
pub mod page_kind;
mod phrases;
pub mod property;
pub mod references;
pub mod resource;
pub mod section;
pub mod type_expr;
pub mod values;
pub mod vocabulary;

pub use extract::extract;
pub use type_expr::TypeExpr;

use serde::{Deserialize, Serialize};

use crate::api::Doc;
use crate::source::{PageId, Span};
use enumeration::EnumFacts;
use operation::OperationFacts;
use operation::permissions::PermissionFacts;
use resource::{MethodFact, ResourceFacts};

/// What one page claims.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub struct PageFacts {
    /// Which page.
    pub page: PageId,
    /// Its path.
    pub path: String,
    /// The first heading, suffixes such as ` resource type` kept.
    pub title: Fact<String>,
    /// A `Namespace:` line, front matter or page annotation.
    pub namespace: Option<Fact<String>>,
    /// `ms.subservice` or `ms.prod`.
    pub area: Option<String>,
    /// The title says so.
    pub deprecated: bool,
    /// What it is about.
    pub subject: Subject,
    /// Enum tables under `x values` headings.
    pub enums: Vec<EnumFacts>,
    /// Rows of Methods tables.
    pub methods: Vec<MethodFact>,
}

/// What a page is about.
#[derive(Clone, Debug, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A resource.
    Resource(Box<ResourceFacts>),
    /// One enum.
    Enum(EnumFacts, Doc),
    /// An operation, or several.
    Operation(Box<OperationFacts>),
    /// A permission table that api pages include.
    Permissions(PermissionFacts),
    /// Nothing to emit by itself.
    Prose,
}

impl PageFacts {
    /// Whether the page documents a type or an operation, as opposed to running text and includes.
    pub(crate) fn is_reference(&self) -> bool {
        match self.subject {
            Subject::Resource(_) | Subject::Enum(..) | Subject::Operation(_) => true,
            Subject::Permissions(_) | Subject::Prose => false,
        }
    }
}

/// A claim: a value, and where it comes from.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct Fact<T> {
    /// What is claimed.
    pub value: T,
    /// Who claims it.
    pub origin: Origin,
}

/// The place of a claim and the rule that read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// Where.
    pub span: Span,
    /// By which rule.
    pub rule: Rule,
}

/// The rules by which claims are read. `docwright explain` prints them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// A key of the front matter.
    FrontMatter,
    /// The first heading.
    Title,
    /// A `Namespace:` line.
    NamespaceLine,
    /// A key of an annotation comment.
    Annotation,
    /// A row of a property table.
    PropertyRow,
    /// A row of a relationship table.
    RelationshipRow,
    /// A member of a JSON representation.
    JsonRepresentation,
    /// A row of an enum table.
    MemberRow,
    /// A list of values in a description.
    ValueList,
    /// A pipe union in a JSON block.
    PipeUnion,
    /// "Inherits from", "derived from" … in prose.
    BaseSentence,
    /// A row that says "Inherited from".
    InheritedRow,
    /// A table of derived types.
    DerivedTypes,
    /// A row of a Methods table.
    MethodRow,
    /// A line of an HTTP request block.
    RequestLine,
    /// A row of a parameter or request-body table.
    ParameterRow,
    /// A row of a header table.
    HeaderRow,
    /// A row of a permission table.
    PermissionRow,
    /// A sentence of the request-body section.
    BodySentence,
    /// The response sentence.
    ResponseSentence,
    /// An example message.
    ExampleMessage,
    /// Running text.
    Prose,
}

impl Rule {
    /// What the rule reads, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::Title => "title",
            Self::NamespaceLine => "namespace line",
            Self::Annotation => "annotation",
            Self::PropertyRow => "row of a property table",
            Self::RelationshipRow => "row of a relationship table",
            Self::JsonRepresentation => "JSON representation",
            Self::MemberRow => "table of members",
            Self::ValueList => "list of values",
            Self::PipeUnion => "values joined by bars",
            Self::BaseSentence => "sentence about the base",
            Self::InheritedRow => "row that says \"Inherited from\"",
            Self::DerivedTypes => "table of derived types",
            Self::MethodRow => "row of a methods table",
            Self::RequestLine => "request line",
            Self::ParameterRow => "row of a request table",
            Self::HeaderRow => "row of a header table",
            Self::PermissionRow => "row of a permission table",
            Self::BodySentence => "sentence about the request body",
            Self::ResponseSentence => "sentence about the response",
            Self::ExampleMessage => "example",
            Self::Prose => "text",
        }
    }
}

impl<T> Fact<T> {
    /// A claim read at `span` by `rule`.
    pub fn new(value: T, span: Span, rule: Rule) -> Self {
        Self {
            value,
            origin: Origin { span, rule },
        }
    }
}
