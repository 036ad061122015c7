//! The properties of a type, or the parameters in a body, before and after.

use std::collections::BTreeMap;

use crate::model::ApiItem;
use crate::model::{Capability, Model, Property, Returned, TypeName};

use super::change::{Direction, Evidence};
use super::finder::{ChangedItem, DeprecationRules, Finder, join};
use super::matching::{Likeness, Listed, match_up, missing, similarity};
use super::pair::Pair;
use super::renames::{Renames, written};
use super::rules::Rule;

/// Every property of a type and of its bases, by name; the one declared nearest to the type counts.
pub(super) fn all<'m>(model: &'m Model, name: &'m TypeName) -> BTreeMap<&'m str, &'m Property> {
    let mut properties = BTreeMap::new();
    let declared = model
        .lineage(name)
        .into_iter()
        .filter_map(|ancestor| model.object(ancestor))
        .flat_map(|object| &object.properties);
    for property in declared {
        properties
            .entry(property.name.0.as_str())
            .or_insert(property);
    }
    properties
}

/// Records every change of the properties that a type's pages list.
pub(super) fn compare(
    finder: &mut Finder<'_>,
    owners: Pair<&TypeName>,
    properties: Pair<&[Property]>,
) {
    let Pair { old, new } = properties;
    for property in old {
        if let Some(other) = new.iter().find(|other| other.name == property.name) {
            remaining(finder, owners, Pair::new(property, other));
        }
    }
    let removed = missing(old, |property| has(new, property));
    let added = missing(new, |property| has(old, property));
    let all_old = all(&finder.old.model, owners.old);
    let all_new = all(&finder.new.model, owners.new);
    // A property that a base declares still exists when only the derived type's page no longer lists it.
    let (unlisted, removed): (Vec<_>, Vec<_>) = removed
        .into_iter()
        .partition(|old| is_moved(old.item, &all_new));
    let (newly_listed, added): (Vec<_>, Vec<_>) = added
        .into_iter()
        .partition(|new| is_moved(new.item, &all_old));
    let matches = match_up(&removed, &added, |pair| likeness(&finder.renames, pair));
    let unlisted = unlisted.iter().map(|old| (old.item, &all_new));
    let newly_listed = newly_listed.iter().map(|new| (new.item, &all_old));
    for (property, others) in unlisted.chain(newly_listed) {
        let other = others.get(property.name.0.as_str()).copied();
        moved(finder, owners, property, other);
    }
    for found in matches.renamed {
        let pair = found.pair.map(|listed| listed.item);
        renamed(finder, owners, pair, found.evidence);
        remaining(finder, owners, pair);
    }
    for Listed { item, .. } in matches.removed {
        let direction = finder.reach.of_property(owners.old, item);
        let thing = ApiItem::Property(owners.old.clone(), item.name.clone());
        finder.push(
            Rule::PropertyRemoved,
            ChangedItem::removed(thing),
            direction,
        );
    }
    for Listed { item, .. } in matches.added {
        added_property(finder, owners.new, item);
    }
}

/// Whether a list has a property of this name.
pub(super) fn has(list: &[Property], property: &Property) -> bool {
    list.iter().any(|other| other.name == property.name)
}

/// Whether a property that one state does not list still exists there, in this type or in one of its bases.
fn is_moved(property: &Property, others: &BTreeMap<&str, &Property>) -> bool {
    property.is_inherited || others.contains_key(property.name.0.as_str())
}

fn added_property(finder: &mut Finder<'_>, owner: &TypeName, property: &Property) {
    let direction = finder.reach.of_property(owner, property);
    let thing = ApiItem::Property(owner.clone(), property.name.clone());
    let rule = if property.required {
        Rule::RequiredPropertyAdded
    } else {
        Rule::PropertyAdded
    };
    finder
        .push(rule, ChangedItem::added(thing), direction)
        .values("", written(&property.ty));
}

