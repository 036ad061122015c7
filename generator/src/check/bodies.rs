//! Bodies of examples against the types that they are of, and against the tables that describe them.

mod parameters;
mod required;
mod walk;
mod words;

use serde_json::Value;

use crate::diag::Diagnostics;
use crate::facts::operation::OperationFacts;
use crate::merge::{Merged, OperationPage};
use crate::model::PagePath;
use crate::model::operation::{Body, Example, Message, Operation};
use crate::source::Sources;
use walk::Walk;

/// Checks the examples of a page.
pub(super) fn check(
    merged: &Merged<'_>,
    OperationPage { page, facts }: OperationPage<'_>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let info = &merged.model.pages.get(&PagePath(page.path.clone()));
    let operations = info.iter().flat_map(|info| &info.operations);
    for operation in operations.filter_map(|id| merged.model.operations.get(id)) {
        for example in &operation.examples {
            let fact = facts
                .examples
                .iter()
                .find(|fact| fact.value.line == example.line && fact.value.body_span.is_some());
            if let (Some(json), Some(fact)) = (&example.json, fact) {
                let text = &sources.get(fact.origin.span.page).text;
                let mut walk = Walk::new(merged, fact, text);
                one(&mut walk, operation, facts, example, json);
                diagnostics.append(walk.found);
            }
        }
    }
    required::check(facts, diagnostics);
}

/// One example: a value of a type, or the parameters of an action.
fn one<'w>(
    walk: &mut Walk<'w, '_>,
    operation: &'w Operation,
    facts: &'w OperationFacts,
    example: &'w Example,
    json: &Value,
) {
    match (&example.ty, &operation.body, &example.message) {
        (Some(ty), _, _) => walk.body(json, ty, example),
        (None, Body::Parameters(known), Message::Request { method, url })
            if *method == operation.method && parameters::is_call(operation, url) =>
        {
            parameters::check(walk, facts, known, json);
        }
        (None, _, _) => {}
    }
}
