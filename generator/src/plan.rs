//! From the model to Rust, fully decided: which module holds what, what each thing is called, which type each field has,
//! what its rustdoc says. After this, nothing is left to decide. Knows no Markdown beyond the subset of [`Doc`], and no tokens.
//!
//! **Invariants:** a [`RustIdent`] comes from one namer only and is always legal; a line of [`Docs`] holds no line break and no
//! control character; whatever is behind a cargo feature is referred to only from behind it.
//!
//! [`Doc`]: crate::model::Doc

mod areas;
mod config;
mod ctx;
mod docs;
mod features;
mod files;
mod front;
mod graph;
mod items;
mod lower;
mod names;
mod naming;
mod overrides;
mod properties;
mod spaces;
pub mod stubs;
mod texts;

pub use config::{DocLevel, Layout, Package, PlanConfig, Runtime};
pub use docs::Docs;
pub use lower::lower;
pub(crate) use lower::lower_after;
pub use names::{Case, RustIdent, Scope, method_name, struct_name};
pub use naming::{NamedKind, Naming, namings};
pub use overrides::{Extras, Overrides};
pub use properties::{Constant, Constants, Properties};

use std::collections::BTreeMap;

use crate::config::Attribute;
use crate::files::RelPath;
use crate::model::{PagePath, TypeName, WireName};

/// A crate of Rust, decided.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What `Cargo.toml` says.
    pub package: Package,
    /// The name by which other crates use it.
    pub crate_name: RustIdent,
    /// How the parts find each other.
    pub layout: Layout,
    /// Where the header says that the text comes from, and how to make it anew.
    pub provenance: Provenance,
    /// The cargo features, by name.
    pub features: Vec<Feature>,
    /// Whether there are client stubs.
    pub has_client: bool,
    /// The client stubs, where they are wanted and not known to be what they were.
    pub stubs: Option<stubs::Stubs>,
    /// The feature of each area, as the pages call it. An area without a feature of its own is not here.
    pub documented_areas: BTreeMap<String, FeatureName>,
    /// Where the areas are declared.
    pub areas_file: RelPath,
    /// The areas, by module name.
    pub areas: Vec<Area>,
    /// The tree that users see: `models` at the root.
    pub models: Namespace,
    /// Constants for the properties of records, where there are client stubs.
    pub properties: Option<Properties>,
    /// The crate whose types hold dates and times.
    pub dates: Dates,
    /// The front page of the crate.
    pub front: Docs,
    /// Every record and polymorphic type, by API name.
    pub registry: Vec<RegistryEntry>,
}

/// What the head of each file says.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// Stands before a page's path: `docs-input/`.
    pub docs_prefix: String,
    /// What made the file: `` `cargo xtask regen` ``.
    pub made_by: String,
}

/// A cargo feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: FeatureName,
    /// The features that it enables.
    pub enables: Vec<FeatureName>,
    /// The feature of the runtime that it enables.
    pub runtime: Option<String>,
}

/// The name of a cargo feature: small letters, digits, `-` and `_`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureName(pub(in crate::plan) String);

impl FeatureName {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The feature that an item needs; `None` when it needs none.
pub type Gate = Option<FeatureName>;

/// One area of the docs: a private module with the definitions.
#[derive(Clone, Debug)]
pub struct Area {
    /// The module's name.
    pub ident: RustIdent,
    /// The file that declares it.
    pub file: RelPath,
    /// The feature that it needs.
    pub gate: Gate,
    /// Its files.
    pub modules: Vec<Module>,
}

/// One file with definitions.
#[derive(Clone, Debug, Hash)]
pub struct Module {
    /// The module's name.
    pub ident: RustIdent,
    /// The file.
    pub file: RelPath,
    /// The namespace that shows its items: the path below `models`.
    pub namespace: Vec<RustIdent>,
    /// How the standard types are written here.
    pub std_paths: StdPaths,
    /// The definitions, by name.
    pub items: Vec<Item>,
    /// The pages that they come from, sorted.
    pub sources: Vec<PagePath>,
}

/// How `String`, `Vec` and `Box` are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StdPaths {
    /// By their prelude names.
    Short,
    /// With their full paths, because a definition of the module hides one of them.
    Full,
}

/// One module of the tree that users see. It defines nothing; it shows what areas define.
#[derive(Clone, Debug)]
pub struct Namespace {
    /// The module's name.
    pub ident: RustIdent,
    /// The file.
    pub file: RelPath,
    /// How far below the root it is: 1 for `models`.
    pub depth: usize,
    /// The module at the root that has the areas.
    pub home: RustIdent,
    /// Its front page.
    pub docs: Docs,
    /// The areas with something to show here: which, and behind which feature.
    pub shows: Vec<Shown>,
    /// Its parts.
    pub children: Vec<Namespace>,
}

/// Something that a namespace shows: all items of some modules of an area.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The area's module.
    pub area: RustIdent,
    /// The modules in it.
    pub modules: Vec<RustIdent>,
    /// The feature that it needs.
    pub gate: Gate,
}

/// A definition.
#[derive(Clone, Debug, Hash)]
pub enum Item {
    /// A struct.
    Record(Record),
    /// An open enum of text.
    Enum(Enum),
    /// An open enum of records.
    Poly(Poly),
    /// A module of constants.
    Constants(Constants),
}

