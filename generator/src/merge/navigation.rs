//! Navigation properties that only the documented URLs reveal: `/users/{id}/messages` makes `user.messages`.
//!
//! A segment counts when the type before it is known, that type has no such property, and an operation shows the type behind it.

mod roots;
mod urls;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::objects::plain_property;
use crate::model::lookup::Lookup;
use crate::model::names::{namespace_of, short_name};
use crate::model::operation::{OperationKind, Segment};
use crate::model::url_types::end_type;
use crate::model::{Evidence, Model, Property, TypeDef, TypeKind, TypeName, TypeRef};
use crate::unordered::UnorderedMap;
use urls::{PlaceId, Urls, Way, is_call};

/// Adds the properties, and makes collections of those that URLs list.
pub(super) fn add_properties(model: &mut Model) {
    // What the URLs say stays as it is while the types change.
    let operations = std::mem::take(&mut model.operations);
    let (roots, (urls, mut ends)) = rayon::join(
        || roots::roots(&model.types, &operations),
        || {
            let urls = Urls::new(operations.values());
            let ends = ends(&urls);
            (urls, ends)
        },
    );
    for (id, place) in urls.places.iter().enumerate() {
        if let (None, None, Some(name)) = (place.parent, &ends[id], roots.get(&place.key)) {
            ends[id] = Some(TypeRef::Named(name.clone()));
        }
    }
    add(model, &urls, &ends);
    drop(urls);
    model.operations = operations;
}

fn add(model: &mut Model, urls: &Urls<'_>, ends: &[Option<TypeRef>]) {
    for (owner, name) in listed(model, urls, ends) {
        collect(model, &owner, name);
    }
    // Each round can make the types of longer prefixes known; the pages' URLs are at most this deep.
    for _ in 0..6 {
        let found = round(model, urls, ends);
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
            }
        }
    }
}

/// Properties that one pass over all URLs finds, by owner and lower-case name: the spellings met, and the type.
type Found<'m> = BTreeMap<(TypeName, &'m str), (Vec<&'m str>, TypeRef)>;

fn round<'m>(model: &Model, urls: &'m Urls<'_>, ends: &[Option<TypeRef>]) -> Found<'m> {
    let lookup = Lookup::new(&model.types);
    let types = types(&lookup, urls, ends);
    let round = Round {
        owners: owners(&lookup, urls, &types),
        lookup,
        urls,
        ends,
    };
    let ways: Vec<&Way<'_>> = urls.ways().collect();
    let steps = ways.par_iter().flat_map_iter(|way| {
        let segments = way.segments.iter().enumerate().skip(1);
        segments.filter_map(|(at, segment)| {
            let next = way.segments.get(at + 1);
            let (name, ty) = round.step(way.places[at], segment, next)?;
            Some((way.places[at], name, ty))
        })
    });
    let steps: Vec<(PlaceId, &str, TypeRef)> = steps.collect();
    let of_derived = round.of_derived(&steps);
    let mut found = Found::new();
    for (place, name, ty) in steps {
        if let Some(owner) = round.owners[place]
            && of_derived.binary_search(&place).is_err()
        {
            let key = (owner.clone(), &*urls.places[place].key);
            let entry = found.entry(key).or_insert_with(|| (Vec::new(), ty));
            entry.0.push(name);
        }
    }
    found
}

/// What one pass over all URLs knows.
struct Round<'a, 'm> {
    lookup: Lookup<'a>,
    urls: &'a Urls<'m>,
    ends: &'a [Option<TypeRef>],
    /// By place: the type that would have the property, if its name is not one that it has.
    owners: Vec<Option<&'a TypeName>>,
}

impl Round<'_, '_> {
    /// The property that one segment of a URL reveals: its name and its type.
    fn step<'s>(
        &self,
        place: PlaceId,
        segment: &'s Segment,
        next: Option<&Segment>,
    ) -> Option<(&'s str, TypeRef)> {
        let Segment::Name(name) = segment else {
            return None;
        };
        let owner = self.owners[place].filter(|_| is_property_name(name))?;
        let told = self.ends[place].clone();
        let ty = told.or_else(|| namesake(&self.lookup, owner, name, next))?;
        let is_object = ty
            .named()
            .is_some_and(|name| self.lookup.object(name).is_some());
        is_object.then_some((name, ty))
    }

    /// The places, sorted, that seem to give a base what its derived types have: their URLs go through one of those
    /// (`/drives/{id}/items/{id}/versions`, where pages call the items base items).
    fn of_derived(&self, steps: &[(PlaceId, &str, TypeRef)]) -> Vec<PlaceId> {
        let mut places: Vec<PlaceId> = steps.iter().map(|(place, _, _)| *place).collect();
        places.sort_unstable();
        places.dedup();
        let have = |place: &PlaceId| {
            let key = &self.urls.places[*place].key;
            self.owners[*place].is_some_and(|owner| self.lookup.derived_have(owner, key))
        };
        places.into_par_iter().filter(have).collect()
    }
}

/// The type at a place.
#[derive(Clone, Copy)]
enum Reached<'a> {
    Type(&'a TypeRef),
    Cast(&'a TypeName),
}

impl<'a> Reached<'a> {
    fn named(self) -> Option<&'a TypeName> {
        match self {
            Self::Type(TypeRef::Named(name)) | Self::Cast(name) => Some(name),
            Self::Type(_) => None,
        }
    }
}

