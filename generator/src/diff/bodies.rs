//! What an operation sends, before and after.

use crate::model::operation::Body;
use crate::model::things::Thing;
use crate::model::{OperationId, Property, WireName};

use super::change::Direction;
use super::finder::{Both, Finder};
use super::operations::Ids;
use super::pairs::best;
use super::properties::{differences, weigh};
use super::renames::written;
use super::rules::Rule;

/// Notes every change of a request body.
pub(super) fn compare(finder: &mut Finder<'_>, ids: Ids<'_>, old: &Body, new: &Body) {
    match (old, new) {
        (
            Body::Type {
                ty,
                listed,
                required,
            },
            Body::Type {
                ty: new_ty,
                listed: new_listed,
                required: new_required,
            },
        ) => {
            if !finder.renames.same(ty, new_ty) {
                changed(finder, ids, (old, new));
            }
            names(
                finder,
                ids,
                (listed, new_listed),
                (Rule::BodyPropertyUnlisted, Rule::BodyPropertyListed),
            );
            let rules = (
                Rule::BodyPropertyBecameOptional,
                Rule::BodyPropertyBecameRequired,
            );
            names(finder, ids, (required, new_required), rules);
        }
        (Body::Parameters(before), Body::Parameters(after)) => {
            parameters(finder, ids, before, after);
        }
        (
            Body::Bytes { content_type },
            Body::Bytes {
                content_type: other,
            },
        ) => {
            if content_type != other {
                changed(finder, ids, (old, new));
            }
        }
        (Body::None, Body::None)
        | (Body::Reference, Body::Reference)
        | (Body::Untyped, Body::Untyped) => {}
        (
            Body::None
            | Body::Type { .. }
            | Body::Parameters(_)
            | Body::Reference
            | Body::Bytes { .. }
            | Body::Untyped,
            _,
        ) => changed(finder, ids, (old, new)),
    }
}

fn changed(finder: &mut Finder<'_>, ids: Ids<'_>, (old, new): (&Body, &Body)) {
    let change = finder.push(Rule::BodyChanged, ids.both(Thing::Body), Direction::Request);
    change.values(words(old), words(new));
}

fn words(body: &Body) -> String {
    match body {
        Body::None => "none".to_owned(),
        Body::Type { ty, .. } => written(ty),
        Body::Parameters(parameters) => format!("an object of {} parameters", parameters.len()),
        Body::Reference => "a reference".to_owned(),
        Body::Bytes { content_type } if content_type.is_empty() => "bytes".to_owned(),
        Body::Bytes { content_type } => format!("bytes of {content_type}"),
        Body::Untyped => "any JSON".to_owned(),
    }
}

fn thing(id: &OperationId, name: &WireName) -> Thing {
    Thing::Parameter(id.clone(), name.clone())
}

/// Notes which names are in one list only. The property itself stays where it is, in the type.
fn names(
    finder: &mut Finder<'_>,
    ids: Ids<'_>,
    (old, new): (&[WireName], &[WireName]),
    (gone, come): (Rule, Rule),
) {
    for name in old.iter().filter(|it| !new.contains(it)) {
        let both = Both::kept(thing(ids.old, name), thing(ids.new, name));
        finder.push(gone, both, Direction::Request);
    }
    for name in new.iter().filter(|it| !old.contains(it)) {
        let both = Both::kept(thing(ids.old, name), thing(ids.new, name));
        finder.push(come, both, Direction::Request);
    }
}

/// The parameters of an action, which are an object of their own.
fn parameters(finder: &mut Finder<'_>, ids: Ids<'_>, old: &[Property], new: &[Property]) {
    let has = |list: &[Property], wanted: &Property| list.iter().any(|it| it.name == wanted.name);
    let gone: Vec<usize> = (0..old.len()).filter(|at| !has(new, &old[*at])).collect();
    let come: Vec<usize> = (0..new.len()).filter(|at| !has(old, &new[*at])).collect();
    for property in old {
        if let Some(other) = new.iter().find(|it| it.name == property.name) {
            kept(finder, ids, property, other);
        }
    }
    let pairs = best(gone.len(), come.len(), |before, after| {
        weigh(&finder.renames, (old, gone[before]), (new, come[after]))
    });
    for (before, after, evidence) in &pairs {
        let (before, after) = (&old[gone[*before]], &new[come[*after]]);
        let both = Both::kept(thing(ids.old, &before.name), thing(ids.new, &after.name));
        finder
            .push(Rule::ParameterRenamed, both, Direction::Request)
            .because(evidence.clone())
            .values("body", "body");
        kept(finder, ids, before, after);
    }
    for (index, at) in gone.iter().enumerate() {
        if !pairs.iter().any(|(before, ..)| *before == index) {
            let both = Both::removed(thing(ids.old, &old[*at].name));
            let change = finder.push(Rule::ParameterRemoved, both, Direction::Request);
            change.values(format!("body, {}", written(&old[*at].ty)), "");
        }
    }
    for (index, at) in come.iter().enumerate() {
        if !pairs.iter().any(|(_, after, _)| *after == index) {
            let property = &new[*at];
            let rule = if property.required {
                Rule::RequiredParameterAdded
            } else {
                Rule::ParameterAdded
            };
            let both = Both::added(thing(ids.new, &property.name));
            let change = finder.push(rule, both, Direction::Request);
            change.values("", format!("body, {}", written(&property.ty)));
        }
    }
}

fn kept(finder: &mut Finder<'_>, ids: Ids<'_>, old: &Property, new: &Property) {
    let both = || Both::kept(thing(ids.old, &old.name), thing(ids.new, &new.name));
    if !finder.renames.same(&old.ty, &new.ty) {
        let change = finder.push(Rule::ParameterTypeChanged, both(), Direction::Request);
        change.values(written(&old.ty), written(&new.ty));
    }
    for (rule, before, after) in differences(old, new) {
        let rule = match rule {
            Rule::PropertyBecameRequired => Rule::ParameterBecameRequired,
            Rule::PropertyBecameOptional => Rule::ParameterBecameOptional,
            other => other,
        };
        finder
            .push(rule, both(), Direction::Request)
            .values(before, after);
    }
    if old.doc != new.doc {
        finder.push(Rule::DescriptionChanged, both(), Direction::Request);
    }
}
