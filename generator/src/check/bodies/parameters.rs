//! Bodies of requests against the table of their action's parameters.

use serde_json::Value;

use super::walk::{Declared, Walk};
use crate::diag::Code;
use crate::facts::operation::OperationFacts;
use crate::facts::operation::url::{self, Target};
use crate::facts::property::PropertyFact;
use crate::model::Property;
use crate::model::operation::{Operation, Segment, UrlTemplate};

/// Checks one object. `known` are the parameters that the model has made of the page.
pub(super) fn check<'w>(
    walk: &mut Walk<'w, '_>,
    facts: &'w OperationFacts,
    known: &'w [Property],
    json: &Value,
) {
    let Value::Object(members) = json else { return };
    let tables = facts.body.iter().flat_map(|body| &body.tables);
    let rows: Vec<&PropertyFact> = tables.flat_map(|table| &table.rows).collect();
    let Some(first) = rows.first() else { return };
    // An example that shows nothing of the table is about something else; `{"passwordCredential": {…}}` puts an object around
    // what the table lists.
    let is_about = rows.iter().any(|row| members.contains_key(&row.name.value));
    if !is_about {
        return;
    }
    let mut unknown: Vec<(&str, Option<&PropertyFact>)> = Vec::new();
    for (key, value) in members {
        if key.contains('@') || key.starts_with("odata.") {
            continue;
        }
        match rows.iter().copied().find(|row| row.name.value == *key) {
            Some(row) => {
                let same = |property: &&Property| property.name.0 == *key;
                if let Some(property) = known.iter().find(same) {
                    walk.member(key, value, Declared::Row(row, &property.ty));
                }
            }
            None if is_told(facts, key) => {}
            None => {
                let mut rows = rows.iter().copied();
                let respelt = rows.find(|row| row.name.value.eq_ignore_ascii_case(key));
                unknown.push((key, respelt));
            }
        }
    }
    report(walk, &unknown, first);
}

/// Tells which names the table lacks, each with the row that spells it otherwise, if there is one.
fn report(
    walk: &mut Walk<'_, '_>,
    unknown: &[(&str, Option<&PropertyFact>)],
    first_row: &PropertyFact,
) {
    let Some((name, respelt)) = unknown.first().copied() else {
        return;
    };
    let names: Vec<String> = unknown
        .iter()
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let message = match (names.as_slice(), respelt) {
        ([name], Some(row)) => format!("{name} is `{}` in the table", row.name.value),
        ([name], None) => format!("{name} is none of the parameters that the table lists"),
        (names, _) => format!(
            "{} are none of the parameters that the table lists",
            names.join(", ")
        ),
    };
    let (row, label) = match respelt {
        Some(row) => (row, "spelt so here"),
        None => (first_row, "the table begins here"),
    };
    let found = Code::ExampleUnknownProperty
        .at(walk.key(name), message)
        .also(row.name.origin.span, label)
        .help("add a row for what is missing, or correct the example");
    walk.push(found);
}

/// Whether other parts of the page mention a parameter: running text, tables of parameters.
fn is_told(facts: &OperationFacts, key: &str) -> bool {
    let rows = facts
        .path_parameters
        .iter()
        .chain(&facts.function_parameters);
    let mut names = rows.map(|row| row.name.value.as_str());
    names.any(|name| name == key) || facts.mentioned.iter().any(|fact| fact.value == key)
}

/// Whether the request of an example goes where the operation is.
pub(super) fn is_call(operation: &Operation, written: &str) -> bool {
    let Some(Target::Url(url)) = url::parse(written) else {
        return false;
    };
    let shown = last(&url.template);
    let mut urls = operation.urls.iter();
    url.foreign_host.is_none()
        && urls.any(|url| match (last(url), shown) {
            (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
            (None, _) | (_, None) => false,
        })
}

/// The last name of a URL, without its namespace.
fn last(url: &UrlTemplate) -> Option<&str> {
    let name = match url.segments.last()? {
        Segment::Name(name) | Segment::Call { name, .. } => name,
        Segment::Cast(ty) => &ty.0,
        Segment::Parameter(_) | Segment::Mixed(_) => return None,
    };
    name.rsplit('.').next()
}
