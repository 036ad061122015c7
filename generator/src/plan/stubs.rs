//! Client stubs, decided: one struct for each operation, one for each kind of place in the API, and how the one leads to the
//! other. Here are the types; the modules below make the decisions. Knows the types of the model by their paths only.

mod arguments;
mod bodies;
mod condition;
mod example;
mod example_calls;
pub(super) mod fingerprint;
mod kinds;
mod lower;
mod method_names;
mod operation_names;
mod operations;
mod placement;
mod places;
mod replies;
mod route;
mod step;
mod texts;
mod tree;
mod verbs;

pub use crate::model::operation::{Method as HttpMethod, PermissionSet, Permissions};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::api::Doc;
use crate::files::RelPath;
use crate::model::{OperationId, PagePath};

use super::{Deprecation, Docs, Gate, Record, RustIdent, RustPath, RustType, Scalar, StdPaths};

pub use condition::Condition;
pub(crate) use fingerprint::StubsSummary;
pub(super) use lower::plan;
pub use step::{Step, StepArgument};

/// The stubs of a crate.
#[derive(Clone, Debug)]
pub struct Stubs {
    /// The service root, where the configuration names it.
    pub base_url: Option<String>,
    /// The rustdoc of the client.
    pub docs: Docs,
    /// The methods of the client: the first segments of the URLs.
    pub methods: Vec<PlaceMethod>,
    /// The operations, by area.
    pub areas: Vec<OperationArea>,
    /// The modules of places, by the first segments of their URLs.
    pub place_modules: Vec<PlaceModule>,
    /// The files of places, by path.
    pub places: Vec<PlaceFile>,
    /// A call of every operation by each of its URLs.
    pub example_calls: Vec<ExampleCall>,
    /// Names that two methods asked for; the first got it.
    pub collisions: Vec<Collision>,
    /// Places in the tree of URLs, before those that are alike became one.
    pub places_before: usize,
}

/// The operations of one area.
#[derive(Clone, Debug)]
pub struct OperationArea {
    /// The module's name.
    pub ident: RustIdent,
    /// The file that declares it.
    pub file: RelPath,
    /// The feature that it needs.
    pub gate: Gate,
    /// Its files.
    pub modules: Vec<OperationModule>,
}

/// One file with operations.
#[derive(Clone, Debug, Hash)]
pub struct OperationModule {
    /// The module's name.
    pub ident: RustIdent,
    /// The file.
    pub file: RelPath,
    /// How the standard types are written here.
    pub std_paths: StdPaths,
    /// The operations, by id.
    pub operations: Vec<Operation>,
    /// The pages that they come from, sorted.
    pub sources: Vec<PagePath>,
}

/// The struct of an operation.
#[derive(Clone, Debug, Hash)]
pub struct Operation {
    /// Its name.
    pub ident: RustIdent,
    /// The API's name for it.
    pub id: OperationId,
    /// HTTP method.
    pub method: HttpMethod,
    /// The URL templates, the canonical one first.
    pub urls: Vec<String>,
    /// The page.
    pub page: PagePath,
    /// The statuses of success, as documented.
    pub statuses: Vec<u16>,
    /// The permissions of callers.
    pub permissions: Option<Permissions>,
    /// Present when deprecated.
    pub deprecated: Option<Deprecation>,
    /// A summary: one sentence without markup.
    pub summary: Doc,
    /// Its rustdoc.
    pub docs: Docs,
    /// The rustdoc of its constructor.
    pub at_docs: Docs,
    /// The features that it needs besides that of its area.
    pub condition: Condition,
    /// The type whose properties `select` and its like name.
    pub subject: Option<RustPath>,
    /// The OData options that the page allows.
    pub options: Vec<QueryOption>,
    /// The reply.
    pub reply: Reply,
    /// The arguments of the constructor besides the path, in order.
    pub arguments: Vec<Argument>,
    /// The body of the request.
    pub body: Option<Body>,
    /// The methods that set optional parameters.
    pub setters: Vec<Setter>,
    /// The struct of its parameters, where they travel in the body.
    pub parameters: Option<Record>,
}

/// The OData system query options (OData 4.01, part 2, section 5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QueryOption {
    /// `$select`
    Select,
    /// `$expand`
    Expand,
    /// `$filter`
    Filter,
    /// `$orderby`
    OrderBy,
    /// `$search`
    Search,
    /// `$top`
    Top,
    /// `$skip`
    Skip,
    /// `$count`
    Count,
    /// `$format`
    Format,
    /// `$skiptoken`
    SkipToken,
    /// `$deltatoken`
    DeltaToken,
}

/// The reply of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reply {
    /// A value.
    Json(RustType),
    /// A value in `{"value": …}`.
    Value(RustType),
    /// A value, or nothing, as the status says.
    Maybe(RustType),
    /// A page of a list.
    Paged(RustType),
    /// A page of changes.
    Delta(RustType),
    /// Nothing.
    Nothing,
    /// A number, as text.
    Count,
    /// Bytes.
    Download,
    /// That the work has begun.
    Started,
}

