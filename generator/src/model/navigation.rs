//! Navigation properties that only the documented URLs reveal: `/users/{id}/messages` makes `user.messages`.
//!
//! A segment counts when the type before it is known, that type has no such property, and an operation tells the type behind it.

mod roots;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::bases;
use super::index::{namespace_of, short_name};
use super::objects::plain_property;
use super::operation::{Body, OperationKind, ResponseBody, Segment, UrlTemplate};
use super::{Evidence, Model, Operation, Property, TypeDef, TypeKind, TypeName, TypeRef};

/// A URL prefix in comparable form: names in lower case, parameters as `{}`.
type Prefix = Vec<String>;

/// Adds the properties, and makes collections of those that URLs list; returns how many were added.
pub fn infer(model: &mut Model) -> usize {
    let mut ends = ends(model);
    for (root, name) in roots::roots(model) {
        ends.entry(vec![root]).or_insert(TypeRef::Named(name));
    }
    let called = called(model);
    let prefix = |url: &UrlTemplate| url.segments.iter().map(key).collect();
    let prefixes: Vec<Prefix> = urls(model).map(prefix).collect();
    let mut added = 0;
    for (owner, name) in listed(model, &prefixes, &ends) {
        collect(model, &owner, &name);
    }
    // Each round can make the types of longer prefixes known; the pages' URLs are at most this deep.
    for _ in 0..6 {
        let found = round(model, &prefixes, &ends, &called);
        if found.is_empty() {
            break;
        }
        for ((owner, _), (spellings, ty)) in found {
            let name = best_spelling(&spellings);
            if let Some(def) = model.types.get_mut(&owner)
                && let TypeKind::Object(object) = &mut def.kind
            {
                object.properties.push(Property {
                    is_navigation: true,
                    ..plain_property(name, ty, Evidence::Url)
                });
                added += 1;
            }
        }
    }
    added
}

/// Properties that one pass over all URLs finds, by owner and lower-case name: the spellings met, and the type.
type Found = BTreeMap<(TypeName, String), (Vec<String>, TypeRef)>;

fn round(
    model: &Model,
    prefixes: &[Prefix],
    ends: &BTreeMap<Prefix, TypeRef>,
    called: &BTreeSet<String>,
) -> Found {
    let urls: Vec<&UrlTemplate> = urls(model).collect();
    let steps = urls.par_iter().zip(prefixes).flat_map_iter(|(url, keys)| {
        (1..url.segments.len()).filter_map(|at| step(model, url, keys, at, (ends, called)))
    });
    let steps: Vec<_> = steps.collect();
    let mut found = Found::new();
    for (owner, key, name, ty) in steps {
        let entry = found
            .entry((owner, key))
            .or_insert_with(|| (Vec::new(), ty));
        entry.0.push(name);
    }
    found
}

/// The property that one segment of a URL reveals: its owner, its lower-case name, its name and its type.
fn step(
    model: &Model,
    url: &UrlTemplate,
    keys: &[String],
    at: usize,
    (ends, called): (&BTreeMap<Prefix, TypeRef>, &BTreeSet<String>),
) -> Option<(TypeName, String, String, TypeRef)> {
    let Segment::Name(name) = &url.segments[at] else {
        return None;
    };
    if called.contains(&keys[at]) || !is_property_name(name) {
        return None;
    }
    let Some(TypeRef::Named(owner)) = type_of(model, ends, &url.segments[..at], &keys[..at]) else {
        return None;
    };
    if model.object(&owner).is_none() || property(model, &owner, name).is_some() {
        return None;
    }
    let told = ends.get(&keys[..=at]).cloned();
    let ty = told.or_else(|| namesake(model, &owner, name, url.segments.get(at + 1)))?;
    let is_object = ty.named().is_some_and(|name| model.object(name).is_some());
    // A URL that seems to give a base what its derived types have goes through one of those
    // (`/drives/{id}/items/{id}/versions`, where pages call the items base items).
    (is_object && !bases::derived_have(model, &owner, name))
        .then(|| (owner, keys[at].clone(), name.clone(), ty))
}

fn urls(model: &Model) -> impl Iterator<Item = &UrlTemplate> {
    model
        .operations
        .values()
        .flat_map(|operation| &operation.urls)
}

