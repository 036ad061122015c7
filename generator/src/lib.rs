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
//! [`Builder`] runs all of them, from a build script or any other program; its page has an example. [`Generated`] is what
//! it returns: [`files`], the [`model`] and the diagnostics ([`diag`]), whose places are those of [`source`]. [`export`]
//! writes the model for other tools. [`guide`] has the guide for authors of pages and for users of generated crates.
//!
//! Features: `cli` (the program `docwright`), `lsp` (the language server) and `watch` (`generate --watch`) are on by
//! default. Build scripts need none of them: `default-features = false`. The feature `internal` shows the stages
//! themselves to the tests and chores of docwright's repository; nothing is promised about them.
//!
//! [`Generated`]: builder::Generated

// What only tests and chores use of the stages is unused without them.
#![cfg_attr(
    not(feature = "internal"),
    allow(dead_code, unreachable_pub, unused_imports)
)]

pub mod api;
pub mod builder;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diag;
pub mod export;
pub mod files;
pub mod guide;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod model;
pub mod source;

mod fingerprint;
mod stamp;
mod text;
mod unordered;

// The stages and what the program is made of: private, except for the tests and chores of this repository.
#[cfg(feature = "internal")]
pub mod check;
#[cfg(feature = "internal")]
pub mod config;
#[cfg(feature = "internal")]
pub mod diff;
#[cfg(feature = "internal")]
pub mod emit;
#[cfg(feature = "internal")]
pub mod explain;
#[cfg(feature = "internal")]
pub mod facts;
#[cfg(feature = "internal")]
pub mod limits;
#[cfg(feature = "internal")]
pub mod lint;
#[cfg(feature = "internal")]
pub mod merge;
#[cfg(feature = "internal")]
pub mod permissions;
#[cfg(feature = "internal")]
pub mod plan;
#[cfg(feature = "internal")]
pub mod print;
#[cfg(feature = "internal")]
pub mod read;
#[cfg(all(feature = "cli", feature = "internal"))]
pub mod report;
#[cfg(feature = "internal")]
pub mod syntax;

#[cfg(not(feature = "internal"))]
mod check;
#[cfg(not(feature = "internal"))]
mod config;
#[cfg(not(feature = "internal"))]
mod diff;
#[cfg(not(feature = "internal"))]
mod emit;
#[cfg(not(feature = "internal"))]
mod explain;
#[cfg(not(feature = "internal"))]
mod facts;
#[cfg(not(feature = "internal"))]
mod limits;
#[cfg(not(feature = "internal"))]
mod lint;
#[cfg(not(feature = "internal"))]
mod merge;
#[cfg(not(feature = "internal"))]
mod permissions;
#[cfg(not(feature = "internal"))]
mod plan;
#[cfg(not(feature = "internal"))]
mod print;
#[cfg(not(feature = "internal"))]
mod read;
#[cfg(all(feature = "cli", not(feature = "internal")))]
mod report;
#[cfg(not(feature = "internal"))]
mod syntax;

pub use builder::{Builder, Error};
