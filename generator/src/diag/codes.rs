//! The table of codes: name, severity and one line of meaning. Everything that lists codes is made from it.

use super::Severity;

macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident, $meaning:literal;)*) => {
        /// What kind of problem a diagnostic reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    // Configuration.
    FixupNotApplied = "fixup-not-applied", Error, "A fixup of docwright.toml does not find what it expects, so it does nothing.";
    // Syntax.
    UnterminatedFrontMatter = "unterminated-front-matter", Warning, "The front matter has no closing line of three dashes.";
    UnterminatedComment = "unterminated-comment", Warning, "An HTML comment runs to the end of the page.";
    UnterminatedFence = "unterminated-fence", Warning, "A code fence runs to the end of the page.";
    RaggedTableRow = "ragged-table-row", Warning, "A table row has more or fewer cells than the header.";
    UnreadableJson = "unreadable-json", Warning, "A JSON block or annotation could not be read, even leniently.";
    RepairedJson = "repaired-json", Note, "A JSON block or annotation had to be mended before it could be read.";
    NestedTooDeep = "nested-too-deep", Warning, "Something nests deeper than docwright follows.";
    // Resources.
    UnreadTable = "unread-table", Note, "A table below a heading of properties or parameters is about something else, so nothing was read from it.";
    // Operations.
    UnreadableRequestLine = "unreadable-request-line", Warning, "A line of an HTTP request block is no request.";
    UnknownUrl = "unknown-url", Warning, "The page leaves the URL of an operation open.";
    ForeignHost = "foreign-host", Note, "A request line names another host than the service.";
    ElidedSegment = "elided-segment", Note, "A path holds an ellipsis.";
    UnknownPermission = "unknown-permission", Warning, "A row of a permission table names no caller or no permission.";
    UnreadableHeader = "unreadable-header", Warning, "A row of a header table names no header.";
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
}
