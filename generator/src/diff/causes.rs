//! Finds for each difference in Rust the change of the API that it comes from. One without a cause becomes a change of its own,
//! so nothing that breaks programs goes unsaid.

use std::collections::BTreeMap;

use crate::model::things::Thing;
use crate::model::{OperationId, TypeName};

use super::change::{Change, Direction, EffectKind, Impact};
use super::effects::Found;
use super::finder::{Both, Finder};
use super::rules::Rule;

/// Rules that never shape Rust: what differs there has another cause.
const SHAPELESS: &[Rule] = &[
    Rule::DescriptionChanged,
    Rule::TypeOpened,
    Rule::TypeClosed,
    Rule::PropertyRemoved,
    Rule::PropertyBecameNullable,
    Rule::PropertyBecameNonNullable,
    Rule::PropertyBecameRequired,
    Rule::PropertyBecameOptional,
    Rule::PropertyBecameReadOnly,
    Rule::PropertyBecameWritable,
    Rule::PropertyBecameWriteOnly,
    Rule::PropertyBecameReadable,
    Rule::PropertyReturnedChanged,
    Rule::PropertyReturnedByDefault,
    Rule::PropertyCapabilityAdded,
    Rule::PropertyCapabilityRemoved,
    Rule::PropertyValuesChanged,
    Rule::PropertySecrecyChanged,
    Rule::MemberNumberChanged,
    Rule::MemberBecameOptIn,
    Rule::MemberReturnedToAll,
    Rule::BodyPropertyListed,
    Rule::BodyPropertyUnlisted,
    Rule::BodyPropertyBecameRequired,
    Rule::BodyPropertyBecameOptional,
    Rule::PermissionAdded,
    Rule::PermissionRemoved,
    Rule::LeastPrivilegedChanged,
    Rule::CallerSupported,
    Rule::CallerUnsupported,
];

/// Rules that add or take deprecation, which shape nothing else.
const DEPRECATION: &[Rule] = &[
    Rule::TypeDeprecated,
    Rule::TypeUndeprecated,
    Rule::PropertyDeprecated,
    Rule::PropertyUndeprecated,
    Rule::MemberDeprecated,
    Rule::MemberUndeprecated,
    Rule::OperationDeprecated,
    Rule::OperationUndeprecated,
];

/// Rules that change which types there are in a family.
const FAMILY: &[Rule] = &[
    Rule::TypeAdded,
    Rule::TypeRemoved,
    Rule::TypeRenamed,
    Rule::TypeKindChanged,
    Rule::BaseChanged,
];

/// Rules about what comes back.
const ANSWER: &[Rule] = &[
    Rule::ResponseTypeChanged,
    Rule::ResponseCollectionChanged,
    Rule::StatusAdded,
    Rule::StatusRemoved,
    Rule::OperationKindChanged,
];

/// Changes by what they are about.
struct Index {
    things: BTreeMap<Thing, Vec<usize>>,
    operations: BTreeMap<OperationId, Vec<usize>>,
    /// Changes of the family of a type: those about types that derive from it.
    families: BTreeMap<TypeName, Vec<usize>>,
}

/// Gives every difference to a change; those that are left become changes.
pub(super) fn assign(finder: &mut Finder<'_>, found: Vec<Found>) {
    let index = Index::new(finder);
    let mut left = Vec::new();
    for found in found {
        if matches!(found.effect.kind, EffectKind::Means { .. }) {
            // Under its new name a thing is still the same.
            if !is_same(finder, &found.about) {
                left.push(found);
            }
            continue;
        }
        match cause(finder, &index, &found) {
            Some(at) => finder.changes[at].effects.push(found.effect),
            None => left.push(found),
        }
    }
    own(finder, left);
    for change in &mut finder.changes {
        let impacts = change.effects.iter().map(|effect| effect.impact);
        change.rust = impacts.max().unwrap_or(Impact::None);
    }
}