/// Relationships that a table gives a single type while an operation lists several of it at their URL.
fn listed(
    model: &Model,
    prefixes: &[Prefix],
    ends: &BTreeMap<Prefix, TypeRef>,
) -> BTreeSet<(TypeName, String)> {
    let mut out = BTreeSet::new();
    for (url, keys) in urls(model).zip(prefixes) {
        for at in 1..url.segments.len() {
            let (Segment::Name(name), Some(TypeRef::Collection(element))) =
                (&url.segments[at], ends.get(&keys[..=at]))
            else {
                continue;
            };
            let Some(TypeRef::Named(owner)) =
                type_of(model, ends, &url.segments[..at], &keys[..at])
            else {
                continue;
            };
            if property(model, &owner, name).is_some_and(|ty| ty == **element) {
                out.insert((owner, keys[at].clone()));
            }
        }
    }
    out
}

fn collect(model: &mut Model, owner: &TypeName, name: &str) {
    let line: Vec<TypeName> = model.lineage(owner).into_iter().cloned().collect();
    for ancestor in &line {
        let Some(TypeDef {
            kind: TypeKind::Object(object),
            ..
        }) = model.types.get_mut(ancestor)
        else {
            continue;
        };
        for property in object
            .properties
            .iter_mut()
            .filter(|property| property.is_navigation && property.name.0.eq_ignore_ascii_case(name))
        {
            property.ty = TypeRef::Collection(Box::new(property.ty.clone()));
        }
    }
}

fn is_property_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The type that a segment without operations of its own is named after: `/users/{id}/teamwork/installedApps` goes through
/// `userTeamwork`, `/me/authentication/methods` through `authentication`.
fn namesake(
    model: &Model,
    owner: &TypeName,
    segment: &str,
    next: Option<&Segment>,
) -> Option<TypeRef> {
    let Some(Segment::Name(_)) = next else {
        return None;
    };
    let is_entity = |name: &TypeName| model.object(name).is_some_and(|object| object.is_entity);
    let named = |short: &str| {
        // Properties are spelt as their types are; only the first letter after the owner's name differs.
        let mut spelling = format!("{}.{short}", namespace_of(&owner.0));
        if short.len() > segment.len() {
            let at = spelling.len() - segment.len();
            spelling[at..=at].make_ascii_uppercase();
        }
        Some(TypeName(spelling)).filter(is_entity)
    };
    named(&format!("{}{segment}", short_name(&owner.0)))
        .or_else(|| named(segment))
        .map(TypeRef::Named)
}

/// The most frequent spelling; of equals, the one with more capitals (`calendarGroups` before `calendargroups`).
fn best_spelling(spellings: &[String]) -> &str {
    let count = |name: &str| spellings.iter().filter(|other| *other == name).count();
    let capitals = |name: &str| name.bytes().filter(u8::is_ascii_uppercase).count();
    spellings
        .iter()
        .max_by_key(|name| (count(name), capitals(name)))
        .map_or("", String::as_str)
}

/// What operations tell of the type at the end of their URLs: of several types at one URL, the one with the most votes.
/// A page with many URLs (extended properties live below 27 kinds of things) has one vote to share among them.
fn ends(model: &Model) -> BTreeMap<Prefix, TypeRef> {
    let mut votes: BTreeMap<Prefix, BTreeMap<TypeRef, usize>> = BTreeMap::new();
    let confirmed = confirmed(model);
    for operation in model
        .operations
        .values()
        .filter(|operation| !is_call(operation))
    {
        let Some(ty) = end_type(operation) else {
            continue;
        };
        let weight = 1000 / operation.urls.len().max(1);
        for url in &operation.urls {
            let keys: Prefix = url.segments.iter().map(key).collect();
            if operation.kind == OperationKind::Create && !confirmed.contains(&keys) {
                continue;
            }
            if let (
                [.., Segment::Name(_), Segment::Parameter(_)],
                [parent @ .., _],
                TypeRef::Named(_),
            ) = (url.segments.as_slice(), keys.as_slice(), &ty)
            {
                let many = TypeRef::Collection(Box::new(ty.clone()));
                *votes
                    .entry(parent.to_vec())
                    .or_default()
                    .entry(many)
                    .or_default() += weight;
            }
            *votes
                .entry(keys)
                .or_default()
                .entry(ty.clone())
                .or_default() += weight;
        }
    }
    let winner = |votes: BTreeMap<TypeRef, usize>| {
        votes
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map(|(ty, _)| ty)
    };
    votes
        .into_iter()
        .filter_map(|(prefix, votes)| Some((prefix, winner(votes)?)))
        .collect()
}

/// Prefixes that something else than a POST shows to be collections: a GET there, or a key behind them. A POST alone may
/// well be an action whose title begins with "Create" (`createLink`).
fn confirmed(model: &Model) -> BTreeSet<Prefix> {
    let mut out = BTreeSet::new();
    for operation in model.operations.values() {
        for url in &operation.urls {
            let keys: Prefix = url.segments.iter().map(key).collect();
            out.extend(
                (1..keys.len())
                    .filter(|at| keys[*at] == "{}")
                    .map(|at| keys[..at].to_vec()),
            );
            if operation.kind == OperationKind::List {
                out.insert(keys);
            }
        }
    }
    out
}

