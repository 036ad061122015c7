//! The words that headings and table columns use, as data. Matching is by normalised prefix (dialect 2.4, 3.3).

/// The sections that readers know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionKind {
    /// Before the first section heading: title, namespace line, introduction.
    Intro,
    /// Properties of a resource.
    Properties,
    /// Relationships of a resource.
    Relationships,
    /// JSON representation of a resource.
    Json,
    /// Methods, actions, reports of a resource.
    Methods,
    /// Members of an enum page.
    Members,
    /// `x values`: members of an enum elsewhere. The heading names it.
    EnumValues,
    /// Types that derive from this one.
    DerivedTypes,
    /// Permissions of an operation.
    Permissions,
    /// HTTP request lines.
    HttpRequest,
    /// Query parameters.
    QueryParameters,
    /// Function parameters.
    FunctionParameters,
    /// Path parameters.
    PathParameters,
    /// Request headers.
    RequestHeaders,
    /// The request body.
    RequestBody,
    /// The response sentence (a response inside the examples belongs to those).
    Response,
    /// Examples.
    Examples,
    /// Anything else.
    Other,
}

/// Heading prefixes, normalised, in the order in which they are tried.
pub const HEADINGS: &[(&str, SectionKind)] = &[
    ("properties", SectionKind::Properties),
    ("instance attributes", SectionKind::Properties),
    ("common properties", SectionKind::Properties),
    ("relationships", SectionKind::Relationships),
    ("json representation", SectionKind::Json),
    ("methods", SectionKind::Methods),
    ("reports", SectionKind::Methods),
    ("actions", SectionKind::Methods),
    ("tasks on", SectionKind::Methods),
    ("members", SectionKind::Members),
    ("derived types", SectionKind::DerivedTypes),
    ("permission", SectionKind::Permissions),
    ("prerequisites", SectionKind::Permissions),
    ("http request", SectionKind::HttpRequest),
    ("optional query parameters", SectionKind::QueryParameters),
    (
        "optional odata query parameters",
        SectionKind::QueryParameters,
    ),
    ("query parameters", SectionKind::QueryParameters),
    ("query string parameters", SectionKind::QueryParameters),
    ("odata query parameters", SectionKind::QueryParameters),
    (
        "optional query string parameters",
        SectionKind::QueryParameters,
    ),
    ("function parameters", SectionKind::FunctionParameters),
    ("path parameters", SectionKind::PathParameters),
    ("url parameters", SectionKind::PathParameters),
    ("parameters", SectionKind::PathParameters),
    ("request headers", SectionKind::RequestHeaders),
    ("optional request headers", SectionKind::RequestHeaders),
    ("request body", SectionKind::RequestBody),
    ("response", SectionKind::Response),
    ("example", SectionKind::Examples),
];

/// Last words of a heading that make the word before them the name of an enum.
pub const ENUM_HEADING_SUFFIXES: &[&str] = &[
    " enumeration values",
    " enum values",
    " property values",
    " values",
    " value",
    " options",
    " enumeration",
];

/// What follows the name in the title of a resource page. Some titles misspell it (`resouce`).
pub const TITLE_SUFFIXES: &[&str] = &[
    " resource",
    " complex type",
    " entity type",
    " resouce",
    " enum type",
    " enumeration",
    " facet",
    " type",
    " object",
];

/// Header cells that mark the type column. Some authors took the header of a Methods table (resources/agreementfiledata.md).
pub const TYPE_COLUMNS: &[&str] = &["type", "data type", "return type"];

/// Starts of the first header of tables that name properties or parameters.
pub const NAME_COLUMNS: &[&str] = &[
    "propert",
    "parameter",
    "query parameter",
    "query option",
    "name",
    "field",
];

/// Lower case, blanks collapsed, punctuation and markup dropped: the form in which headings and header cells are compared.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace) {
        let start = out.len();
        if start > 0 {
            out.push(' ');
        }
        let before = out.len();
        out.extend(
            word.chars()
                .filter(|c| c.is_alphanumeric() || *c == '_' || *c == '.')
                .flat_map(char::to_lowercase),
        );
        if out.len() == before {
            out.truncate(start);
        }
    }
    out
}
