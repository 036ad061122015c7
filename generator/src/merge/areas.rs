//! Gives a home to types whose pages name no area: that of the only area that uses them.

use std::collections::BTreeSet;

use crate::model::{Model, TypeDef, TypeKind, TypeName};
use crate::unordered::UnorderedMap;

/// Sets the area of each type that has none and is used from one area only. What several areas use stays without.
///
/// Runs twice, so that a type that only such a type uses gets the same area.
pub(super) fn assign(model: &mut Model) {
    for _ in 0..2 {
        for (name, area) in homes(model) {
            if let Some(def) = model.types.get_mut(&name) {
                def.area = area;
            }
        }
    }
}

/// The areas of the types that have none and are used from one only.
fn homes(model: &Model) -> Vec<(TypeName, String)> {
    let users = users(model);
    let homeless = model.types.iter().filter(|(_, def)| def.area.is_empty());
    let home = |(name, _): (&TypeName, &TypeDef)| {
        let mut areas = users.get(name)?.iter();
        match (areas.next(), areas.next()) {
            (Some(only), None) => Some((name.clone(), (*only).to_owned())),
            (_, Some(_)) | (None, None) => None,
        }
    };
    homeless.filter_map(home).collect()
}

/// The areas of the types that hold, or derive from, each type; the empty area of a user that has none itself counts.
fn users(model: &Model) -> UnorderedMap<&TypeName, BTreeSet<&str>> {
    let mut out: UnorderedMap<&TypeName, BTreeSet<&str>> = UnorderedMap::default();
    for def in model.types.values() {
        let TypeKind::Object(object) = &def.kind else {
            continue;
        };
        let held = object
            .properties
            .iter()
            .filter_map(|property| property.ty.named());
        for name in held.chain(&object.base) {
            out.entry(name).or_default().insert(&def.area);
        }
    }
    out
}
