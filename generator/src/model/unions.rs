//! Settles what needs the merged types: unions become their common base, and strings that an enum of their own name lists
//! become that enum.

use std::collections::BTreeMap;

use super::index::namespace_of;
use super::{EnumType, Model, ObjectType, Primitive, TypeKind, TypeName, TypeRef};

use super::objects::Candidate;

/// `[a](a.md) or [b](b.md)`: the nearest type that both derive from, if there is one (dialect 4.1).
pub fn common_bases(objects: &mut BTreeMap<TypeName, (ObjectType, Vec<Candidate>)>) {
    let bases: BTreeMap<TypeName, TypeName> = objects
        .iter()
        .filter_map(|(name, (object, _))| Some((name.clone(), object.base.clone()?)))
        .collect();
    for (_, candidates) in objects.values_mut() {
        for candidate in candidates
            .iter_mut()
            .filter(|candidate| candidate.alternatives.len() > 1)
        {
            if let Some(base) = common_base(&bases, &candidate.alternatives) {
                let named = TypeRef::Named(base);
                let is_collection = candidate.property.ty.is_collection();
                candidate.property.ty = if is_collection {
                    TypeRef::Collection(Box::new(named))
                } else {
                    named
                };
            }
        }
    }
}

fn common_base(bases: &BTreeMap<TypeName, TypeName>, names: &[TypeName]) -> Option<TypeName> {
    let line = |name: &TypeName| {
        let mut line = vec![name.clone()];
        while let Some(base) = bases
            .get(&line[line.len() - 1])
            .filter(|base| !line.contains(base))
        {
            line.push(base.clone());
        }
        line
    };
    let (first, others) = names.split_first()?;
    line(first)
        .into_iter()
        .find(|base| others.iter().all(|other| line(other).contains(base)))
}

/// A string property whose documented values are members of an enum of the same name in the same namespace has that type:
/// the page said `String` for what another page defines.
pub fn name_enums(model: &mut Model) {
    let enums: BTreeMap<String, (TypeName, EnumType)> = model
        .types
        .iter()
        .filter_map(|(name, def)| match &def.kind {
            TypeKind::Enum(members) => {
                Some((name.0.to_ascii_lowercase(), (name.clone(), members.clone())))
            }
            TypeKind::Object(_) => None,
        })
        .collect();
    for (owner, def) in &mut model.types {
        let TypeKind::Object(object) = &mut def.kind else {
            continue;
        };
        for property in &mut object.properties {
            if property.values.is_empty()
                || *property.ty.element() != TypeRef::Primitive(Primitive::String)
            {
                continue;
            }
            let key =
                format!("{}.{}", namespace_of(&owner.0), property.name.0).to_ascii_lowercase();
            let Some((name, members)) = enums.get(&key) else {
                continue;
            };
            let known = |value: &String| {
                members
                    .members
                    .iter()
                    .any(|member| member.name.0.eq_ignore_ascii_case(value))
            };
            if property.values.iter().all(known) {
                let named = TypeRef::Named(name.clone());
                property.ty = if property.ty.is_collection() {
                    TypeRef::Collection(Box::new(named))
                } else {
                    named
                };
                property.values.clear();
            }
        }
    }
}
