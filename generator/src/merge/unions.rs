//! Properties to which the pages give several types: a union becomes the base that its types share, and types that contradict
//! each other are reported.

use std::collections::BTreeMap;

use super::bases::lineage;
use super::objects::Candidate;
use crate::diag::{Code, Diagnostics};
use crate::model::{ObjectType, TypeName, TypeRef};

/// `[a](a.md) or [b](b.md)`: the nearest type that both derive from, if there is one (dialect 4.1).
pub(super) fn common_bases(objects: &mut BTreeMap<TypeName, (ObjectType, Vec<Candidate>)>) {
    let bases: BTreeMap<TypeName, TypeName> = objects
        .iter()
        .filter_map(|(name, (object, _))| Some((name.clone(), object.base.clone()?)))
        .collect();
    let candidates = objects.values_mut().flat_map(|(_, candidates)| candidates);
    for candidate in candidates.filter(|candidate| candidate.alternatives.len() > 1) {
        if let Some(base) = common_base(&bases, &candidate.alternatives) {
            candidate.property.ty = candidate.property.ty.with_element(TypeRef::Named(base));
        }
    }
}

/// Reports tables and JSON representations that give a property two types. A representation may well show a derived type.
pub(super) fn report_types(
    objects: &BTreeMap<TypeName, (ObjectType, Vec<Candidate>)>,
    diagnostics: &mut Diagnostics,
) {
    let derives = |derived: &TypeName, base: &TypeName| {
        let mut at = derived;
        // Bases form no cycle.
        while let Some(next) = objects.get(at).and_then(|(object, _)| object.base.as_ref()) {
            if next == base {
                return true;
            }
            at = next;
        }
        false
    };
    for candidate in objects.values().flat_map(|(_, candidates)| candidates) {
        let property = &candidate.property;
        let (Some((json, span)), Some(table)) = (&candidate.shown, property.ty.named()) else {
            continue;
        };
        if !derives(json, table) {
            let message = format!(
                "the table gives `{}` the type `{}`, the JSON representation `{}`",
                property.name.0, table.0, json.0
            );
            diagnostics.push(
                Code::ConflictingType
                    .at(candidate.span, message)
                    .here(format!("the table says `{}` here", table.0))
                    .also(*span, format!("the JSON says `{}` here", json.0))
                    .help("make the two agree; the table was believed"),
            );
        }
    }
}

fn common_base(bases: &BTreeMap<TypeName, TypeName>, names: &[TypeName]) -> Option<TypeName> {
    let (first, others) = names.split_first()?;
    lineage(bases, first)
        .into_iter()
        .find(|base| {
            others
                .iter()
                .all(|other| lineage(bases, other).contains(base))
        })
        .cloned()
}
