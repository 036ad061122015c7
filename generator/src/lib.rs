//! docwright reads the Markdown pages that document a REST API and writes a Rust crate.
//!
//! ```text
//! pages   ─syntax::parse──▶ Page        lossless outline of one file, with spans; no meaning
//! Page    ─facts::extract─▶ PageFacts   what this page claims, each claim with its origin; names still raw
//! facts   ─merge::merge───▶ Model       one API: merged, links resolved, fixups applied, sorted (= api.json)
//! Model   ─plan::lower────▶ Plan        Rust: modules, idents, types, boxes, doc text; no decision is left after this
//! Plan    ─emit::emit─────▶ [Unit]      { path, TokenStream }
//! [Unit]  ─print::print───▶ FileSet     BTreeMap<path, text>, formatted, headed
//! FileSet ─files::sync────▶ Changes     compared with the disk; written, or reported
//! ```
//!
//! [`Builder`] goes all the way, from a build script or any other program; its page has an example. [`lint`], [`diff`],
//! [`permissions`] and [`export`] are what else is made of the pages. [`guide`] has the pages for people.
//!
//! Features: `cli` (the program `docwright`), `lsp` (the language server) and `watch` (`generate --watch`) are on by
//! default. Build scripts need none of them: `default-features = false`.

pub mod api;
pub mod builder;
pub mod check;
pub mod config;
pub mod diag;
pub mod diff;
pub mod emit;
pub mod explain;
pub mod export;
pub mod facts;
pub mod files;
pub(crate) mod fingerprint;
pub mod guide;
pub mod limits;
pub mod lint;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod merge;
pub mod model;
pub mod permissions;
pub mod plan;
pub mod print;
pub mod read;
#[cfg(feature = "cli")]
pub mod report;
pub mod source;
pub(crate) mod stamp;
pub mod syntax;
pub(crate) mod text;
pub(crate) mod unordered;

pub use builder::{Builder, Error};
