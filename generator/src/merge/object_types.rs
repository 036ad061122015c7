//! All object types: what the pages of each list, which type each derives from, and which of its properties that one has.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::define::TypePart;
use super::objects::{self, Candidate, Context};
use super::undocumented_types::{self, UndocumentedTypes};
use super::{bases, unions};
use crate::diag::Diagnostics;
use crate::facts::PageFacts;
use crate::facts::annotation::Annotation;
use crate::model::{ObjectType, TypeName, WireName};

/// The object types, with what their pages list.
pub(super) fn merge(
    pages: &[PageFacts],
    context: Context<'_, '_>,
    undocumented: &UndocumentedTypes<'_>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<TypeName, ObjectType> {
    let Context { index, definitions } = context;
    let mut candidates = all_candidates(context, diagnostics);
    candidates.extend(undocumented.keys().map(|name| (name.clone(), Vec::new())));
    undocumented_types::add_candidates(pages, context, &mut candidates, diagnostics);
    let bases = bases::bases(definitions, index, &candidates, diagnostics);
    let mut merged: BTreeMap<TypeName, (ObjectType, Vec<Candidate>)> = candidates
        .into_iter()
        .map(|(name, candidates)| {
            let object = object(definitions.parts(&name), bases.get(&name).cloned());
            (name, (object, candidates))
        })
        .collect();
    unions::common_bases(&mut merged);
    unions::report_types(&merged, diagnostics);
    bases::assign_properties(&mut merged);
    let objects = merged.into_iter();
    objects.map(|(name, (object, _))| (name, object)).collect()
}

/// The properties of all types that have a page. Types are independent of each other here, so this goes in parallel.
fn all_candidates(
    context: Context<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<TypeName, Vec<Candidate>> {
    let found: Vec<(TypeName, Vec<Candidate>, Diagnostics)> = context
        .definitions
        .types
        .par_iter()
        .map(|(name, parts)| {
            let mut diagnostics = Diagnostics::default();
            let candidates = objects::candidates(context, parts, &mut diagnostics);
            (name.clone(), candidates, diagnostics)
        })
        .collect();
    let mut out = BTreeMap::new();
    for (name, candidates, found) in found {
        diagnostics.append(found);
        out.insert(name, candidates);
    }
    out
}

fn object(parts: &[TypePart<'_>], base: Option<TypeName>) -> ObjectType {
    let annotations: Vec<_> = parts
        .iter()
        .filter_map(|part| part.shape)
        .map(|shape| &shape.annotation)
        .collect();
    let any = |flag: fn(&Annotation) -> bool| annotations.iter().any(|note| flag(note));
    let titled = |words: &str| {
        parts.iter().any(|part| {
            part.owns_tables && part.page.title.value.to_ascii_lowercase().contains(words)
        })
    };
    let keys: Vec<&String> = annotations
        .iter()
        .filter_map(|note| note.key.as_ref())
        .collect();
    ObjectType {
        base,
        is_open: any(|note| note.is_open) || titled("open type"),
        is_abstract: any(|note| note.is_abstract)
            || parts.iter().any(|part| {
                part.owns_tables
                    && part.resource.says_abstract
                    && part
                        .resource
                        .doc
                        .plain()
                        .to_ascii_lowercase()
                        .contains("abstract")
            }),
        is_entity: !keys.is_empty(),
        has_stream: any(|note| note.is_media),
        key: keys
            .first()
            .map(|key| WireName((*key).clone()))
            .into_iter()
            .collect(),
        properties: Vec::new(),
    }
}
