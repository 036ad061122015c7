//! Collects the types: from the claims of all pages to a model that holds what the pages say of each type, and no operations
//! yet. What follows from several types together is the task of the passes.

use std::collections::BTreeMap;

use super::define::{self, Mentions, TypePart};
use super::enums;
use super::index::Index;
use super::merged::Merged;
use super::objects::Context;
use super::rows::property_rows;
use super::{object_types, undocumented_types, value_lists};
use crate::diag::Diagnostics;
use crate::facts::PageFacts;
use crate::model::{Doc, Model, ObjectType, PageInfo, PagePath, TypeDef, TypeKind};

/// Version of the JSON form of the model.
pub const FORMAT: u32 = 1;

/// Finds all names, then merges what the pages say of each type.
pub(super) fn collect<'f>(pages: &'f [PageFacts], diagnostics: &mut Diagnostics) -> Merged<'f> {
    let (mentions, (mut definitions, mut index)) = rayon::join(
        || Mentions::new(pages.iter().flat_map(property_rows)),
        || define::objects(pages),
    );
    define::enums(pages, &mentions, &mut definitions, &mut index);
    let undocumented = undocumented_types::define(pages, &mut index);
    let lists = value_lists::value_lists(pages, &definitions, &mut index);
    let context = Context {
        index: &index,
        definitions: &definitions,
    };
    let (objects, (enums, infos)) = rayon::join(
        || object_types::merge(pages, context, &undocumented, diagnostics),
        || {
            let combined = value_lists::combined(pages, &index);
            let enums = enums::merge(&definitions, &lists, &combined);
            (enums, page_infos(pages, &index))
        },
    );
    let mut model = Model {
        format: FORMAT,
        types: enums,
        operations: BTreeMap::new(),
        pages: infos,
    };
    for (name, object) in objects {
        let def = match undocumented.get(&name) {
            Some(pages) => undocumented_def(pages, object),
            None => type_def(&definitions.types[&name], object),
        };
        model.types.insert(name, def);
    }
    Merged {
        model,
        pages,
        index,
        definitions,
    }
}

fn type_def(parts: &[TypePart<'_>], object: ObjectType) -> TypeDef {
    let main = &parts[0];
    let doc = parts
        .iter()
        .filter(|part| part.owns_tables)
        .map(|part| &part.resource.doc)
        .find(|doc| !doc.is_empty())
        .cloned()
        .unwrap_or_default();
    TypeDef {
        kind: TypeKind::Object(object),
        deprecated: main.page.deprecated.then(Doc::default),
        doc,
        pages: enums::pages(parts.iter().map(|part| part.page)),
        area: parts
            .iter()
            .find_map(|part| part.page.area.clone())
            .unwrap_or_default(),
    }
}

fn undocumented_def(pages: &[&PageFacts], object: ObjectType) -> TypeDef {
    TypeDef {
        kind: TypeKind::Object(object),
        deprecated: None,
        doc: Doc::default(),
        pages: enums::pages(pages.iter().copied()),
        area: pages
            .iter()
            .find_map(|page| page.area.clone())
            .unwrap_or_default(),
    }
}

fn page_infos(pages: &[PageFacts], index: &Index) -> BTreeMap<PagePath, PageInfo> {
    let info = |page: &PageFacts| PageInfo {
        title: page.title.value.clone(),
        types: index.types_of_page(&page.path).to_vec(),
        operations: Vec::new(),
    };
    pages
        .iter()
        .map(|page| (PagePath(page.path.clone()), info(page)))
        .collect()
}
