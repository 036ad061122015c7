//! Names in Rust that users have by now, as `names.lock` of the old side holds them, against those of the new plan. It shows
//! what comparing plans cannot: that docwright itself names things otherwise than it did.

use std::collections::BTreeSet;

use crate::model::things::Thing;
use crate::model::{OperationId, TypeName};
use crate::print::names_lock::{self, Rename};

use super::change::{Direction, Effect, EffectKind, Impact};
use super::finder::{Both, Finder};
use super::rules::Rule;

/// Notes the names that differ from the lock although the plans agree on them.
pub(super) fn compare(finder: &mut Finder<'_>) {
    let Some(text) = &finder.old.lock else {
        return;
    };
    let by_now = names_lock::renames(text, &finder.new.plan);
    let by_plan = names_lock::renames_between(&finder.old.plan, &finder.new.plan);
    let known: BTreeSet<(&str, &str)> = by_plan
        .iter()
        .map(|it| (it.section, it.documented.as_str()))
        .collect();
    for rename in &by_now {
        if !known.contains(&(rename.section, rename.documented.as_str())) {
            note(finder, rename);
        }
    }
}

fn note(finder: &mut Finder<'_>, rename: &Rename) {
    let thing = thing(finder, rename);
    let both = Both::kept(thing.clone(), thing);
    let change = finder.push(Rule::RustRenamed, both, Direction::Nowhere);
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

/// What the lock's name stands for: a type, a part of one, an operation, or something else of the API.
fn thing(finder: &Finder<'_>, rename: &Rename) -> Thing {
    let model = &finder.new.model;
    let documented = rename.documented.as_str();
    let ty = TypeName(documented.to_owned());
    if model.types.contains_key(&ty) {
        return Thing::Type(ty);
    }
    if let Some((owner, part)) = documented.rsplit_once('.') {
        let owner = TypeName(owner.to_owned());
        let part = crate::model::WireName(part.to_owned());
        match model.types.get(&owner).map(|def| &def.kind) {
            Some(crate::model::TypeKind::Object(_)) => return Thing::Property(owner, part),
            Some(crate::model::TypeKind::Enum(_)) => return Thing::Member(owner, part),
            None => {}
        }
    }
    let id = documented.split([' ', '.']).next().unwrap_or(documented);
    let id = OperationId(id.to_owned());
    if model.operations.contains_key(&id) {
        return Thing::Operation(id);
    }
    Thing::Api
}