impl Index {
    fn new(finder: &Finder<'_>) -> Self {
        let mut index = Self {
            things: BTreeMap::new(),
            operations: BTreeMap::new(),
            families: BTreeMap::new(),
        };
        for (at, change) in finder.changes.iter().enumerate() {
            for thing in [&change.old, &change.new].into_iter().flatten() {
                let known = index.things.entry(thing.clone()).or_default();
                if known.last() != Some(&at) {
                    known.push(at);
                }
                if let Some(id) = operation(thing) {
                    index.operations.entry(id.clone()).or_default().push(at);
                }
                if let (Thing::Type(name), true) = (thing, FAMILY.contains(&change.rule)) {
                    for model in [&finder.old.model, &finder.new.model] {
                        for ancestor in model.lineage(name) {
                            index.families.entry(ancestor.clone()).or_default().push(at);
                        }
                    }
                }
            }
        }
        index
    }
}

/// The operation that a thing is, or is a part of.
fn operation(thing: &Thing) -> Option<&OperationId> {
    match thing {
        Thing::Operation(id)
        | Thing::Url(id, _)
        | Thing::Parameter(id, _)
        | Thing::Body(id)
        | Thing::Response(id)
        | Thing::Permissions(id) => Some(id),
        Thing::Type(_) | Thing::Property(..) | Thing::Member(..) | Thing::Area(_) | Thing::Api => {
            None
        }
    }
}

fn cause(finder: &Finder<'_>, index: &Index, found: &Found) -> Option<usize> {
    let fits = |at: &&usize| fits(&finder.changes[**at], &found.effect.kind);
    let exact = |thing: &Thing| index.things.get(thing)?.iter().find(fits).copied();
    if let Some(at) = found.about.iter().find_map(exact) {
        return Some(at);
    }
    for thing in &found.about {
        let wider = match thing {
            Thing::Property(owner, name) => {
                let line = lines(finder, owner);
                let declared = line
                    .iter()
                    .map(|it| Thing::Property(it.clone(), name.clone()));
                let whole = line.iter().map(|it| Thing::Type(it.clone()));
                declared.chain(whole).find_map(|it| exact(&it))
            }
            Thing::Member(owner, _) => exact(&Thing::Type(owner.clone())),
            _ => None,
        };
        if wider.is_some() {
            return wider;
        }
        if let Some(all) = operation(thing).and_then(|id| index.operations.get(id)) {
            let is_answer = |at: &&&usize| ANSWER.contains(&finder.changes[***at].rule);
            let mut all: Vec<&usize> = all.iter().filter(fits).collect();
            // The answer of an operation has causes of its own; what it takes has others.
            let wants_answer =
                !found.effect.item.contains(['.', '(']) && !found.effect.item.ends_with("::at");
            all.sort_by_key(|at| is_answer(&at) != wants_answer);
            if let Some(at) = all.first() {
                return Some(**at);
            }
        }
    }
    let mentioned = found
        .mentions
        .iter()
        .chain(found.about.iter().filter_map(ty));
    for name in mentioned {
        let thing = exact(&Thing::Type(name.clone()));
        let family = || index.families.get(name)?.iter().find(fits).copied();
        if let Some(at) = thing.or_else(family) {
            return Some(at);
        }
    }
    None
}

fn ty(thing: &Thing) -> Option<&TypeName> {
    match thing {
        Thing::Type(name) | Thing::Property(name, _) | Thing::Member(name, _) => Some(name),
        Thing::Operation(_)
        | Thing::Url(..)
        | Thing::Parameter(..)
        | Thing::Body(_)
        | Thing::Response(_)
        | Thing::Permissions(_)
        | Thing::Area(_)
        | Thing::Api => None,
    }
}

/// The type and its bases, before and after.
fn lines(finder: &Finder<'_>, name: &TypeName) -> Vec<TypeName> {
    let models = [&finder.old.model, &finder.new.model];
    let mut line: Vec<TypeName> = Vec::new();
    for ancestor in models.into_iter().flat_map(|model| model.lineage(name)) {
        if !line.contains(ancestor) {
            line.push(ancestor.clone());
        }
    }
    line
}

