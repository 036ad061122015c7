//! The members of an enum before and after.

use crate::model::things::Thing;
use crate::model::{EnumMember, EnumType, TypeName};

use super::change::{Direction, Evidence};
use super::finder::{Both, Finder};
use super::pairs::{alike, best};
use super::rules::Rule;
use super::types::deprecation;

/// Notes every change of an enum.
pub(super) fn compare(
    finder: &mut Finder<'_>,
    (old_name, old): (&TypeName, &EnumType),
    (new_name, new): (&TypeName, &EnumType),
) {
    let direction = finder.direction(old_name, new_name);
    let owners = (old_name, new_name);
    if old.is_flags != new.is_flags {
        let both = Both::kept(Thing::Type(old_name.clone()), Thing::Type(new_name.clone()));
        let words = |it: &EnumType| if it.is_flags { "several" } else { "one" };
        let change = finder.push(Rule::FlagsChanged, both, direction);
        change.values(words(old), words(new));
    }
    let find = |list: &EnumType, name: &str| list.members.iter().any(|it| it.name.0 == name);
    for member in &old.members {
        if let Some(other) = new.members.iter().find(|it| it.name == member.name) {
            kept(finder, owners, (member, other), direction);
        }
    }
    let gone: Vec<usize> = missing(old, |name| find(new, name));
    let come: Vec<usize> = missing(new, |name| find(old, name));
    let pairs = best(gone.len(), come.len(), |before, after| {
        weigh((old, gone[before]), (new, come[after]))
    });
    for (before, after, evidence) in &pairs {
        let (before, after) = (&old.members[gone[*before]], &new.members[come[*after]]);
        let rule = if before.name.0.eq_ignore_ascii_case(&after.name.0) {
            Rule::MemberRecased
        } else {
            Rule::MemberRenamed
        };
        let both = about(owners, before, after);
        finder.push(rule, both, direction).because(evidence.clone());
        kept(finder, owners, (before, after), direction);
    }
    for (index, at) in gone.iter().enumerate() {
        if !pairs.iter().any(|(before, ..)| *before == index) {
            let thing = Thing::Member(old_name.clone(), old.members[*at].name.clone());
            finder.push(Rule::MemberRemoved, Both::removed(thing), direction);
        }
    }
    for (index, at) in come.iter().enumerate() {
        if !pairs.iter().any(|(_, after, _)| *after == index) {
            let thing = Thing::Member(new_name.clone(), new.members[*at].name.clone());
            finder.push(Rule::MemberAdded, Both::added(thing), direction);
        }
    }
}

fn missing(list: &EnumType, is_there: impl Fn(&str) -> bool) -> Vec<usize> {
    let members = list.members.iter().enumerate();
    members
        .filter(|(_, member)| !is_there(&member.name.0))
        .map(|(at, _)| at)
        .collect()
}

fn about(owners: (&TypeName, &TypeName), old: &EnumMember, new: &EnumMember) -> Both {
    Both::kept(
        Thing::Member(owners.0.clone(), old.name.clone()),
        Thing::Member(owners.1.clone(), new.name.clone()),
    )
}

/// What differs in a member that stayed.
fn kept(
    finder: &mut Finder<'_>,
    owners: (&TypeName, &TypeName),
    (old, new): (&EnumMember, &EnumMember),
    direction: Direction,
) {
    if old.number != new.number {
        let words = |it: &EnumMember| it.number.map_or("none".to_owned(), |it| it.to_string());
        let both = about(owners, old, new);
        let change = finder.push(Rule::MemberNumberChanged, both, direction);
        change.values(words(old), words(new));
    }
    if old.is_opt_in != new.is_opt_in {
        let words = |it: &EnumMember| {
            if it.is_opt_in {
                "when asked for"
            } else {
                "always"
            }
        };
        let rule = if new.is_opt_in {
            Rule::MemberBecameOptIn
        } else {
            Rule::MemberReturnedToAll
        };
        let change = finder.push(rule, about(owners, old, new), direction);
        change.values(words(old), words(new));
    }
    let rules = (Rule::MemberDeprecated, Rule::MemberUndeprecated);
    let what = (about(owners, old, new), direction);
    deprecation(finder, rules, (&old.deprecated, &new.deprecated), what);
    if old.doc != new.doc {
        let both = about(owners, old, new);
        finder.push(Rule::DescriptionChanged, both, direction);
    }
}

/// From here on names count as alike, in percent.
const ALIKE: u8 = 50;

/// Two members may be one when two signs say so, or when only letter case differs.
fn weigh(
    (old, before): (&EnumType, usize),
    (new, after): (&EnumType, usize),
) -> Option<(u32, Vec<Evidence>)> {
    let (one, other) = (&old.members[before], &new.members[after]);
    if one.is_sentinel || other.is_sentinel {
        return None;
    }
    let percent = alike(&one.name.0, &other.name.0);
    let number = one.number.filter(|_| one.number == other.number);
    let same_text = !one.doc.is_empty() && one.doc == other.doc;
    let same_position = before == after;
    let signs = [percent >= ALIKE, number.is_some(), same_text, same_position];
    let count = signs.iter().filter(|sign| **sign).count();
    // The number goes with the position on most pages, so these two are one sign.
    let is_one_sign = percent < ALIKE && !same_text;
    if percent < 100 && (count < 2 || is_one_sign) {
        return None;
    }
    let said = [
        (percent >= ALIKE, Evidence::SimilarName(percent)),
        (
            number.is_some(),
            Evidence::SameNumber(number.unwrap_or_default()),
        ),
        (same_text, Evidence::SameText),
        (same_position, Evidence::SamePosition(after + 1)),
    ];
    let evidence = said.into_iter().filter(|it| it.0).map(|it| it.1).collect();
    let weight = count * 100 + usize::from(percent);
    Some((u32::try_from(weight).unwrap_or(u32::MAX), evidence))
}
