//! Two public surfaces, item by item: what came, went and differs in Rust, and what that does to programs. Knows nothing of why.

use std::collections::BTreeSet;

use crate::model::TypeName;
use crate::model::things::Thing;

use super::change::{Effect, EffectKind, Impact, name};
use super::surface::{Item, ItemKind, Surface};

/// A difference in Rust, before anybody knows why.
#[derive(Debug)]
pub(super) struct Found {
    /// The difference.
    pub(super) effect: Effect,
    /// What the item stands for; on both sides, where there are both.
    pub(super) about: Vec<Thing>,
    /// The types of the API that the item's own types name.
    pub(super) mentions: BTreeSet<TypeName>,
    /// Whether it is about the name of a place.
    pub(super) is_place: bool,
}

/// Everything that differs. What comes and goes with the item it is a part of is not told apart.
pub(super) fn compare(old: &Surface, new: &Surface) -> Vec<Found> {
    let mut out = Vec::new();
    for (path, item) in &old.items {
        match new.items.get(path) {
            Some(other) => kept(path, (item, other), new, &mut out),
            None if is_covered(item, new) => {}
            None => out.push(one(path, item, EffectKind::Removed)),
        }
    }
    for (path, item) in &new.items {
        if !old.items.contains_key(path) && !is_covered(item, old) {
            out.push(one(path, item, EffectKind::Added));
        }
    }
    features(old, new, &mut out);
    out
}

/// Whether the item that this one is a part of is missing there too.
fn is_covered(item: &Item, there: &Surface) -> bool {
    let whole = item.whole.as_ref();
    whole.is_some_and(|path| !there.items.contains_key(path))
}

fn one(path: &str, item: &Item, kind: EffectKind) -> Found {
    let is_place = item.kind == ItemKind::Place;
    let impact = match (&kind, is_place) {
        (EffectKind::Removed, false) => Impact::Breaking,
        (_, _) => Impact::Minor,
    };
    Found {
        effect: Effect {
            kind,
            item: path.to_owned(),
            impact,
        },
        about: vec![item.about.clone()],
        mentions: item.mentions.clone(),
        is_place,
    }
}

fn kept(path: &str, (old, new): (&Item, &Item), now: &Surface, out: &mut Vec<Found>) {
    let mut push = |kind: EffectKind, impact: Impact| {
        let mut mentions = old.mentions.clone();
        mentions.extend(new.mentions.iter().cloned());
        out.push(Found {
            effect: Effect {
                kind,
                item: path.to_owned(),
                impact,
            },
            about: vec![old.about.clone(), new.about.clone()],
            mentions,
            is_place: new.kind == ItemKind::Place,
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
    // A place type of this name may be that of other places now, so what switches it on tells nothing.
    if old.needs != new.needs && new.kind != ItemKind::Place {
        let impact = if new.needs.holds_where(&old.needs, &now.features) {
            Impact::Minor
        } else {
            Impact::Breaking
        };
        let kind = EffectKind::Needs {
            old: old.needs.words(),
            new: new.needs.words(),
        };
        push(kind, impact);
    }
    // Whether these are one thing under two names is for those to say who know the API.
    if old.about != new.about {
        let now = name(&new.about);
        push(EffectKind::Means { now }, Impact::Breaking);
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => push(EffectKind::Deprecated, Impact::Minor),
        (true, false) => push(EffectKind::Undeprecated, Impact::None),
        (true, true) | (false, false) => {}
    }
}

fn features(old: &Surface, new: &Surface, out: &mut Vec<Found>) {
    let mut push = |name: &str, kind: EffectKind, impact: Impact| {
        out.push(Found {
            effect: Effect {
                kind,
                item: format!("feature {name}"),
                impact,
            },
            about: vec![Thing::Area(name.to_owned())],
            mentions: BTreeSet::new(),
            is_place: false,
        });
    };
    for (name, enables) in &old.features {
        match new.features.get(name) {
            None => push(name, EffectKind::Removed, Impact::Breaking),
            // The feature of everything switches on what there is.
            Some(now) if enables.is_subset(now) || name == "full" => {}
            Some(now) => {
                let words =
                    |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
                let kind = EffectKind::Changed {
                    old: words(enables),
                    new: words(now),
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
