//! Merges enum tables and value lists into [`EnumType`]s (dialect 5).

use std::collections::{BTreeMap, BTreeSet};

use super::define::{Definitions, EnumPart};
use crate::facts::enumeration::EnumFacts;
use crate::facts::values::ValueList;
use crate::facts::{PageFacts, Subject};
use crate::model::names::short_name;
use crate::model::{Doc, EnumMember, EnumType, PagePath, TypeDef, TypeKind, TypeName, WireName};

/// Value lists of descriptions whose type cell names an enum, by enum.
pub(super) type Lists<'f> = BTreeMap<TypeName, Vec<(&'f PageFacts, &'f ValueList)>>;

/// Every enum: those with tables, and those that only descriptions list. `combined` are those of which some property holds
/// several values at once.
pub(super) fn merge(
    definitions: &Definitions<'_>,
    lists: &Lists<'_>,
    combined: &BTreeSet<TypeName>,
) -> BTreeMap<TypeName, TypeDef> {
    let mut out = BTreeMap::new();
    for (name, parts) in &definitions.enums {
        out.insert(
            name.clone(),
            from_tables(
                parts,
                lists.get(name).map(Vec::as_slice).unwrap_or_default(),
            ),
        );
    }
    for (name, lists) in lists {
        if !definitions.enums.contains_key(name) && !definitions.types.contains_key(name) {
            out.insert(name.clone(), from_lists(lists));
        }
    }
    for (name, def) in &mut out {
        if let TypeKind::Enum(members) = &mut def.kind {
            members.is_flags |= combined.contains(name) || numbers_are_bits(members);
        }
    }
    out
}

/// Powers of two, zero aside: no page states that such members can be combined, but the numbers mean it. One and
/// two alone are as likely a count.
fn numbers_are_bits(members: &EnumType) -> bool {
    let numbers = || members.members.iter().filter_map(|member| member.number);
    numbers().any(|number| number == 4)
        && numbers().all(|number| number >= 0 && number & (number - 1).max(0) == 0)
}

