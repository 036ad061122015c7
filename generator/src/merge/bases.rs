//! Settles inheritance: which base each type has, and which of its properties are the base's (dialect 11.6).

use std::collections::BTreeMap;

use super::define::{Definitions, TypePart};
use super::index::{Index, PageScope};
use super::objects::Candidate;
use crate::diag::{Code, Diagnostics};
use crate::facts::{Fact, TypeExpr};
use crate::model::lookup::Lookup;
use crate::model::names::short_name;
use crate::model::{Evidence, Model, ObjectType, Property, TypeKind, TypeName};
use crate::source::Span;
use crate::unordered::{UnorderedMap, UnorderedSet};

/// The base of every type that has one. Without cycles.
pub(super) fn bases(
    definitions: &Definitions<'_>,
    index: &Index,
    candidates: &BTreeMap<TypeName, Vec<Candidate>>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<TypeName, TypeName> {
    let mut out = BTreeMap::new();
    let listed = listed_by_bases(definitions, index);
    // A page may call an enum a base, but nothing can derive from one.
    let is_object = |base: &TypeName| candidates.contains_key(base);
    for name in candidates.keys() {
        let parts = definitions.parts(name);
        let strong = annotated(parts, index)
            .filter(|base| !is_root(base) && is_object(base))
            .or_else(|| from_prose(parts, index, name));
        if let Some(base) = strong.filter(|base| base != name && is_object(base)) {
            out.insert(name.clone(), base);
        }
    }
    // Rows name ancestors, the nearest of which is the base: known only once the stronger claims stand.
    for name in candidates.keys() {
        if !out.contains_key(name)
            && let Some(base) = nearest(&candidates[name], &out, name).filter(is_object)
        {
            out.insert(name.clone(), base);
        }
    }
    for name in candidates.keys() {
        let parts = definitions.parts(name);
        if out.contains_key(name) {
            continue;
        }
        let weak = listed
            .get(name)
            .cloned()
            .or_else(|| annotated(parts, index))
            .filter(|base| base != name && is_object(base));
        if let Some(base) = weak {
            out.insert(name.clone(), base);
        }
    }
    report_unknown(definitions, index, &is_object, diagnostics);
    for (name, base) in break_cycles(&mut out) {
        if let Some(span) = said_at(definitions.parts(&name)) {
            let message = format!("`{}` derives from itself, by way of `{}`", name.0, base.0);
            let found = Code::BaseCycle
                .at(span, message)
                .here(format!("derives from `{}` here", base.0))
                .help("correct the base of one of the two; until then this type has none");
            diagnostics.push(match said_at(definitions.parts(&base)) {
                Some(other) => found.also(other, "which derives from this one"),
                None => found,
            });
        }
    }
    out
}

/// Where the pages of a type say what it derives from; the title, where rows or other pages say so.
fn said_at(parts: &[TypePart<'_>]) -> Option<Span> {
    let said = parts.iter().find_map(|part| {
        let note = part.shape.map(|shape| &shape.annotation);
        let note = note.filter(|note| note.base.is_some());
        let prose = part.resource.bases.first();
        note.and_then(|note| note.span)
            .or(prose.map(|fact| fact.origin.span))
    });
    said.or(parts.first().map(|part| part.page.title.origin.span))
}

/// Annotations that name a base which is no object type. Prose that does so is mostly not about types at all.
fn report_unknown(
    definitions: &Definitions<'_>,
    index: &Index,
    is_object: &impl Fn(&TypeName) -> bool,
    diagnostics: &mut Diagnostics,
) {
    for (name, parts) in &definitions.types {
        for part in parts {
            let annotation = part.shape.map(|shape| &shape.annotation);
            if let Some(annotation) = annotation
                && let (Some(base), Some(span)) = (&annotation.base, annotation.span)
                && !annotated(std::slice::from_ref(part), index)
                    .is_some_and(|base| is_object(&base))
            {
                let message = format!("the base type `{base}` of `{}` is defined nowhere", name.0);
                diagnostics.push(Code::UnknownType.at(span, message).help(
                    "correct the name, or add a page for it; until then the type has no such base",
                ));
            }
        }
    }
}

/// `entity` is the weakest claim: everything with a key derives from it.
fn is_root(name: &TypeName) -> bool {
    short_name(&name.0).eq_ignore_ascii_case("entity")
}

fn annotated(parts: &[TypePart<'_>], index: &Index) -> Option<TypeName> {
    parts.iter().find_map(|part| {
        let base = part.shape?.annotation.base.as_deref()?;
        index.named(base, None, PageScope::new(part.page)).cloned()
    })
}

fn from_prose(parts: &[TypePart<'_>], index: &Index, name: &TypeName) -> Option<TypeName> {
    parts
        .iter()
        .filter(|part| part.owns_tables)
        .find_map(|part| {
            let scope = PageScope::new(part.page);
            part.resource
                .bases
                .iter()
                .filter_map(|claim| named(claim, index, scope))
                .find(|base| base != name)
        })
}

fn named(claim: &Fact<TypeExpr>, index: &Index, scope: PageScope<'_>) -> Option<TypeName> {
    match &claim.value {
        // The text of such a link may be a display name; the name of a known type beats the target, else the target decides.
        TypeExpr::Named { name, target } => index.named(name, target.as_deref(), scope).cloned(),
        TypeExpr::Primitive(_)
        | TypeExpr::Untyped
        | TypeExpr::Enumeration
        | TypeExpr::Collection(_)
        | TypeExpr::Unreadable { .. } => None,
    }
}

/// Of the types that "Inherited from" rows name, the one that the others are ancestors of.
fn nearest(
    candidates: &[Candidate],
    known: &BTreeMap<TypeName, TypeName>,
    name: &TypeName,
) -> Option<TypeName> {
    let mut best: Option<&TypeName> = None;
    for claim in candidates
        .iter()
        .flat_map(|candidate| &candidate.inherited)
        .filter(|claim| *claim != name)
    {
        let better = match best {
            None => true,
            Some(best) => best != claim && (is_root(best) || lineage(known, claim).contains(&best)),
        };
        if better && !(is_root(claim) && best.is_some()) {
            best = Some(claim);
        }
    }
    best.cloned()
}

/// Base pages that list their derived types.
fn listed_by_bases(definitions: &Definitions<'_>, index: &Index) -> BTreeMap<TypeName, TypeName> {
    let mut out = BTreeMap::new();
    for (base, parts) in &definitions.types {
        for part in parts.iter().filter(|part| part.owns_tables) {
            let scope = PageScope::new(part.page);
            for derived in part
                .resource
                .derived
                .iter()
                .filter_map(|claim| named(claim, index, scope))
            {
                if derived != *base && definitions.types.contains_key(&derived) {
                    out.entry(derived).or_insert_with(|| base.clone());
                }
            }
        }
    }
    out
}

pub(super) fn lineage<'b>(
    bases: &'b BTreeMap<TypeName, TypeName>,
    name: &'b TypeName,
) -> Vec<&'b TypeName> {
    let mut line = vec![name];
    while let Some(base) = bases.get(line[line.len() - 1]) {
        if line.contains(&base) {
            break;
        }
        line.push(base);
    }
    line
}

/// Takes away the base of the first type, in name order, of each cycle; returns these types and the bases taken.
fn break_cycles(bases: &mut BTreeMap<TypeName, TypeName>) -> Vec<(TypeName, TypeName)> {
    let mut taken = Vec::new();
    let names: Vec<TypeName> = bases.keys().cloned().collect();
    for name in names {
        let mut at = name.clone();
        let mut steps = 0;
        while let Some(base) = bases.get(&at) {
            steps += 1;
            if *base == name || steps > bases.len() {
                taken.extend(bases.remove_entry(&name));
                break;
            }
            at = base.clone();
        }
    }
    taken
}

/// Tells own properties from inherited ones. A table that describes an inherited property again keeps it, marked; a JSON
/// representation that merely repeats one does not. Bases are settled before the types that derive from them.
pub(super) fn assign_properties(objects: &mut BTreeMap<TypeName, (ObjectType, Vec<Candidate>)>) {
    let mut order: Vec<TypeName> = objects.keys().cloned().collect();
    let bases: BTreeMap<TypeName, TypeName> = objects
        .iter()
        .filter_map(|(name, (object, _))| Some((name.clone(), object.base.clone()?)))
        .collect();
    order.sort_by_key(|name| lineage(&bases, name).len());
    let mut declared: UnorderedMap<TypeName, UnorderedSet<String>> = UnorderedMap::default();
    for name in order {
        let line = lineage(&bases, &name);
        let inherited = line[1..].iter().filter_map(|base| declared.get(*base));
        let inherited: Vec<&UnorderedSet<String>> = inherited.collect();
        let Some((object, candidates)) = objects.get_mut(&name) else {
            continue;
        };
        for candidate in candidates.drain(..) {
            let spelling = candidate.property.name.0.to_ascii_lowercase();
            let is_inherited = inherited.iter().any(|names| names.contains(&spelling));
            if !is_inherited || matches!(candidate.property.evidence, Evidence::Table) {
                object.properties.push(Property {
                    is_inherited,
                    ..candidate.property
                });
            }
        }
        let own = object.properties.iter();
        let own = own.filter(|property| !property.is_inherited);
        let own = own.map(|property| property.name.0.to_ascii_lowercase());
        let own: UnorderedSet<String> = own.collect();
        declared.insert(name, own);
    }
}

/// Marks what a base declares too: URLs reveal properties of a base that a derived type's page already lists.
pub(super) fn mark_inherited(model: &mut Model) {
    let lookup = Lookup::new(&model.types);
    let mut again: Vec<(TypeName, usize)> = Vec::new();
    for name in model.types.keys() {
        let Some(object) = lookup.object(name) else {
            continue;
        };
        let bases: Vec<&Property> = lookup
            .lineage(name)
            .skip(1)
            .flat_map(|(_, base)| &base.properties)
            .collect();
        for (at, property) in object.properties.iter().enumerate() {
            let is_same = |other: &&Property| other.name.0.eq_ignore_ascii_case(&property.name.0);
            if !property.is_inherited && bases.iter().any(is_same) {
                again.push((name.clone(), at));
            }
        }
    }
    for (name, at) in again {
        if let Some(TypeKind::Object(object)) = model.types.get_mut(&name).map(|def| &mut def.kind)
        {
            object.properties[at].is_inherited = true;
        }
    }
}
