//! Operations before and after: which came, went or have another id, how they are reached, and what differs in those that
//! stayed.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::operation::{Operation, Segment, UrlTemplate};
use crate::model::things::Thing;
use crate::model::{Model, OperationId};

use super::change::{Direction, Evidence};
use super::finder::{Both, Finder};
use super::pairs::{alike, best};
use super::rules::Rule;
use super::types::deprecation;
use super::{answers, bodies, parameters, permissions};

/// An operation under its old id and its new one.
#[derive(Clone, Copy)]
pub(super) struct Ids<'o> {
    pub(super) old: &'o OperationId,
    pub(super) new: &'o OperationId,
}

impl Ids<'_> {
    /// The same part of the operation on both sides.
    pub(super) fn both(self, part: impl Fn(OperationId) -> Thing) -> Both {
        Both::kept(part(self.old.clone()), part(self.new.clone()))
    }
}

/// Notes every change of operations.
pub(super) fn compare(finder: &mut Finder<'_>) {
    let (old, new) = (&finder.old.model, &finder.new.model);
    let gone: Vec<&OperationId> = missing(old, new);
    let come: Vec<&OperationId> = missing(new, old);
    let old_forms: Vec<BTreeSet<String>> =
        gone.iter().map(|it| forms(&old.operations[*it])).collect();
    let new_forms: Vec<BTreeSet<String>> =
        come.iter().map(|it| forms(&new.operations[*it])).collect();
    let pairs = best(gone.len(), come.len(), |before, after| {
        let ids = (gone[before], come[after]);
        let operations = (&old.operations[ids.0], &new.operations[ids.1]);
        weigh(ids, operations, (&old_forms[before], &new_forms[after]))
    });
    let mut renamed: BTreeMap<&OperationId, &OperationId> = BTreeMap::new();
    for (before, after, evidence) in &pairs {
        let ids = Ids {
            old: gone[*before],
            new: come[*after],
        };
        renamed.insert(ids.old, ids.new);
        let change = finder.push(
            Rule::OperationRenamed,
            ids.both(Thing::Operation),
            Direction::Both,
        );
        change.because(evidence.clone());
    }
    for (id, operation) in &old.operations {
        let now = renamed.get(id).copied().unwrap_or(id);
        if let Some(other) = new.operations.get(now) {
            kept(finder, Ids { old: id, new: now }, operation, other);
        } else {
            let both = Both::removed(Thing::Operation(id.clone()));
            let change = finder.push(Rule::OperationRemoved, both, Direction::Both);
            change.values(request(operation), "");
        }
    }
    for id in come {
        if !renamed.values().any(|it| *it == id) {
            let both = Both::added(Thing::Operation(id.clone()));
            let change = finder.push(Rule::OperationAdded, both, Direction::Both);
            change.values("", request(&new.operations[id]));
        }
    }
}

fn missing<'m>(here: &'m Model, there: &Model) -> Vec<&'m OperationId> {
    let ids = here.operations.keys();
    ids.filter(|id| !there.operations.contains_key(*id))
        .collect()
}

/// `GET /users/{user-id}`
fn request(operation: &Operation) -> String {
    let url = operation
        .urls
        .first()
        .map_or("(URL unknown)", |it| it.template.as_str());
    format!("{} {url}", operation.method.as_str())
}

/// The URLs without the names of their placeholders.
fn forms(operation: &Operation) -> BTreeSet<String> {
    operation.urls.iter().map(form).collect()
}

/// A URL without the names of its placeholders.
pub(super) fn form(url: &UrlTemplate) -> String {
    let mut text = String::new();
    let mut in_braces = false;
    for c in url.template.chars() {
        in_braces = (in_braces || c == '{') && c != '}';
        if !in_braces {
            text.push(c);
        }
    }
    text
}

/// Two operations are one when a request line of both is the same. Pages that share their words only are not.
fn weigh(
    ids: (&OperationId, &OperationId),
    (old, new): (&Operation, &Operation),
    (old_forms, new_forms): (&BTreeSet<String>, &BTreeSet<String>),
) -> Option<(u32, Vec<Evidence>)> {
    let shared = old_forms.intersection(new_forms).count();
    if old.method != new.method
        || (shared == 0 && !(old.urls.is_empty() && new.urls.is_empty() && old.page == new.page))
    {
        return None;
    }
    let mut evidence = vec![Evidence::SameRequest(request(new))];
    if old.page == new.page {
        evidence.push(Evidence::SamePage);
    }
    let percent = alike(&ids.0.0, &ids.1.0);
    if percent >= 60 {
        evidence.push(Evidence::SimilarName(percent));
    }
    let weight = shared * 100 + usize::from(percent);
    Some((u32::try_from(weight).unwrap_or(u32::MAX), evidence))
}

fn kept(finder: &mut Finder<'_>, ids: Ids<'_>, old: &Operation, new: &Operation) {
    if old.method != new.method {
        let both = ids.both(Thing::Operation);
        let change = finder.push(Rule::OperationMethodChanged, both, Direction::Request);
        change.values(old.method.as_str(), new.method.as_str());
    }
    if old.kind != new.kind {
        let both = ids.both(Thing::Operation);
        let change = finder.push(Rule::OperationKindChanged, both, Direction::Both);
        change.values(format!("{:?}", old.kind), format!("{:?}", new.kind));
    }
    urls(finder, ids, old, new);
    parameters::compare(finder, ids, old, new);
    bodies::compare(finder, ids, &old.body, &new.body);
    answers::compare(finder, ids, old, new);
    permissions::compare(
        finder,
        ids,
        (old.permissions.as_ref(), new.permissions.as_ref()),
    );
    let rules = (Rule::OperationDeprecated, Rule::OperationUndeprecated);
    let what = (ids.both(Thing::Operation), Direction::Both);
    deprecation(finder, rules, (&old.deprecated, &new.deprecated), what);
    if old.area != new.area {
        let both = ids.both(Thing::Operation);
        let change = finder.push(Rule::AreaChanged, both, Direction::Both);
        change.values(&*old.area, &*new.area);
    }
    if old.doc != new.doc || old.title != new.title {
        let both = ids.both(Thing::Operation);
        finder.push(Rule::DescriptionChanged, both, Direction::Both);
    }
}

fn urls(finder: &mut Finder<'_>, ids: Ids<'_>, old: &Operation, new: &Operation) {
    let thing = |id: &OperationId, url: &UrlTemplate| Thing::Url(id.clone(), url.template.clone());
    let has = |list: &Operation, template: &str| list.urls.iter().any(|it| it.template == template);
    let gone: Vec<_> = old
        .urls
        .iter()
        .filter(|it| !has(new, &it.template))
        .collect();
    let mut come: Vec<_> = new
        .urls
        .iter()
        .filter(|it| !has(old, &it.template))
        .collect();
    for url in gone {
        let same = come
            .iter()
            .position(|it| form(it) == form(url) && casts(it) == casts(url));
        let Some(at) = same else {
            let both = Both::removed(thing(ids.old, url));
            finder.push(Rule::UrlRemoved, both, Direction::Request);
            continue;
        };
        let other = come.remove(at);
        let both = Both::kept(thing(ids.old, url), thing(ids.new, other));
        finder.push(Rule::UrlParameterRenamed, both, Direction::Request);
    }
    for url in come {
        let both = Both::added(thing(ids.new, url));
        finder.push(Rule::UrlAdded, both, Direction::Request);
    }
}

fn casts(url: &UrlTemplate) -> Vec<&Segment> {
    let segments = url.segments.iter();
    segments
        .filter(|it| matches!(it, Segment::Cast(_)))
        .collect()
}
