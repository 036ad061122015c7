//! Compares two public surfaces item by item: the differences in Rust with their impact on programs. Knows no causes.

use std::collections::BTreeSet;

use crate::model::ApiItem;
use crate::model::TypeName;

use super::change::{Effect, EffectKind, name};
use super::impact::Impact;
use super::pair::Pair;
use super::surface::{Item, ItemKind, Surface};

/// A difference in Rust without its cause.
#[derive(Debug)]
pub(super) struct RustDifference {
    /// The difference.
    pub(super) effect: Effect,
    /// What the item represents in the states that have it.
    pub(super) about: Vec<ApiItem>,
    /// The types of the API that the signature mentions.
    pub(super) mentions: BTreeSet<TypeName>,
    /// Whether the item is a request builder.
    pub(super) is_builder: bool,
}

/// All differences. The parts of an added or removed item are not listed.
pub(super) fn compare(old: &Surface, new: &Surface) -> Vec<RustDifference> {
    let mut differences = Vec::new();
    for (path, item) in &old.items {
        match new.items.get(path) {
            Some(other) => {
                remaining(path, Pair::new(item, other), new, &mut differences);
            }
            None if is_covered(item, new) => {}
            None => differences.push(difference(path, item, EffectKind::Removed)),
        }
    }
    for (path, item) in &new.items {
        if !old.items.contains_key(path) && !is_covered(item, old) {
            differences.push(difference(path, item, EffectKind::Added));
        }
    }
    features(old, new, &mut differences);
    differences
}

/// Whether the parent of an item is missing there as well.
fn is_covered(item: &Item, there: &Surface) -> bool {
    let parent = item.parent.as_ref();
    parent.is_some_and(|path| !there.items.contains_key(path))
}

fn difference(path: &str, item: &Item, kind: EffectKind) -> RustDifference {
    let is_builder = item.kind == ItemKind::Builder;
    let impact = match (&kind, is_builder) {
        (EffectKind::Removed, false) => Impact::Breaking,
        (_, _) => Impact::Minor,
    };
    RustDifference {
        effect: Effect {
            kind,
            item: path.to_owned(),
            impact,
        },
        about: vec![item.about.clone()],
        mentions: item.mentions.clone(),
        is_builder,
    }
}

/// Adds what differs in an item that exists in both states.
fn remaining(
    path: &str,
    items: Pair<&Item>,
    new_surface: &Surface,
    differences: &mut Vec<RustDifference>,
) {
    let Pair { old, new } = items;
    let mut push = |kind: EffectKind, impact: Impact| {
        let mut mentions = old.mentions.clone();
        mentions.extend(new.mentions.iter().cloned());
        differences.push(RustDifference {
            effect: Effect {
                kind,
                item: path.to_owned(),
                impact,
            },
            about: vec![old.about.clone(), new.about.clone()],
            mentions,
            is_builder: new.kind == ItemKind::Builder,
        });
    };
    let (before, after) = (old.signature(), new.signature());
    if before != after {
        let impact = if new.accepts(old) {
            Impact::Minor
        } else {
            Impact::Breaking
        };
        let kind = EffectKind::Changed {
            old: before,
            new: after,
        };
        push(kind, impact);
    }
    // A request builder of this name may serve other URLs now, so its condition means nothing.
    if old.condition != new.condition && new.kind != ItemKind::Builder {
        let features = &new_surface.features;
        let impact = if new.condition.holds_where(&old.condition, features) {
            Impact::Minor
        } else {
            Impact::Breaking
        };
        let kind = EffectKind::Requires {
            old: old.condition.words(),
            new: new.condition.words(),
        };
        push(kind, impact);
    }
    // Whether these are the same item under two names is decided where the changes of the API are known.
    if old.about != new.about {
        let now = name(&new.about);
        push(EffectKind::Represents { now }, Impact::Breaking);
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => push(EffectKind::Deprecated, Impact::Minor),
        (true, false) => push(EffectKind::Undeprecated, Impact::None),
        (true, true) | (false, false) => {}
    }
}

fn features(old: &Surface, new: &Surface, differences: &mut Vec<RustDifference>) {
    let mut push = |name: &str, kind: EffectKind, impact: Impact| {
        differences.push(RustDifference {
            effect: Effect {
                kind,
                item: format!("feature {name}"),
                impact,
            },
            about: vec![ApiItem::Area(name.to_owned())],
            mentions: BTreeSet::new(),
            is_builder: false,
        });
    };
    for (name, enables) in &old.features {
        match new.features.get(name) {
            None => push(name, EffectKind::Removed, Impact::Breaking),
            // `full` enables whatever exists.
            Some(now) if enables.is_subset(now) || name == "full" => {}
            Some(now) => {
                let list = |names: &BTreeSet<String>| {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    names.join(", ")
                };
                let kind = EffectKind::Changed {
                    old: list(enables),
                    new: list(now),
                };
                push(name, kind, Impact::Breaking);
            }
        }
    }
    for name in new.features.keys() {
        if !old.features.contains_key(name) {
            push(name, EffectKind::Added, Impact::Minor);
        }
    }
}
