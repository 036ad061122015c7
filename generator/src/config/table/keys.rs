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

/// Every key.
pub const KEYS: &[Key] = &[
    key(
        "docs",
        Holds::OneOf(DOCS),
        ["`full`", "\"summary\""],
        "How much of the pages' text becomes rustdoc.",
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
