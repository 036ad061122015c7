//! The table of codes: name, severity and one line of meaning. Everything that lists codes is made from it.

use serde::{Deserialize, Serialize};

use super::Severity;
use super::explanation::section;

macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident, $meaning:literal;)*) => {
        /// What kind of problem a diagnostic reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code { $(#[doc = $meaning] $variant,)* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name users see: stable, kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How bad a finding of this code is, unless the configuration says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// One line on what it means.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// What the rule does and why it matters, with a bad page and a good one: Markdown, from the file in `codes/` that
            /// is named after the rule. Its headings are [`HEADINGS`](super::explanation::HEADINGS).
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("codes/", $name, ".md")),)* }
            }
        }
    };
}

impl Code {
    /// The code with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Why the rule matters, from its explanation, as one line.
    pub fn why(self) -> String {
        let text = section(self.explanation(), "Why it matters").unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

codes! {
    // Reading files.
    UnreadablePage = "unreadable-page", Warning, "The file could not be read; all other pages were.";
    InvalidUtf8 = "invalid-utf8", Warning, "The page is not valid UTF-8; invalid bytes were replaced.";
    OverLimit = "over-limit", Warning, "Something exceeds a limit of docwright and was left out.";
    // Configuration.
    FixupNotApplied = "fixup-not-applied", Error, "A fixup in `docwright.toml` does not find the text it expects, so it was not applied.";
    UnusedSetting = "unused-setting", Error, "A setting in `docwright.toml` names something that the pages do not have, or a Rust name that is taken.";
    // Generating.
    RenamedStub = "renamed-stub", Note, "Two operations would have had the same method name at one path, so one was named after its page.";
    // Syntax.
    UnterminatedFrontMatter = "unterminated-front-matter", Warning, "The front matter has no closing line of three dashes.";
    UnterminatedComment = "unterminated-comment", Warning, "An HTML comment runs to the end of the page.";
    UnterminatedFence = "unterminated-fence", Warning, "A code fence runs to the end of the page.";
    RaggedTableRow = "ragged-table-row", Warning, "A table row has more or fewer cells than the header.";
    RowWithoutPipe = "row-without-pipe", Note, "A table row lacks the leading pipe that its header has, or continues on the next line.";
    UnreadableJson = "unreadable-json", Warning, "A JSON block or annotation could not be read, even leniently.";
    RepairedJson = "repaired-json", Note, "A JSON block or annotation had to be repaired before it could be read.";
    NestedTooDeep = "nested-too-deep", Warning, "Quotes or lists nest deeper than docwright reads.";
    UnmatchedTag = "unmatched-tag", Warning, "A component, shortcode or directive is opened and never closed, or closed and never opened.";
    // One page by itself.
    MissingTitle = "missing-title", Warning, "The page of a type or an operation has no heading of level 1.";
    HeadingLevelSkipped = "heading-level-skipped", Note, "A heading is more than one level below the heading before it.";
    WrongDocType = "wrong-doc-type", Note, "`doc_type` in the front matter does not match the content of the page.";
    TodoLeftOver = "todo-left-over", Warning, "Readers can see a mark of unfinished work.";
    NamespaceMissing = "namespace-missing", Note, "The page of a type or an operation names no namespace.";
    NamespaceConflict = "namespace-conflict", Warning, "A page names two namespaces, or something that is no namespace.";
    AnnotationWithoutCode = "annotation-without-code", Warning, "An annotation of a code block has no code block after it.";
    TextBehindComment = "text-behind-comment", Note, "Text follows the end of a comment on the same line.";
    MissingTypeColumn = "missing-type-column", Warning, "A table of properties or parameters has no type column.";
    MissingDescription = "missing-description", Note, "A row has no description.";
    DuplicateRow = "duplicate-row", Warning, "A table lists a name twice.";
    DuplicateMember = "duplicate-member", Warning, "A table of enum members lists a member twice.";
    UntypedEnum = "untyped-enum", Warning, "A type cell says \"enumeration\" without naming one.";
    SeveralTypes = "several-types", Note, "A type cell names several types.";
    DeprecatedWithoutReplacement = "deprecated-without-replacement", Note, "Something is deprecated, and the page does not say what to use instead.";
    MissingPermissions = "missing-permissions", Note, "The page of an operation has no permissions.";
    PermissionsOrder = "permissions-order", Warning, "Permissions are not listed from least to most privileged.";
    // Links.
    BrokenLink = "broken-link", Warning, "A link leads to a page that does not exist.";
    LinkCase = "link-case", Warning, "A link spells a page's path in different letter case than the file.";
    BrokenAnchor = "broken-anchor", Warning, "A link leads to a heading that is not on the page.";
    StaleInclude = "stale-include", Warning, "A page includes a file that does not exist.";
    LinkNamesAnotherType = "link-names-another-type", Warning, "The text of a link names one type, and its target is the page of another.";
    // Resources.
    BrokenTable = "broken-table", Warning, "Text with pipes looks like a table and is read as running text, or a table is where docwright reads none.";
    UnreadTable = "unread-table", Note, "A table below a heading of properties or parameters has other columns, so it was not read.";
    // Operations.
    UnreadableRequestLine = "unreadable-request-line", Warning, "A line of an HTTP request block is no request.";
    UnknownUrl = "unknown-url", Warning, "The page does not give the URL of its operation.";
    ForeignHost = "foreign-host", Note, "A request line names a host other than the service.";
    ElidedSegment = "elided-segment", Note, "A path contains an ellipsis.";
    UnknownPermission = "unknown-permission", Warning, "A row of a permission table has an unknown caller type or an unknown permission.";
    UnreadableHeader = "unreadable-header", Warning, "A row of a header table does not begin with a header name.";
    RequestWithoutHeading = "request-without-heading", Note, "The request lines of an operation's page have no heading of their own.";
    MisplacedBlankLine = "misplaced-blank-line", Note, "An HTTP message has a blank line among its headers, or none before its body.";
    UnpairedResponse = "unpaired-response", Note, "An example response has no request before it.";
    // Merging.
    UnknownType = "unknown-type", Warning, "A type is named that no page defines.";
    BaseCycle = "base-cycle", Warning, "A type derives from itself through other types.";
    NameCaseConflict = "name-case-conflict", Warning, "Two places on a page spell a name in different letter case.";
    ConflictingType = "conflicting-type", Warning, "Two places give a property different types.";
    PropertyOnlyInRequest = "property-only-in-request", Warning, "A request table lists a property that the resource page lacks.";
    EnumPlaceholder = "enum-placeholder", Warning, "The table gives a property an enum type, but its JSON placeholder is no string.";
    OddPropertyName = "odd-property-name", Note, "A JSON representation shows a key that cannot be a property name.";
    ConflictingCollection = "conflicting-collection", Warning, "Two places disagree on whether a property is a collection.";
    // The merged model.
    PageYieldsNothing = "page-yields-nothing", Warning, "A page looks like reference documentation but defines no type and no operation.";
    MissingJson = "missing-json", Note, "The page of a type has no JSON representation.";
    PropertyOnlyInTable = "property-only-in-table", Note, "The JSON representation lacks a property that the table lists.";
    PropertyOnlyInJson = "property-only-in-json", Warning, "The JSON representation shows a property that no table lists.";
    DuplicateType = "duplicate-type", Note, "Two pages describe the same type.";
    BaseConflict = "base-conflict", Warning, "The annotation and the text name different base types.";
    InheritedFromConflict = "inherited-from-conflict", Warning, "A row says that a property is inherited from a type that is no base.";
    UnknownKey = "unknown-key", Warning, "The annotation names a key that is no property of the type.";
    EnumListConflict = "enum-list-conflict", Warning, "Two places list different members of an enum.";
    EnumCaseConflict = "enum-case-conflict", Warning, "Two places spell an enum member in different letter case.";
    DuplicateOperation = "duplicate-operation", Note, "Two pages document the same method of the same URL.";
    UnlistedOperation = "unlisted-operation", Note, "No Methods table links to the page of an operation.";
    MethodsReturnConflict = "methods-return-conflict", Warning, "A Methods table and the operation's page disagree on the returned type.";
    UndescribedParameter = "undescribed-parameter", Note, "A URL has a parameter that no table describes.";
    ParameterNotInUrl = "parameter-not-in-url", Warning, "A table describes a path parameter that no URL on the page has.";
    StatusConflict = "status-conflict", Warning, "Text and example give different status codes.";
    ResponseTypeConflict = "response-type-conflict", Warning, "Text and annotation give the response different types.";
    ResponseCollectionConflict = "response-collection-conflict", Warning, "Text, annotation and example disagree on whether a list is returned.";
    ExampleUnknownProperty = "example-unknown-property", Warning, "An example shows a property that its type does not have.";
    ExampleWrongKind = "example-wrong-kind", Warning, "An example value has another JSON kind than its type.";
    ExampleUnknownMember = "example-unknown-member", Warning, "An example shows a value that the enum does not list.";
    ExampleMissingRequired = "example-missing-required", Warning, "The example of a request lacks a required property.";
}