/// An argument of a method.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Argument {
    /// Its name.
    pub ident: RustIdent,
    /// Its type; text stands for everything that can be written in a URL.
    pub scalar: Scalar,
    /// Where its value goes.
    pub target: ArgumentTarget,
}

/// Where the value of an argument goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArgumentTarget {
    /// Into the path.
    Path,
    /// To a query option of this name.
    Query(String),
    /// To a header of this name.
    Header(String),
}

/// A method that sets something optional.
#[derive(Clone, Debug, Hash)]
pub struct Setter {
    /// Its name, its type, and where the value goes.
    pub argument: Argument,
    /// Its rustdoc.
    pub docs: Docs,
}

/// What an operation sends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Body {
    /// The argument's name.
    pub ident: RustIdent,
    /// What it is.
    pub kind: BodyKind,
}

/// The kinds of bodies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BodyKind {
    /// A value of the API.
    Value(RustType),
    /// Several of them.
    List(RustType),
    /// The struct of the operation's parameters.
    Parameters(RustIdent),
    /// A reference.
    Reference,
    /// Bytes of this content type; of any when empty.
    Bytes(String),
    /// Several parts.
    Multipart,
    /// Any JSON.
    Untyped,
}

/// A module of places, as the module above declares it.
#[derive(Clone, Debug, Hash)]
pub struct PlaceModule {
    /// Its name.
    pub ident: RustIdent,
    /// What it needs besides what the module above needs.
    pub condition: Condition,
}

/// A file of places.
#[derive(Clone, Debug, Hash)]
pub struct PlaceFile {
    /// The file.
    pub file: RelPath,
    /// How far the module is below the root.
    pub depth: usize,
    /// When it is compiled.
    pub condition: Condition,
    /// The modules below.
    pub modules: Vec<PlaceModule>,
    /// The kinds of places, in the order of their URLs.
    pub kinds: Vec<PlaceKind>,
}

/// A kind of place: places with the same operations and the same places below are one kind.
#[derive(Clone, Debug, Hash)]
pub struct PlaceKind {
    /// Its name.
    pub ident: RustIdent,
    /// Its rustdoc.
    pub docs: Docs,
    /// What it needs besides what its file needs.
    pub condition: Condition,
    /// One method for each place below and for each operation.
    pub methods: Vec<PlaceMethod>,
}

/// A method of a place.
#[derive(Clone, Debug, Hash)]
pub struct PlaceMethod {
    /// Its name.
    pub ident: RustIdent,
    /// Its rustdoc.
    pub docs: Docs,
    /// What it needs besides what its place needs.
    pub condition: Condition,
    /// Present when what it returns is deprecated.
    pub deprecated: Option<Deprecation>,
    /// What it adds to the URL.
    pub step: Option<Step>,
    /// One argument for each value of the step, in order.
    pub arguments: Vec<Argument>,
    /// What it returns.
    pub target: Target,
}

/// What a method of a place returns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A place.
    Place(RustIdent),
    /// An operation, whose constructor takes more.
    Operation {
        /// The operation's struct.
        ident: RustIdent,
        /// Its arguments.
        arguments: Vec<Argument>,
        /// The body of the request.
        body: Option<Body>,
    },
}

/// A call of an operation by one of its URLs, with values that fit.
#[derive(Clone, Debug, Hash)]
pub struct ExampleCall {
    /// The operation.
    pub id: OperationId,
    /// Its struct.
    pub ident: RustIdent,
    /// The URL template; empty for an operation whose URL the caller knows.
    pub template: String,
    /// When it is compiled.
    pub condition: Condition,
    /// The methods to call, beginning at the client.
    pub chain: Vec<ChainedCall>,
    /// The values of the parameters, by name.
    pub values: Vec<(String, String)>,
    /// The JSON body of the page's example, where there is one.
    pub body: Option<Arc<str>>,
}

/// A call of a method, in a chain of calls.
#[derive(Clone, Debug, Hash)]
pub struct ChainedCall {
    /// The method.
    pub ident: RustIdent,
    /// What is passed.
    pub arguments: Vec<Sample>,
}

/// A value that fits an argument.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Sample {
    /// A text.
    Text(String),
    /// A value that is written so in a URL, and read from there.
    Parsed(Scalar, String),
    /// A body of JSON: that of the page's example.
    Json,
    /// The same, where it is a list.
    List,
    /// Bytes.
    Bytes,
    /// Parts.
    Multipart,
    /// Where a reference points.
    Reference(String),
}

/// A name that two methods asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collision {
    /// The page of the one that got another name.
    pub page: PagePath,
    /// The name that both asked for, and where.
    pub wanted: String,
    /// The name that it got.
    pub given: String,
}
