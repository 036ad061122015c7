//! What an operation sends, before and after.

use crate::model::ApiItem;
use crate::model::operation::Body;
use crate::model::{OperationId, Property, WireName};

use super::change::Direction;
use super::finder::{ChangedItem, Finder};
use super::matching::{Listed, match_up, missing};
use super::pair::Pair;
use super::properties::{Difference, differences, has, likeness};
use super::renames::written;
use super::rules::Rule;

/// Records every change of a request body.
pub(super) fn compare(finder: &mut Finder<'_>, ids: Pair<&OperationId>, bodies: Pair<&Body>) {
    match (bodies.old, bodies.new) {
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
                changed(finder, ids, bodies);
            }
            for name in names_missing(listed, new_listed) {
                property(finder, Rule::BodyPropertyUnlisted, ids, name);
            }
            for name in names_missing(new_listed, listed) {
                property(finder, Rule::BodyPropertyListed, ids, name);
            }
            for name in names_missing(required, new_required) {
                property(finder, Rule::BodyPropertyBecameOptional, ids, name);
            }
            for name in names_missing(new_required, required) {
                property(finder, Rule::BodyPropertyBecameRequired, ids, name);
            }
        }
        (Body::Parameters(before), Body::Parameters(after)) => {
            parameters(finder, ids, Pair::new(before, after));
        }
        (
            Body::Bytes { content_type },
            Body::Bytes {
                content_type: other,
            },
        ) => {
            if content_type != other {
                changed(finder, ids, bodies);
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
        ) => changed(finder, ids, bodies),
    }
}

fn changed(finder: &mut Finder<'_>, ids: Pair<&OperationId>, bodies: Pair<&Body>) {
    finder
        .push(
            Rule::BodyChanged,
            ids.things(ApiItem::Body),
            Direction::Request,
        )
        .values(words(bodies.old), words(bodies.new));
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

fn thing(id: &OperationId, name: &WireName) -> ApiItem {
    ApiItem::Parameter(id.clone(), name.clone())
}

fn names_missing<'n>(here: &'n [WireName], there: &[WireName]) -> Vec<&'n WireName> {
    here.iter().filter(|name| !there.contains(name)).collect()
}

/// Records that the page treats a property differently. The property itself stays where it is, in the type.
fn property(finder: &mut Finder<'_>, rule: Rule, ids: Pair<&OperationId>, name: &WireName) {
    finder.push(rule, ids.map(|id| thing(id, name)), Direction::Request);
}

/// The parameters of an action, which form an object of their own.
fn parameters(finder: &mut Finder<'_>, ids: Pair<&OperationId>, lists: Pair<&Vec<Property>>) {
    let Pair { old, new } = lists;
    for property in old {
        if let Some(other) = new.iter().find(|other| other.name == property.name) {
            remaining(finder, ids, Pair::new(property, other));
        }
    }
    let removed = missing(old, |property| has(new, property));
    let added = missing(new, |property| has(old, property));
    let matches = match_up(&removed, &added, |pair| likeness(&finder.renames, pair));
    for found in matches.renamed {
        let pair = found.pair.map(|listed| listed.item);
        finder
            .push(
                Rule::ParameterRenamed,
                things(ids, pair),
                Direction::Request,
            )
            .evidence(found.evidence)
            .values("body", "body");
        remaining(finder, ids, pair);
    }
    for Listed { item, .. } in matches.removed {
        let thing = ChangedItem::removed(thing(ids.old, &item.name));
        finder
            .push(Rule::ParameterRemoved, thing, Direction::Request)
            .values(format!("body, {}", written(&item.ty)), "");
    }
    for Listed { item, .. } in matches.added {
        let rule = if item.required {
            Rule::RequiredParameterAdded
        } else {
            Rule::ParameterAdded
        };
        let thing = ChangedItem::added(thing(ids.new, &item.name));
        finder
            .push(rule, thing, Direction::Request)
            .values("", format!("body, {}", written(&item.ty)));
    }
}

fn things(ids: Pair<&OperationId>, pair: Pair<&Property>) -> Pair<ApiItem> {
    Pair::new(
        thing(ids.old, &pair.old.name),
        thing(ids.new, &pair.new.name),
    )
}

/// Records what differs in a parameter that exists in both states.
fn remaining(finder: &mut Finder<'_>, ids: Pair<&OperationId>, pair: Pair<&Property>) {
    let Pair { old, new } = pair;
    let item = || things(ids, pair);
    if !finder.renames.same(&old.ty, &new.ty) {
        finder
            .push(Rule::ParameterTypeChanged, item(), Direction::Request)
            .values(written(&old.ty), written(&new.ty));
    }
    for Difference {
        rule,
        before,
        after,
    } in differences(pair)
    {
        let rule = match rule {
            Rule::PropertyBecameRequired => Rule::ParameterBecameRequired,
            Rule::PropertyBecameOptional => Rule::ParameterBecameOptional,
            other => other,
        };
        finder
            .push(rule, item(), Direction::Request)
            .values(before, after);
    }
    if old.doc != new.doc {
        finder.push(Rule::DescriptionChanged, item(), Direction::Request);
    }
}