/// A derived type's page began or ceased to list a property that exists in both states. That is a change only if another
/// type declares the property now.
fn moved(
    finder: &mut Finder<'_>,
    owners: Pair<&TypeName>,
    property: &Property,
    other: Option<&Property>,
) {
    if property.is_inherited || other.is_none_or(|other| other.is_inherited) {
        return;
    }
    let direction = finder.reach.of_property(owners.new, property);
    let things = owners.map(|owner| ApiItem::Property(owner.clone(), property.name.clone()));
    finder.push(Rule::PropertyMoved, things, direction);
}

fn renamed(
    finder: &mut Finder<'_>,
    owners: Pair<&TypeName>,
    pair: Pair<&Property>,
    evidence: Vec<Evidence>,
) {
    let direction = direction(finder, owners, pair);
    let rule = if pair.old.name.0.eq_ignore_ascii_case(&pair.new.name.0) {
        Rule::PropertyRecased
    } else {
        Rule::PropertyRenamed
    };
    finder
        .push(rule, things(owners, pair), direction)
        .evidence(evidence);
}

fn things(owners: Pair<&TypeName>, pair: Pair<&Property>) -> Pair<ApiItem> {
    Pair::new(
        ApiItem::Property(owners.old.clone(), pair.old.name.clone()),
        ApiItem::Property(owners.new.clone(), pair.new.name.clone()),
    )
}

fn direction(finder: &Finder<'_>, owners: Pair<&TypeName>, pair: Pair<&Property>) -> Direction {
    let before = finder.reach.of_property(owners.old, pair.old);
    let after = finder.reach.of_property(owners.new, pair.new);
    join(before, after)
}

/// Records what differs in a property that exists in both states.
fn remaining(finder: &mut Finder<'_>, owners: Pair<&TypeName>, pair: Pair<&Property>) {
    let Pair { old, new } = pair;
    let direction = direction(finder, owners, pair);
    let item = || things(owners, pair);
    if !finder.renames.same(&old.ty, &new.ty) {
        let same_item = finder.renames.same(old.ty.element(), new.ty.element());
        let rule = if same_item {
            Rule::PropertyCollectionChanged
        } else {
            Rule::PropertyTypeChanged
        };
        finder
            .push(rule, item(), direction)
            .values(written(&old.ty), written(&new.ty));
    }
    for Difference {
        rule,
        before,
        after,
    } in differences(pair)
    {
        finder.push(rule, item(), direction).values(before, after);
    }
    finder.deprecation(
        DeprecationRules {
            deprecated: Rule::PropertyDeprecated,
            undeprecated: Rule::PropertyUndeprecated,
        },
        pair.map(|property| &property.deprecated),
        item(),
        direction,
    );
    if old.doc != new.doc {
        finder.push(Rule::DescriptionChanged, item(), direction);
    }
}

/// A flag or a list that differs.
pub(super) struct Difference {
    /// The kind of change.
    pub(super) rule: Rule,
    /// The old value; empty for a flag.
    pub(super) before: String,
    /// The new value.
    pub(super) after: String,
}

impl Difference {
    fn new(rule: Rule, values: Pair<String>) -> Self {
        Self {
            rule,
            before: values.old,
            after: values.new,
        }
    }

    fn flag(rule: Rule) -> Self {
        Self::new(rule, Pair::new(String::new(), String::new()))
    }
}

/// The flags and lists that differ.
pub(super) fn differences(pair: Pair<&Property>) -> Vec<Difference> {
    let Pair { old, new } = pair;
    let mut differences = flags(old, new);
    if old.is_navigation != new.is_navigation {
        let kind = |property: &Property| {
            let kind = if property.is_navigation {
                "relationship"
            } else {
                "value"
            };
            kind.to_owned()
        };
        let rule = Rule::PropertyNavigationChanged;
        differences.push(Difference::new(rule, pair.map(kind)));
    }
    let returned = pair.map(returned);
    if returned.differs() {
        let rule = match new.returned {
            None | Some(Returned::ByDefault) => Rule::PropertyReturnedByDefault,
            Some(Returned::OnSelect | Returned::OnExpand) => Rule::PropertyReturnedChanged,
        };
        differences.push(Difference::new(rule, returned.map(str::to_owned)));
    }
    let supports = [
        (old, new, Rule::PropertyCapabilityRemoved),
        (new, old, Rule::PropertyCapabilityAdded),
    ];
    for (this, other, rule) in supports {
        if supports_more(&this.capabilities, &other.capabilities) {
            differences.push(Difference::new(rule, pair.map(capabilities)));
        }
    }
    if old.values != new.values {
        let values = pair.map(|property| property.values.join(", "));
        differences.push(Difference::new(Rule::PropertyValuesChanged, values));
    }
    differences
}

