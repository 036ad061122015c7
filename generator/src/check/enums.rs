//! Lists of values in descriptions against the tables of their enums.

use crate::diag::{Code, Diagnostics};
use crate::facts::json_shape::Shape;
use crate::facts::property::PropertyFact;
use crate::facts::values::ValueList;
use crate::facts::{PageFacts, TypeExpr};
use crate::merge::{EnumPart, Merged, TypePart, body_rows};
use crate::source::{Sources, find};

/// Checks the lists of all rows, and tables of one enum against each other.
pub(super) fn check(merged: &Merged<'_>, sources: &Sources, diagnostics: &mut Diagnostics) {
    for page in merged.pages {
        for row in body_rows(page) {
            if let Some(list) = &row.values
                && let Some(parts) = parts(merged, page, row)
            {
                let text = &sources.get(page.page).text;
                one(row, text, list, parts, diagnostics);
            }
        }
    }
    for parts in merged.definitions.enums.values() {
        tables(parts, diagnostics);
    }
    for part in merged.definitions.types.values().flatten() {
        placeholders(merged, part, diagnostics);
    }
}

/// `"small | large"` in a JSON representation, against the table of the enum that the row names.
fn placeholders(merged: &Merged<'_>, part: &TypePart<'_>, diagnostics: &mut Diagnostics) {
    for fact in part.shape.iter().flat_map(|shape| &shape.members) {
        let mut shape = &fact.shape;
        while let Shape::Collection(element) = shape {
            shape = element;
        }
        let Shape::Union(values) = shape else {
            continue;
        };
        let mut rows = part.resource.properties.iter();
        let row = rows.find(|row| row.name.value == fact.name.value);
        let Some(parts) = row.and_then(|row| parts(merged, part.page, row)) else {
            continue;
        };
        let is_known = |value: &str| {
            let mut members = parts.iter().flat_map(|part| &part.facts.members);
            members.any(|member| member.name.value.eq_ignore_ascii_case(value))
        };
        let unknown: Vec<&str> = values
            .iter()
            .map(|value| value.trim())
            .filter(|value| !is_known(value))
            .collect();
        if !unknown.is_empty() {
            let message = format!(
                "the JSON representation shows {} for `{}`, which the table of members lacks",
                quoted(&unknown),
                fact.name.value
            );
            diagnostics.push(
                Code::EnumListConflict
                    .at(fact.value_span, message)
                    .here("the values of the JSON")
                    .also(parts[0].facts.name.origin.span, "the table of members")
                    .help("make the two agree; the table was believed"),
            );
        }
    }
}

/// The tables of the enum that a row names.
fn parts<'m, 'f>(
    merged: &'m Merged<'f>,
    page: &PageFacts,
    row: &PropertyFact,
) -> Option<&'m [EnumPart<'f>]> {
    let mut expr = &row.ty.value;
    while let TypeExpr::Collection(element) = expr {
        expr = element;
    }
    let ty = merged.resolved(expr, page)?;
    merged.definitions.enums.get(ty.named()?).map(Vec::as_slice)
}

/// The sentinel may be left out of a list, and so may members behind it, which are sent only to those who ask.
fn one(
    row: &PropertyFact,
    text: &str,
    list: &ValueList,
    parts: &[EnumPart<'_>],
    diagnostics: &mut Diagnostics,
) {
    let listed = || list.values.iter().chain(&list.opt_in);
    let members = || parts.iter().flat_map(|part| &part.facts.members);
    let is_sentinel = |name: &str| name.eq_ignore_ascii_case("unknownFutureValue");
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    let unknown: Vec<&str> = listed()
        .filter(|value| {
            !is_sentinel(value)
                && *value != "null"
                && !members().any(|member| same(&member.name.value, value))
        })
        .map(String::as_str)
        .collect();
    let lacking: Vec<&str> = parts[0]
        .facts
        .members
        .iter()
        .map(|member| member.name.value.as_str())
        .take_while(|name| !is_sentinel(name))
        // `null` says that there may be no value, and is none itself.
        .filter(|name| *name != "null" && !listed().any(|value| same(value, name)))
        // What the description speaks of elsewhere is not left out.
        .filter(|name| !has_word(&row.doc.plain(), name))
        .collect();
    let table = parts[0].facts.name.origin.span;
    if unknown.is_empty() && lacking.is_empty() {
        respelt(list, text, parts, diagnostics);
        return;
    }
    let mut what = Vec::new();
    if !unknown.is_empty() {
        what.push(format!("names {}, which the table lacks", quoted(&unknown)));
    }
    if !lacking.is_empty() {
        what.push(format!("leaves out {}", quoted(&lacking)));
    }
    let message = format!("the list of `{}` {}", row.name.value, what.join(", and "));
    let first = unknown.first();
    let (place, label) = match first.and_then(|name| find::word(text, list.span, name)) {
        Some(place) => (place, "not in the table"),
        None => (list.span, "the list"),
    };
    diagnostics.push(
        Code::EnumListConflict
            .at(place, message)
            .here(label)
            .also(table, "the table of members")
            .help("make the two agree, or link the table and drop the list"),
    );
}

/// The first value that the table has in another letter case only.
fn respelt(list: &ValueList, text: &str, parts: &[EnumPart<'_>], diagnostics: &mut Diagnostics) {
    let members = || parts.iter().flat_map(|part| &part.facts.members);
    let mut listed = list.values.iter().chain(&list.opt_in);
    let respelt = listed.find_map(|value| {
        let right = members().find(|member| member.name.value.eq_ignore_ascii_case(value))?;
        let exact = members().any(|member| member.name.value == *value);
        (!exact).then_some((value, &right.name))
    });
    if let Some((value, right)) = respelt {
        let place = find::word(text, list.span, value).unwrap_or(list.span);
        let message = format!("`{value}` is `{}` in the table of members", right.value);
        diagnostics.push(
            Code::EnumCaseConflict
                .at(place, message)
                .also(right.origin.span, "spelt so here")
                .help("spell it as it travels, in both places"),
        );
    }
}

/// Whether a name stands in a text as a word of its own.
fn has_word(text: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, found)| {
        !text[..at].ends_with(is_word) && !text[at + found.len()..].starts_with(is_word)
    })
}

/// The same enum in two tables.
fn tables(parts: &[EnumPart<'_>], diagnostics: &mut Diagnostics) {
    let Some((first, others)) = parts.split_first() else {
        return;
    };
    let has = |part: &EnumPart<'_>, name: &str| {
        let mut members = part.facts.members.iter();
        members.any(|member| member.name.value.eq_ignore_ascii_case(name))
    };
    for other in others {
        let lacks = |one: &EnumPart<'_>, two: &EnumPart<'_>| -> Vec<String> {
            let names = one
                .facts
                .members
                .iter()
                .map(|member| member.name.value.clone());
            names.filter(|name| !has(two, name)).collect()
        };
        let (more, less) = (lacks(other, first), lacks(first, other));
        let differing: Vec<&str> = more.iter().chain(&less).map(String::as_str).collect();
        if !differing.is_empty() {
            let message = format!(
                "two tables of `{}` differ in {}",
                other.facts.name.value,
                quoted(&differing)
            );
            diagnostics.push(
                Code::EnumListConflict
                    .at(other.facts.name.origin.span, message)
                    .also(first.facts.name.origin.span, "the other table")
                    .help("keep one table, and link it"),
            );
        }
    }
}

/// `a`, `b` and 3 more
fn quoted(names: &[&str]) -> String {
    const SHOWN: usize = 4;
    let shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