fn from_tables(parts: &[EnumPart<'_>], lists: &[(&PageFacts, &ValueList)]) -> TypeDef {
    // A page of its own beats tables elsewhere; among those, the fuller one leads and the others add what it lacks.
    let mut parts = parts.to_vec();
    parts.sort_by_key(|part| {
        (
            !part.own_page,
            std::cmp::Reverse(part.facts.members.len()),
            part.page.page,
        )
    });
    let mut members = Vec::new();
    for part in &parts {
        add_table(&mut members, part.facts);
    }
    for (_, list) in lists {
        add_list(&mut members, list);
        mark_opt_in(&mut members, list);
    }
    let is_flags = parts.iter().any(|part| part.facts.multi_valued);
    let main = parts[0];
    let doc = match &main.page.subject {
        Subject::Enum(_, doc) => doc.clone(),
        Subject::Resource(_) | Subject::Operation(_) | Subject::Permissions(_) | Subject::Prose => {
            main.facts.doc.clone()
        }
    };
    TypeDef {
        kind: TypeKind::Enum(EnumType { is_flags, members }),
        doc,
        pages: pages(parts.iter().map(|part| part.page)),
        // A collection of enums belongs to no area; its members go where they are used.
        area: main
            .page
            .area
            .clone()
            .filter(|_| main.own_page || matches!(main.page.subject, Subject::Resource(_)))
            .unwrap_or_default(),
        deprecated: main.page.deprecated.then(Doc::default),
    }
}

fn add_table(members: &mut Vec<EnumMember>, facts: &EnumFacts) {
    let mut after_sentinel = members.iter().any(|member| member.is_sentinel);
    let mut known = places(members);
    for fact in &facts.members {
        let name = &fact.name.value;
        let key = name.to_ascii_lowercase();
        if known.insert(key, members.len()).is_some() {
            continue;
        }
        let is_sentinel = is_sentinel(name);
        members.push(EnumMember {
            name: WireName(name.clone()),
            number: fact.number,
            doc: fact.doc.clone(),
            is_sentinel,
            is_opt_in: after_sentinel && !is_sentinel,
            deprecated: fact.deprecated.then(Doc::default),
        });
        after_sentinel |= is_sentinel;
    }
}

/// Members that a description lists and the table lacks. Tables lag behind, so a list that holds every member of the table
/// and more is believed; one that lacks some is as likely to be the wrong one (dialect 5.3).
fn add_list(members: &mut Vec<EnumMember>, list: &ValueList) {
    let values = list.values.iter().map(|value| value.to_ascii_lowercase());
    let values: BTreeSet<String> = values.collect();
    let listed = |member: &EnumMember| values.contains(&member.name.0.to_ascii_lowercase());
    if !members
        .iter()
        .all(|member| member.is_sentinel || listed(member))
    {
        return;
    }
    let mut known = places(members);
    for value in &list.values {
        let key = value.to_ascii_lowercase();
        if known.insert(key, members.len()).is_none() {
            members.push(member(value));
        }
    }
}

/// Where each member is, by its name in lower case.
fn places(members: &[EnumMember]) -> BTreeMap<String, usize> {
    let names = members
        .iter()
        .map(|known| known.name.0.to_ascii_lowercase());
    // The first one of a name counts.
    names
        .enumerate()
        .map(|(at, name)| (name, at))
        .rev()
        .collect()
}

/// Members that a description lists only with the `Prefer` header.
fn mark_opt_in(members: &mut Vec<EnumMember>, list: &ValueList) {
    let mut known = places(members);
    for value in &list.opt_in {
        let at = *known
            .entry(value.to_ascii_lowercase())
            .or_insert(members.len());
        match members.get_mut(at) {
            Some(member) => member.is_opt_in = true,
            None => members.push(EnumMember {
                is_opt_in: true,
                ..member(value)
            }),
        }
    }
}

/// The union of all lists that use the name; the first spelling of a member that begins with a small letter wins.
fn from_lists(lists: &[(&PageFacts, &ValueList)]) -> TypeDef {
    let mut members: Vec<EnumMember> = Vec::new();
    let mut places = BTreeMap::new();
    for value in lists.iter().flat_map(|(_, list)| &list.values) {
        let at = *places
            .entry(value.to_ascii_lowercase())
            .or_insert(members.len());
        match members.get_mut(at) {
            Some(known)
                if value.starts_with(char::is_lowercase)
                    && !known.name.0.starts_with(char::is_lowercase) =>
            {
                known.name = WireName(value.clone());
            }
            Some(_) => {}
            None => members.push(member(value)),
        }
    }
    for (_, list) in lists {
        mark_opt_in(&mut members, list);
    }
    TypeDef {
        kind: TypeKind::Enum(EnumType {
            is_flags: false,
            members,
        }),
        doc: Doc::default(),
        pages: pages(lists.iter().map(|(page, _)| *page)),
        area: String::new(),
        deprecated: None,
    }
}

fn member(name: &str) -> EnumMember {
    EnumMember {
        name: WireName(name.to_owned()),
        number: None,
        doc: Doc::default(),
        is_sentinel: is_sentinel(name),
        is_opt_in: false,
        deprecated: None,
    }
}

fn is_sentinel(name: &str) -> bool {
    name.eq_ignore_ascii_case("unknownFutureValue")
}

/// The distinct pages, in the order given.
pub(super) fn pages<'f>(pages: impl Iterator<Item = &'f PageFacts>) -> Vec<PagePath> {
    let mut out: Vec<PagePath> = Vec::new();
    for page in pages {
        if !out.iter().any(|known| known.0 == page.path) {
            out.push(PagePath(page.path.clone()));
        }
    }
    out
}

/// The table of values under a heading that names a property of this page (`### roles values`).
pub(super) fn property_values<'f>(
    definitions: &'f Definitions<'_>,
    page: &PageFacts,
    property: &str,
) -> Option<&'f EnumFacts> {
    definitions
        .value_tables
        .iter()
        .find(|(owner, facts)| {
            owner.page == page.page && short_name(&facts.name.value).eq_ignore_ascii_case(property)
        })
        .map(|(_, facts)| *facts)
}
