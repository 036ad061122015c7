//! The table of codes: name, severity and one line of meaning. Everything that lists codes is made from it.

use serde::{Deserialize, Serialize};

use super::Severity;

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

            /// Why it matters, with a bad page and a good one: Markdown, from the file in `codes/` that is named like the rule.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("codes/", $name, ".md")),)* }
            }
        }
    };
}

impl Code {
    /// The code that users call so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Why it matters: the first paragraph of the explanation, as one line.
    pub fn why(self) -> String {
        let first = self.explanation().split("\n\n").next().unwrap_or_default();
        first.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

codes! {
    // Reading files.
    UnreadablePage = "unreadable-page", Warning, "The file could not be read; the other pages were.";
    InvalidUtf8 = "invalid-utf8", Warning, "The page is not valid UTF-8; broken bytes were replaced.";
    OverLimit = "over-limit", Warning, "Something is larger than docwright reads, and was left out.";
    // Configuration.
    FixupNotApplied = "fixup-not-applied", Error, "A fixup of docwright.toml does not find what it expects, so it does nothing.";
    UnusedSetting = "unused-setting", Error, "A setting of docwright.toml names something that the pages do not have, or a name in Rust that is taken.";
    // Generating.
    RenamedStub = "renamed-stub", Note, "Two stubs asked for one method at one place, so one of them is named by its page.";
    // Syntax.
    UnterminatedFrontMatter = "unterminated-front-matter", Warning, "The front matter has no closing line of three dashes.";
    UnterminatedComment = "unterminated-comment", Warning, "An HTML comment runs to the end of the page.";
    UnterminatedFence = "unterminated-fence", Warning, "A code fence runs to the end of the page.";
    RaggedTableRow = "ragged-table-row", Warning, "A table row has more or fewer cells than the header.";
    RowWithoutPipe = "row-without-pipe", Note, "A row of a table lacks the pipe that its header begins with, or goes on in the next line.";
    UnreadableJson = "unreadable-json", Warning, "A JSON block or annotation could not be read, even leniently.";
    RepairedJson = "repaired-json", Note, "A JSON block or annotation had to be mended before it could be read.";
    NestedTooDeep = "nested-too-deep", Warning, "Something nests deeper than docwright follows.";
    // One page by itself.
    MissingTitle = "missing-title", Warning, "A page about a type or an operation has no heading of level 1.";
    HeadingLevelSkipped = "heading-level-skipped", Note, "A heading is more than one level below the one above it.";
    WrongDocType = "wrong-doc-type", Note, "The front matter says that the page is about something else than it is.";
    TodoLeftOver = "todo-left-over", Warning, "A mark of unfinished work was left where readers see it.";
    NamespaceMissing = "namespace-missing", Note, "A page about a type or an operation names no namespace.";
    NamespaceConflict = "namespace-conflict", Warning, "A page names two namespaces, or one that is none.";
    AnnotationWithoutCode = "annotation-without-code", Warning, "An annotation of a code block has no block to be about.";
    TextBehindComment = "text-behind-comment", Note, "Text stands behind a comment, in the line that ends it.";
    MissingTypeColumn = "missing-type-column", Warning, "A table of properties or parameters does not say their types.";
    MissingDescription = "missing-description", Note, "A row says nothing about what it names.";
    DuplicateRow = "duplicate-row", Warning, "A table lists a name twice.";
    DuplicateMember = "duplicate-member", Warning, "A table of members lists one of them twice.";
    UntypedEnum = "untyped-enum", Warning, "A type cell says that there is an enum, and not which.";
    SeveralTypes = "several-types", Note, "A type cell names several types.";
    DeprecatedWithoutReplacement = "deprecated-without-replacement", Note, "Something is deprecated, and the page does not say what to use instead.";
    MissingPermissions = "missing-permissions", Note, "An api page does not say what its caller must be allowed to do.";
    PermissionsOrder = "permissions-order", Warning, "Permissions are not listed from least to most privileged.";
    // Links.
    BrokenLink = "broken-link", Warning, "A link leads to a page that is not there.";
    LinkCase = "link-case", Warning, "A link spells the path of a page in other letter case than the file.";
    BrokenAnchor = "broken-anchor", Warning, "A link leads to a heading that is not on the page.";
    StaleInclude = "stale-include", Warning, "A page includes a file that is not there.";
    LinkNamesAnotherType = "link-names-another-type", Warning, "A link says the name of one type and leads to the page of another.";
    // Resources.
    UnreadTable = "unread-table", Note, "A table below a heading of properties or parameters is about something else, so nothing was read from it.";
    // Operations.
    UnreadableRequestLine = "unreadable-request-line", Warning, "A line of an HTTP request block is no request.";
    UnknownUrl = "unknown-url", Warning, "The page leaves the URL of an operation open.";
    ForeignHost = "foreign-host", Note, "A request line names another host than the service.";
    ElidedSegment = "elided-segment", Note, "A path holds an ellipsis.";
    UnknownPermission = "unknown-permission", Warning, "A row of a permission table names no caller or no permission.";
    UnreadableHeader = "unreadable-header", Warning, "A row of a header table names no header.";
    RequestWithoutHeading = "request-without-heading", Note, "The request lines of an api page stand below no heading of their own.";
    MisplacedBlankLine = "misplaced-blank-line", Note, "In an HTTP message, a blank line parts what belongs together, or none parts headers and body.";
    UnpairedResponse = "unpaired-response", Note, "An example response that follows no request.";
    // Merging.
    UnknownType = "unknown-type", Warning, "A type is named that no page defines.";
    BaseCycle = "base-cycle", Warning, "A type derives from itself, by way of others.";
    NameCaseConflict = "name-case-conflict", Warning, "Two places of a page spell a name in different letter case.";
    ConflictingType = "conflicting-type", Warning, "Two places give a property different types.";
    PropertyOnlyInRequest = "property-only-in-request", Warning, "A request table lists a property that the resource page lacks.";
    EnumPlaceholder = "enum-placeholder", Warning, "The table gives a property an enum, the JSON representation shows no text.";
    OddPropertyName = "odd-property-name", Note, "A JSON representation shows a key that cannot be the name of a property.";
    ConflictingCollection = "conflicting-collection", Warning, "Two places disagree on whether a property is a collection.";
    // The merged model.
    PageYieldsNothing = "page-yields-nothing", Warning, "A page looks like that of a type or an operation, and defines none.";
    MissingJson = "missing-json", Note, "The page of a type shows no JSON representation.";
    PropertyOnlyInTable = "property-only-in-table", Note, "The JSON representation lacks a property that the table lists.";
    PropertyOnlyInJson = "property-only-in-json", Warning, "No table lists a property that the JSON representation shows.";
    DuplicateType = "duplicate-type", Note, "Two pages describe one type.";
    BaseConflict = "base-conflict", Warning, "Annotation and text name different base types.";
    InheritedFromConflict = "inherited-from-conflict", Warning, "A row is said to be inherited from a type that is no base.";
    UnknownKey = "unknown-key", Warning, "The annotation names a key that is no property of the type.";
    EnumListConflict = "enum-list-conflict", Warning, "Two places list different members of an enum.";
    EnumCaseConflict = "enum-case-conflict", Warning, "Two places spell a member of an enum in different letter case.";
    DuplicateOperation = "duplicate-operation", Note, "Two pages document the same method of the same URL.";
    UnlistedOperation = "unlisted-operation", Note, "No table of methods leads to an api page.";
    MethodsReturnConflict = "methods-return-conflict", Warning, "A table of methods and the page of the operation disagree on what comes back.";
    UndescribedParameter = "undescribed-parameter", Note, "A URL has a parameter that no table describes.";
    ParameterNotInUrl = "parameter-not-in-url", Warning, "A table describes a parameter that no URL of the page has.";
    StatusConflict = "status-conflict", Warning, "Text and example give different status codes.";
    ResponseTypeConflict = "response-type-conflict", Warning, "Text and annotation give the response different types.";
    ResponseCollectionConflict = "response-collection-conflict", Warning, "Text, annotation and example disagree on whether a list comes back.";
    ExampleUnknownProperty = "example-unknown-property", Warning, "An example shows a property that its type does not have.";
    ExampleWrongKind = "example-wrong-kind", Warning, "A value of an example is of another kind than its type.";
    ExampleUnknownMember = "example-unknown-member", Warning, "An example shows a value that the enum does not list.";
    ExampleMissingRequired = "example-missing-required", Warning, "The example of a request lacks a property that is required.";
}
