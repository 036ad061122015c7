//! From one type to its definitions: fields, variants, Rust types, gates, rustdoc. Knows the other types by their paths only.

use std::collections::BTreeSet;

use crate::model::{Doc, EnumMember, EnumType, Primitive, Property, TypeKind, TypeName, TypeRef};

use super::ctx::Ctx;
use super::docs;
use super::graph::TypeId;
use super::names::{Case, Scope};
use super::overrides;
use super::texts::{self, Here};
use super::{
    Dates, Deprecation, Enum, Field, Item, Poly, PolyVariant, Record, RustIdent, RustPath,
    RustType, Scalar, Variant,
};

/// The definitions of a type: itself, and its open enum if it has one.
pub(super) fn items(ctx: &Ctx<'_>, id: TypeId) -> Vec<Item> {
    match &ctx.graph.defs[id].kind {
        TypeKind::Object(_) => {
            let record = Item::Record(record(ctx, id));
            let poly = ctx.any[id]
                .as_ref()
                .map(|path| Item::Poly(poly(ctx, id, path)));
            std::iter::once(record).chain(poly).collect()
        }
        TypeKind::Enum(e) => vec![Item::Enum(enumeration(ctx, id, e))],
    }
}

fn record(ctx: &Ctx<'_>, id: TypeId) -> Record {
    let def = ctx.graph.defs[id];
    let overrides = &ctx.config.overrides;
    // The type itself first: what is said of a base holds unless something else is said here.
    let owners: Vec<&TypeName> = ctx
        .graph
        .lineage(id)
        .into_iter()
        .rev()
        .map(|id| ctx.graph.names[id])
        .collect();
    let properties = properties(ctx, id);
    let names: Vec<(&str, Option<&str>)> = properties
        .iter()
        .map(|found| {
            let name = found.property.name.0.as_str();
            let wish = owners
                .iter()
                .find_map(|owner| overrides.member_name(owner, name));
            (name, wish)
        })
        .collect();
    let mut scope = Scope::reserving(&["additional"]);
    let idents = overrides::idents(&mut scope, Case::Snake, &names);
    let fields = properties
        .into_iter()
        .zip(idents)
        .map(|(property, ident)| Field {
            attributes: overrides.of_member(&owners, &property.property.name.0),
            ..field(ctx, id, property, ident)
        })
        .collect();
    Record {
        ident: ctx.paths[id].ident.clone(),
        api_name: ctx.graph.names[id].clone(),
        writes_tag: ctx.graph.is_told_apart(id),
        docs: texts::type_docs(ctx, id, def),
        deprecated: deprecation(def.deprecated.as_ref()),
        extras: overrides.of_type(ctx.graph.names[id]),
        fields,
    }
}

/// A property, and the named type in it.
#[derive(Clone, Copy)]
pub(super) struct TypedProperty<'m> {
    pub(super) property: &'m Property,
    pub(super) target: Option<TypeId>,
}

/// The properties of a type and of its bases.
pub(super) fn properties<'m>(ctx: &Ctx<'m>, id: TypeId) -> Vec<TypedProperty<'m>> {
    // What the type's own page describes again stands where and as that page has it; the rest of the bases comes first.
    let own = ctx
        .graph
        .object(id)
        .map_or(&[][..], |object| &object.properties);
    let restated: BTreeSet<&str> = own
        .iter()
        .map(|property| property.name.0.as_str())
        .collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for owner in ctx.graph.lineage(id) {
        let properties = ctx
            .graph
            .object(owner)
            .map_or(&[][..], |object| &object.properties);
        for (property, target) in properties.iter().zip(&ctx.graph.targets[owner]) {
            let is_elsewhere = owner != id && restated.contains(property.name.0.as_str());
            if !is_elsewhere && seen.insert(&property.name.0) {
                found.push(TypedProperty {
                    property,
                    target: *target,
                });
            }
        }
    }
    found
}

/// The field for a property, whose named type is `target`, in the record of the type `home`.
fn field(ctx: &Ctx<'_>, home: TypeId, typed: TypedProperty<'_>, ident: RustIdent) -> Field {
    let TypedProperty { property, target } = typed;
    let gate = target.and_then(|target| ctx.extra_gate(home, target));
    let docs = texts::field_docs(ctx, home, property, gate.as_ref());
    Field {
        ident,
        wire: property.name.clone(),
        ty: rust_type(ctx, &property.ty, target),
        docs,
        gate,
        deprecated: deprecation(property.deprecated.as_ref()),
        secret: property.secret,
        attributes: Vec::new(),
    }
}

