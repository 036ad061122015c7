//! Assigns each difference in Rust to the change of the API that causes it. One without a cause becomes a change of its own, so
//! that everything that breaks programs is reported.

use std::collections::BTreeMap;

use crate::model::ApiItem;
use crate::model::{OperationId, TypeName};

use super::change::{Change, Direction, EffectKind};
use super::effects::RustDifference;
use super::finder::{ChangedItem, Finder};
use super::impact::Impact;
use super::pair::Pair;
use super::rules::Rule;

/// Rules that never cause a difference in Rust.
const WITHOUT_EFFECT: &[Rule] = &[
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

/// Rules about deprecation, which cause no other difference.
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

/// Rules that change which types derive from a base.
const FAMILY: &[Rule] = &[
    Rule::TypeAdded,
    Rule::TypeRemoved,
    Rule::TypeRenamed,
    Rule::TypeKindChanged,
    Rule::BaseChanged,
];

/// Rules about responses.
const RESPONSE: &[Rule] = &[
    Rule::ResponseTypeChanged,
    Rule::ResponseCollectionChanged,
    Rule::StatusAdded,
    Rule::StatusRemoved,
    Rule::OperationKindChanged,
];

/// Changes by item.
struct ChangeIndex {
    items: BTreeMap<ApiItem, Vec<usize>>,
    operations: BTreeMap<OperationId, Vec<usize>>,
    /// For each type the changes of the types that derive from it.
    families: BTreeMap<TypeName, Vec<usize>>,
}

/// Assigns every difference to a change; those without a cause become changes.
pub(super) fn assign(finder: &mut Finder<'_>, differences: Vec<RustDifference>) {
    let index = ChangeIndex::new(finder);
    let mut unexplained = Vec::new();
    for difference in differences {
        if matches!(difference.effect.kind, EffectKind::Represents { .. }) {
            // A renamed item is still the same.
            if !is_same(finder, &difference.about) {
                unexplained.push(difference);
            }
            continue;
        }
        match cause(finder, &index, &difference) {
            Some(at) => finder.changes[at].effects.push(difference.effect),
            None => unexplained.push(difference),
        }
    }
    add_changes(finder, unexplained);
    for change in &mut finder.changes {
        let impacts = change.effects.iter().map(|effect| effect.impact);
        change.rust = impacts.max().unwrap_or(Impact::None);
    }
}

impl ChangeIndex {
    fn new(finder: &Finder<'_>) -> Self {
        let mut index = Self {
            items: BTreeMap::new(),
            operations: BTreeMap::new(),
            families: BTreeMap::new(),
        };
        for (at, change) in finder.changes.iter().enumerate() {
            for thing in [&change.old, &change.new].into_iter().flatten() {
                let changes = index.items.entry(thing.clone()).or_default();
                if changes.last() != Some(&at) {
                    changes.push(at);
                }
                if let Some(id) = operation(thing) {
                    index.operations.entry(id.clone()).or_default().push(at);
                }
                if let (ApiItem::Type(name), true) = (thing, FAMILY.contains(&change.rule)) {
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

/// The operation that an item is or belongs to.
fn operation(thing: &ApiItem) -> Option<&OperationId> {
    match thing {
        ApiItem::Operation(id)
        | ApiItem::Url(id, _)
        | ApiItem::Parameter(id, _)
        | ApiItem::Body(id)
        | ApiItem::Response(id)
        | ApiItem::Permissions(id) => Some(id),
        ApiItem::Type(_)
        | ApiItem::Property(..)
        | ApiItem::Member(..)
        | ApiItem::Area(_)
        | ApiItem::Api => None,
    }
}

fn cause(finder: &Finder<'_>, index: &ChangeIndex, difference: &RustDifference) -> Option<usize> {
    let fits = |at: &&usize| fits(&finder.changes[**at], &difference.effect.kind);
    let exact = |thing: &ApiItem| index.items.get(thing)?.iter().find(fits).copied();
    if let Some(at) = difference.about.iter().find_map(exact) {
        return Some(at);
    }
    for thing in &difference.about {
        let wider = match thing {
            ApiItem::Property(owner, name) => {
                let lineages = lineages(finder, owner);
                let properties = lineages
                    .iter()
                    .map(|ancestor| ApiItem::Property(ancestor.clone(), name.clone()));
                let types = lineages.iter().cloned().map(ApiItem::Type);
                properties.chain(types).find_map(|thing| exact(&thing))
            }
            ApiItem::Member(owner, _) => exact(&ApiItem::Type(owner.clone())),
            _ => None,
        };
        if wider.is_some() {
            return wider;
        }
        if let Some(all) = operation(thing).and_then(|id| index.operations.get(id)) {
            // Changes of the response and of the request cause different differences.
            let item = &difference.effect.item;
            let is_response = !item.contains(['.', '(']) && !item.ends_with("::at");
            let mut all: Vec<usize> = all.iter().filter(fits).copied().collect();
            all.sort_by_key(|at| RESPONSE.contains(&finder.changes[*at].rule) != is_response);
            if let Some(at) = all.first() {
                return Some(*at);
            }
        }
    }
    let mentioned = difference
        .mentions
        .iter()
        .chain(difference.about.iter().filter_map(type_name));
    for name in mentioned {
        let thing = exact(&ApiItem::Type(name.clone()));
        let family = || index.families.get(name)?.iter().find(fits).copied();
        if let Some(at) = thing.or_else(family) {
            return Some(at);
        }
    }
    None
}

/// The type that an item is or belongs to.
fn type_name(thing: &ApiItem) -> Option<&TypeName> {
    match thing {
        ApiItem::Type(name) | ApiItem::Property(name, _) | ApiItem::Member(name, _) => Some(name),
        ApiItem::Operation(_)
        | ApiItem::Url(..)
        | ApiItem::Parameter(..)
        | ApiItem::Body(_)
        | ApiItem::Response(_)
        | ApiItem::Permissions(_)
        | ApiItem::Area(_)
        | ApiItem::Api => None,
    }
}

/// A type and its bases, in both states.
fn lineages(finder: &Finder<'_>, name: &TypeName) -> Vec<TypeName> {
    let models = [&finder.old.model, &finder.new.model];
    let mut names: Vec<TypeName> = Vec::new();
    for ancestor in models.into_iter().flat_map(|model| model.lineage(name)) {
        if !names.contains(ancestor) {
            names.push(ancestor.clone());
        }
    }
    names
}

/// Whether a change may cause a difference of this kind.
fn fits(change: &Change, kind: &EffectKind) -> bool {
    let rule = change.rule;
    let is_deprecation = DEPRECATION.contains(&rule);
    match kind {
        EffectKind::Deprecated | EffectKind::Undeprecated => is_deprecation,
        EffectKind::Requires { .. } => rule == Rule::AreaChanged,
        EffectKind::Represents { .. } => false,
        EffectKind::Removed => {
            !is_deprecation && (rule == Rule::PropertyRemoved || !WITHOUT_EFFECT.contains(&rule))
        }
        EffectKind::Added | EffectKind::Changed { .. } => {
            !is_deprecation && !WITHOUT_EFFECT.contains(&rule)
        }
    }
}

/// Whether the old and the new item are known to be the same.
fn is_same(finder: &Finder<'_>, things: &[ApiItem]) -> bool {
    let [old, new] = things else {
        return true;
    };
    let is_pair = |old: &ApiItem, new: &ApiItem| {
        let mut changes = finder.changes.iter();
        changes.any(|change| change.old.as_ref() == Some(old) && change.new.as_ref() == Some(new))
    };
    if let (Some(old), Some(new)) = (operation(old), operation(new)) {
        let (old, new) = (
            ApiItem::Operation(old.clone()),
            ApiItem::Operation(new.clone()),
        );
        return old == new || is_pair(&old, &new);
    }
    let renamed = |name: &TypeName| finder.renames.new_name(name).clone();
    match (old, new) {
        (ApiItem::Type(old), ApiItem::Type(new)) => renamed(old) == *new,
        (ApiItem::Member(old_owner, old_name), ApiItem::Member(owner, name)) => {
            renamed(old_owner) == *owner && (old_name == name || is_pair(old, new))
        }
        (ApiItem::Property(old_owner, old_name), ApiItem::Property(owner, name)) => {
            let part = |owner: &TypeName, name: &crate::model::WireName| {
                ApiItem::Property(owner.clone(), name.clone())
            };
            let declared = |ancestor: &TypeName| {
                is_pair(&part(ancestor, old_name), &part(&renamed(ancestor), name))
            };
            renamed(old_owner) == *owner
                && (old_name == name || lineages(finder, old_owner).iter().any(declared))
        }
        _ => old == new,
    }
}

/// Adds one change for each item with differences that no change of the API explains.
fn add_changes(finder: &mut Finder<'_>, unexplained: Vec<RustDifference>) {
    let mut by_item: BTreeMap<(bool, ApiItem), Vec<RustDifference>> = BTreeMap::new();
    for difference in unexplained {
        // If a name represents another item now, it is the old item that lost it.
        let thing = difference.about.first().cloned().unwrap_or(ApiItem::Api);
        by_item
            .entry((difference.is_builder, thing))
            .or_default()
            .push(difference);
    }
    for ((is_builder, thing), differences) in by_item {
        let find = |is_wanted: fn(&EffectKind) -> bool| {
            let mut effects = differences.iter().map(|difference| &difference.effect);
            let effect = effects.find(|effect| is_wanted(&effect.kind));
            effect.map(|effect| effect.item.clone())
        };
        let removed = find(|kind| *kind == EffectKind::Removed)
            .or_else(|| find(|kind| matches!(kind, EffectKind::Represents { .. })));
        let added = find(|kind| *kind == EffectKind::Added);
        let is_feature = matches!(thing, ApiItem::Area(_));
        let item: ChangedItem = match (&removed, &added) {
            (Some(_), None) if is_feature => ChangedItem::removed(thing),
            (None, Some(_)) if is_feature => ChangedItem::added(thing),
            _ => Pair::new(thing.clone(), thing).into(),
        };
        let rule = match (is_feature, &removed, &added) {
            _ if is_builder => Rule::PlaceRenamed,
            (true, Some(_), None) => Rule::FeatureRemoved,
            (true, None, Some(_)) => Rule::FeatureAdded,
            (false, Some(_), Some(_)) => Rule::RustRenamed,
            (true | false, _, _) => Rule::RustChanged,
        };
        let change = finder.push(rule, item, Direction::Nowhere);
        if let (Rule::RustRenamed, Some(old), Some(new)) = (rule, removed, added) {
            change.values(old, new);
        }
        let effects = differences.into_iter().map(|difference| difference.effect);
        change.effects = effects.collect();
    }
}
