//! Examples of requests against what their page calls required.

use serde_json::Value;

use crate::diag::{Code, Diagnostics};
use crate::facts::Fact;
use crate::facts::operation::OperationFacts;
use crate::facts::operation::examples::{ExampleFact, ExampleMessage};
use crate::facts::operation::request_line::RequestLine;
use crate::model::operation::Method;

/// Checks the first example of a request with POST. Further examples show special cases, of which less may be required.
pub(super) fn check(facts: &OperationFacts, diagnostics: &mut Diagnostics) {
    let is_post = |fact: &&Fact<ExampleFact>| {
        matches!(
            fact.value.message,
            ExampleMessage::Request {
                method: Method::Post,
                ..
            }
        )
    };
    if let Some(fact) = facts.examples.iter().find(is_post) {
        required(facts, fact, diagnostics);
    }
}

/// Properties that the table of the request body calls required, and that the example of the request lacks.
fn required(facts: &OperationFacts, fact: &Fact<ExampleFact>, diagnostics: &mut Diagnostics) {
    let is_ours = |request: &Fact<RequestLine>| request.value.method == Method::Post;
    let Some(table) = facts.body.as_ref().and_then(|body| body.tables.first()) else {
        return;
    };
    let Some(Value::Object(members)) = fact.value.body.json() else {
        return;
    };
    // Only an object that shows something of the table is one of those that the table describes.
    let is_about = table
        .rows
        .iter()
        .any(|row| members.contains_key(&row.name.value));
    if !facts.requests.iter().any(is_ours) || fact.value.is_truncated || !is_about {
        return;
    }
    for row in &table.rows {
        let name = &row.name.value;
        // "For each property in the collection": the row is about objects within.
        let is_nested = row.doc.plain().to_ascii_lowercase().contains("each ");
        let needed =
            row.required_column.unwrap_or(row.notes.required) && !row.notes.read_only && !is_nested;
        let is_there = members
            .keys()
            .any(|key| key.eq_ignore_ascii_case(name) || key.split('@').next() == Some(name));
        if needed && !is_there {
            diagnostics.push(
                Code::ExampleMissingRequired
                    .at(
                        fact.value.body_span.unwrap_or(fact.origin.span),
                        format!("the example lacks `{name}`, which is required"),
                    )
                    .also(row.name.origin.span, "called required here")
                    .help("add it to the example, or call it optional"),
            );
        }
    }
}
