//! Inherited properties that a derived page describes again: they take the type and the text of the base where the page says
//! less.

use crate::model::lookup::Lookup;
use crate::model::{Model, Primitive, Property, TypeKind, TypeName, TypeRef};

/// A derived page that describes an inherited property again often calls an enum a string, or says no more than whose it is:
/// then the base's type, and its text, are taken.
pub(super) fn assign(model: &mut Model) {
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
