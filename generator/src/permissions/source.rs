//! Finds the operations that Rust source calls: fluent chains (`graph.me().messages().list()`), also through variables,
//! parameters, fields and functions, and operations by their own names (`operations::UserGet::at(place)`).
//!
//! It reads text and knows no types, so it goes by names: a chain begins where a method is called as a first segment of the
//! API is, and is followed through the plan. What begins so and leads to no operation is reported. What cannot be seen are
//! URLs given as text.

mod api;
mod names;
mod values;
mod walk;

use std::collections::BTreeSet;

use super::{Calls, Place, Unresolved};
use crate::plan::stubs::Stubs;
use api::Api;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The operations, and where they are called.
    pub calls: Calls,
    /// What could not be followed.
    pub unresolved: BTreeSet<Unresolved>,
}

/// Looks through the files: names and texts.
pub fn scan(stubs: &Stubs, files: &[(String, String)]) -> Found {
    let api = Api::new(stubs);
    let mut found = Found::default();
    let mut parsed = Vec::new();
    for (name, text) in files {
        match syn::parse_file(text) {
            Ok(file) => parsed.push((name, file)),
            Err(error) => {
                found.unresolved.insert(Unresolved {
                    place: Place {
                        file: name.clone(),
                        line: error.span().start().line,
                    },
                    text: "the whole file".to_owned(),
                    reason: format!("it is not Rust: {error}"),
                });
            }
        }
    }
    let parsed: Vec<_> = parsed
        .iter()
        .map(|(name, file)| (*name, file, names::Imports::of(file)))
        .collect();
    let mut known = values::Known::default();
    for (_, file, imports) in &parsed {
        known.learn(&api, imports, file);
    }
    for (name, file, imports) in &parsed {
        walk::Walk::new(&api, &known, imports, name, &mut found).file(file);
    }
    found
}
