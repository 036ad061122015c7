//! All integration tests, in one binary: linking is what costs. Folders follow the stages; `repository` is about the code itself.

mod builder;
#[cfg(feature = "cli")]
mod cli;
mod corpus;
mod diff;
mod emit;
mod export;
mod facts;
mod hostile;
mod lint;
#[cfg(all(feature = "cli", feature = "lsp"))]
mod lsp;
mod model;
#[cfg(feature = "cli")]
mod permissions;
mod props;
#[cfg(feature = "cli")]
mod report;
mod repository;
mod support;
mod syntax;
mod targets;