/// The struct of an object type, inherited properties included.
#[derive(Clone, Debug, Hash)]
pub struct Record {
    /// Its name.
    pub ident: RustIdent,
    /// The API's name for it.
    pub api_name: TypeName,
    /// Whether a value made in Rust names its type in `@odata.type`: that of a type derived from more than a key does.
    pub writes_tag: bool,
    /// Its rustdoc.
    pub docs: Docs,
    /// Present when deprecated.
    pub deprecated: Option<Deprecation>,
    /// Derives and attributes that the configuration adds.
    pub extras: Extras,
    /// The fields: those of the root type first.
    pub fields: Vec<Field>,
}

/// A field of a record.
#[derive(Clone, Debug, Hash)]
pub struct Field {
    /// Its name.
    pub ident: RustIdent,
    /// Its name in JSON.
    pub wire: WireName,
    /// Its type, inside of the runtime's `Field`.
    pub ty: RustType,
    /// The feature that it needs besides that of the record.
    pub gate: Gate,
    /// Its rustdoc.
    pub docs: Docs,
    /// Present when deprecated.
    pub deprecated: Option<Deprecation>,
    /// Never printed.
    pub secret: bool,
    /// Derives and attributes that the configuration adds.
    pub attributes: Vec<Attribute>,
}

/// That something should no longer be used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deprecation {
    /// Why, or what instead; one line, may be empty.
    pub note: String,
}

/// A type in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RustType {
    /// One of the runtime's or the language's scalars.
    Scalar(Scalar),
    /// Any JSON.
    Json,
    /// A record, in a `Box` unless it is an element of a list.
    Record(RustPath),
    /// An enum of text.
    Enum(RustPath),
    /// A set of members of such an enum.
    Flags(RustPath),
    /// An open enum of records.
    Poly(RustPath),
    /// Several.
    List(Box<RustType>),
}

/// The scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scalar {
    /// Text.
    Text,
    /// `true` or `false`.
    Bool,
    /// 32 bits or fewer.
    Int32,
    /// 64 bits.
    Int64,
    /// A float of any size.
    Float,
    /// A number too exact for a float.
    Decimal,
    /// A point in time.
    Timestamp(Dates),
    /// A day.
    Date(Dates),
    /// A time of day.
    Time(Dates),
    /// A length of time.
    Duration,
    /// A GUID.
    Guid,
    /// base64 text.
    Bytes,
}

/// The crate whose types hold dates and times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dates {
    /// `jiff`
    Jiff,
    /// `chrono`
    Chrono,
    /// `time`
    Time,
}

/// Where users find a type: the path below `models`, and its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RustPath {
    /// The modules.
    pub namespace: Vec<RustIdent>,
    /// The name.
    pub ident: RustIdent,
}

impl RustPath {
    /// From the root of the crate, as written in Rust and in rustdoc's links.
    pub(in crate::plan) fn written(&self) -> String {
        let mut text = "models::".to_owned();
        for module in &self.namespace {
            text.push_str(&module.written());
            text.push_str("::");
        }
        text.push_str(&self.ident.written());
        text
    }
}

/// An open enum of text.
#[derive(Clone, Debug, Hash)]
pub struct Enum {
    /// Its name.
    pub ident: RustIdent,
    /// The API's name for it.
    pub api_name: TypeName,
    /// Its rustdoc.
    pub docs: Docs,
    /// Present when deprecated.
    pub deprecated: Option<Deprecation>,
    /// Derives and attributes that the configuration adds.
    pub extras: Extras,
    /// The variants, in page order, the sentinel left out.
    pub variants: Vec<Variant>,
}

/// A member of an enum.
#[derive(Clone, Debug, Hash)]
pub struct Variant {
    /// Its name.
    pub ident: RustIdent,
    /// Its text in JSON.
    pub wire: WireName,
    /// Its rustdoc.
    pub docs: Docs,
    /// Present when deprecated.
    pub deprecated: Option<Deprecation>,
    /// Derives and attributes that the configuration adds.
    pub attributes: Vec<Attribute>,
}

/// An open enum of records: a base type and those that derive from it.
#[derive(Clone, Debug, Hash)]
pub struct Poly {
    /// Its name.
    pub ident: RustIdent,
    /// The API's name for the base type.
    pub api_name: TypeName,
    /// Its rustdoc.
    pub docs: Docs,
    /// Derives and attributes that the configuration adds to the base type.
    pub extras: Extras,
    /// The base first, then the derived types by name.
    pub variants: Vec<PolyVariant>,
}

/// One type of a polymorphic enum.
#[derive(Clone, Debug, Hash)]
pub struct PolyVariant {
    /// The variant's name.
    pub ident: RustIdent,
    /// The record.
    pub path: RustPath,
    /// The API's name for it.
    pub api_name: TypeName,
    /// Index in [`Poly::variants`] of the type that it derives from; `None` for the first.
    pub parent: Option<usize>,
    /// The feature that it needs besides that of the enum.
    pub gate: Gate,
    /// Its rustdoc.
    pub docs: Docs,
}

/// A type that can be looked up by name.
#[derive(Clone, Debug, Hash)]
pub struct RegistryEntry {
    /// The API's name.
    pub api_name: TypeName,
    /// The record.
    pub path: RustPath,
    /// The open enum, where the type has derived ones.
    pub any: Option<RustPath>,
    /// The feature that it needs.
    pub gate: Gate,
}
