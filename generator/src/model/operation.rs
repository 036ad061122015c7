//! Operations: what can be called, with what, and what comes back.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use crate::api::{Argument, Method, PermissionSet, Permissions, Piece, Segment, UrlTemplate};

use super::{Doc, PagePath, Property, TypeName, TypeRef, WireName};
use crate::api::is_false;

/// The stem of the operation's page (`user-list-messages`), followed by `-get`, `-post` … where the page documents several methods.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OperationId(pub String);

/// One operation: one method, reachable by one or more URLs that mean the same.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// The page's first heading.
    pub title: String,
    /// HTTP method.
    pub method: Method,
    /// What kind of thing it does.
    pub kind: OperationKind,
    /// Every documented URL, the canonical one first. Empty when the page gives none: the caller has to know it.
    pub urls: Vec<UrlTemplate>,
    /// The type whose page lists this operation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<TypeName>,
    /// Path, query and header parameters, in that order, each group in order of appearance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// OData system query options that the page allows (`$select` …); `None` when it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query_options: Option<Vec<String>>,
    /// What is sent.
    pub body: Body,
    /// What comes back, by status; the successful ones first.
    pub responses: Vec<Response>,
    /// What the caller must be allowed to do; `None` when the page does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Permissions>,
    /// The page's examples.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// What the page says it does.
    #[serde(default, skip_serializing_if = "Doc::is_empty")]
    pub doc: Doc,
    /// The area of the docs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// The page.
    pub page: PagePath,
    /// Present when deprecated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Doc>,
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OperationKind {
    /// GET of one object or singleton.
    Get,
    /// GET of a collection.
    List,
    /// POST to a collection.
    Create,
    /// PATCH.
    Update,
    /// PUT of an object.
    Replace,
    /// DELETE of an object.
    Delete,
    /// POST of an OData action.
    Action,
    /// GET (or POST) of an OData function, `delta` excepted.
    Function,
    /// `delta`.
    Delta,
    /// POST or PUT to `$ref`.
    AddReference,
    /// DELETE of `$ref`.
    RemoveReference,
    /// GET of `$ref`.
    ListReferences,
    /// GET of `$count`.
    Count,
    /// GET of bytes: `$value`, `content`.
    Download,
    /// PUT (or PATCH, POST) of bytes.
    Upload,
}

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Parameter {
    /// As in the template, the query or the header.
    pub name: WireName,
    /// Where it goes.
    pub location: Location,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: TypeRef,
    /// Whether the request is wrong without it. Path parameters always are required.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// What the page says.
    #[serde(default, skip_serializing_if = "Doc::is_empty")]
    pub doc: Doc,
    /// A fixed value that the page gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Location {
    /// A placeholder or an argument in the URL.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
}

/// What is sent.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Body {
    /// Nothing.
    None,
    /// A value of a type of the model; only some of its properties may be needed.
    Type {
        /// The type.
        #[serde(rename = "type")]
        ty: TypeRef,
        /// Properties that the page lists, in page order, by name; empty when it lists none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        listed: Vec<WireName>,
        /// Those stated to be required.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        required: Vec<WireName>,
    },
    /// An object of its own: the parameters of an action.
    Parameters(Vec<Property>),
    /// A reference: `{"@odata.id": "…"}`.
    Reference,
    /// Bytes of some content type (empty: any).
    Bytes {
        /// `image/jpeg`
        content_type: String,
    },
    /// JSON of a form that the page does not describe.
    Untyped,
}

/// What comes back with one status code.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: ResponseBody,
}

/// The body of a response.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ResponseBody {
    /// Nothing.
    None,
    /// A value as the whole body.
    Type(TypeRef),
    /// `{"value": …}` around a value or, for a collection, a page of one: `@odata.nextLink` may follow.
    Value(TypeRef),
    /// Bytes.
    Bytes {
        /// As far as known.
        content_type: String,
        /// The type that the page gives to what the bytes stand for: `microsoft.graph.report`.
        #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
        ty: Option<TypeName>,
    },
}

/// An example of the page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Example {
    /// The annotation's name, or the heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Line of its code block in the page, from 1.
    pub line: u32,
    /// Request or response.
    pub message: Message,
    /// Headers, names in lower case.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The JSON body, mended where needed; `None` when there is none or when parts were left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub json: Option<Arc<serde_json::Value>>,
    /// The type of the JSON body (inside the envelope), where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ty: Option<TypeRef>,
    /// The body is `{"value": …}` around a value of `ty`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub wrapped: bool,
}

/// The start line of an example.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Message {
    /// `POST https://…`
    Request {
        /// Method.
        method: Method,
        /// URL as written.
        url: String,
    },
    /// `HTTP/1.1 200 OK`
    Response {
        /// Status code.
        status: u16,
    },
    /// JSON without start line that is no response: a sample of a type, such as what a notification holds.
    Sample,
}
