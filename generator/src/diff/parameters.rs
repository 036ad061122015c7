//! The parameters of an operation in path, query and headers, and its OData options, before and after.

use crate::model::operation::{Location, Operation, Parameter, Segment, UrlTemplate};
use crate::model::things::Thing;
use crate::model::{OperationId, WireName};

use super::change::{Direction, Evidence, Impact};
use super::finder::{Both, Finder};
use super::operations::{Ids, form};
use super::pairs::{alike, best};
use super::renames::written;
use super::rules::Rule;

/// Notes every change of what an operation takes outside of its body.
pub(super) fn compare(finder: &mut Finder<'_>, ids: Ids<'_>, before: &Operation, now: &Operation) {
    options(finder, ids, before, now);
    let (old, new) = (&before.parameters, &now.parameters);
    let gone: Vec<&Parameter> = missing(old, new);
    let come: Vec<&Parameter> = missing(new, old);
    for parameter in old {
        if let Some(other) = find(new, parameter) {
            kept(finder, ids, parameter, other);
        }
    }
    let places = same_places(before, now);
    let pairs = best(gone.len(), come.len(), |before, after| {
        weigh(finder, &places, gone[before], come[after])
    });
    for (old, new, evidence) in &pairs {
        let (old, new) = (gone[*old], come[*new]);
        if old.name != new.name {
            let both = about(ids, old, new);
            let change = finder.push(Rule::ParameterRenamed, both, Direction::Request);
            change.because(evidence.clone());
            // The name of a placeholder never travels.
            if old.location == Location::Path && new.location == Location::Path {
                change.does(Impact::None);
            }
        }
        kept(finder, ids, old, new);
    }
    for (index, parameter) in gone.iter().enumerate() {
        let is_told = is_told_by_url(before, parameter);
        if !is_told && !pairs.iter().any(|(before, ..)| *before == index) {
            let both = Both::removed(thing(ids.old, parameter));
            let change = finder.push(Rule::ParameterRemoved, both, Direction::Request);
            change.values(place(parameter), "");
        }
    }
    for (index, parameter) in come.iter().enumerate() {
        let is_told = is_told_by_url(now, parameter);
        if !is_told && !pairs.iter().any(|(_, after, _)| *after == index) {
            let rule = if parameter.required {
                Rule::RequiredParameterAdded
            } else {
                Rule::ParameterAdded
            };
            let both = Both::added(thing(ids.new, parameter));
            let change = finder.push(rule, both, Direction::Request);
            change.values("", place(parameter));
        }
    }
}

/// A header may be spelt in any letter case.
fn find<'p>(list: &'p [Parameter], wanted: &Parameter) -> Option<&'p Parameter> {
    list.iter().find(|it| {
        it.location == wanted.location
            && (it.name == wanted.name
                || it.location == Location::Header
                    && it.name.0.eq_ignore_ascii_case(&wanted.name.0))
    })
}

fn missing<'p>(here: &'p [Parameter], there: &[Parameter]) -> Vec<&'p Parameter> {
    here.iter().filter(|it| find(there, it).is_none()).collect()
}

fn thing(id: &OperationId, parameter: &Parameter) -> Thing {
    Thing::Parameter(id.clone(), parameter.name.clone())
}

fn about(ids: Ids<'_>, old: &Parameter, new: &Parameter) -> Both {
    Both::kept(thing(ids.old, old), thing(ids.new, new))
}

/// Whether the URL says all there is to say of the parameter: a placeholder comes and goes with its URL. An argument of a
/// function is worth a word of its own.
fn is_told_by_url(operation: &Operation, parameter: &Parameter) -> bool {
    let is_argument = |segment: &Segment| match segment {
        Segment::Call { arguments, .. } => arguments
            .iter()
            .any(|it| it.name.is_some() && it.parameter == parameter.name),
        Segment::Name(_) | Segment::Parameter(_) | Segment::Cast(_) | Segment::Mixed(_) => false,
    };
    let mut segments = operation.urls.iter().flat_map(|url| &url.segments);
    parameter.location == Location::Path && !segments.any(is_argument)
}

