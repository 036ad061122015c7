//! What the caller may choose about the Rust that is made. Knows nothing of files on disk.

use std::collections::BTreeMap;

use super::Dates;
use super::overrides::Overrides;

/// The choices of [`super::lower`].
#[derive(Clone, Debug)]
pub struct PlanConfig {
    /// What `Cargo.toml` says.
    pub package: Package,
    /// How the parts find each other.
    pub layout: Layout,
    /// Whether there are client stubs.
    pub client: bool,
    /// The service root, if known.
    pub base_url: Option<String>,
    /// How much text goes into rustdoc.
    pub docs: DocLevel,
    /// The crate whose types hold dates and times.
    pub dates: Dates,
    /// Where pages are found on the web: from the start of a page's path (`resources/`) to what replaces it. A page that no
    /// entry fits is named without a link.
    pub page_urls: BTreeMap<String, String>,
    /// Stands before a page's path in the head of each file: `docs-input/`.
    pub docs_prefix: String,
    /// What made the file, as its head names it.
    pub made_by: String,
    /// From the area that the pages name to the one to use.
    pub areas: BTreeMap<String, String>,
    /// What the user wants otherwise.
    pub overrides: Overrides,
    /// The features that are on by default.
    pub default_features: Vec<String>,
    /// A type that at least this many areas use is always on.
    pub shared_from: usize,
    /// An area with more types than this is split by the prefixes of its pages.
    pub split_from: usize,
}

/// What `Cargo.toml` says.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its description.
    pub description: String,
    /// Its licence, as SPDX writes it.
    pub license: Option<String>,
    /// Where its source is.
    pub repository: Option<String>,
    /// Where the runtime comes from.
    pub runtime: Runtime,
    /// Whether it is a member of a workspace around it, and takes the lints from there.
    pub in_workspace: bool,
    /// What `Cargo.toml` holds besides. Tables are merged, lists are added to, anything else is replaced.
    pub manifest: toml::Table,
}

/// Where the runtime comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Runtime {
    /// From the registry.
    Version(String),
    /// From a folder, relative to the package; the version is for those who publish it.
    Path {
        /// The folder.
        path: String,
        /// The version.
        version: String,
    },
}

/// How the parts find each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A crate of its own, with a manifest, and a cargo feature for each area.
    Crate,
    /// A module of another crate, for build scripts: `src/lib.rs` is to be included. Everything is always on.
    Module,
}

/// How much text goes into rustdoc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocLevel {
    /// All of it.
    Full,
    /// The first paragraph.
    Summary,
    /// None.
    None,
}

impl PlanConfig {
    /// The choices for a crate of this name that nobody made any choices for.
    pub fn named(name: &str, runtime: Runtime) -> Self {
        Self {
            package: Package {
                name: name.to_owned(),
                version: "0.1.0".to_owned(),
                description: "Typed models, made from the documentation of the API.".to_owned(),
                license: None,
                repository: None,
                runtime,
                in_workspace: false,
                manifest: toml::Table::new(),
            },
            layout: Layout::Crate,
            client: true,
            base_url: None,
            docs: DocLevel::Full,
            dates: Dates::Jiff,
            page_urls: BTreeMap::new(),
            docs_prefix: String::new(),
            made_by: "docwright".to_owned(),
            areas: BTreeMap::new(),
            overrides: Overrides::default(),
            default_features: Vec::new(),
            shared_from: 4,
            split_from: 150,
        }
    }
}
