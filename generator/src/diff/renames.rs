//! Types that have another name and are the same otherwise, and what speaks for that.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::index::short_name;
use crate::model::{Model, TypeKind, TypeName, TypeRef};

use super::change::Evidence;
use super::pairs::{alike, best};

/// Old name → new name.
#[derive(Debug, Default)]
pub(super) struct Renames {
    names: BTreeMap<TypeName, (TypeName, Vec<Evidence>)>,
}

impl Renames {
    /// Of the types that one model has and the other one lacks.
    pub(super) fn find(old: &Model, new: &Model) -> Self {
        let gone: Vec<&TypeName> = missing(old, new);
        let come: Vec<&TypeName> = missing(new, old);
        let (old_users, new_users) = (users(old, &gone), users(new, &come));
        let pairs = best(gone.len(), come.len(), |before, after| {
            let (before, after) = (gone[before], come[after]);
            let users = (&old_users[before], &new_users[after]);
            weigh((old, before), (new, after), users)
        });
        let names = pairs.into_iter().map(|(before, after, evidence)| {
            (gone[before].clone(), (come[after].clone(), evidence))
        });
        Self {
            names: names.collect(),
        }
    }

    /// What the type is called now.
    pub(super) fn new_name<'n>(&'n self, old: &'n TypeName) -> &'n TypeName {
        self.names.get(old).map_or(old, |(new, _)| new)
    }

    /// The pairs, with the evidence.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&TypeName, &TypeName, &[Evidence])> {
        let pairs = self.names.iter();
        pairs.map(|(old, (new, evidence))| (old, new, evidence.as_slice()))
    }

    /// What the type was called before, if it was called otherwise.
    pub(super) fn old_name(&self, name: &TypeName) -> Option<&TypeName> {
        let mut pairs = self.iter();
        pairs.find(|(_, new, _)| *new == name).map(|(old, ..)| old)
    }

    /// Whether two types are the same but for a new name.
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
        TypeRef::Primitive(primitive) => format!("{primitive:?}"),
        TypeRef::Named(name) => name.0.clone(),
        TypeRef::Collection(item) => format!("{} collection", written(item)),
        TypeRef::Untyped => "any JSON".to_owned(),
        TypeRef::Unknown { text } => format!("unknown `{text}`"),
    }
}

fn missing<'m>(here: &'m Model, there: &Model) -> Vec<&'m TypeName> {
    let names = here.types.keys();
    names
        .filter(|name| !there.types.contains_key(*name))
        .collect()
}

/// The properties and operations that use each of these types.
fn users<'m>(
    model: &'m Model,
    wanted: &[&'m TypeName],
) -> BTreeMap<&'m TypeName, BTreeSet<String>> {
    let mut out: BTreeMap<&TypeName, BTreeSet<String>> =
        wanted.iter().map(|name| (*name, BTreeSet::new())).collect();
    for (owner, def) in &model.types {
        if let TypeKind::Object(object) = &def.kind {
            for property in &object.properties {
                if let Some(users) = property.ty.named().and_then(|it| out.get_mut(it)) {
                    users.insert(format!("{}.{}", owner.0, property.name.0));
                }
            }
        }
    }
    for (id, operation) in &model.operations {
        if let Some(users) = operation.owner.as_ref().and_then(|it| out.get_mut(it)) {
            users.insert(id.0.clone());
        }
    }
    out
}

/// From here on names count as alike, in percent.
const ALIKE: u8 = 60;

type Users<'u> = (&'u BTreeSet<String>, &'u BTreeSet<String>);

fn weigh(
    (old, before): (&Model, &TypeName),
    (new, after): (&Model, &TypeName),
    users: Users<'_>,
) -> Option<(u32, Vec<Evidence>)> {
    let (one, other) = (old.types.get(before)?, new.types.get(after)?);
    let (old_parts, new_parts) = match (&one.kind, &other.kind) {
        (TypeKind::Object(one), TypeKind::Object(other)) => {
            let names = |object: &crate::model::ObjectType| -> BTreeSet<String> {
                let properties = object.properties.iter();
                properties.map(|it| it.name.0.to_lowercase()).collect()
            };
            (names(one), names(other))
        }
        (TypeKind::Enum(one), TypeKind::Enum(other)) => {
            let names = |list: &crate::model::EnumType| -> BTreeSet<String> {
                let members = list.members.iter();
                members.map(|it| it.name.0.to_lowercase()).collect()
            };
            (names(one), names(other))
        }
        (TypeKind::Object(_), TypeKind::Enum(_)) | (TypeKind::Enum(_), TypeKind::Object(_)) => {
            return None;
        }
    };
    let (same, of) = overlap(&old_parts, &new_parts);
    let (same_users, all_users) = overlap(users.0, users.1);
    let percent = alike(short_name(&before.0), short_name(&after.0));
    let same_page = !one.pages.is_empty() && one.pages.first() == other.pages.first();
    let same_shape = of > 0 && same * 10 >= of * 8;
    let used_alike = all_users > 0 && same_users * 2 >= all_users;
    // One sign alone may be chance: many enums have the members `unknown` and `none`.
    let signs = [same_shape, percent >= ALIKE, used_alike, same_page];
    let count = signs.iter().filter(|sign| **sign).count();
    if count < 2 || (of > 0 && same * 10 < of * 3) {
        return None;
    }
    let mut evidence = Vec::new();
    let said = [
        (same_page, Evidence::SamePage),
        (same_shape, Evidence::SameShape(same, of)),
        (percent >= ALIKE, Evidence::SimilarName(percent)),
        (used_alike, Evidence::SameUsers(same_users, all_users)),
    ];
    evidence.extend(said.into_iter().filter(|it| it.0).map(|it| it.1));
    let shape = (same * 100).checked_div(of).unwrap_or(0);
    let weight = count * 100 + shape + usize::from(percent);
    Some((u32::try_from(weight).unwrap_or(u32::MAX), evidence))
}

/// How many there are in both, and in one or the other.
fn overlap(one: &BTreeSet<String>, other: &BTreeSet<String>) -> (usize, usize) {
    (one.intersection(other).count(), one.union(other).count())
}
