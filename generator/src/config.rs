//! `docwright.toml`: which pages to read, what the crate is called, where things are published, what the pages get wrong.
//! Reads text into values; touches no files and knows no defaults that depend on the machine.
//!
//! **Invariant:** every key is in [`table::KEYS`], which everything that explains or checks the file is made from.

mod check;
mod form;
mod glob;
mod page;
mod schema;
mod sections;
mod suggest;
pub mod table;
mod template;

pub use form::{Attribute, Derive};
pub use glob::Pattern;
pub use page::page;
pub use schema::schema;
pub use sections::{
    Api, Attributes, Dates, Docs, Features, Fixup, Level, Lint, LintPaths, LintRules, Package,
    Part, References, Rename, Runtime, Scope, Value, Wishes,
};

pub use template::{Given, template};

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::DeTable;

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
    /// The crate whose types hold dates and times.
    #[serde(default)]
    pub dates: Dates,
    /// Whether there are client stubs. When this says nothing, a crate has them, and a module made by a build script has not.
    pub client: Option<bool>,
    /// Where the runtime comes from; the caller decides when this says nothing.
    #[serde(default)]
    pub runtime: Runtime,
    /// Where pages are published: from the start of a page's path to what takes its place in an address.
    #[serde(default)]
    pub links: BTreeMap<String, String>,
    /// New names for areas of the docs.
    #[serde(default)]
    pub areas: Wishes,
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
    /// Names in Rust.
    #[serde(default)]
    pub rename: Rename,
    /// Attributes of Rust, added to what is made.
    #[serde(default)]
    pub attributes: Attributes,
    /// Derive macros on types.
    #[serde(default)]
    pub derives: BTreeMap<Spanned<Pattern>, Vec<Derive>>,
    /// What `docwright lint` makes of findings.
    #[serde(default)]
    pub lint: Lint,
    /// Corrections of the pages.
    #[serde(default, rename = "fixup")]
    pub fixups: Vec<Fixup>,
}

/// Why a text is no configuration: everything that is wrong with it, in the order of the text; at least one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

/// One thing that is wrong.
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
    /// assert_eq!(error.to_string(), "2:1: unknown key `nam`; did you mean `name`?");
    /// ```
    ///
    /// # Errors
    /// Everything that is wrong with it; only the first thing where it is no TOML.
    pub fn parse(text: &str) -> Result<Self, ConfigErrors> {
        let fault = |error: toml::de::Error| {
            let message = error.message().replace('\n', "; ");
            ConfigErrors(vec![ConfigError::at(
                text,
                error.span().unwrap_or(0..0),
                message,
            )])
        };
        let file = DeTable::parse(text).map_err(fault)?;
        let problems = check::check(&file);
        if problems.is_empty() {
            // The table of keys and the types agree, so this finds nothing more; a test holds them together.
            return toml::from_str(text).map_err(fault);
        }
        let errors = problems
            .into_iter()
            .map(|problem| ConfigError::at(text, problem.span, problem.message));
        Err(ConfigErrors(errors.collect()))
    }

    /// What holds when there is no file.
    pub fn unwritten() -> Self {
        Self::parse("").expect("every key is optional")
    }
}

impl ConfigError {
    /// With line and column of these bytes of the text.
    pub(crate) fn at(text: &str, span: Range<usize>, message: String) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message,
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.0.iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigErrors {}

#[cfg(test)]
mod tests;
