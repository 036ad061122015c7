//! The properties of a type, or the parameters in a body, before and after.

use std::collections::BTreeMap;

use crate::model::things::Thing;
use crate::model::{Capability, Model, Property, Returned, TypeName};

use super::change::{Direction, Evidence};
use super::finder::{Both, Finder, join};
use super::pairs::{alike, best};
use super::renames::{Renames, written};
use super::rules::Rule;
use super::types::deprecation;

/// The type that the properties are of, under its old name and its new one.
#[derive(Clone, Copy)]
pub(super) struct Owners<'o> {
    pub(super) old: &'o TypeName,
    pub(super) new: &'o TypeName,
}

/// Every property of a type and of its bases, by name; the nearest one counts.
pub(super) fn all<'m>(model: &'m Model, name: &'m TypeName) -> BTreeMap<&'m str, &'m Property> {
    let mut out = BTreeMap::new();
    let line = model.lineage(name);
    for property in line
        .into_iter()
        .filter_map(|ancestor| model.object(ancestor))
        .flat_map(|object| &object.properties)
    {
        out.entry(property.name.0.as_str()).or_insert(property);
    }
    out
}

/// Notes every change of the properties that a type's pages list.
pub(super) fn compare(
    finder: &mut Finder<'_>,
    owners: Owners<'_>,
    (old, new): (&[Property], &[Property]),
) {
    let find = |list: &[Property], name: &str| list.iter().position(|it| it.name.0 == name);
    let mut gone = Vec::new();
    for (at, property) in old.iter().enumerate() {
        match find(new, &property.name.0) {
            Some(other) => kept(finder, owners, property, &new[other]),
            None => gone.push(at),
        }
    }
    let come = new.iter().enumerate();
    let come = come.filter(|(_, it)| find(old, &it.name.0).is_none());
    let come: Vec<usize> = come.map(|(at, _)| at).collect();
    let (model, other) = (&finder.old.model, &finder.new.model);
    let (had, has) = (all(model, owners.old), all(other, owners.new));
    // What a base declares is not gone for want of a row on the page of a derived type.
    let is_moved = |property: &Property, there: &BTreeMap<&str, &Property>| {
        property.is_inherited || there.contains_key(property.name.0.as_str())
    };
    let (stays, gone): (Vec<_>, Vec<_>) =
        gone.into_iter().partition(|at| is_moved(&old[*at], &has));
    let (stood, come): (Vec<_>, Vec<_>) =
        come.into_iter().partition(|at| is_moved(&new[*at], &had));
    let pairs = best(gone.len(), come.len(), |before, after| {
        weigh(&finder.renames, (old, gone[before]), (new, come[after]))
    });
    let stays = stays.into_iter().map(|at| (&old[at], &has));
    let stood = stood.into_iter().map(|at| (&new[at], &had));
    for (property, there) in stays.chain(stood) {
        let other = there.get(property.name.0.as_str()).copied();
        moved(finder, owners, property, other);
    }
    for (before, after, evidence) in &pairs {
        let (before, after) = (&old[gone[*before]], &new[come[*after]]);
        renamed(finder, owners, (before, after), evidence);
        kept(finder, owners, before, after);
    }
    for (index, at) in gone.iter().enumerate() {
        if !pairs.iter().any(|(before, ..)| *before == index) {
            let direction = finder.reach.of_property(owners.old, &old[*at]);
            let thing = Thing::Property(owners.old.clone(), old[*at].name.clone());
            finder.push(Rule::PropertyRemoved, Both::removed(thing), direction);
        }
    }
    for (index, at) in come.iter().enumerate() {
        if !pairs.iter().any(|(_, after, _)| *after == index) {
            added(finder, owners, &new[*at]);
        }
    }
}

fn added(finder: &mut Finder<'_>, owners: Owners<'_>, property: &Property) {
    let direction = finder.reach.of_property(owners.new, property);
    let thing = Thing::Property(owners.new.clone(), property.name.clone());
    let rule = if property.required {
        Rule::RequiredPropertyAdded
    } else {
        Rule::PropertyAdded
    };
    let change = finder.push(rule, Both::added(thing), direction);
    change.values("", written(&property.ty));
}

/// A row of the page of a derived type came or went while the property itself stays. That is worth a word only where the
/// property is declared elsewhere now.
fn moved(
    finder: &mut Finder<'_>,
    owners: Owners<'_>,
    property: &Property,
    other: Option<&Property>,
) {
    if property.is_inherited || other.is_none_or(|it| it.is_inherited) {
        return;
    }
    let direction = finder.reach.of_property(owners.new, property);
    let thing = |owner: &TypeName| Thing::Property(owner.clone(), property.name.clone());
    let both = Both::kept(thing(owners.old), thing(owners.new));
    finder.push(Rule::PropertyMoved, both, direction);
}

fn renamed(
    finder: &mut Finder<'_>,
    owners: Owners<'_>,
    (old, new): (&Property, &Property),
    evidence: &[Evidence],
) {
    let (both, direction) = about(finder, owners, old, new);
    let rule = if old.name.0.eq_ignore_ascii_case(&new.name.0) {
        Rule::PropertyRecased
    } else {
        Rule::PropertyRenamed
    };
    finder
        .push(rule, both, direction)
        .because(evidence.to_vec());
}

fn about(
    finder: &Finder<'_>,
    owners: Owners<'_>,
    old: &Property,
    new: &Property,
) -> (Both, Direction) {
    let both = Both::kept(
        Thing::Property(owners.old.clone(), old.name.clone()),
        Thing::Property(owners.new.clone(), new.name.clone()),
    );
    let before = finder.reach.of_property(owners.old, old);
    let after = finder.reach.of_property(owners.new, new);
    (both, join(before, after))
}

