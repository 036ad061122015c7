//! All integration tests, in one binary: linking is what costs.

mod build_script;
mod checks;
mod circles;
#[cfg(feature = "cli")]
mod cli;
mod config;
mod constants;
mod corpus;
mod determinism;
mod diff;
mod emit;
mod export;
mod facts_resource;
mod fixes;
mod fuzz_cases;
mod guide;
mod hostile;
mod hostile_crate;
#[cfg(feature = "cli")]
mod interrupted;
mod invariants;
mod json;
mod limits;
mod linear;
#[cfg(feature = "cli")]
mod lint;
#[cfg(all(feature = "cli", feature = "lsp"))]
mod lsp;
mod memory;
mod model;
mod operation_facts;
mod origins;
#[cfg(feature = "cli")]
mod permissions;
mod props;
mod reading;
mod regenerate;
#[cfg(feature = "cli")]
mod report;
mod rooms;
#[cfg(feature = "cli")]
mod sarif;
mod session;
mod settings;
mod shipped;
mod stubs;
mod support;
mod surface;
mod syntax;
mod targets;
mod tidy;
#[cfg(all(unix, feature = "watch"))]
mod watch;
mod yardstick;
