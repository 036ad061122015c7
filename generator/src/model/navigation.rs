//! Navigation properties that only the documented URLs reveal: `/users/{id}/messages` makes `user.messages`.
//!
//! A segment counts when the type before it is known, that type has no such property, and an operation tells the type behind it.

use std::collections::BTreeMap;

use super::objects::plain_property;
use super::operation::{Body, OperationKind, ResponseBody, Segment};
use super::{Evidence, Model, Operation, Property, TypeKind, TypeName, TypeRef};

/// A URL prefix in comparable form: names in lower case, parameters as `{}`.
type Prefix = Vec<String>;

/// Adds the properties; returns how many.
pub fn infer(model: &mut Model) -> usize {
    let ends = ends(model);
    let mut added = 0;
    // Each round can make the types of longer prefixes known; the pages' URLs are at most this deep.
    for _ in 0..6 {
        let found = round(model, &ends);
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

fn round(model: &Model, ends: &BTreeMap<Prefix, TypeRef>) -> Found {
    let mut found = Found::new();
    for operation in model.operations.values() {
        for url in &operation.urls {
            let keys: Prefix = url.segments.iter().map(key).collect();
            for (at, segment) in url.segments.iter().enumerate().skip(1) {
                let Segment::Name(name) = segment else {
                    continue;
                };
                if !name.starts_with(|c: char| c.is_ascii_lowercase())
                    || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                {
                    continue;
                }
                let Some(TypeRef::Named(owner)) =
                    type_of(model, ends, &url.segments[..at], &keys[..at])
                else {
                    continue;
                };
                if model.object(&owner).is_none() || property(model, &owner, name).is_some() {
                    continue;
                }
                let Some(ty) = ends
                    .get(&keys[..=at])
                    .filter(|ty| ty.named().is_some_and(|name| model.object(name).is_some()))
                else {
                    continue;
                };
                let entry = found
                    .entry((owner, name.to_ascii_lowercase()))
                    .or_insert_with(|| (Vec::new(), ty.clone()));
                entry.0.push(name.clone());
            }
        }
    }
    found
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

/// What operations tell of the type at the end of their URLs.
fn ends(model: &Model) -> BTreeMap<Prefix, TypeRef> {
    let mut out: BTreeMap<Prefix, TypeRef> = BTreeMap::new();
    for operation in model.operations.values() {
        let Some(ty) = end_type(operation) else {
            continue;
        };
        for url in &operation.urls {
            let keys: Prefix = url.segments.iter().map(key).collect();
            if let (Some(Segment::Parameter(_)), TypeRef::Named(_)) = (url.segments.last(), &ty)
                && let [parent @ .., _] = keys.as_slice()
                && matches!(
                    url.segments.get(url.segments.len().wrapping_sub(2)),
                    Some(Segment::Name(_))
                )
            {
                out.entry(parent.to_vec())
                    .or_insert_with(|| TypeRef::Collection(Box::new(ty.clone())));
            }
            out.entry(keys).or_insert_with(|| ty.clone());
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
