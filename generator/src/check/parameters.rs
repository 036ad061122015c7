//! Parameters of URLs against the tables that describe them.

use super::operations::{same_name, urls};
use crate::diag::{Code, Diagnostics};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::examples::ExampleMessage;
use crate::facts::operation::url::Target;
use crate::model::operation::{Method, Segment};
use crate::source::{Sources, find};

/// Each parameter that tables describe stands in a URL, and the other way round.
pub(super) fn check(facts: &OperationFacts, sources: &Sources, diagnostics: &mut Diagnostics) {
    undescribed(facts, sources, diagnostics);
    unused(facts, diagnostics);
}

/// Arguments of the function that a URL ends in; and placeholders, where the page describes any.
fn undescribed(facts: &OperationFacts, sources: &Sources, diagnostics: &mut Diagnostics) {
    let tables = [
        &facts.path_parameters,
        &facts.function_parameters,
        &facts.query_parameters,
    ];
    let bodies = facts.body.iter().flat_map(|body| &body.tables);
    let described: Vec<&str> = tables
        .into_iter()
        .flatten()
        .chain(bodies.flat_map(|table| &table.rows))
        .map(|row| row.name.value.as_str())
        .chain(facts.mentioned.iter().map(|fact| fact.value.as_str()))
        .collect();
    let mut told: Vec<String> = Vec::new();
    for (request, url) in urls(facts) {
        let mut wanted: Vec<&str> = Vec::new();
        if let Some(Segment::Call { arguments, .. }) = url.segments.last() {
            let names = arguments
                .iter()
                .filter_map(|argument| argument.name.as_ref());
            wanted.extend(names.map(|name| name.0.as_str()));
        }
        // A table that describes some placeholder is about all of them.
        // As written: a placeholder that stands twice in a URL was given another name the second time.
        let placeholders = || {
            let path = url.written.split('?').next().unwrap_or_default();
            let parts = path.split('{').skip(1);
            parts.filter_map(|part| Some(part.split(['}', '|']).next()?.trim()))
        };
        let rows = &facts.path_parameters;
        if placeholders().any(|name| rows.iter().any(|row| same_name(&row.name.value, name))) {
            wanted.extend(placeholders());
        }
        for name in wanted {
            let is_known = described.iter().any(|other| same_name(other, name));
            if !is_known && !told.iter().any(|other| same_name(other, name)) {
                told.push(name.to_owned());
                let line = request.origin.span;
                let text = &sources.get(line.page).text;
                let place = find::word(text, line, name).unwrap_or(line);
                diagnostics.push(
                    Code::UndescribedParameter
                        .at(place, format!("no table describes `{name}`"))
                        .help("add a row that says what it is, and of which type"),
                );
            }
        }
    }
}

/// What names stand between in a URL.
const DELIMITERS: &[char] = &[
    '{', '}', '<', '>', '(', ')', '|', '=', '\'', ',', '/', '?', '&',
];

/// Rows of path and function parameters that no URL has. Actions take theirs in the body.
fn unused(facts: &OperationFacts, diagnostics: &mut Diagnostics) {
    let posts = facts
        .requests
        .iter()
        .any(|request| request.value.method == Method::Post);
    let mut names: Vec<&str> = Vec::new();
    for request in &facts.requests {
        match &request.value.target {
            Target::Unknown { .. } => return,
            Target::Url(url) => {
                names.extend(url.query.iter().map(|item| item.name.as_str()));
                for item in &url.query {
                    names.extend(item.value.split(['{', '}', '<', '>', '\'']));
                }
                names.extend(url.template.written.split(DELIMITERS));
            }
        }
    }
    if posts || names.is_empty() {
        return;
    }
    // Scenarios of their own show their URL in an example only.
    for example in &facts.examples {
        if let ExampleMessage::Request { url, .. } = &example.value.message {
            names.extend(url.split(DELIMITERS));
        }
    }
    for row in facts
        .path_parameters
        .iter()
        .chain(&facts.function_parameters)
    {
        let name = &row.name.value;
        if !names.iter().any(|other| same_name(other, name)) {
            diagnostics.push(
                Code::ParameterNotInUrl
                    .at(
                        row.name.origin.span,
                        format!("no URL of the page has a parameter `{name}`"),
                    )
                    .also(facts.requests[0].origin.span, "the URL")
                    .help("add it to the URL, or list it where it goes: query, header or body"),
            );
        }
    }
}