/// The type of a field; `target` is the named type in it.
pub(super) fn rust_type(ctx: &Ctx<'_>, ty: &TypeRef, target: Option<TypeId>) -> RustType {
    match ty {
        TypeRef::Primitive(primitive) => RustType::Scalar(scalar(*primitive, ctx.config.dates)),
        TypeRef::Collection(item) if item.is_collection() => {
            RustType::List(Box::new(RustType::Json))
        }
        TypeRef::Collection(item) => RustType::List(Box::new(rust_type(ctx, item, target))),
        TypeRef::Untyped | TypeRef::Unknown { .. } => RustType::Json,
        TypeRef::Named(_) => target.map_or(RustType::Json, |id| named_type(ctx, id)),
    }
}

fn named_type(ctx: &Ctx<'_>, id: TypeId) -> RustType {
    match (&ctx.graph.defs[id].kind, &ctx.any[id]) {
        (TypeKind::Enum(e), _) if e.is_flags => RustType::Flags(ctx.paths[id].clone()),
        (TypeKind::Enum(_), _) => RustType::Enum(ctx.paths[id].clone()),
        (TypeKind::Object(_), Some(any)) => RustType::Poly(any.clone()),
        (TypeKind::Object(_), None) => RustType::Record(ctx.paths[id].clone()),
    }
}

/// The scalar that holds a primitive.
pub(super) fn scalar(primitive: Primitive, dates: Dates) -> Scalar {
    match primitive {
        Primitive::String => Scalar::Text,
        Primitive::Boolean => Scalar::Bool,
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 => Scalar::Int32,
        Primitive::Int64 => Scalar::Int64,
        Primitive::Single | Primitive::Double => Scalar::Float,
        Primitive::Decimal => Scalar::Decimal,
        Primitive::DateTimeOffset => Scalar::Timestamp(dates),
        Primitive::Date => Scalar::Date(dates),
        Primitive::TimeOfDay => Scalar::Time(dates),
        Primitive::Duration => Scalar::Duration,
        Primitive::Guid => Scalar::Guid,
        // A stream that stands in JSON nevertheless is base64url, says OData JSON 4.01, section 9.
        Primitive::Binary | Primitive::Stream => Scalar::Bytes,
    }
}

fn enumeration(ctx: &Ctx<'_>, id: TypeId, e: &EnumType) -> Enum {
    let def = ctx.graph.defs[id];
    let mut scope = Scope::reserving(&["unknown"]);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let here = Here {
        ctx,
        gates: [ctx.gates[id].as_ref(), None],
    };
    let members: Vec<&EnumMember> = e
        .members
        .iter()
        .filter(|member| !member.is_sentinel && seen.insert(&member.name.0))
        .collect();
    let (overrides, name) = (&ctx.config.overrides, ctx.graph.names[id]);
    let names: Vec<(&str, Option<&str>)> = members
        .iter()
        .map(|member| {
            let wire = member.name.0.as_str();
            (wire, overrides.member_name(name, wire))
        })
        .collect();
    let idents = overrides::idents(&mut scope, Case::Pascal, &names);
    let variants = members
        .into_iter()
        .zip(idents)
        .map(|(member, ident)| Variant {
            docs: texts::member_docs(&here, member),
            ident,
            wire: member.name.clone(),
            deprecated: deprecation(member.deprecated.as_ref()),
            attributes: overrides.of_member(&[name], &member.name.0),
        })
        .collect();
    Enum {
        ident: ctx.paths[id].ident.clone(),
        api_name: ctx.graph.names[id].clone(),
        docs: texts::type_docs(ctx, id, def),
        deprecated: deprecation(def.deprecated.as_ref()),
        extras: overrides.of_type(name),
        variants,
    }
}

fn poly(ctx: &Ctx<'_>, id: TypeId, path: &RustPath) -> Poly {
    let all: Vec<TypeId> = std::iter::once(id)
        .chain(ctx.graph.descendants(id))
        .collect();
    let mut scope = Scope::default();
    let variants = all
        .iter()
        .map(|variant| PolyVariant {
            ident: scope.name(ctx.paths[*variant].ident.text(), Case::Pascal),
            path: ctx.paths[*variant].clone(),
            api_name: ctx.graph.names[*variant].clone(),
            parent: ctx.graph.base[*variant]
                .filter(|_| *variant != id)
                .and_then(|base| all.iter().position(|other| *other == base)),
            gate: ctx.extra_gate(id, *variant),
            docs: texts::variant_docs(ctx, id, *variant),
        })
        .collect();
    Poly {
        ident: path.ident.clone(),
        api_name: ctx.graph.names[id].clone(),
        docs: texts::poly_docs(ctx, id),
        extras: ctx.config.overrides.of_type(ctx.graph.names[id]),
        variants,
    }
}

pub(super) fn deprecation(doc: Option<&Doc>) -> Option<Deprecation> {
    doc.map(|doc| Deprecation {
        note: docs::plain_line(doc),
    })
}