/// The parameters that stand in the same place of the same URL, before and after.
fn same_places(old: &Operation, new: &Operation) -> Vec<(WireName, WireName)> {
    let mut out = Vec::new();
    for url in &old.urls {
        let same = new.urls.iter().find(|it| form(it) == form(url));
        let names = same.map(UrlTemplate::parameters).unwrap_or_default();
        let pairs = url.parameters().into_iter().zip(names);
        out.extend(pairs.map(|(old, new)| (old.clone(), new.clone())));
    }
    out
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

fn kept(finder: &mut Finder<'_>, ids: Ids<'_>, old: &Parameter, new: &Parameter) {
    let both = || about(ids, old, new);
    if !finder.renames.same(&old.ty, &new.ty) {
        let change = finder.push(Rule::ParameterTypeChanged, both(), Direction::Request);
        change.values(written(&old.ty), written(&new.ty));
    }
    if old.location != new.location {
        let change = finder.push(Rule::ParameterMoved, both(), Direction::Request);
        change.values(place(old), place(new));
    }
    match (old.required, new.required) {
        (false, true) => {
            finder.push(Rule::ParameterBecameRequired, both(), Direction::Request);
        }
        (true, false) => {
            finder.push(Rule::ParameterBecameOptional, both(), Direction::Request);
        }
        (true, true) | (false, false) => {}
    }
    if old.value != new.value {
        let words = |it: &Parameter| it.value.clone().unwrap_or_else(|| "none".to_owned());
        let change = finder.push(Rule::ParameterValueChanged, both(), Direction::Request);
        change.values(words(old), words(new));
    }
    if old.doc != new.doc {
        finder.push(Rule::DescriptionChanged, both(), Direction::Request);
    }
}

/// From here on names count as alike, in percent.
const ALIKE: u8 = 60;

/// Two parameters may be one when they are of one type and are called alike, in the same place or in another one, or when they
/// fill the same placeholder.
fn weigh(
    finder: &Finder<'_>,
    places: &[(WireName, WireName)],
    old: &Parameter,
    new: &Parameter,
) -> Option<(u32, Vec<Evidence>)> {
    let percent = alike(&old.name.0, &new.name.0);
    let same_type = finder.renames.same(&old.ty, &new.ty);
    let names = (&old.name, &new.name);
    let place = places.iter().position(|(old, new)| (old, new) == names);
    if place.is_none() && !(same_type && percent >= ALIKE) {
        return None;
    }
    let said = [
        (percent >= ALIKE, Evidence::SimilarName(percent)),
        (same_type, Evidence::SameType(written(&new.ty))),
        (
            !old.doc.is_empty() && old.doc == new.doc,
            Evidence::SameText,
        ),
        (
            place.is_some(),
            Evidence::SamePosition(place.unwrap_or_default() + 1),
        ),
    ];
    let evidence = said.into_iter().filter(|it| it.0).map(|it| it.1).collect();
    let here = u32::from(old.location == new.location) + 2 * u32::from(place.is_some());
    Some((here * 100 + u32::from(percent), evidence))
}

/// A page that does not tell of options allows the usual ones, so saying nothing is no change.
fn options(finder: &mut Finder<'_>, ids: Ids<'_>, old: &Operation, new: &Operation) {
    let (Some(before), Some(after)) = (&old.query_options, &new.query_options) else {
        let said = |it: &Operation| match &it.query_options {
            None => "not said".to_owned(),
            Some(options) => options.join(", "),
        };
        let rule = match (&old.query_options, &new.query_options) {
            (None, Some(_)) => Rule::QueryOptionAdded,
            (Some(_), None) => Rule::QueryOptionRemoved,
            (None, None) | (Some(_), Some(_)) => return,
        };
        let both = ids.both(Thing::Operation);
        let change = finder.push(rule, both, Direction::Request);
        change.values(said(old), said(new)).does(Impact::None);
        return;
    };
    let mut note = |rule: Rule, option: &str| {
        let both = ids.both(Thing::Operation);
        let change = finder.push(rule, both, Direction::Request);
        change.values("", option);
    };
    for option in before.iter().filter(|it| !after.contains(it)) {
        note(Rule::QueryOptionRemoved, option);
    }
    for option in after.iter().filter(|it| !before.contains(it)) {
        note(Rule::QueryOptionAdded, option);
    }
}
