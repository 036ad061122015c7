//! The parameters of an operation in path, query and headers, and its OData options, before and after.

use crate::model::OperationId;
use crate::model::operation::{Location, Operation, Parameter};
use crate::model::things::Thing;

use super::change::{Direction, Evidence};
use super::finder::{Both, Finder};
use super::operations::Ids;
use super::pairs::{alike, best};
use super::renames::written;
use super::rules::Rule;

/// Notes every change of what an operation takes outside of its body.
pub(super) fn compare(finder: &mut Finder<'_>, ids: Ids<'_>, old: &Operation, new: &Operation) {
    options(finder, ids, old, new);
    let (old, new) = (&old.parameters, &new.parameters);
    let gone: Vec<&Parameter> = missing(old, new);
    let come: Vec<&Parameter> = missing(new, old);
    for parameter in old {
        if let Some(other) = find(new, parameter) {
            kept(finder, ids, parameter, other);
        }
    }
    let pairs = best(gone.len(), come.len(), |before, after| {
        weigh(finder, gone[before], come[after])
    });
    for (before, after, evidence) in &pairs {
        let (before, after) = (gone[*before], come[*after]);
        let change = finder.push(
            Rule::ParameterRenamed,
            about(ids, before, after),
            Direction::Request,
        );
        change
            .because(evidence.clone())
            .values(place(before), place(after));
        // The name of a placeholder never travels.
        if before.location == Location::Path && is_key(before) && is_key(after) {
            change.does(super::change::Impact::None);
        }
        kept(finder, ids, before, after);
    }
    for (index, parameter) in gone.iter().enumerate() {
        if !pairs.iter().any(|(before, ..)| *before == index) {
            let both = Both::removed(thing(ids.old, parameter));
            let change = finder.push(Rule::ParameterRemoved, both, Direction::Request);
            change.values(place(parameter), "");
        }
    }
    for (index, parameter) in come.iter().enumerate() {
        if !pairs.iter().any(|(_, after, _)| *after == index) {
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

/// Whether the parameter fills a placeholder of its own: nothing but the value travels.
fn is_key(parameter: &Parameter) -> bool {
    parameter.name.0.contains('-') || parameter.name.0 == "id"
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

/// Two parameters may be one when they are of one type and are called alike, in the same place or in another one.
fn weigh(finder: &Finder<'_>, old: &Parameter, new: &Parameter) -> Option<(u32, Vec<Evidence>)> {
    let percent = alike(&old.name.0, &new.name.0);
    if !finder.renames.same(&old.ty, &new.ty) || percent < ALIKE {
        return None;
    }
    let mut evidence = vec![
        Evidence::SimilarName(percent),
        Evidence::SameType(written(&new.ty)),
    ];
    if !old.doc.is_empty() && old.doc == new.doc {
        evidence.push(Evidence::SameText);
    }
    let here = u32::from(old.location == new.location) * 100;
    Some((here + u32::from(percent), evidence))
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
        change
            .values(said(old), said(new))
            .does(super::change::Impact::None);
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
