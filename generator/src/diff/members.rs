//! The members of an enum before and after.

use crate::model::ApiItem;
use crate::model::{EnumMember, EnumType, TypeName};

use super::change::{Direction, Evidence};
use super::finder::{ChangedItem, DeprecationRules, Finder};
use super::matching::{Likeness, Listed, match_up, missing, similarity};
use super::pair::Pair;
use super::rules::Rule;

/// Records every change of an enum.
pub(super) fn compare(finder: &mut Finder<'_>, owners: Pair<&TypeName>, enums: Pair<&EnumType>) {
    let direction = finder.direction(owners);
    let Pair { old, new } = enums.map(|list| &list.members);
    if enums.old.is_flags != enums.new.is_flags {
        let count = enums.map(|list| if list.is_flags { "several" } else { "one" });
        finder
            .push(Rule::FlagsChanged, owners.things(ApiItem::Type), direction)
            .values(count.old, count.new);
    }
    let has = |list: &[EnumMember], member: &EnumMember| {
        list.iter().any(|other| other.name == member.name)
    };
    for member in old {
        if let Some(other) = new.iter().find(|other| other.name == member.name) {
            remaining(finder, owners, Pair::new(member, other), direction);
        }
    }
    let removed = missing(old, |member| has(new, member));
    let added = missing(new, |member| has(old, member));
    let matches = match_up(&removed, &added, likeness);
    for found in matches.renamed {
        let pair = found.pair.map(|listed| listed.item);
        let rule = if pair.old.name.0.eq_ignore_ascii_case(&pair.new.name.0) {
            Rule::MemberRecased
        } else {
            Rule::MemberRenamed
        };
        finder
            .push(rule, things(owners, pair), direction)
            .evidence(found.evidence);
        remaining(finder, owners, pair, direction);
    }
    for Listed { item, .. } in matches.removed {
        let thing = ApiItem::Member(owners.old.clone(), item.name.clone());
        finder.push(Rule::MemberRemoved, ChangedItem::removed(thing), direction);
    }
    for Listed { item, .. } in matches.added {
        let thing = ApiItem::Member(owners.new.clone(), item.name.clone());
        finder.push(Rule::MemberAdded, ChangedItem::added(thing), direction);
    }
}

fn things(owners: Pair<&TypeName>, pair: Pair<&EnumMember>) -> Pair<ApiItem> {
    Pair::new(
        ApiItem::Member(owners.old.clone(), pair.old.name.clone()),
        ApiItem::Member(owners.new.clone(), pair.new.name.clone()),
    )
}

/// Records what differs in a member that exists in both states.
fn remaining(
    finder: &mut Finder<'_>,
    owners: Pair<&TypeName>,
    pair: Pair<&EnumMember>,
    direction: Direction,
) {
    let Pair { old, new } = pair;
    let item = || things(owners, pair);
    if old.number != new.number {
        let number = |member: &EnumMember| match member.number {
            Some(number) => number.to_string(),
            None => "none".to_owned(),
        };
        finder
            .push(Rule::MemberNumberChanged, item(), direction)
            .values(number(old), number(new));
    }
    if old.is_opt_in != new.is_opt_in {
        let returned = |member: &EnumMember| {
            if member.is_opt_in {
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
        finder
            .push(rule, item(), direction)
            .values(returned(old), returned(new));
    }
    finder.deprecation(
        DeprecationRules {
            deprecated: Rule::MemberDeprecated,
            undeprecated: Rule::MemberUndeprecated,
        },
        pair.map(|member| &member.deprecated),
        item(),
        direction,
    );
    if old.doc != new.doc {
        finder.push(Rule::DescriptionChanged, item(), direction);
    }
}

/// Names that are at least this similar count as evidence, in percent.
const SIMILAR: u8 = 50;

/// Two members are taken for the same if two signs say so, or if their names differ in letter case only.
fn likeness(pair: Pair<Listed<'_, EnumMember>>) -> Option<Likeness> {
    let Pair { old, new } = pair.map(|listed| listed.item);
    if old.is_sentinel || new.is_sentinel {
        return None;
    }
    let percent = similarity(&old.name.0, &new.name.0);
    let is_similar = percent >= SIMILAR;
    let number = old.number.filter(|_| old.number == new.number);
    let same_text = !old.doc.is_empty() && old.doc == new.doc;
    let same_position = pair.old.position == pair.new.position;
    let signs = [is_similar, number.is_some(), same_text, same_position];
    let count = signs.iter().filter(|sign| **sign).count();
    // The number follows the position on most pages, so these two are one sign.
    let is_one_sign = !is_similar && !same_text;
    if percent < 100 && (count < 2 || is_one_sign) {
        return None;
    }
    Some(Likeness::new(
        count * 100 + usize::from(percent),
        [
            (is_similar, Evidence::SimilarName(percent)),
            (
                number.is_some(),
                Evidence::SameNumber(number.unwrap_or_default()),
            ),
            (same_text, Evidence::SameText),
            (same_position, Evidence::SamePosition(pair.new.position + 1)),
        ],
    ))
}
