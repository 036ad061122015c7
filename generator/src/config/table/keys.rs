//! The keys themselves, in the order in which they are explained.

use super::{Choice, Form, Holds, Key, LEVELS, Names};

const fn key(
    path: &'static str,
    holds: Holds,
    [default, example]: [&'static str; 2],
    meaning: &'static str,
) -> Key {
    Key {
        path,
        holds,
        required: false,
        default,
        example,
        meaning,
    }
}

const fn required(
    path: &'static str,
    holds: Holds,
    example: &'static str,
    meaning: &'static str,
) -> Key {
    Key {
        path,
        holds,
        required: true,
        default: "",
        example,
        meaning,
    }
}

const fn table(path: &'static str, meaning: &'static str) -> Key {
    key(path, Holds::Table, ["", ""], meaning)
}

const fn choice(name: &'static str, meaning: &'static str) -> Choice {
    Choice { name, meaning }
}

const DOCS: &[Choice] = &[
    choice("full", "all of it"),
    choice("summary", "the first paragraph"),
    choice("none", "nothing"),
];

const DATES: &[Choice] = &[
    choice("jiff", "`Timestamp`, `civil::Date` and `civil::Time`"),
    choice("chrono", "`DateTime<Utc>`, `NaiveDate` and `NaiveTime`"),
    choice("time", "`OffsetDateTime`, `Date` and `Time`"),
];

const REFERENCES: &[Choice] = &[
    choice("keep", "they stay, and so does what they refer to"),
    choice(
        "opaque",
        "they go, and properties of such types hold any JSON",
    ),
];

/// Every key.
pub const KEYS: &[Key] = &[
    key(
        "docs",
        Holds::OneOf(DOCS),
        ["`full`", "\"summary\""],
        "How much of the pages' text becomes rustdoc.",
    ),
    key(
        "dates",
        Holds::OneOf(DATES),
        ["`jiff`", "\"chrono\""],
        "The crate whose types hold instants, days and times of day. Lengths of time are `jiff::Span` in any case: the other crates have no type for months. A package switches on the feature of docwright-runtime that has the name of the crate; with a module that a build script makes, the program around it does.",
    ),
    key(
        "client",
        Holds::Flag,
        [
            "`true` for a crate, `false` for a module that a build script makes",
            "false",
        ],
        "Whether there is a client beside the types. A module's client needs the feature `client` of docwright-runtime.",
    ),
    table("scope", "Which pages are read."),
    key(
        "scope.version",
        Holds::Text(Form::Any),
        ["`v1.0` if it is there, else the only one", "\"v1.0\""],
        "The folder of the version to read, where the docs folder holds several.",
    ),
    key(
        "scope.include",
        Holds::Texts(Form::Pattern),
        ["all", "[\"resources\", \"api/call-*\"]"],
        "The pages to read, by path from the docs folder. A pattern without a wildcard fits the page or folder of that name.",
    ),
    key(
        "scope.exclude",
        Holds::Texts(Form::Pattern),
        ["none", "[\"**/*-draft*\"]"],
        "The pages not to read, whatever `include` says.",
    ),
    table(
        "scope.areas",
        "The areas of the docs to make something of. The whole API is read and merged first, so that nothing is known less well for it.",
    ),
    key(
        "scope.areas.include",
        Holds::Texts(Form::Pattern),
        ["all", "[\"mail\"]"],
        "Only these, as pages name them.",
    ),
    key(
        "scope.areas.exclude",
        Holds::Texts(Form::Pattern),
        ["none", "[\"admin-*\"]"],
        "Not these, whatever `include` says.",
    ),
    table(
        "scope.types",
        "The types, likewise. An operation stays if its area does, one of its URLs does, and the type whose page lists it.",
    ),
    key(
        "scope.types.include",
        Holds::Texts(Form::Pattern),
        [
            "all; those that operations need, where `scope.urls` names some",
            "[\"person\", \"sample.books.*\"]",
        ],
        "Only these, with or without their namespaces.",
    ),
    key(
        "scope.types.exclude",
        Holds::Texts(Form::Pattern),
        ["none", "[\"*Internal\"]"],
        "Not these, whatever `include` says. A base stays as long as a type that derives from it does.",
    ),
    table(
        "scope.urls",
        "The URLs of operations, as the pages write them: `/people/{id}/photo`.",
    ),
    key(
        "scope.urls.include",
        Holds::Texts(Form::Pattern),
        ["all", "[\"/people\", \"/books/*/pages\"]"],
        "Only operations with such a URL, and of their URLs only these. A pattern without a wildcard fits everything below it.",
    ),
    key(
        "scope.urls.exclude",
        Holds::Texts(Form::Pattern),
        ["none", "[\"/**/delta\"]"],
        "None of these, whatever `include` says.",
    ),
    key(
        "scope.references",
        Holds::OneOf(REFERENCES),
        ["`keep`", "\"opaque\""],
        "What happens to types that are not asked for and that remaining ones refer to. What an `exclude` names goes in any case.",
    ),
    table(
        "package",
        "The package to be made. A module that a build script makes has none.",
    ),
    key(
        "package.name",
        Holds::Text(Form::Package),
        ["the output folder's name", "\"sample-api\""],
        "Its name.",
    ),
    key(
        "package.version",
        Holds::Text(Form::Version),
        ["`0.1.0`", "\"1.2.0\""],
        "Its version.",
    ),
    key(
        "package.description",
        Holds::Text(Form::Any),
        ["", "\"A typed client of the sample service.\""],
        "Its description.",
    ),
    key(
        "package.license",
        Holds::Text(Form::Any),
        ["", "\"MIT OR Apache-2.0\""],
        "Its licence, as SPDX writes it.",
    ),
    key(
        "package.repository",
        Holds::Text(Form::Address),
        ["", "\"https://git.example/sample-api\""],
        "Where its source is.",
    ),
    table(
        "runtime",
        "Where the package finds docwright-runtime. What the caller of docwright says counts first.",
    ),
    key(
        "runtime.version",
        Holds::Text(Form::Any),
        ["the version of docwright", "\"0.1.0\""],
        "The version in the registry.",
    ),
    key(
        "runtime.path",
        Holds::Text(Form::Any),
        ["", "\"../docwright/generator/runtime\""],
        "A folder, relative to the package.",
    ),
    table("api", "The API as a whole."),
    key(
        "api.title",
        Holds::Text(Form::Any),
        ["the package's name", "\"Sample API\""],
        "Its name, in the OpenAPI document.",
    ),
    key(
        "api.version",
        Holds::Text(Form::Any),
        ["the package's version", "\"v1.0\""],
        "Its version, in the OpenAPI document.",
    ),
    key(
        "api.server",
        Holds::Text(Form::Address),
        [
            "none: callers of the client name it",
            "\"https://api.example/v1.0\"",
        ],
        "The address that the URLs of the pages are relative to, with the segment of the version if there is one.",
    ),
    key(
        "links",
        Holds::Map(Names::PathStarts, &Holds::Text(Form::Address)),
        [
            "pages are named without a link",
            "\"https://docs.example/resources/\"",
        ],
        "Where pages are published: from the start of a page's path to what takes its place in an address.",
    ),
    key(
        "areas",
        Holds::Map(Names::Areas, &Holds::Text(Form::Any)),
        ["", "\"mail\""],
        "Other names for areas of the docs. An area becomes a cargo feature; two with one name become one.",
    ),
    table("features", "Cargo features of the package."),
    key(
        "features.default",
        Holds::Texts(Form::Any),
        ["none", "[\"mail\"]"],
        "Those that are on by default.",
    ),
    key(
        "manifest",
        Holds::Toml,
        ["", ""],
        "What `Cargo.toml` is to hold besides, as it is written there: dev-dependencies, examples, metadata. Tables are merged, lists are added to, and anything else takes the place of what docwright would write.",
    ),
    table(
        "rename",
        "Names in Rust. One that names nothing, or that is taken, is an error. `docwright generate --accept-renames` lets names.lock follow.",
    ),
    key(
        "rename.types",
        Holds::Map(Names::Types, &Holds::Text(Form::Ident)),
        ["", "\"Human\""],
        "Names of types.",
    ),
    key(
        "rename.members",
        Holds::Map(Names::Members, &Holds::Text(Form::Ident)),
        ["", "\"kind_of_person\""],
        "Names of properties, in the type that declares them and in those that derive from it, and of members of enums.",
    ),
    key(
        "rename.operations",
        Holds::Map(Names::Operations, &Holds::Text(Form::Ident)),
        ["", "\"ListPeople\""],
        "Names of operations: of their structs in `operations`, and in snake case of the methods that lead to them.",
    ),
    table(
        "attributes",
        "Attributes of Rust, added to what is made. A pattern that fits nothing is an error.",
    ),
    key(
        "attributes.types",
        Holds::Map(Names::TypePatterns, &Holds::Texts(Form::Attribute)),
        [
            "",
            "[\"#[cfg_attr(feature = \\\"ui\\\", derive(ui::Show))]\"]",
        ],
        "On structs and enums.",
    ),
    key(
        "attributes.members",
        Holds::Map(Names::MemberPatterns, &Holds::Texts(Form::Attribute)),
        ["", "[\"#[doc(hidden)]\"]"],
        "On fields of structs and on variants of enums. `#[cfg]` cannot be one of them: the tables of the runtime name every field.",
    ),
    key(
        "derives",
        Holds::Map(Names::TypePatterns, &Holds::Texts(Form::Derive)),
        ["", "[\"other::Macro\"]"],
        "Derive macros on structs and enums. They already are `Clone`, `Debug`, `PartialEq`, `serde::Serialize` and `serde::Deserialize`, and structs are `Default`. A pattern that fits nothing is an error.",
    ),
    table("lint", "What `docwright lint` makes of findings."),
    key(
        "lint.rules",
        Holds::Map(Names::Rules, &Holds::OneOf(LEVELS)),
        ["as RULES.md lists them", "\"off\""],
        "What findings count as, by rule; `all` stands for every rule that has no word of its own.",
    ),
    key(
        "lint.paths",
        Holds::Tables,
        ["", ""],
        "The same for some pages. Of several entries that fit a page, the last one counts.",
    ),
    required(
        "lint.paths.paths",
        Holds::Texts(Form::Pattern),
        "[\"api/draft-*\"]",
        "The pages, by path from the docs folder.",
    ),
    required(
        "lint.paths.rules",
        Holds::Map(Names::Rules, &Holds::OneOf(LEVELS)),
        "\"note\"",
        "What findings count as there.",
    ),
    key(
        "fixup",
        Holds::Tables,
        ["", ""],
        "A correction of what a page says. One that does not apply is an error, so that the list can only shrink.",
    ),
    required(
        "fixup.page",
        Holds::Text(Form::Any),
        "\"resources/person.md\"",
        "The page that is wrong, by path from the docs folder.",
    ),
    required(
        "fixup.target",
        Holds::Text(Form::Any),
        "\"person.photo.type\"",
        "What is corrected: see below.",
    ),
    required(
        "fixup.expect",
        Holds::Scalar,
        "\"String\"",
        "What is found before. An empty text means that nothing is said yet.",
    ),
    required(
        "fixup.set",
        Holds::Scalar,
        "\"Binary\"",
        "What is to hold instead. An empty text takes a property away.",
    ),
    required(
        "fixup.why",
        Holds::Text(Form::Any),
        "\"the service sends base64\"",
        "Why the correction is right.",
    ),
];
