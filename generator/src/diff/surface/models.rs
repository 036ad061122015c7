//! The public items of models: types, their fields and variants, and the constants that name properties.

use crate::model::ApiItem;
use crate::model::{TypeName, WireName};
use crate::plan::{self, Area, Constants, Enum, Module, Plan, Poly, Record, RustIdent, RustPath};

use super::types::{self, TypeNames};
use super::{FeatureCondition, Item, Surface};

/// Adds the items of all models.
pub(super) fn add(plan: &Plan, types: &TypeNames, surface: &mut Surface) {
    for area in &plan.areas {
        add_area(area, &FeatureCondition::default(), types, surface);
    }
    if let Some(properties) = &plan.properties {
        let condition = FeatureCondition::default().and(properties.gate.as_ref());
        for area in &properties.areas {
            add_area(area, &condition, types, surface);
        }
    }
}

fn add_area(area: &Area, condition: &FeatureCondition, types: &TypeNames, surface: &mut Surface) {
    let condition = condition.and(area.gate.as_ref());
    for module in &area.modules {
        for item in &module.items {
            let mut models = Models {
                module,
                condition: &condition,
                types,
                surface,
            };
            match item {
                plan::Item::Record(record) => models.record(record),
                plan::Item::Enum(list) => models.enumeration(list),
                plan::Item::Poly(poly) => models.poly(poly),
                plan::Item::Constants(constants) => models.constants(constants),
            }
        }
    }
}

/// The items of one module.
struct Models<'s> {
    module: &'s Module,
    condition: &'s FeatureCondition,
    types: &'s TypeNames,
    surface: &'s mut Surface,
}

impl Models<'_> {
    fn path(&self, ident: &RustIdent) -> String {
        types::path_of(&RustPath {
            namespace: self.module.namespace.clone(),
            ident: ident.clone(),
        })
    }

    fn record(&mut self, record: &Record) {
        RecordItems {
            record,
            path: self.path(&record.ident),
            condition: self.condition,
            types: self.types,
            about: ApiItem::Type(record.api_name.clone()),
            field: &|wire| ApiItem::Property(record.api_name.clone(), wire),
        }
        .add(self.surface);
    }

    fn enumeration(&mut self, list: &Enum) {
        let path = self.path(&list.ident);
        let about = ApiItem::Type(list.api_name.clone());
        let item = Item::new(about, "enum", self.condition.clone());
        self.surface
            .add(path.clone(), item.deprecated(list.deprecated.is_some()));
        for variant in &list.variants {
            let about = ApiItem::Member(list.api_name.clone(), variant.wire.clone());
            let item = Item::new(about, "", self.condition.clone())
                .part_of(&path)
                .deprecated(variant.deprecated.is_some());
            self.surface
                .add(format!("{path}::{}", variant.ident.written()), item);
        }
    }

    fn poly(&mut self, poly: &Poly) {
        let path = self.path(&poly.ident);
        let about = ApiItem::Type(poly.api_name.clone());
        // It is added and removed with the types that derive from the base.
        let derived = poly.variants.iter().map(|variant| variant.api_name.clone());
        let item = Item::new(about, "enum of records", self.condition.clone());
        self.surface.add(path.clone(), item.mentioning(derived));
        for variant in &poly.variants {
            let about = ApiItem::Type(variant.api_name.clone());
            let condition = self.condition.and(variant.gate.as_ref());
            let ty = format!("Box<{}>", types::path_of(&variant.path));
            let item = Item::new(about, ty, condition)
                .part_of(&path)
                .mentioning(self.types.at(&variant.path));
            self.surface
                .add(format!("{path}::{}", variant.ident.written()), item);
        }
    }

    fn constants(&mut self, constants: &Constants) {
        let (owner, path) = (&constants.api_name, &constants.path);
        let about = ApiItem::Type(owner.clone());
        let item = Item::new(about, "module", self.condition.clone());
        self.surface.add(path.clone(), item);
        let record = types::path_of(&constants.record);
        for constant in &constants.items {
            let about = ApiItem::Property(owner.clone(), constant.wire.clone());
            let ty = format!("Property<{record}, {}>", types::plain(&constant.ty));
            let named: Option<TypeName> = self.types.named(&constant.ty);
            let item = Item::new(about, ty, self.condition.and(constant.gate.as_ref()))
                .part_of(path)
                .deprecated(constant.deprecated.is_some())
                .mentioning(named);
            self.surface
                .add(format!("{path}::{}", constant.ident.written()), item);
        }
    }
}

/// A record and its fields.
pub(super) struct RecordItems<'s> {
    /// The record.
    pub(super) record: &'s Record,
    /// Its path.
    pub(super) path: String,
    /// The features that it requires.
    pub(super) condition: &'s FeatureCondition,
    /// The types of the plan.
    pub(super) types: &'s TypeNames,
    /// What the record represents.
    pub(super) about: ApiItem,
    /// What a field represents.
    pub(super) field: &'s dyn Fn(WireName) -> ApiItem,
}

impl RecordItems<'_> {
    /// Adds the items.
    pub(super) fn add(self, surface: &mut Surface) {
        let item = Item::new(self.about, "struct", self.condition.clone())
            .deprecated(self.record.deprecated.is_some());
        surface.add(self.path.clone(), item);
        for field in &self.record.fields {
            let condition = self.condition.and(field.gate.as_ref());
            let about = (self.field)(field.wire.clone());
            let item = Item::new(about, types::held(&field.ty), condition)
                .part_of(&self.path)
                .deprecated(field.deprecated.is_some())
                .mentioning(self.types.named(&field.ty));
            surface.add(format!("{}.{}", self.path, field.ident.written()), item);
        }
    }
}
