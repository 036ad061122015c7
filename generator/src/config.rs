//! `docwright.toml`: which pages to read, what the crate is called, where things are published, what the pages get wrong.
//! Reads text into values; touches no files and knows no defaults that depend on the machine.

mod glob;

pub use glob::Pattern;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

/// The whole file. Every key is optional, and an empty text is a valid configuration; an unknown key is an error.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Which pages are read.
    #[serde(default)]
    pub scope: Scope,
    /// The package to be made.
    #[serde(default)]
    pub package: Package,
    /// How much of the pages' text goes into rustdoc.
    #[serde(default)]
    pub docs: Docs,
    /// Whether there are client stubs. When this says nothing, a crate has them, and a module made by a build script has not.
    pub client: Option<bool>,
    /// Where the runtime comes from; the caller decides when this says nothing.
    pub runtime: Option<Runtime>,
    /// Where pages are published: from the start of a page's path to what takes its place in an address.
    #[serde(default)]
    pub links: BTreeMap<String, String>,
    /// New names for areas of the docs.
    #[serde(default)]
    pub areas: BTreeMap<String, String>,
    /// Cargo features.
    #[serde(default)]
    pub features: Features,
    /// What `Cargo.toml` is to hold besides, as it is written there: dev-dependencies, examples, metadata. Tables are merged,
    /// lists are added to, and anything else takes the place of what docwright would write.
    #[serde(default)]
    pub manifest: toml::Table,
    /// The API as a whole, for the OpenAPI document.
    #[serde(default)]
    pub api: Api,
    /// What `docwright lint` makes of findings.
    #[serde(default)]
    pub lint: Lint,
    /// Corrections of the pages.
    #[serde(default, rename = "fixup")]
    pub fixups: Vec<Fixup>,
}

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
}

impl Scope {
    /// Whether the page at this path, relative to the docs folder, is to be read.
    pub fn contains(&self, path: &str) -> bool {
        let fits = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.fits(path));
        (self.include.is_empty() || fits(&self.include)) && !fits(&self.exclude)
    }
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

/// Where the runtime comes from.
#[derive(Clone, Debug, Deserialize)]
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
    pub default: Vec<String>,
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
    /// What is corrected: see [`crate::model::fixups`].
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

/// Why a text is no configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong: one line.
    pub message: String,
}

impl Config {
    /// Reads the text of a `docwright.toml`.
    ///
    /// ```
    /// let config = docwright::config::Config::parse("[package]\nname = \"sample\"").unwrap();
    /// assert_eq!(config.package.name.as_deref(), Some("sample"));
    ///
    /// let error = docwright::config::Config::parse("[package]\nnam = 1").unwrap_err();
    /// assert_eq!((error.line, error.column), (2, 1));
    /// ```
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let (line, column) = position(text, error.span().unwrap_or(0..0));
            ConfigError {
                line,
                column,
                message: error.message().replace('\n', "; "),
            }
        })
    }

    /// What holds when there is no file.
    pub fn unwritten() -> Self {
        Self::parse("").expect("every key is optional")
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for ConfigError {}

fn position(text: &str, span: Range<usize>) -> (usize, usize) {
    let before = text.get(..span.start).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_file() {
        let config = Config::parse(
            r#"
docs = "summary"

[scope]
include = ["resources", "api/call-*.md"]
exclude = ["**/*-old.md"]

[links]
"resources/" = "https://docs.example/"

[[fixup]]
page = "resources/a.md"
target = "a.b.type"
expect = "Edm.Binary"
set = "Binary"
why = "because"

[[fixup]]
page = "resources/a.md"
target = "a.c.nullable"
expect = ""
set = true
why = "because"
"#,
        )
        .unwrap();
        assert_eq!(config.docs, Docs::Summary);
        assert!(config.scope.contains("resources/a.md"));
        assert!(config.scope.contains("api/call-get.md"));
        assert!(!config.scope.contains("api/user-get.md"));
        assert!(!config.scope.contains("resources/a-old.md"));
        assert_eq!(config.fixups[0].set, Value("Binary".to_owned()));
        assert_eq!(config.fixups[1].set, Value("true".to_owned()));
        assert_eq!(config.fixups[0].target.get_ref(), "a.b.type");
    }

    #[track_caller]
    fn check_error(text: &str, expected: &str) {
        assert_eq!(Config::parse(text).unwrap_err().to_string(), expected);
    }

    #[test]
    fn errors_have_a_place() {
        check_error(
            "docs = \"long\"",
            "1:8: unknown variant `long`, expected one of `full`, `summary`, `none`",
        );
        check_error("\n[[fixup]]\npage = \"a\"", "2:1: missing field `target`");
        check_error("x", "1:2: key with no value, expected `=`");
    }
}
