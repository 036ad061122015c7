//! Settles what needs the merged types: unions become their common base, strings that an enum of their own name lists become
//! that enum, and a property described again takes the base's type where its own says less.

use std::collections::BTreeMap;

use super::objects::Candidate;
use crate::diag::{Code, Diagnostics};
use crate::model::lookup::Lookup;
use crate::model::names::namespace_of;
use crate::model::{EnumType, Model, ObjectType, Primitive, Property, TypeKind, TypeName, TypeRef};

/// `[a](a.md) or [b](b.md)`: the nearest type that both derive from, if there is one (dialect 4.1).
pub(super) fn common_bases(objects: &mut BTreeMap<TypeName, (ObjectType, Vec<Candidate>)>) {
    let bases: BTreeMap<TypeName, TypeName> = objects
        .iter()
        .filter_map(|(name, (object, _))| Some((name.clone(), object.base.clone()?)))
        .collect();
    let candidates = objects.values_mut().flat_map(|(_, candidates)| candidates);
    for candidate in candidates.filter(|candidate| candidate.alternatives.len() > 1) {
        if let Some(base) = common_base(&bases, &candidate.alternatives) {
            candidate.property.ty = like(&candidate.property.ty, TypeRef::Named(base));
        }
    }
}

/// Reports tables and JSON representations that give a property two types. A representation may well show a derived type.
pub(super) fn report_types(
    objects: &BTreeMap<TypeName, (ObjectType, Vec<Candidate>)>,
    diagnostics: &mut Diagnostics,
) {
    let derives = |derived: &TypeName, base: &TypeName| {
        let mut at = derived;
        // Bases form no cycle.
        while let Some(next) = objects.get(at).and_then(|(object, _)| object.base.as_ref()) {
            if next == base {
                return true;
            }
            at = next;
        }
        false
    };
    for candidate in objects.values().flat_map(|(_, candidates)| candidates) {
        let property = &candidate.property;
        let (Some((json, span)), Some(table)) = (&candidate.shown, property.ty.named()) else {
            continue;
        };
        if !derives(json, table) {
            let message = format!(
                "the table gives `{}` the type `{}`, the JSON representation `{}`",
                property.name.0, table.0, json.0
            );
            diagnostics.push(
                Code::ConflictingType
                    .at(candidate.span, message)
                    .here(format!("the table says `{}` here", table.0))
                    .also(*span, format!("the JSON says `{}` here", json.0))
                    .help("make the two agree; the table was believed"),
            );
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

/// A string property that says what an enum of its own name says has that type: another page defined it.
pub(super) fn name_enums(model: &mut Model) {
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
        for property in object
            .properties
            .iter_mut()
            .filter(|property| !property.values.is_empty())
        {
            if *property.ty.element() == TypeRef::Primitive(Primitive::String)
                && let Some(name) = namesake(&enums, owner, property)
            {
                property.ty = like(&property.ty, TypeRef::Named(name));
                property.values.clear();
            }
        }
    }
}

/// The enum called as owner and property together (`workforceIntegrationSupportedEntities`: no accident), or as the property
/// alone if it knows all values.
fn namesake(
    enums: &BTreeMap<String, (TypeName, EnumType)>,
    owner: &TypeName,
    property: &Property,
) -> Option<TypeName> {
    let named = |name: String| enums.get(&name.to_ascii_lowercase());
    let knows_all = |members: &EnumType| {
        let knows = |value: &String| {
            members
                .members
                .iter()
                .any(|member| member.name.0.eq_ignore_ascii_case(value))
        };
        property.values.iter().all(knows)
    };
    named(format!("{}{}", owner.0, property.name.0))
        .or_else(|| {
            named(format!("{}.{}", namespace_of(&owner.0), property.name.0))
                .filter(|(_, members)| knows_all(members))
        })
        .map(|(name, _)| name.clone())
}

/// A derived page that describes an inherited property again often calls an enum a string, or says no more than whose it is:
/// then the base's type, and its text, are taken.
pub(super) fn inherit_types(model: &mut Model) {
    let lookup = Lookup::new(&model.types);
    let mut better: Vec<(TypeName, usize, Property)> = Vec::new();
    for (name, def) in &model.types {
        let TypeKind::Object(object) = &def.kind else {
            continue;
        };
        let properties = object.properties.iter().enumerate();
        for (at, property) in properties.filter(|(_, property)| property.is_inherited) {
            if let Some(declared) = declared(&lookup, name, property) {
                better.push((name.clone(), at, completed(property, declared)));
            }
        }
    }
    for (name, at, property) in better {
        if let Some(TypeKind::Object(object)) = model.types.get_mut(&name).map(|def| &mut def.kind)
        {
            object.properties[at] = property;
        }
    }
}

fn completed(property: &Property, declared: &Property) -> Property {
    let mut out = property.clone();
    let is_vague = match property.ty.element() {
        TypeRef::Primitive(Primitive::String) | TypeRef::Untyped | TypeRef::Unknown { .. } => true,
        TypeRef::Primitive(_) | TypeRef::Named(_) | TypeRef::Collection(_) => false,
    };
    if is_vague && declared.ty.named().is_some() {
        out.ty = declared.ty.clone();
        out.values.clear();
    }
    // "Inherited from [x](x.md)": three words.
    let text = property.doc.plain();
    let is_bare = text.starts_with("Inherited from ") && text.split_whitespace().count() == 3;
    if (is_bare || property.doc.is_empty()) && !declared.doc.is_empty() {
        out.doc = declared.doc.clone();
    }
    out
}

/// The property as a base declares it.
fn declared<'m>(lookup: &Lookup<'m>, name: &TypeName, property: &Property) -> Option<&'m Property> {
    let bases = lookup.lineage(name).skip(1);
    bases
        .flat_map(|(_, object)| &object.properties)
        .find(|other| !other.is_inherited && other.name == property.name)
}

/// `element`, or a collection of it where `ty` is a collection.
fn like(ty: &TypeRef, element: TypeRef) -> TypeRef {
    if ty.is_collection() {
        TypeRef::Collection(Box::new(element))
    } else {
        element
    }
}
