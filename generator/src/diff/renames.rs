//! Types that have another name and are the same otherwise, and what speaks for that.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::names::short_name;
use crate::model::{Model, TypeDef, TypeKind, TypeName, TypeRef};

use super::change::Evidence;
use super::matching::{Likeness, match_up, similarity};
use super::pair::Pair;

/// Old name → new name.
#[derive(Debug, Default)]
pub(super) struct Renames {
    names: BTreeMap<TypeName, (TypeName, Vec<Evidence>)>,
}

impl Renames {
    /// Compares the types that only one of the models has.
    pub(super) fn find(old: &Model, new: &Model) -> Self {
        let removed = candidates(old, new);
        let added = candidates(new, old);
        let matches = match_up(
            &removed.iter().collect::<Vec<_>>(),
            &added.iter().collect::<Vec<_>>(),
            likeness,
        );
        let names = matches.renamed.into_iter().map(|found| {
            let names = found.pair.map(|candidate| candidate.name.clone());
            (names.old, (names.new, found.evidence))
        });
        Self {
            names: names.collect(),
        }
    }

    /// The new name of a type; the same one unless it was renamed.
    pub(super) fn new_name<'n>(&'n self, old: &'n TypeName) -> &'n TypeName {
        self.names.get(old).map_or(old, |(new, _)| new)
    }

    /// The evidence that a type has another name now; none if it has not.
    pub(super) fn evidence(&self, old: &TypeName) -> &[Evidence] {
        self.names.get(old).map_or(&[], |(_, evidence)| evidence)
    }

    /// The old name of a type that has another name now.
    pub(super) fn old_name(&self, name: &TypeName) -> Option<&TypeName> {
        let mut names = self.names.iter();
        names.find(|(_, (new, _))| new == name).map(|(old, _)| old)
    }

    /// Whether two types are the same, renamed ones included.
    pub(super) fn same(&self, old: &TypeRef, new: &TypeRef) -> bool {
        match (old, new) {
            (TypeRef::Named(old), TypeRef::Named(new)) => self.new_name(old) == new,
            (TypeRef::Collection(old), TypeRef::Collection(new)) => self.same(old, new),
            (TypeRef::Primitive(old), TypeRef::Primitive(new)) => old == new,
            (TypeRef::Untyped, TypeRef::Untyped) => true,
            (TypeRef::Unknown { text: old }, TypeRef::Unknown { text: new }) => old == new,
            (
                TypeRef::Named(_)
                | TypeRef::Collection(_)
                | TypeRef::Primitive(_)
                | TypeRef::Untyped
                | TypeRef::Unknown { .. },
                _,
            ) => false,
        }
    }
}

/// A type as people write it: `String`, `call collection` without its namespace.
pub(super) fn written(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Primitive(primitive) => primitive.to_string(),
        TypeRef::Named(name) => name.0.clone(),
        TypeRef::Collection(item) => format!("{} collection", written(item)),
        TypeRef::Untyped => "any JSON".to_owned(),
        TypeRef::Unknown { text } => format!("unknown `{text}`"),
    }
}

/// A type that only one of the models has.
struct Candidate<'m> {
    name: &'m TypeName,
    def: &'m TypeDef,
    /// The names of its properties or members, in lower case.
    parts: BTreeSet<String>,
    /// The properties and operations that use it.
    users: BTreeSet<String>,
}

fn candidates<'m>(model: &'m Model, other: &Model) -> Vec<Candidate<'m>> {
    let missing = model.types.iter();
    let missing = missing.filter(|(name, _)| !other.types.contains_key(*name));
    let mut candidates: BTreeMap<&TypeName, Candidate<'_>> = missing
        .map(|(name, def)| {
            let candidate = Candidate {
                name,
                def,
                parts: parts(&def.kind),
                users: BTreeSet::new(),
            };
            (name, candidate)
        })
        .collect();
    for (owner, def) in &model.types {
        if let TypeKind::Object(object) = &def.kind {
            for property in &object.properties {
                let used = property
                    .ty
                    .named()
                    .and_then(|name| candidates.get_mut(name));
                if let Some(candidate) = used {
                    let user = format!("{}.{}", owner.0, property.name.0);
                    candidate.users.insert(user);
                }
            }
        }
    }
    for (id, operation) in &model.operations {
        let used = operation.owner.as_ref();
        if let Some(candidate) = used.and_then(|name| candidates.get_mut(name)) {
            candidate.users.insert(id.0.clone());
        }
    }
    candidates.into_values().collect()
}

fn parts(kind: &TypeKind) -> BTreeSet<String> {
    match kind {
        TypeKind::Object(object) => {
            let properties = object.properties.iter();
            properties
                .map(|property| property.name.0.to_lowercase())
                .collect()
        }
        TypeKind::Enum(list) => {
            let members = list.members.iter();
            members.map(|member| member.name.0.to_lowercase()).collect()
        }
    }
}

/// Names that are at least this similar count as evidence, in percent.
const SIMILAR: u8 = 60;

/// Two types are taken for the same if two signs say so. One alone may be chance: many enums have the members `unknown` and
/// `none`.
fn likeness(pair: Pair<&Candidate<'_>>) -> Option<Likeness> {
    let Pair { old, new } = pair;
    match (&old.def.kind, &new.def.kind) {
        (TypeKind::Object(_), TypeKind::Object(_)) | (TypeKind::Enum(_), TypeKind::Enum(_)) => {}
        (TypeKind::Object(_), TypeKind::Enum(_)) | (TypeKind::Enum(_), TypeKind::Object(_)) => {
            return None;
        }
    }
    let (same, all) = overlap(&old.parts, &new.parts);
    let (same_users, all_users) = overlap(&old.users, &new.users);
    let percent = similarity(short_name(&old.name.0), short_name(&new.name.0));
    let is_similar = percent >= SIMILAR;
    let pages = pair.map(|candidate| candidate.def.pages.first());
    let same_page = pages.old.is_some() && !pages.differs();
    let same_shape = all > 0 && same * 10 >= all * 8;
    let used_alike = all_users > 0 && same_users * 2 >= all_users;
    let signs = [same_shape, is_similar, used_alike, same_page];
    let count = signs.iter().filter(|sign| **sign).count();
    if count < 2 || (all > 0 && same * 10 < all * 3) {
        return None;
    }
    let shape = (same * 100).checked_div(all).unwrap_or(0);
    Some(Likeness::new(
        count * 100 + shape + usize::from(percent),
        [
            (same_page, Evidence::SamePage),
            (same_shape, Evidence::SameShape(same, all)),
            (is_similar, Evidence::SimilarName(percent)),
            (used_alike, Evidence::SameUsers(same_users, all_users)),
        ],
    ))
}

/// How many elements both sets have, and how many at least one of them has.
fn overlap(one: &BTreeSet<String>, other: &BTreeSet<String>) -> (usize, usize) {
    (one.intersection(other).count(), one.union(other).count())
}
