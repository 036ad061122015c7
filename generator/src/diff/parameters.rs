//! The parameters of an operation in path, query and headers, and its OData options, before and after.

use crate::model::ApiItem;
use crate::model::operation::{Location, Operation, Parameter, Segment, UrlTemplate};
use crate::model::{OperationId, WireName};

use super::change::{Direction, Evidence};
use super::finder::{ChangedItem, Finder};
use super::impact::Impact;
use super::matching::{Likeness, match_up, similarity, without_names};
use super::pair::Pair;
use super::renames::written;
use super::rules::Rule;

/// Records every change of what an operation takes outside of its body.
pub(super) fn compare(
    finder: &mut Finder<'_>,
    ids: Pair<&OperationId>,
    operations: Pair<&Operation>,
) {
    query_options(finder, ids, operations);
    let Pair { old, new } = operations.map(|operation| operation.parameters.as_slice());
    for parameter in old {
        if let Some(other) = find(new, parameter) {
            remaining(finder, ids, Pair::new(parameter, other));
        }
    }
    let placeholders = same_placeholders(operations);
    let matches = match_up(&missing(old, new), &missing(new, old), |pair| {
        likeness(finder, &placeholders, pair)
    });
    for found in matches.renamed {
        let pair: Pair<&Parameter> = found.pair;
        if pair.old.name != pair.new.name {
            let change = finder.push(
                Rule::ParameterRenamed,
                things(ids, pair),
                Direction::Request,
            );
            change.evidence(found.evidence);
            // The name of a placeholder is never sent.
            if pair.old.location == Location::Path && pair.new.location == Location::Path {
                change.service(Impact::None);
            }
        }
        remaining(finder, ids, pair);
    }
    for parameter in matches.removed {
        if !is_part_of_url(operations.old, parameter) {
            let item = ChangedItem::removed(thing(ids.old, parameter));
            finder
                .push(Rule::ParameterRemoved, item, Direction::Request)
                .values(place(parameter), "");
        }
    }
    for parameter in matches.added {
        if !is_part_of_url(operations.new, parameter) {
            let rule = if parameter.required {
                Rule::RequiredParameterAdded
            } else {
                Rule::ParameterAdded
            };
            let item = ChangedItem::added(thing(ids.new, parameter));
            finder
                .push(rule, item, Direction::Request)
                .values("", place(parameter));
        }
    }
}

/// The letter case of a header's name does not matter.
fn find<'p>(list: &'p [Parameter], wanted: &Parameter) -> Option<&'p Parameter> {
    list.iter().find(|parameter| {
        let ignores_case = parameter.location == Location::Header;
        parameter.location == wanted.location
            && (parameter.name == wanted.name
                || ignores_case && parameter.name.0.eq_ignore_ascii_case(&wanted.name.0))
    })
}

fn missing<'p>(here: &'p [Parameter], there: &[Parameter]) -> Vec<&'p Parameter> {
    here.iter()
        .filter(|parameter| find(there, parameter).is_none())
        .collect()
}

fn thing(id: &OperationId, parameter: &Parameter) -> ApiItem {
    ApiItem::Parameter(id.clone(), parameter.name.clone())
}

fn things(ids: Pair<&OperationId>, pair: Pair<&Parameter>) -> Pair<ApiItem> {
    Pair::new(thing(ids.old, pair.old), thing(ids.new, pair.new))
}

/// Whether a change of the URL already covers the parameter: a placeholder is added and removed with its URL. The argument
/// of a function is a change of its own.
fn is_part_of_url(operation: &Operation, parameter: &Parameter) -> bool {
    let is_argument = |segment: &Segment| match segment {
        Segment::Call { arguments, .. } => arguments
            .iter()
            .any(|argument| argument.name.is_some() && argument.parameter == parameter.name),
        Segment::Name(_) | Segment::Parameter(_) | Segment::Cast(_) | Segment::Mixed(_) => false,
    };
    let mut segments = operation.urls.iter().flat_map(|url| &url.segments);
    parameter.location == Location::Path && !segments.any(is_argument)
}

