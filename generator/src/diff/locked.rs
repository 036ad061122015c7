//! Compares the released names in Rust, from the old side's `names.lock`, with those of the new plan. This shows what comparing
//! plans cannot: names that differ because docwright itself chooses them differently.

use std::collections::BTreeSet;

use crate::model::ApiItem;
use crate::model::{OperationId, TypeName};
use crate::print::names_lock::{self, Rename};

use super::change::{Direction, Effect, EffectKind};
use super::finder::Finder;
use super::impact::Impact;
use super::pair::Pair;
use super::rules::Rule;

/// Records the names that differ from the lock although the plans agree on them.
pub(super) fn compare(finder: &mut Finder<'_>) {
    let Some(text) = &finder.old.lock else {
        return;
    };
    let from_lock = names_lock::renames(text, &finder.new.plan);
    let from_plans = names_lock::renames_between(&finder.old.plan, &finder.new.plan);
    let explained: BTreeSet<(&str, &str)> = from_plans
        .iter()
        .map(|rename| (rename.section, rename.documented.as_str()))
        .collect();
    for rename in &from_lock {
        if !explained.contains(&(rename.section, rename.documented.as_str())) {
            record(finder, rename);
        }
    }
}

fn record(finder: &mut Finder<'_>, rename: &Rename) {
    let thing = thing(finder, rename);
    let things = Pair::new(thing.clone(), thing);
    let change = finder.push(Rule::RustRenamed, things, Direction::Nowhere);
    change.values(&*rename.old, &*rename.new);
    let effect = |kind, name: &str, impact| Effect {
        kind,
        item: format!("{} ({})", name, rename.documented),
        impact,
    };
    change.effects = vec![
        effect(EffectKind::Removed, &rename.old, Impact::Breaking),
        effect(EffectKind::Added, &rename.new, Impact::Minor),
    ];
    change.rust = Impact::Breaking;
}

/// The item that a name in the lock represents: a type, a part of one, an operation, or else the API as a whole.
fn thing(finder: &Finder<'_>, rename: &Rename) -> ApiItem {
    let model = &finder.new.model;
    let documented = rename.documented.as_str();
    let ty = TypeName(documented.to_owned());
    if model.types.contains_key(&ty) {
        return ApiItem::Type(ty);
    }
    if let Some((owner, part)) = documented.rsplit_once('.') {
        let owner = TypeName(owner.to_owned());
        let part = crate::model::WireName(part.to_owned());
        match model.types.get(&owner).map(|def| &def.kind) {
            Some(crate::model::TypeKind::Object(_)) => return ApiItem::Property(owner, part),
            Some(crate::model::TypeKind::Enum(_)) => return ApiItem::Member(owner, part),
            None => {}
        }
    }
    let id = documented.split([' ', '.']).next().unwrap_or(documented);
    let id = OperationId(id.to_owned());
    if model.operations.contains_key(&id) {
        return ApiItem::Operation(id);
    }
    ApiItem::Api
}
