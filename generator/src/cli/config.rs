//! `docwright config`: the keys of `docwright.toml`.

use crate::config;

use super::{Failure, Outcome, report};

/// Explains every key, or prints the JSON Schema.
pub(crate) fn run(schema: bool) -> Result<Outcome, Failure> {
    let text = if schema {
        config::schema()
    } else {
        config::page()
    };
    report::result(&text)?;
    Ok(Outcome::Fine)
}
