//! Strings that list the values of an enum of their own name, which another page defines: they get that enum as their type.

use std::collections::BTreeMap;

use crate::model::names::namespace_of;
use crate::model::{EnumType, Model, Primitive, Property, TypeKind, TypeName, TypeRef};

/// A string property that says what an enum of its own name says has that type: another page defined it.
pub(super) fn assign(model: &mut Model) {
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
                property.ty = property.ty.with_element(TypeRef::Named(name));
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
