//! Fixups of types: their base and flags, their properties, their members.

use super::value::{check, read_bool, read_type, resolve, show};
use crate::config::Fixup;
use crate::merge::objects::plain_property;
use crate::model::{
    Doc, EnumMember, EnumType, Evidence, Model, ObjectType, TypeKind, TypeName, TypeRef, WireName,
};

/// Applies a fixup whose target starts with the name of a type.
pub(super) fn apply(model: &mut Model, path: &[&str], fixup: &Fixup) -> Result<(), String> {
    let (name, rest) = split(model, path)?;
    // Read before the type is borrowed: the value may name other types.
    let ty = match rest.last() {
        Some(&"type") => Some(read_type(model, &fixup.set.0)?),
        Some(&"base") if !fixup.set.0.is_empty() => Some(read_base(model, &name, fixup)?),
        _ => None,
    };
    let expected = read_type(model, &fixup.expect.0).ok();
    let def = model
        .types
        .get_mut(&name)
        .expect("split() found it among the types");
    match (&mut def.kind, rest) {
        (_, ["area"]) => set_text(&mut def.area, fixup),
        (TypeKind::Object(object), [facet @ ("base" | "open" | "abstract")]) => {
            set_on_object(object, facet, ty, fixup)
        }
        (TypeKind::Object(object), [property]) => set_property(object, property, fixup),
        (TypeKind::Object(object), [property, "type"]) => set_type(
            object,
            property,
            ty.expect("read above"),
            expected.as_ref(),
            fixup,
        ),
        (TypeKind::Object(object), [property, facet]) => set_facet(object, property, facet, fixup),
        (TypeKind::Enum(members), [member]) => set_member(members, member, fixup),
        _ => Err("no such target; see the list of targets in the manual".to_owned()),
    }
}

/// The longest start of the path that names a type, and what follows it.
fn split<'p, 'f>(model: &Model, path: &'p [&'f str]) -> Result<(TypeName, &'p [&'f str]), String> {
    (1..path.len())
        .rev()
        .find_map(|end| Some((resolve(model, &path[..end].join("."))?, &path[end..])))
        .ok_or_else(|| {
            format!(
                "no type is named `{}`",
                path[..path.len().saturating_sub(1)].join(".")
            )
        })
}

fn set_text(place: &mut String, fixup: &Fixup) -> Result<(), String> {
    check(place, fixup)?;
    place.clone_from(&fixup.set.0);
    Ok(())
}

fn set_flag(place: &mut bool, fixup: &Fixup) -> Result<(), String> {
    check(if *place { "true" } else { "false" }, fixup)?;
    *place = read_bool(&fixup.set.0)?;
    Ok(())
}

fn set_on_object(
    object: &mut ObjectType,
    facet: &str,
    ty: Option<TypeRef>,
    fixup: &Fixup,
) -> Result<(), String> {
    match facet {
        "open" => set_flag(&mut object.is_open, fixup),
        "abstract" => set_flag(&mut object.is_abstract, fixup),
        _ => {
            check(object.base.as_ref().map_or("", |base| &base.0), fixup)?;
            object.base = ty.as_ref().and_then(TypeRef::named).cloned();
            Ok(())
        }
    }
}

fn read_base(model: &Model, derived: &TypeName, fixup: &Fixup) -> Result<TypeRef, String> {
    let ty = read_type(model, &fixup.set.0)?;
    match &ty {
        TypeRef::Named(base) if model.object(base).is_none() => {
            Err(format!("`{}` is an enum", base.0))
        }
        TypeRef::Named(base) if model.lineage(base).contains(&derived) => {
            Err(format!("`{}` derives from it", base.0))
        }
        TypeRef::Named(_) => Ok(ty),
        TypeRef::Primitive(_)
        | TypeRef::Collection(_)
        | TypeRef::Untyped
        | TypeRef::Unknown { .. } => Err("a base is a type of the API".to_owned()),
    }
}

