//! Operations before and after: which were added, removed or renamed, their URLs, and what differs in those that remain.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ApiItem;
use crate::model::operation::{Operation, Segment, UrlTemplate};
use crate::model::{Model, OperationId};

use super::change::{Direction, Evidence};
use super::finder::{ChangedItem, DeprecationRules, Finder};
use super::matching::{Likeness, match_up, similarity, without_names};
use super::pair::Pair;
use super::rules::Rule;
use super::{answers, bodies, parameters, permissions};

/// Records every change of operations.
pub(super) fn compare(finder: &mut Finder<'_>) {
    let (old, new) = (&finder.old.model, &finder.new.model);
    let removed = candidates(old, new);
    let added = candidates(new, old);
    let matches = match_up(
        &removed.iter().collect::<Vec<_>>(),
        &added.iter().collect::<Vec<_>>(),
        likeness,
    );
    let mut renamed: BTreeMap<&OperationId, &OperationId> = BTreeMap::new();
    for found in matches.renamed {
        let ids = found.pair.map(|candidate| candidate.id);
        renamed.insert(ids.old, ids.new);
        finder
            .push(
                Rule::OperationRenamed,
                ids.things(ApiItem::Operation),
                Direction::Both,
            )
            .evidence(found.evidence);
    }
    for (id, operation) in &old.operations {
        let new_id = renamed.get(id).copied().unwrap_or(id);
        if let Some(other) = new.operations.get(new_id) {
            remaining(finder, Pair::new(id, new_id), Pair::new(operation, other));
        } else {
            let item = ChangedItem::removed(ApiItem::Operation(id.clone()));
            finder
                .push(Rule::OperationRemoved, item, Direction::Both)
                .values(request(operation), "");
        }
    }
    for candidate in matches.added {
        let item = ChangedItem::added(ApiItem::Operation(candidate.id.clone()));
        finder
            .push(Rule::OperationAdded, item, Direction::Both)
            .values("", request(candidate.operation));
    }
}

/// An operation whose id only one of the models has.
struct Candidate<'m> {
    id: &'m OperationId,
    operation: &'m Operation,
    /// Its URLs without the names of their placeholders.
    urls: BTreeSet<String>,
}

fn candidates<'m>(model: &'m Model, other: &Model) -> Vec<Candidate<'m>> {
    model
        .operations
        .iter()
        .filter(|(id, _)| !other.operations.contains_key(*id))
        .map(|(id, operation)| Candidate {
            id,
            operation,
            urls: operation.urls.iter().map(without_names).collect(),
        })
        .collect()
}

/// `GET /users/{user-id}`
fn request(operation: &Operation) -> String {
    let url = operation
        .urls
        .first()
        .map_or("(URL unknown)", |url| url.template.as_str());
    format!("{} {url}", operation.method.as_str())
}

/// Two operations are the same if they share a request line. Pages with similar names are no evidence by themselves.
fn likeness(pair: Pair<&Candidate<'_>>) -> Option<Likeness> {
    let Pair { old, new } = pair.map(|candidate| candidate.operation);
    let shared = pair.old.urls.intersection(&pair.new.urls).count();
    let same_page = old.page == new.page;
    let both_without_url = old.urls.is_empty() && new.urls.is_empty();
    if old.method != new.method || (shared == 0 && !(both_without_url && same_page)) {
        return None;
    }
    let percent = similarity(&pair.old.id.0, &pair.new.id.0);
    Some(Likeness::new(
        shared * 100 + usize::from(percent),
        [
            (true, Evidence::SameRequest(request(new))),
            (same_page, Evidence::SamePage),
            (percent >= 60, Evidence::SimilarName(percent)),
        ],
    ))
}

fn remaining(finder: &mut Finder<'_>, ids: Pair<&OperationId>, pair: Pair<&Operation>) {
    let Pair { old, new } = pair;
    let operation = || ids.things(ApiItem::Operation);
    if old.method != new.method {
        finder
            .push(
                Rule::OperationMethodChanged,
                operation(),
                Direction::Request,
            )
            .values(old.method.as_str(), new.method.as_str());
    }
    if old.kind != new.kind {
        finder
            .push(Rule::OperationKindChanged, operation(), Direction::Both)
            .values(old.kind.to_string(), new.kind.to_string());
    }
    urls(finder, ids, pair);
    parameters::compare(finder, ids, pair);
    bodies::compare(finder, ids, pair.map(|operation| &operation.body));
    answers::compare(finder, ids, pair);
    permissions::compare(finder, ids, pair);
    finder.deprecation(
        DeprecationRules {
            deprecated: Rule::OperationDeprecated,
            undeprecated: Rule::OperationUndeprecated,
        },
        pair.map(|operation| &operation.deprecated),
        operation(),
        Direction::Both,
    );
    if old.area != new.area {
        finder
            .push(Rule::AreaChanged, operation(), Direction::Both)
            .values(&*old.area, &*new.area);
    }
    if old.doc != new.doc || old.title != new.title {
        finder.push(Rule::DescriptionChanged, operation(), Direction::Both);
    }
}

fn urls(finder: &mut Finder<'_>, ids: Pair<&OperationId>, pair: Pair<&Operation>) {
    let thing =
        |id: &OperationId, url: &UrlTemplate| ApiItem::Url(id.clone(), url.template.clone());
    let removed = missing_urls(pair.old, pair.new);
    let mut added = missing_urls(pair.new, pair.old);
    for url in removed {
        let is_same = |other: &&UrlTemplate| {
            without_names(other) == without_names(url) && casts(other) == casts(url)
        };
        if let Some(at) = added.iter().position(is_same) {
            let things = Pair::new(thing(ids.old, url), thing(ids.new, added.remove(at)));
            finder.push(Rule::UrlParameterRenamed, things, Direction::Request);
        } else {
            let item = ChangedItem::removed(thing(ids.old, url));
            finder.push(Rule::UrlRemoved, item, Direction::Request);
        }
    }
    for url in added {
        let item = ChangedItem::added(thing(ids.new, url));
        finder.push(Rule::UrlAdded, item, Direction::Request);
    }
}

/// The URLs of one operation that the other one lacks.
fn missing_urls<'o>(here: &'o Operation, there: &Operation) -> Vec<&'o UrlTemplate> {
    let is_there = |url: &UrlTemplate| {
        let mut urls = there.urls.iter();
        urls.any(|other| other.template == url.template)
    };
    here.urls.iter().filter(|url| !is_there(url)).collect()
}

fn casts(url: &UrlTemplate) -> Vec<&Segment> {
    url.segments
        .iter()
        .filter(|segment| matches!(segment, Segment::Cast(_)))
        .collect()
}