/// What differs in a property that stayed.
fn kept(finder: &mut Finder<'_>, owners: Owners<'_>, old: &Property, new: &Property) {
    let about = |finder: &Finder<'_>| about(finder, owners, old, new);
    if !finder.renames.same(&old.ty, &new.ty) {
        let same_item = finder.renames.same(old.ty.element(), new.ty.element());
        let rule = if same_item {
            Rule::PropertyCollectionChanged
        } else {
            Rule::PropertyTypeChanged
        };
        let (both, direction) = about(finder);
        let change = finder.push(rule, both, direction);
        change.values(written(&old.ty), written(&new.ty));
    }
    for (rule, before, after) in differences(old, new) {
        let (both, direction) = about(finder);
        finder.push(rule, both, direction).values(before, after);
    }
    let rules = (Rule::PropertyDeprecated, Rule::PropertyUndeprecated);
    let what = about(finder);
    deprecation(finder, rules, (&old.deprecated, &new.deprecated), what);
    if old.doc != new.doc {
        let (both, direction) = about(finder);
        finder.push(Rule::DescriptionChanged, both, direction);
    }
}

type Difference = (Rule, String, String);

/// The flags and lists that differ.
pub(super) fn differences(old: &Property, new: &Property) -> Vec<Difference> {
    let mut out = flags(old, new);
    if old.is_navigation != new.is_navigation {
        let words = |it: &Property| {
            if it.is_navigation {
                "relationship"
            } else {
                "value"
            }
        };
        let (before, after) = (words(old).to_owned(), words(new).to_owned());
        out.push((Rule::PropertyNavigationChanged, before, after));
    }
    if returned(old) != returned(new) {
        let rule = match new.returned {
            None | Some(Returned::ByDefault) => Rule::PropertyReturnedByDefault,
            Some(Returned::OnSelect | Returned::OnExpand) => Rule::PropertyReturnedChanged,
        };
        let (before, after) = (returned(old).to_owned(), returned(new).to_owned());
        out.push((rule, before, after));
    }
    let supports = [
        (old, new, Rule::PropertyCapabilityRemoved),
        (new, old, Rule::PropertyCapabilityAdded),
    ];
    for (this, other, rule) in supports {
        if supports_more(&this.capabilities, &other.capabilities) {
            out.push((rule, capabilities(old), capabilities(new)));
        }
    }
    if old.values != new.values {
        let (before, after) = (old.values.join(", "), new.values.join(", "));
        out.push((Rule::PropertyValuesChanged, before, after));
    }
    out
}

/// The flags that differ.
fn flags(old: &Property, new: &Property) -> Vec<Difference> {
    let mut out: Vec<Difference> = Vec::new();
    let none = String::new;
    // A page that says nothing leaves it open: only a word for or against it is a change.
    match (old.nullable.unwrap_or(true), new.nullable.unwrap_or(true)) {
        (false, true) => out.push((Rule::PropertyBecameNullable, none(), none())),
        (true, false) => out.push((Rule::PropertyBecameNonNullable, none(), none())),
        (true, true) | (false, false) => {}
    }
    let flags = [
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
    for (before, after, begins, ends) in flags {
        if before != after {
            out.push((if after { begins } else { ends }, none(), none()));
        }
    }
    out
}

fn returned(property: &Property) -> &'static str {
    match property.returned {
        None | Some(Returned::ByDefault) => "by default",
        Some(Returned::OnSelect) => "on $select",
        Some(Returned::OnExpand) => "on $expand",
    }
}

/// Whether one list has an option that the other lacks, or an operator. An option without operators leaves them open.
fn supports_more(this: &[Capability], other: &[Capability]) -> bool {
    this.iter().any(|it| {
        let mut twins = other.iter().filter(|twin| twin.option == it.option);
        let lacks = |twin: &Capability| {
            let has = |operator| twin.operators.contains(operator);
            !twin.operators.is_empty() && !it.operators.iter().all(has)
        };
        twins.next().is_none_or(lacks)
    })
}

fn capabilities(property: &Property) -> String {
    let one = |capability: &Capability| match capability.operators.as_slice() {
        [] => capability.option.clone(),
        operators => format!("{} ({})", capability.option, operators.join(", ")),
    };
    let all: Vec<String> = property.capabilities.iter().map(one).collect();
    if all.is_empty() {
        "none".to_owned()
    } else {
        all.join(", ")
    }
}

/// From here on names count as alike, in percent.
const ALIKE: u8 = 50;

/// Two properties may be one when their types are the same and two more signs say so, or when only letter case differs.
pub(super) fn weigh(
    renames: &Renames,
    (old, before): (&[Property], usize),
    (new, after): (&[Property], usize),
) -> Option<(u32, Vec<Evidence>)> {
    let (one, other) = (&old[before], &new[after]);
    let percent = alike(&one.name.0, &other.name.0);
    let same_type = renames.same(&one.ty, &other.ty);
    let same_text = !one.doc.is_empty() && one.doc == other.doc;
    let same_position = before == after;
    let signs = [percent >= ALIKE, same_text, same_position];
    let count = signs.iter().filter(|sign| **sign).count();
    if percent < 100 && (!same_type || count < 2) {
        return None;
    }
    let said = [
        (percent >= ALIKE, Evidence::SimilarName(percent)),
        (same_type, Evidence::SameType(written(&other.ty))),
        (same_text, Evidence::SameText),
        (same_position, Evidence::SamePosition(after + 1)),
    ];
    let evidence = said.into_iter().filter(|it| it.0).map(|it| it.1).collect();
    let weight = count * 100 + usize::from(percent);
    Some((u32::try_from(weight).unwrap_or(u32::MAX), evidence))
}
