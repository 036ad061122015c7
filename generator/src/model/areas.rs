//! Gives a home to types whose pages name no area: that of the only area that uses them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Model, TypeKind, TypeName};

/// Sets the area of each type that has none and is used from one area only. What several areas use stays without.
///
/// Runs twice, so that a type that is only used by such a type comes along.
pub fn settle(model: &mut Model) {
    for _ in 0..2 {
        let users = users(model);
        for (name, def) in model
            .types
            .iter_mut()
            .filter(|(_, def)| def.area.is_empty())
        {
            let mut areas = users.get(name).into_iter().flatten();
            if let (Some(only), None) = (areas.next(), areas.next()) {
                def.area.clone_from(only);
            }
        }
    }
}

/// The areas of the types that hold, or derive from, each type; the empty area of a user that has none itself counts.
fn users(model: &Model) -> BTreeMap<TypeName, BTreeSet<String>> {
    let mut out: BTreeMap<TypeName, BTreeSet<String>> = BTreeMap::new();
    for def in model.types.values() {
        let TypeKind::Object(object) = &def.kind else {
            continue;
        };
        let held = object
            .properties
            .iter()
            .filter_map(|property| property.ty.named());
        for name in held.chain(&object.base) {
            out.entry(name.clone())
                .or_default()
                .insert(def.area.clone());
        }
    }
    out
}