/// Renames, removes or adds a property.
fn set_property(object: &mut ObjectType, name: &str, fixup: &Fixup) -> Result<(), String> {
    let place = |name: &str| {
        object
            .properties
            .iter()
            .position(|property| property.name.0 == name)
    };
    let at = place(name);
    if name != fixup.set.0 && place(&fixup.set.0).is_some() {
        return Err(format!("there already is a property `{}`", fixup.set.0));
    }
    check(at.map_or("", |_| name), fixup)?;
    match (at, fixup.set.0.as_str()) {
        (Some(at), "") => {
            object.properties.remove(at);
        }
        (Some(at), new) => object.properties[at].name = WireName(new.to_owned()),
        (None, "") => return Err("it is not there, so nothing can be removed".to_owned()),
        (None, new) => {
            object
                .properties
                .push(plain_property(new, TypeRef::Untyped, Evidence::Table));
        }
    }
    Ok(())
}

fn set_type(
    object: &mut ObjectType,
    name: &str,
    ty: TypeRef,
    expected: Option<&TypeRef>,
    fixup: &Fixup,
) -> Result<(), String> {
    let Some(found) = object
        .properties
        .iter_mut()
        .find(|property| property.name.0 == name)
    else {
        check("", fixup)?;
        object
            .properties
            .push(plain_property(name, ty, Evidence::Table));
        return Ok(());
    };
    if expected != Some(&found.ty) {
        check(&show(&found.ty), fixup)?;
    }
    found.ty = ty;
    Ok(())
}

fn set_facet(
    object: &mut ObjectType,
    name: &str,
    facet: &str,
    fixup: &Fixup,
) -> Result<(), String> {
    let found = object
        .properties
        .iter_mut()
        .find(|property| property.name.0 == name);
    let property = found.ok_or_else(|| format!("there is no property `{name}`"))?;
    match facet {
        "read-only" => set_flag(&mut property.read_only, fixup),
        "write-only" => set_flag(&mut property.write_only, fixup),
        "required" => set_flag(&mut property.required, fixup),
        "nullable" => {
            check(
                property
                    .nullable
                    .map_or("", |nullable| if nullable { "true" } else { "false" }),
                fixup,
            )?;
            property.nullable = Some(read_bool(&fixup.set.0)?);
            Ok(())
        }
        "collection" => {
            check(
                if property.ty.is_collection() {
                    "true"
                } else {
                    "false"
                },
                fixup,
            )?;
            property.ty = match (read_bool(&fixup.set.0)?, property.ty.clone()) {
                (true, TypeRef::Collection(item)) => TypeRef::Collection(item),
                (true, item) => TypeRef::Collection(Box::new(item)),
                (false, ty) => ty.element().clone(),
            };
            Ok(())
        }
        _ => Err(format!("a property has no `{facet}` that can be set")),
    }
}

/// Renames, removes or adds a member.
fn set_member(members: &mut EnumType, name: &str, fixup: &Fixup) -> Result<(), String> {
    let place = |name: &str| {
        members
            .members
            .iter()
            .position(|member| member.name.0 == name)
    };
    let at = place(name);
    if name != fixup.set.0 && place(&fixup.set.0).is_some() {
        return Err(format!("there already is a member `{}`", fixup.set.0));
    }
    check(at.map_or("", |_| name), fixup)?;
    match (at, fixup.set.0.as_str()) {
        (Some(at), "") => {
            members.members.remove(at);
        }
        (Some(at), new) => members.members[at].name = WireName(new.to_owned()),
        (None, "") => return Err("it is not there, so nothing can be removed".to_owned()),
        (None, new) => members.members.push(member(new)),
    }
    Ok(())
}

fn member(name: &str) -> EnumMember {
    EnumMember {
        name: WireName(name.to_owned()),
        number: None,
        doc: Doc::default(),
        is_sentinel: false,
        is_opt_in: false,
        deprecated: None,
    }
}
