//! The claims about values: members of an enum, and values that a property of text may have.

use super::question::{Claim, Explanation, Question};
use crate::facts::json_shape::Shape;
use crate::facts::property::PropertyFact;
use crate::facts::{Origin, Rule, TypeExpr};
use crate::merge::{Merged, PageScope, body_rows};
use crate::model::{TypeKind, TypeName};

/// `modality.audio`: each table and list that names the member.
pub(super) fn of_member(
    merged: &Merged<'_>,
    owner: &TypeName,
    member: &str,
) -> Option<Explanation> {
    let TypeKind::Enum(members) = &merged.model.types.get(owner)?.kind else {
        return None;
    };
    let same = |name: &str| name.eq_ignore_ascii_case(member);
    let known = members.members.iter().find(|known| same(&known.name.0))?;
    let mut claims = Vec::new();
    for part in merged.definitions.enums.get(owner).into_iter().flatten() {
        let rank = if part.own_page { 1 } else { 2 };
        let rows = part.facts.members.iter();
        let named = rows.filter(|row| same(&row.name.value));
        claims.extend(named.map(|row| Claim::new(row.name.value.clone(), row.name.origin, rank)));
    }
    for (says, origin) in lists(merged, owner) {
        let found = says.into_iter().find(|name| same(name));
        claims.extend(found.map(|name| Claim::new(name, origin, 3)));
    }
    Some(Explanation {
        name: format!("{}.{}", owner.0, known.name.0),
        questions: vec![Question::new("member", &known.name.0, claims)],
    })
}

/// The lists in descriptions of properties that have the enum as their type, in page order.
pub(super) fn lists(merged: &Merged<'_>, name: &TypeName) -> Vec<(Vec<String>, Origin)> {
    let mut out = Vec::new();
    for page in merged.pages {
        for row in body_rows(page) {
            let Some(list) = &row.values else { continue };
            let mut expr = &row.ty.value;
            while let TypeExpr::Collection(element) = expr {
                expr = element;
            }
            if merged.index.resolve(expr, PageScope::new(page)).named() == Some(name) {
                let rule = Rule::ValueList;
                let origin = Origin {
                    span: list.span,
                    rule,
                };
                out.push(([&list.values[..], &list.opt_in].concat(), origin));
            }
        }
    }
    out
}

/// What the row of a property lists, and what its placeholder shows: `a | b`.
pub(super) fn of_row(row: &PropertyFact, rank: u8) -> Option<Claim> {
    let list = row.values.as_ref()?;
    let rule = Rule::ValueList;
    let origin = Origin {
        span: list.span,
        rule,
    };
    Some(Claim::new(list.values.join(", "), origin, rank))
}

/// The values in a placeholder: `"a | b"`.
pub(super) fn of_shape(shape: &Shape, origin: Origin, rank: u8) -> Option<Claim> {
    match shape {
        Shape::Union(values) => {
            let rule = Rule::PipeUnion;
            Some(Claim::new(
                values.join(", "),
                Origin { rule, ..origin },
                rank,
            ))
        }
        Shape::Collection(item) => of_shape(item, origin, rank),
        Shape::Type(_) | Shape::Text | Shape::Integer | Shape::Unknown => None,
    }
}