/// The names of parameters that fill the same placeholder of the same URL.
fn same_placeholders(operations: Pair<&Operation>) -> Vec<Pair<WireName>> {
    let mut placeholders = Vec::new();
    for url in &operations.old.urls {
        let same = operations
            .new
            .urls
            .iter()
            .find(|other| without_names(other) == without_names(url));
        let names = same.map(UrlTemplate::parameters).unwrap_or_default();
        for (old, new) in url.parameters().into_iter().zip(names) {
            placeholders.push(Pair::new(old.clone(), new.clone()));
        }
    }
    placeholders
}

/// `query, Int32`
fn place(parameter: &Parameter) -> String {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    };
    format!("{place}, {}", written(&parameter.ty))
}

/// Records what differs in a parameter that exists in both states.
fn remaining(finder: &mut Finder<'_>, ids: Pair<&OperationId>, pair: Pair<&Parameter>) {
    let Pair { old, new } = pair;
    let item = || things(ids, pair);
    if !finder.renames.same(&old.ty, &new.ty) {
        finder
            .push(Rule::ParameterTypeChanged, item(), Direction::Request)
            .values(written(&old.ty), written(&new.ty));
    }
    if old.location != new.location {
        finder
            .push(Rule::ParameterMoved, item(), Direction::Request)
            .values(place(old), place(new));
    }
    if old.required != new.required {
        let rule = if new.required {
            Rule::ParameterBecameRequired
        } else {
            Rule::ParameterBecameOptional
        };
        finder.push(rule, item(), Direction::Request);
    }
    if old.value != new.value {
        let value = |parameter: &Parameter| {
            let value = parameter.value.clone();
            value.unwrap_or_else(|| "none".to_owned())
        };
        finder
            .push(Rule::ParameterValueChanged, item(), Direction::Request)
            .values(value(old), value(new));
    }
    if old.doc != new.doc {
        finder.push(Rule::DescriptionChanged, item(), Direction::Request);
    }
}

/// Names that are at least this similar count as evidence, in percent.
const SIMILAR: u8 = 60;

/// Two parameters are taken for the same if they have the same type and similar names, or if they fill the same placeholder.
fn likeness(
    finder: &Finder<'_>,
    placeholders: &[Pair<WireName>],
    pair: Pair<&Parameter>,
) -> Option<Likeness> {
    let Pair { old, new } = pair;
    let percent = similarity(&old.name.0, &new.name.0);
    let is_similar = percent >= SIMILAR;
    let same_type = finder.renames.same(&old.ty, &new.ty);
    let position = placeholders
        .iter()
        .position(|names| names.old == old.name && names.new == new.name);
    if position.is_none() && !(same_type && is_similar) {
        return None;
    }
    let place = usize::from(old.location == new.location) + 2 * usize::from(position.is_some());
    Some(Likeness::new(
        place * 100 + usize::from(percent),
        [
            (is_similar, Evidence::SimilarName(percent)),
            (same_type, Evidence::SameType(written(&new.ty))),
            (
                !old.doc.is_empty() && old.doc == new.doc,
                Evidence::SameText,
            ),
            (
                position.is_some(),
                Evidence::SamePosition(position.unwrap_or_default() + 1),
            ),
        ],
    ))
}

/// A page that does not mention query options allows the usual ones, so beginning or ceasing to list them breaks nothing.
fn query_options(finder: &mut Finder<'_>, ids: Pair<&OperationId>, operations: Pair<&Operation>) {
    let operation = || ids.things(ApiItem::Operation);
    let options = operations.map(|operation| operation.query_options.as_ref());
    let (Some(old), Some(new)) = (options.old, options.new) else {
        let rule = match (options.old, options.new) {
            (None, Some(_)) => Rule::QueryOptionAdded,
            (Some(_), None) => Rule::QueryOptionRemoved,
            (None, None) | (Some(_), Some(_)) => return,
        };
        let words = options.map(|options| match options {
            None => "not said".to_owned(),
            Some(options) => options.join(", "),
        });
        finder
            .push(rule, operation(), Direction::Request)
            .values(words.old, words.new)
            .service(Impact::None);
        return;
    };
    for option in old.iter().filter(|option| !new.contains(option)) {
        finder
            .push(Rule::QueryOptionRemoved, operation(), Direction::Request)
            .values("", option);
    }
    for option in new.iter().filter(|option| !old.contains(option)) {
        finder
            .push(Rule::QueryOptionAdded, operation(), Direction::Request)
            .values("", option);
    }
}
