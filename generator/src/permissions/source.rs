//! Finds the operations that Rust source calls: fluent chains (`graph.me().messages().list()`), also through variables,
//! parameters, fields and functions, and operations by their own names (`operations::UserGet::at(place)`).
//!
//! It parses text and knows no types, so it relies on names: a chain begins with a method that is named like a first segment of
//! the API, and is followed through the plan. A chain that begins so and leads to no operation is reported. URLs in strings are not
//! found.

mod api;
mod names;
mod values;
mod walk;

use std::collections::BTreeSet;

use super::{Calls, SourceLine, UnresolvedCall};
use crate::plan::stubs::Stubs;
use api::Api;

/// The calls in source files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceCalls {
    /// The operations, with the positions of their calls.
    pub calls: Calls,
    /// The calls that could not be resolved.
    pub unresolved: BTreeSet<UnresolvedCall>,
}

/// Scans files, given by name and text.
pub fn scan(stubs: &Stubs, files: &[(String, String)]) -> SourceCalls {
    let api = Api::new(stubs);
    let mut calls = SourceCalls::default();
    let mut parsed = Vec::new();
    for (name, text) in files {
        match syn::parse_file(text) {
            Ok(file) => parsed.push((name, file)),
            Err(error) => {
                calls.unresolved.insert(UnresolvedCall {
                    place: SourceLine {
                        file: name.clone(),
                        line: error.span().start().line,
                    },
                    text: "the whole file".to_owned(),
                    reason: format!("not valid Rust: {error}"),
                });
            }
        }
    }
    let parsed: Vec<_> = parsed
        .iter()
        .map(|(name, file)| (*name, file, names::Imports::new(file)))
        .collect();
    let mut declarations = values::Declarations::default();
    for (_, file, imports) in &parsed {
        declarations.add(&api, imports, file);
    }
    for (name, file, imports) in &parsed {
        let context = walk::Context {
            api: &api,
            declarations: &declarations,
            imports,
            file: name,
        };
        walk::FileWalk::new(context, &mut calls).file(file);
    }
    calls
}