/// The flags that differ.
fn flags(old: &Property, new: &Property) -> Vec<Difference> {
    let flags = [
        (
            // A page that says nothing leaves it open: only a statement for or against it is a change.
            old.nullable.unwrap_or(true),
            new.nullable.unwrap_or(true),
            Rule::PropertyBecameNullable,
            Rule::PropertyBecameNonNullable,
        ),
        (
            old.required,
            new.required,
            Rule::PropertyBecameRequired,
            Rule::PropertyBecameOptional,
        ),
        (
            old.read_only,
            new.read_only,
            Rule::PropertyBecameReadOnly,
            Rule::PropertyBecameWritable,
        ),
        (
            old.write_only,
            new.write_only,
            Rule::PropertyBecameWriteOnly,
            Rule::PropertyBecameReadable,
        ),
        (
            old.secret,
            new.secret,
            Rule::PropertySecrecyChanged,
            Rule::PropertySecrecyChanged,
        ),
    ];
    flags
        .into_iter()
        .filter(|(before, after, ..)| before != after)
        .map(|(_, after, set, cleared)| Difference::flag(if after { set } else { cleared }))
        .collect()
}

fn returned(property: &Property) -> &'static str {
    match property.returned {
        None | Some(Returned::ByDefault) => "by default",
        Some(Returned::OnSelect) => "on $select",
        Some(Returned::OnExpand) => "on $expand",
    }
}

/// Whether one list has an option or an operator that the other lacks. An option without operators leaves them open.
fn supports_more(this: &[Capability], other: &[Capability]) -> bool {
    this.iter().any(|capability| {
        let mut twins = other.iter().filter(|twin| twin.option == capability.option);
        let lacks_operator = |twin: &Capability| {
            let has = |operator| twin.operators.contains(operator);
            !twin.operators.is_empty() && !capability.operators.iter().all(has)
        };
        twins.next().is_none_or(lacks_operator)
    })
}

fn capabilities(property: &Property) -> String {
    let written = |capability: &Capability| match capability.operators.as_slice() {
        [] => capability.option.clone(),
        operators => format!("{} ({})", capability.option, operators.join(", ")),
    };
    let all: Vec<String> = property.capabilities.iter().map(written).collect();
    if all.is_empty() {
        "none".to_owned()
    } else {
        all.join(", ")
    }
}

/// Names that are at least this similar count as evidence, in percent.
const SIMILAR: u8 = 50;

/// Two properties are taken for the same if their types are the same and two more signs say so, or if their names differ in
/// letter case only.
pub(super) fn likeness(renames: &Renames, pair: Pair<Listed<'_, Property>>) -> Option<Likeness> {
    let Pair { old, new } = pair.map(|listed| listed.item);
    let percent = similarity(&old.name.0, &new.name.0);
    let is_similar = percent >= SIMILAR;
    let same_type = renames.same(&old.ty, &new.ty);
    let same_text = !old.doc.is_empty() && old.doc == new.doc;
    let same_position = pair.old.position == pair.new.position;
    let signs = [is_similar, same_text, same_position];
    let count = signs.iter().filter(|sign| **sign).count();
    if percent < 100 && (!same_type || count < 2) {
        return None;
    }
    Some(Likeness::new(
        count * 100 + usize::from(percent),
        [
            (is_similar, Evidence::SimilarName(percent)),
            (same_type, Evidence::SameType(written(&new.ty))),
            (same_text, Evidence::SameText),
            (same_position, Evidence::SamePosition(pair.new.position + 1)),
        ],
    ))
}
