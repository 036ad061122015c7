//! Types, their fields and variants, and the constants that name properties, as public items.

use crate::model::TypeName;
use crate::model::things::Thing;
use crate::plan::{Area, Constants, Enum, Module, Plan, Poly, Record, RustPath};

use super::types::{self, Types};
use super::{Item, Needs, Surface};

pub(super) fn add(plan: &Plan, types: &Types, surface: &mut Surface) {
    for area in &plan.areas {
        each(area, &Needs::default(), types, surface);
    }
    if let Some(properties) = &plan.properties {
        let needs = Needs::default().and(properties.gate.as_ref());
        for area in &properties.areas {
            each(area, &needs, types, surface);
        }
    }
}

fn each(area: &Area, needs: &Needs, types: &Types, surface: &mut Surface) {
    let needs = needs.and(area.gate.as_ref());
    for module in &area.modules {
        for item in &module.items {
            match item {
                crate::plan::Item::Record(it) => {
                    let path = path(module, &it.ident);
                    let owner = |part| match part {
                        None => Thing::Type(it.api_name.clone()),
                        Some(wire) => Thing::Property(it.api_name.clone(), wire),
                    };
                    record(it, (&path, &needs), (types, &owner), surface);
                }
                crate::plan::Item::Enum(it) => {
                    enumeration(it, (&path(module, &it.ident), &needs), surface);
                }
                crate::plan::Item::Poly(it) => {
                    poly(it, (&path(module, &it.ident), &needs), types, surface);
                }
                crate::plan::Item::Constants(it) => constants(it, &needs, types, surface),
            }
        }
    }
}

fn path(module: &Module, ident: &crate::plan::RustIdent) -> String {
    types::path_of(&RustPath {
        namespace: module.namespace.clone(),
        ident: ident.clone(),
    })
}

/// What a record or a field of it stands for.
pub(super) type About<'a> = &'a dyn Fn(Option<crate::model::WireName>) -> Thing;

/// A record at a path; `about` tells what it and its fields stand for.
pub(super) fn record(
    record: &Record,
    (path, needs): (&str, &Needs),
    (types, about): (&Types, About<'_>),
    surface: &mut Surface,
) {
    let item = Item::new(about(None), "struct", needs.clone());
    surface.add(
        path.to_owned(),
        item.deprecated(record.deprecated.is_some()),
    );
    for field in &record.fields {
        let needs = needs.and(field.gate.as_ref());
        let item = Item::new(
            about(Some(field.wire.clone())),
            types::held(&field.ty),
            needs,
        );
        let item = item
            .part_of(path)
            .deprecated(field.deprecated.is_some())
            .naming(types.named(&field.ty));
        surface.add(format!("{path}.{}", field.ident.written()), item);
    }
}

fn enumeration(e: &Enum, (path, needs): (&str, &Needs), surface: &mut Surface) {
    let about = Thing::Type(e.api_name.clone());
    let item = Item::new(about, "enum", needs.clone());
    surface.add(path.to_owned(), item.deprecated(e.deprecated.is_some()));
    for variant in &e.variants {
        let about = Thing::Member(e.api_name.clone(), variant.wire.clone());
        let item = Item::new(about, "", needs.clone());
        let item = item.part_of(path).deprecated(variant.deprecated.is_some());
        surface.add(format!("{path}::{}", variant.ident.written()), item);
    }
}

fn poly(poly: &Poly, (path, needs): (&str, &Needs), types: &Types, surface: &mut Surface) {
    let about = Thing::Type(poly.api_name.clone());
    // It comes and goes with the types that derive from its own.
    let derived = poly.variants.iter().map(|variant| variant.api_name.clone());
    let item = Item::new(about, "enum of records", needs.clone());
    surface.add(path.to_owned(), item.naming(derived));
    for variant in &poly.variants {
        let about = Thing::Type(variant.api_name.clone());
        let needs = needs.and(variant.gate.as_ref());
        let gives = format!("Box<{}>", types::path_of(&variant.path));
        let item = Item::new(about, gives, needs).part_of(path);
        let item = item.naming(types.at(&variant.path));
        surface.add(format!("{path}::{}", variant.ident.written()), item);
    }
}

fn constants(constants: &Constants, needs: &Needs, types: &Types, surface: &mut Surface) {
    let (owner, path) = (&constants.api_name, &constants.path);
    let about = Thing::Type(owner.clone());
    surface.add(path.clone(), Item::new(about, "module", needs.clone()));
    let record = types::path_of(&constants.record);
    for constant in &constants.constants {
        let about = Thing::Property(owner.clone(), constant.wire.clone());
        let gives = format!("Property<{record}, {}>", types::plain(&constant.ty));
        let item = Item::new(about, gives, needs.and(constant.gate.as_ref()));
        let named: Option<TypeName> = types.named(&constant.ty);
        let item = item
            .part_of(path)
            .deprecated(constant.deprecated.is_some())
            .naming(named);
        surface.add(format!("{path}::{}", constant.ident.written()), item);
    }
}