/// The type at each place: by an operation there, else step by step through known properties.
fn types<'a>(
    lookup: &Lookup<'a>,
    urls: &'a Urls<'_>,
    ends: &'a [Option<TypeRef>],
) -> Vec<Option<Reached<'a>>> {
    let mut types: Vec<Option<Reached<'a>>> = Vec::with_capacity(ends.len());
    for (place, end) in urls.places.iter().zip(ends) {
        let before = || place.parent.and_then(|parent| types[parent]);
        let reached = match (end, place.segment) {
            (Some(ty), _) => Some(Reached::Type(ty)),
            (None, Segment::Cast(name)) => Some(Reached::Cast(name)),
            (None, Segment::Parameter(_)) => match before() {
                Some(Reached::Type(TypeRef::Collection(element))) => Some(Reached::Type(element)),
                Some(Reached::Type(_) | Reached::Cast(_)) | None => None,
            },
            (None, Segment::Name(name)) => {
                let owner = before().and_then(Reached::named);
                let property = owner.and_then(|owner| lookup.property(owner, name));
                property.map(|property| Reached::Type(&property.ty))
            }
            (None, Segment::Call { .. } | Segment::Mixed(_)) => None,
        };
        types.push(reached);
    }
    types
}

/// By place: the type before it, if that has no property of the place's name.
fn owners<'a>(
    lookup: &Lookup<'a>,
    urls: &Urls<'_>,
    types: &[Option<Reached<'a>>],
) -> Vec<Option<&'a TypeName>> {
    let owner = |place: &urls::Place<'_>| {
        let owner = types[place.parent.filter(|_| !place.is_called)?]?.named()?;
        let is_new = lookup.object(owner).is_some() && lookup.property(owner, &place.key).is_none();
        is_new.then_some(owner)
    };
    urls.places.par_iter().map(owner).collect()
}

/// Relationships that a table gives a single type while an operation lists several of it at their URL.
fn listed<'m>(
    model: &Model,
    urls: &'m Urls<'_>,
    ends: &[Option<TypeRef>],
) -> BTreeSet<(TypeName, &'m str)> {
    let lookup = Lookup::new(&model.types);
    let types = types(&lookup, urls, ends);
    let places = urls.places.iter().zip(ends);
    let listed = places.filter_map(|(place, end)| {
        let (Some(parent), Segment::Name(name), Some(TypeRef::Collection(element))) =
            (place.parent, place.segment, end)
        else {
            return None;
        };
        let owner = types[parent]?.named()?;
        let property = lookup.property(owner, name)?;
        (property.ty == **element).then(|| (owner.clone(), &*place.key))
    });
    listed.collect()
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
    lookup: &Lookup<'_>,
    owner: &TypeName,
    segment: &str,
    next: Option<&Segment>,
) -> Option<TypeRef> {
    let Some(Segment::Name(_)) = next else {
        return None;
    };
    let is_entity = |name: &TypeName| lookup.object(name).is_some_and(|object| object.is_entity);
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
fn best_spelling<'s>(spellings: &[&'s str]) -> &'s str {
    let count = |name: &str| spellings.iter().filter(|other| **other == name).count();
    let capitals = |name: &str| name.bytes().filter(u8::is_ascii_uppercase).count();
    spellings
        .iter()
        .copied()
        .max_by_key(|name| (count(name), capitals(name)))
        .unwrap_or_default()
}

/// The type at the end of each URL according to its operations, by place: of several types at one URL, the one with the most
/// votes. A page with many URLs (extended properties live below 27 kinds of things) has one vote to share among them.
fn ends(urls: &Urls<'_>) -> Vec<Option<TypeRef>> {
    let mut votes: UnorderedMap<PlaceId, BTreeMap<TypeRef, usize>> = UnorderedMap::default();
    let mut vote = |place: PlaceId, ty: TypeRef, weight: usize| {
        *votes.entry(place).or_default().entry(ty).or_default() += weight;
    };
    let operations = urls.operations.iter();
    for (operation, ways) in operations.filter(|(operation, _)| !is_call(operation)) {
        let Some(ty) = end_type(operation) else {
            continue;
        };
        let weight = 1000 / ways.len().max(1);
        for way in ways {
            let Some(place) = way.places.last() else {
                continue;
            };
            if operation.kind == OperationKind::Create && !urls.places[*place].is_confirmed {
                continue;
            }
            if let ([.., Segment::Name(_), Segment::Parameter(_)], TypeRef::Named(_)) =
                (way.segments, &ty)
                && let Some(parent) = urls.places[*place].parent
            {
                vote(parent, TypeRef::Collection(Box::new(ty.clone())), weight);
            }
            vote(*place, ty.clone(), weight);
        }
    }
    let winner = |votes: BTreeMap<TypeRef, usize>| {
        let best = votes.into_iter().max_by_key(|(_, count)| *count);
        best.map(|(ty, _)| ty)
    };
    let places = 0..urls.places.len();
    let places = places.map(|place| votes.remove(&place).and_then(winner));
    places.collect()
}
