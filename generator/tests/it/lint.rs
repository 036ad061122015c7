//! Findings: what each rule reports, the formats they are written in, and their fixes.

mod checks;
mod fixes;
#[cfg(feature = "cli")]
pub(crate) mod rules;
#[cfg(feature = "cli")]
mod sarif;
