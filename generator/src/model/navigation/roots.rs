//! What stands at the root of the service: `/security` is a `security`, `/auditLogs` an `auditLogRoot`, though no page says so.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::index::{DEFAULT_NAMESPACE, namespace_of, short_name};
use crate::model::operation::Segment;
use crate::model::{Model, ObjectType, TypeKind, TypeName};

/// The type of each root segment (lower case) that can be told by its name or by the segments below it.
pub(super) fn roots(model: &Model) -> BTreeMap<String, TypeName> {
    let held = held(model);
    let candidates: Vec<(&TypeName, &ObjectType)> = model
        .types
        .iter()
        .filter_map(|(name, def)| match &def.kind {
            TypeKind::Object(object) if object.is_entity && !held.contains(name) => {
                Some((name, object))
            }
            TypeKind::Object(_) | TypeKind::Enum(_) => None,
        })
        .collect();
    below(model)
        .into_iter()
        .filter_map(|(root, below)| {
            Some((
                root.clone(),
                by_name(&candidates, &root).or_else(|| by_segments(&candidates, &below))?,
            ))
        })
        .collect()
}

/// Types that others hold as structural properties: no root is one of these.
fn held(model: &Model) -> BTreeSet<TypeName> {
    let objects = model.types.keys().filter_map(|name| model.object(name));
    objects
        .flat_map(|object| &object.properties)
        .filter(|property| !property.is_navigation)
        .filter_map(|property| property.ty.named().cloned())
        .collect()
}

/// The second segments of all URLs, by root, in lower case.
fn below(model: &Model) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for url in model
        .operations
        .values()
        .flat_map(|operation| &operation.urls)
    {
        if let [Segment::Name(root), Segment::Name(next), ..] = url.segments.as_slice() {
            out.entry(root.to_ascii_lowercase())
                .or_default()
                .insert(next.to_ascii_lowercase());
        }
    }
    out
}

fn by_name(candidates: &[(&TypeName, &ObjectType)], root: &str) -> Option<TypeName> {
    candidates
        .iter()
        .map(|(name, _)| *name)
        .find(|name| {
            namespace_of(&name.0) == DEFAULT_NAMESPACE
                && short_name(&name.0).eq_ignore_ascii_case(root)
        })
        .cloned()
}

/// The one type that has at least two of these segments, and half of them, as relationships.
fn by_segments(
    candidates: &[(&TypeName, &ObjectType)],
    below: &BTreeSet<String>,
) -> Option<TypeName> {
    let score = |object: &ObjectType| {
        object
            .properties
            .iter()
            .filter(|property| {
                property.is_navigation && below.contains(&property.name.0.to_ascii_lowercase())
            })
            .count()
    };
    let mut scored: Vec<(usize, &TypeName)> = candidates
        .iter()
        .map(|(name, object)| (score(object), *name))
        .filter(|(score, _)| *score >= 2 && score * 2 >= below.len())
        .collect();
    scored.sort();
    match scored.as_slice() {
        [.., (second, _), (first, _)] if first == second => None,
        [.., (_, name)] => Some((*name).clone()),
        [] => None,
    }
}