/// Whether a change may have this effect.
fn fits(change: &Change, kind: &EffectKind) -> bool {
    let rule = change.rule;
    let is_deprecation = DEPRECATION.contains(&rule);
    match kind {
        EffectKind::Deprecated | EffectKind::Undeprecated => is_deprecation,
        EffectKind::Needs { .. } => rule == Rule::AreaChanged,
        EffectKind::Means { .. } => false,
        EffectKind::Removed => {
            !is_deprecation && (rule == Rule::PropertyRemoved || !SHAPELESS.contains(&rule))
        }
        EffectKind::Added | EffectKind::Changed { .. } => {
            !is_deprecation && !SHAPELESS.contains(&rule)
        }
    }
}

/// Whether two things, as it was and as it is, are known to be one.
fn is_same(finder: &Finder<'_>, things: &[Thing]) -> bool {
    let [old, new] = things else {
        return true;
    };
    let is_pair = |old: &Thing, new: &Thing| {
        let mut changes = finder.changes.iter();
        changes.any(|it| it.old.as_ref() == Some(old) && it.new.as_ref() == Some(new))
    };
    if let (Some(old), Some(new)) = (operation(old), operation(new)) {
        let (old, new) = (Thing::Operation(old.clone()), Thing::Operation(new.clone()));
        return old == new || is_pair(&old, &new);
    }
    let renamed = |name: &TypeName| finder.renames.new_name(name).clone();
    match (old, new) {
        (Thing::Type(old), Thing::Type(new)) => renamed(old) == *new,
        (Thing::Member(old_owner, old_name), Thing::Member(owner, name)) => {
            renamed(old_owner) == *owner && (old_name == name || is_pair(old, new))
        }
        (Thing::Property(old_owner, old_name), Thing::Property(owner, name)) => {
            let part = |owner: &TypeName, name: &crate::model::WireName| {
                Thing::Property(owner.clone(), name.clone())
            };
            let declared = |ancestor: &TypeName| {
                is_pair(&part(ancestor, old_name), &part(&renamed(ancestor), name))
            };
            renamed(old_owner) == *owner
                && (old_name == name || lines(finder, old_owner).iter().any(declared))
        }
        _ => old == new,
    }
}

/// Makes changes of the differences that have no cause in the API: one for each thing.
fn own(finder: &mut Finder<'_>, left: Vec<Found>) {
    let mut by_thing: BTreeMap<(bool, Thing), Vec<Found>> = BTreeMap::new();
    for found in left {
        // What a name stood for is what lost it.
        let thing = found.about.first().cloned().unwrap_or(Thing::Api);
        by_thing
            .entry((found.is_place, thing))
            .or_default()
            .push(found);
    }
    for ((is_place, thing), found) in by_thing {
        let item = |wanted: &EffectKind| {
            let mut same = found.iter().filter(|it| it.effect.kind == *wanted);
            same.next().map(|it| it.effect.item.clone())
        };
        let taken = found
            .iter()
            .find(|it| matches!(it.effect.kind, EffectKind::Means { .. }));
        let taken = taken.map(|it| it.effect.item.clone());
        let gone = item(&EffectKind::Removed).or(taken);
        let come = item(&EffectKind::Added);
        let is_feature = matches!(thing, Thing::Area(_));
        let both = match (&gone, &come) {
            (Some(_), None) if is_feature => Both::removed(thing),
            (None, Some(_)) if is_feature => Both::added(thing),
            _ => Both::kept(thing.clone(), thing),
        };
        let rule = match (is_feature, &gone, &come) {
            _ if is_place => Rule::PlaceRenamed,
            (true, Some(_), None) => Rule::FeatureRemoved,
            (true, None, Some(_)) => Rule::FeatureAdded,
            (false, Some(_), Some(_)) => Rule::RustRenamed,
            (true | false, _, _) => Rule::RustChanged,
        };
        let change = finder.push(rule, both, Direction::Nowhere);
        if let (Rule::RustRenamed, Some(old), Some(new)) = (rule, gone, come) {
            change.values(old, new);
        }
        change.effects = found.into_iter().map(|it| it.effect).collect();
    }
}
