//! The tables of `docwright.toml` as values. What each key means is told in the table of keys; these are only its shapes.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Attribute, Pattern};

/// Which pages are read, and from where.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Scope {
    /// The folder of the version to read, where the docs folder holds several: `v1.0`.
    pub version: Option<String>,
    /// Only pages that one of these fits; all pages when there are none.
    #[serde(default)]
    pub include: Vec<Pattern>,
    /// No page that one of these fits.
    #[serde(default)]
    pub exclude: Vec<Pattern>,
    /// Areas of the docs.
    #[serde(default)]
    pub areas: Part,
    /// Types, by name.
    #[serde(default)]
    pub types: Part,
    /// URLs of operations.
    #[serde(default)]
    pub urls: Part,
    /// What happens to types that are not asked for and that remaining ones refer to.
    #[serde(default)]
    pub references: References,
}

/// What is asked for of something that has names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    /// Only what one of these fits; everything when there are none.
    #[serde(default)]
    pub include: Vec<Spanned<Pattern>>,
    /// Nothing that one of these fits.
    #[serde(default)]
    pub exclude: Vec<Spanned<Pattern>>,
}

impl Part {
    /// Whether everything is asked for.
    pub fn is_all(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether a thing is asked for, of which `fits` tells whether a pattern means it.
    pub fn wants(&self, fits: impl Fn(&Pattern) -> bool) -> bool {
        let any = |patterns: &[Spanned<Pattern>]| patterns.iter().any(|it| fits(it.get_ref()));
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }

    /// Whether a thing is asked not to be there.
    pub fn excludes(&self, fits: impl Fn(&Pattern) -> bool) -> bool {
        self.exclude.iter().any(|it| fits(it.get_ref()))
    }
}

/// What happens to types that are not asked for and that remaining ones refer to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum References {
    /// They stay, unless they are excluded.
    #[default]
    Keep,
    /// They go.
    Opaque,
}

impl Scope {
    /// Whether the page at this path, relative to the docs folder, is to be read.
    pub fn contains(&self, path: &str) -> bool {
        let fits = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.fits(path));
        (self.include.is_empty() || fits(&self.include)) && !fits(&self.exclude)
    }
}

/// Names in Rust, by the API's.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rename {
    /// Of types.
    #[serde(default)]
    pub types: Wishes,
    /// Of properties and of members of enums: `TYPE.NAME`.
    #[serde(default)]
    pub members: Wishes,
    /// Of operations.
    #[serde(default)]
    pub operations: Wishes,
}

/// From names of the API to names in Rust or for cargo.
pub type Wishes = BTreeMap<Spanned<String>, String>;

/// Attributes by what they are added to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Attributes {
    /// To structs and enums.
    #[serde(default)]
    pub types: BTreeMap<Spanned<Pattern>, Vec<Attribute>>,
    /// To fields and variants.
    #[serde(default)]
    pub members: BTreeMap<Spanned<Pattern>, Vec<Attribute>>,
}

/// What `Cargo.toml` is to say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Package {
    /// The package's name.
    pub name: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// Its licence, as SPDX writes it.
    pub license: Option<String>,
    /// Where its source is.
    pub repository: Option<String>,
}

/// How much of the pages' text goes into rustdoc.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Docs {
    /// All of it.
    #[default]
    Full,
    /// The first paragraph.
    Summary,
    /// None.
    None,
}

/// The crate whose types hold dates and times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dates {
    /// `jiff`
    #[default]
    Jiff,
    /// `chrono`
    Chrono,
    /// `time`
    Time,
}

/// Where the runtime comes from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Runtime {
    /// From the registry, or beside a path for those who publish the package.
    pub version: Option<String>,
    /// From a folder, relative to the package.
    pub path: Option<String>,
}

/// Cargo features of the package.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Features {
    /// Those that are on by default.
    #[serde(default)]
    pub default: Vec<Spanned<String>>,
}

/// The API as a whole.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Api {
    /// Its name.
    pub title: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// The service root that URLs are relative to.
    pub server: Option<String>,
}

/// What a finding counts as, by the name of its rule; `all` stands for every rule.
pub type LintRules = BTreeMap<String, Level>;

/// What `docwright lint` makes of findings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lint {
    /// On every page.
    #[serde(default)]
    pub rules: LintRules,
    /// On some pages; of several entries that fit a page, the last one counts.
    #[serde(default)]
    pub paths: Vec<LintPaths>,
}

/// What findings on some pages count as.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LintPaths {
    /// The pages that one of these fits.
    pub paths: Vec<Pattern>,
    /// What findings count as there.
    pub rules: LintRules,
}

/// What a finding counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// It is not reported.
    Off,
    /// Worth knowing.
    Note,
    /// A mistake.
    Warning,
    /// A mistake that must not stay.
    Error,
}

/// One correction of what a page says. One that does not apply is an error, so the list can only shrink.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fixup {
    /// The page that is wrong, relative to the docs folder.
    pub page: String,
    /// What is corrected: the targets are listed in `merge/fixups.rs`.
    pub target: Spanned<String>,
    /// What the model must say before; an empty text means that it must say nothing.
    pub expect: Value,
    /// What it says afterwards.
    pub set: Value,
    /// Why the correction is right.
    pub why: String,
}

/// A value in a fixup: TOML's text, truth values and numbers, all as text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "RawValue")]
pub struct Value(pub String);

#[derive(Deserialize)]
#[serde(untagged)]
enum RawValue {
    Bool(bool),
    Number(i64),
    Text(String),
}

impl From<RawValue> for Value {
    fn from(raw: RawValue) -> Self {
        Self(match raw {
            RawValue::Bool(value) => value.to_string(),
            RawValue::Number(value) => value.to_string(),
            RawValue::Text(value) => value,
        })
    }
}
