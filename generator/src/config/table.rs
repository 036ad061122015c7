//! The table of keys of `docwright.toml`: where each stands, what it holds, what it means. What checks the file, the page that
//! explains it, the JSON Schema and the file that `docwright init` writes are all made from it. Knows no values of any file.

mod keys;

pub use keys::KEYS;

/// One key of the file.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Where it stands, from the top: `scope.include`. A key of each table of a list stands below the list: `fixup.page`.
    pub path: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether the table that it stands in must have it.
    pub required: bool,
    /// What holds without it, in words; empty where there is nothing to say.
    pub default: &'static str,
    /// A value, as TOML; empty for a table.
    pub example: &'static str,
    /// What it is for: sentences.
    pub meaning: &'static str,
}

impl Key {
    /// The key itself, without the tables around it.
    pub fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }

    /// The path of the table that it stands in; empty at the top.
    pub fn parent(&self) -> &'static str {
        self.path.rsplit_once('.').map_or("", |(parent, _)| parent)
    }

    /// Whether it stands in the file under a head of its own: a table that is not part of an entry of a list.
    pub fn has_head(&self) -> bool {
        let is_table = match self.holds {
            Holds::Table | Holds::Tables | Holds::Map(..) | Holds::Toml => true,
            Holds::Text(_) | Holds::Texts(_) | Holds::Flag | Holds::OneOf(_) | Holds::Scalar => {
                false
            }
        };
        let is_in_list = find(self.parent()).is_some_and(|parent| parent.holds == Holds::Tables);
        is_table && !is_in_list
    }

    /// The head: `[lint.rules]`, `[[fixup]]`.
    pub fn head(&self) -> String {
        match self.holds {
            Holds::Tables => format!("[[{}]]", self.path),
            Holds::Table
            | Holds::Text(_)
            | Holds::Texts(_)
            | Holds::Flag
            | Holds::OneOf(_)
            | Holds::Map(..)
            | Holds::Scalar
            | Holds::Toml => format!("[{}]", self.path),
        }
    }

    /// A value, as TOML, that fits on one line; that of a map has one entry.
    pub fn value(&self) -> String {
        match self.holds {
            Holds::Map(names, _) => format!("{{ {} = {} }}", names.example(), self.example),
            Holds::Table
            | Holds::Tables
            | Holds::Text(_)
            | Holds::Texts(_)
            | Holds::Flag
            | Holds::OneOf(_)
            | Holds::Scalar
            | Holds::Toml => self.example.to_owned(),
        }
    }

    /// The sentences of its meaning.
    pub fn sentences(&self) -> impl Iterator<Item = &'static str> {
        self.meaning.split_inclusive(". ").map(str::trim_end)
    }
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A table with keys of its own.
    Table,
    /// A list of such tables.
    Tables,
    /// A text.
    Text(Form),
    /// A list of texts.
    Texts(Form),
    /// `true` or `false`.
    Flag,
    /// One of these texts.
    OneOf(&'static [Choice]),
    /// A table whose keys the user makes up.
    Map(Names, &'static Holds),
    /// A text, a whole number, or `true` or `false`.
    Scalar,
    /// Any table of TOML.
    Toml,
}

/// A text that stands for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The text.
    pub name: &'static str,
    /// What it stands for.
    pub meaning: &'static str,
}

/// What a text must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Like anything.
    Any,
    /// A pattern: `*` for anything within a part, `**` for anything at all, `?` for one character.
    Pattern,
    /// The name of a package.
    Package,
    /// A version, as Cargo has them: `1.2.3`.
    Version,
    /// An address: `https://…`.
    Address,
    /// A Rust identifier that is no keyword.
    Ident,
    /// An attribute of Rust: `#[…]`.
    Attribute,
    /// The path of a derive macro.
    Derive,
}

/// What the keys of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Starts of page paths.
    PathStarts,
    /// Areas, as pages name them.
    Areas,
    /// Rules of `docwright lint`, or `all`.
    Rules,
    /// Types; the namespace may be left out where that leaves no doubt.
    Types,
    /// Properties of types and members of enums: `TYPE.NAME`.
    Members,
    /// Operations, by the names of their pages.
    Operations,
    /// Patterns of type names.
    TypePatterns,
    /// Patterns of `TYPE.NAME`.
    MemberPatterns,
}

impl Names {
    /// What they are, in words.
    pub fn described(self) -> &'static str {
        match self {
            Self::PathStarts => "starts of page paths",
            Self::Areas => "areas, as pages name them",
            Self::Rules => "rules, or `all`",
            Self::Types => "types; the namespace may be omitted if the name is unique",
            Self::Members => {
                "`TYPE.NAME` of properties and of members of enums; the type's namespace may be omitted if the name is unique"
            }
            Self::Operations => "operations, by the names of their pages",
            Self::TypePatterns => "patterns of types, with or without their namespaces",
            Self::MemberPatterns => {
                "patterns of `TYPE.NAME`, the type with or without its namespace"
            }
        }
    }

    /// One of them, as TOML.
    pub fn example(self) -> &'static str {
        match self {
            Self::PathStarts => "\"resources/\"",
            Self::Areas => "outlook-mail",
            Self::Rules => "missing-description",
            Self::Types => "person",
            Self::Members => "\"person.kind\"",
            Self::Operations => "person-list",
            Self::TypePatterns => "\"*\"",
            Self::MemberPatterns => "\"person.*\"",
        }
    }
}

/// The key at this path.
pub fn find(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

/// The keys that stand in the table of this path, in the order of the table; those at the top for an empty path.
pub fn children(path: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.parent() == path)
}

/// What `docwright lint` may make of a finding.
pub const LEVELS: &[Choice] = &[
    Choice {
        name: "off",
        meaning: "not reported",
    },
    Choice {
        name: "note",
        meaning: "information",
    },
    Choice {
        name: "warning",
        meaning: "a mistake",
    },
    Choice {
        name: "error",
        meaning: "a mistake that must be corrected",
    },
];

impl Holds {
    /// What it is, with an article: `a list of texts`.
    pub fn described(self) -> &'static str {
        match self {
            Self::Table | Self::Map(..) | Self::Toml => "a table",
            Self::Tables => "a list of tables",
            Self::Text(_) => "a text",
            Self::Texts(_) => "a list of texts",
            Self::Flag => "`true` or `false`",
            Self::OneOf(_) => "a text",
            Self::Scalar => "a text, a whole number, `true` or `false`",
        }
    }
}
