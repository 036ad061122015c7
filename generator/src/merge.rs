//! From the claims of all pages to one [`Model`]: names first, then what the types hold, inheritance, operations, and last
//! what only the URLs reveal.

mod areas;
mod bases;
pub(crate) mod define;
mod enums;
pub(crate) mod fixups;
pub(crate) mod from_examples;
pub(crate) mod index;
mod merged;
mod navigation;
mod object_types;
pub(crate) mod objects;
mod operations;
mod refine;
pub(crate) mod scope;
mod secrets;
pub(crate) mod undocumented_types;

pub use index::{Index, PageScope};
pub use merged::Merged;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostics;
use crate::facts::property::PropertyFact;
use crate::facts::{PageFacts, Subject, TypeExpr};
use crate::model::names::qualify;
use crate::model::{
    Doc, Model, ObjectType, PageInfo, PagePath, TypeDef, TypeKind, TypeName, WireName,
};
use define::{Definitions, Mentions, TypePart};
use enums::Lists;
use index::namespace;
use objects::Context;

/// Version of the JSON form of the model.
pub const FORMAT: u32 = 1;

/// Merges the claims of all pages, which must be in path order.
pub fn merge<'f>(pages: &'f [PageFacts], diagnostics: &mut Diagnostics) -> Merged<'f> {
    let (mentions, (mut definitions, mut index)) = rayon::join(
        || Mentions::of(pages.iter().flat_map(rows)),
        || define::objects(pages),
    );
    define::enums(pages, &mentions, (&mut definitions, &mut index));
    let unlisted = undocumented_types::define(pages, &mut index);
    let lists = value_lists(pages, &definitions, &mut index);
    let context = Context {
        index: &index,
        definitions: &definitions,
    };

    let (objects, (enums, infos)) = rayon::join(
        || object_types::merge(pages, context, &unlisted, diagnostics),
        || {
            let enums = enums::merge(&definitions, &lists, &combined(pages, &index));
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
        let def = match unlisted.get(&name) {
            Some(pages) => unlisted_def(pages, object),
            None => type_def(&definitions.types[&name], object),
        };
        model.types.insert(name, def);
    }
    refine::name_enums(&mut model);
    refine::inherit_types(&mut model);
    entities(&mut model);
    model.operations = operations::build(pages, context, &model, diagnostics);
    navigation::infer(&mut model);
    bases::mark(&mut model);
    operations::settle(&mut model);
    from_examples::add(&mut model);
    areas::settle(&mut model);
    list_operations(&mut model);
    Merged {
        pages,
        model,
        index,
        definitions,
    }
}

/// All rows of a page that name types of properties.
fn rows(page: &PageFacts) -> Box<dyn Iterator<Item = &PropertyFact> + '_> {
    match &page.subject {
        Subject::Resource(resource) => {
            Box::new(resource.properties.iter().chain(&resource.relationships))
        }
        Subject::Operation(facts) => Box::new(undocumented_types::rows(facts)),
        Subject::Enum(..) | Subject::Permissions(_) | Subject::Prose => {
            Box::new(std::iter::empty())
        }
    }
}

/// Lists of values by the enum that their row names. A name that nothing defines becomes an enum by having a list (dialect
/// 5.3). Api pages repeat what resource pages say, so they count only for enums without a table.
fn value_lists<'f>(
    pages: &'f [PageFacts],
    definitions: &Definitions<'_>,
    index: &mut Index,
) -> Lists<'f> {
    let mut lists: Lists<'f> = BTreeMap::new();
    for page in pages {
        let scope = PageScope::new(page);
        let is_api = matches!(page.subject, Subject::Operation(_));
        for row in rows(page) {
            let Some(list) = &row.values else { continue };
            let Some((name, target)) = name_of(&row.ty.value) else {
                continue;
            };
            let ty = match index.named(name, target, scope) {
                Some(known) if is_api && definitions.enums.contains_key(known) => continue,
                Some(known) => known.clone(),
                None => index.define(&qualify(name, namespace(page)), None),
            };
            lists.entry(ty).or_default().push((page, list));
        }
    }
    lists
}

/// The enums of which a property holds several values in one text, as its description says.
fn combined(pages: &[PageFacts], index: &Index) -> BTreeSet<TypeName> {
    let mut out = BTreeSet::new();
    for page in pages {
        let scope = PageScope::new(page);
        for row in rows(page).filter(|row| row.notes.multi_valued) {
            if let TypeExpr::Named { name, target } = &row.ty.value {
                out.extend(index.named(name, target.as_deref(), scope).cloned());
            }
        }
    }
    out
}

fn name_of(expr: &TypeExpr) -> Option<(&str, Option<&str>)> {
    match expr {
        TypeExpr::Named { name, target } => Some((name, target.as_deref())),
        TypeExpr::Collection(element) => name_of(element),
        TypeExpr::Primitive(_)
        | TypeExpr::Untyped
        | TypeExpr::Enumeration
        | TypeExpr::Unreadable { .. } => None,
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

fn unlisted_def(pages: &[&PageFacts], object: ObjectType) -> TypeDef {
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

/// A key is inherited; the key annotation names a property that must exist, and a type with an `id` of its own has that as key.
fn entities(model: &mut Model) {
    let names: Vec<TypeName> = model.types.keys().cloned().collect();
    let keyed: Vec<bool> = names
        .iter()
        .map(|name| {
            let line = model.lineage(name);
            line.iter().any(|ancestor| {
                model.object(ancestor).is_some_and(|object| {
                    object.is_entity
                        || object
                            .properties
                            .iter()
                            .any(|property| property.name.0 == "id")
                })
            })
        })
        .collect();
    for (name, keyed) in names.iter().zip(keyed) {
        let Some(TypeDef {
            kind: TypeKind::Object(object),
            ..
        }) = model.types.get_mut(name)
        else {
            continue;
        };
        object.is_entity |= keyed;
        let own: Vec<_> = object
            .properties
            .iter()
            .map(|property| property.name.clone())
            .collect();
        object.key.retain_mut(|key| {
            match own.iter().find(|name| name.0.eq_ignore_ascii_case(&key.0)) {
                Some(found) => {
                    *key = found.clone();
                    true
                }
                None => false,
            }
        });
        if object.key.is_empty() && own.iter().any(|name| name.0 == "id") {
            object.key.push(WireName("id".to_owned()));
        }
    }
}

/// Every page lists its operations.
fn list_operations(model: &mut Model) {
    for (id, operation) in &model.operations {
        if let Some(page) = model.pages.get_mut(&operation.page) {
            page.operations.push(id.clone());
        }
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
