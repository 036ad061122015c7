//! The types at the root of the service: `/security` is a `security`, `/auditLogs` an `auditLogRoot`, though no page says so.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::names::{DEFAULT_NAMESPACE, namespace_of, short_name};
use crate::model::operation::Segment;
use crate::model::{ObjectType, Operation, OperationId, TypeDef, TypeKind, TypeName};
use crate::unordered::{UnorderedMap, UnorderedSet};

/// The type of each root segment (lower case) that its name or the segments below it identify.
pub(super) fn roots(
    types: &BTreeMap<TypeName, TypeDef>,
    operations: &BTreeMap<OperationId, Operation>,
) -> BTreeMap<String, TypeName> {
    let held = held(types);
    let candidates: Vec<(&TypeName, &ObjectType)> = types
        .iter()
        .filter_map(|(name, def)| match &def.kind {
            TypeKind::Object(object) if object.is_entity && !held.contains(name) => {
                Some((name, object))
            }
            TypeKind::Object(_) | TypeKind::Enum(_) => None,
        })
        .collect();
    let holders = holders(&candidates);
    below(operations)
        .into_iter()
        .filter_map(|(root, below)| {
            Some((
                root.clone(),
                by_name(&candidates, &root).or_else(|| by_segments(&holders, &below))?,
            ))
        })
        .collect()
}

/// Types that others hold as structural properties: no root is one of these.
fn held(types: &BTreeMap<TypeName, TypeDef>) -> UnorderedSet<&TypeName> {
    let objects = types.values().filter_map(|def| match &def.kind {
        TypeKind::Object(object) => Some(object),
        TypeKind::Enum(_) => None,
    });
    objects
        .flat_map(|object| &object.properties)
        .filter(|property| !property.is_navigation)
        .filter_map(|property| property.ty.named())
        .collect()
}

/// The second segments of all URLs, by root, in lower case.
fn below(operations: &BTreeMap<OperationId, Operation>) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for url in operations.values().flat_map(|operation| &operation.urls) {
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

/// The types with a relationship, by its name in lower case.
fn holders<'m>(
    candidates: &[(&'m TypeName, &ObjectType)],
) -> UnorderedMap<String, Vec<&'m TypeName>> {
    let mut out: UnorderedMap<String, Vec<&TypeName>> = UnorderedMap::default();
    for (name, object) in candidates {
        let properties = object.properties.iter();
        for property in properties.filter(|property| property.is_navigation) {
            let key = property.name.0.to_ascii_lowercase();
            out.entry(key).or_default().push(name);
        }
    }
    out
}

/// The one type that has at least two of these segments, and half of them, as relationships.
fn by_segments(
    holders: &UnorderedMap<String, Vec<&TypeName>>,
    below: &BTreeSet<String>,
) -> Option<TypeName> {
    let mut scores: BTreeMap<&TypeName, usize> = BTreeMap::new();
    for name in below.iter().filter_map(|name| holders.get(name)).flatten() {
        *scores.entry(name).or_default() += 1;
    }
    let scores = scores.into_iter().map(|(name, score)| (score, name));
    let mut scored: Vec<(usize, &TypeName)> = scores
        .filter(|(score, _)| *score >= 2 && score * 2 >= below.len())
        .collect();
    scored.sort();
    match scored.as_slice() {
        [.., (second, _), (first, _)] if first == second => None,
        [.., (_, name)] => Some((*name).clone()),
        [] => None,
    }
}