/// An action or function, by its kind or by a title such as `range: boundingRect`.
fn is_call(operation: &Operation) -> bool {
    matches!(
        operation.kind,
        OperationKind::Action | OperationKind::Function | OperationKind::Delta
    ) || operation
        .title
        .split_once(':')
        .is_some_and(|(owner, name)| !owner.trim().contains(' ') && !name.trim().is_empty())
}

/// The names that URLs call: with arguments, or as an action or function. These are no properties.
fn called(model: &Model) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for operation in model.operations.values() {
        let is_call = is_call(operation);
        for url in &operation.urls {
            out.extend(url.segments.iter().filter_map(|segment| match segment {
                Segment::Call {
                    name, arguments, ..
                } if arguments.iter().any(|argument| argument.name.is_some()) => {
                    Some(name.to_ascii_lowercase())
                }
                _ => None,
            }));
            if let (true, Some(Segment::Name(name))) = (is_call, url.segments.last()) {
                out.insert(name.to_ascii_lowercase());
            }
        }
    }
    out
}

/// The type at the end of an operation's URL. Actions and functions tell none: their results are not at their URLs.
fn end_type(operation: &Operation) -> Option<TypeRef> {
    let result = || {
        operation
            .responses
            .iter()
            .filter(|response| (200..300).contains(&response.status))
            .find_map(|response| match &response.body {
                ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(ty.clone()),
                ResponseBody::None | ResponseBody::Bytes { .. } => None,
            })
    };
    let sent = || match &operation.body {
        Body::Type { ty, .. } => Some(ty.clone()),
        Body::None | Body::Parameters(_) | Body::Reference | Body::Bytes { .. } | Body::Untyped => {
            None
        }
    };
    let ty = match operation.kind {
        OperationKind::Get | OperationKind::List => result(),
        OperationKind::Update | OperationKind::Replace => result().or_else(sent),
        OperationKind::Create => result()
            .or_else(sent)
            .map(|ty| TypeRef::Collection(Box::new(ty.element().clone()))),
        OperationKind::Delete
        | OperationKind::Action
        | OperationKind::Function
        | OperationKind::Delta
        | OperationKind::AddReference
        | OperationKind::RemoveReference
        | OperationKind::ListReferences
        | OperationKind::Count
        | OperationKind::Download
        | OperationKind::Upload => None,
    }?;
    ty.named().is_some().then_some(ty)
}

fn key(segment: &Segment) -> String {
    match segment {
        Segment::Name(name) => name.to_ascii_lowercase(),
        Segment::Parameter(_) => "{}".to_owned(),
        Segment::Cast(name) => name.0.to_ascii_lowercase(),
        Segment::Call {
            name, arguments, ..
        } => format!("{}({})", name.to_ascii_lowercase(), arguments.len()),
        Segment::Mixed(_) => "{}:".to_owned(),
    }
}

/// The type at the end of a prefix: by an operation there, else step by step through known properties.
fn type_of(
    model: &Model,
    ends: &BTreeMap<Prefix, TypeRef>,
    segments: &[Segment],
    keys: &[String],
) -> Option<TypeRef> {
    if let Some(ty) = ends.get(keys) {
        return Some(ty.clone());
    }
    let ([before @ .., last], [before_keys @ .., _]) = (segments, keys) else {
        return None;
    };
    match last {
        Segment::Cast(name) => Some(TypeRef::Named(name.clone())),
        Segment::Parameter(_) => match type_of(model, ends, before, before_keys)? {
            TypeRef::Collection(element) => Some(*element),
            TypeRef::Primitive(_)
            | TypeRef::Named(_)
            | TypeRef::Untyped
            | TypeRef::Unknown { .. } => None,
        },
        Segment::Name(name) => match type_of(model, ends, before, before_keys)? {
            TypeRef::Named(owner) => property(model, &owner, name),
            TypeRef::Primitive(_)
            | TypeRef::Collection(_)
            | TypeRef::Untyped
            | TypeRef::Unknown { .. } => None,
        },
        Segment::Call { .. } | Segment::Mixed(_) => None,
    }
}

fn property(model: &Model, owner: &TypeName, name: &str) -> Option<TypeRef> {
    let properties = model
        .lineage(owner)
        .into_iter()
        .filter_map(|ancestor| model.object(ancestor))
        .flat_map(|object| &object.properties);
    properties
        .into_iter()
        .find(|property| property.name.0.eq_ignore_ascii_case(name))
        .map(|property| property.ty.clone())
}
