//! All stubs of a crate: names first, then the structs of the operations, then the places that lead to them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::{Operation as ModelOperation, OperationId};
use crate::plan::areas::Areas;
use crate::plan::files::{self, Member};
use crate::plan::items::Ctx;
use crate::plan::lower::rust_file;
use crate::plan::{Area, RustIdent, StdPaths, names as rust_names};

use super::classes::{self, Classes};
use super::homes::{self, Home};
use super::names::{Namer, namespaces};
use super::operations;
use super::places::Places;
use super::tree::{self, Tree, Way};
use super::{Operation, OperationArea, OperationModule, Stubs, Visit, example, texts, visits};

/// The stubs of a model.
pub(in crate::plan) fn plan(ctx: &Ctx<'_>, areas: &Areas, planned: &[Area]) -> Stubs {
    let model = ctx.model;
    let definitions: Vec<(&OperationId, &ModelOperation)> = model.operations.iter().collect();
    let homes: Vec<Home> = definitions
        .iter()
        .map(|(_, operation)| homes::home(ctx, areas, operation))
        .collect();
    let names = operations::names(model, &ctx.config.customs);
    let mut ways = tree::ways(model, ctx.config.dates);
    let tree = Tree::new(&mut ways);
    let (classes, collisions) = find_classes(ctx, &definitions, &tree);
    let mut operations: Vec<Operation> = (0..definitions.len())
        .into_par_iter()
        .map(|at| operations::operation(ctx, &homes[at], definitions[at], &names[at]))
        .collect();
    let visits = find_visits(&classes, &ways, &definitions, &operations, &homes);
    example::add(ctx, planned, &visits, &definitions, &mut operations);
    let places = Places::new(&classes, &operations, &homes);
    let (methods, files) = (
        classes
            .all
            .last()
            .map_or_else(Vec::new, |root| places.methods(root)),
        places.files(),
    );
    Stubs {
        base_url: ctx.config.base_url.clone(),
        docs: texts::client_docs(ctx),
        methods,
        places: files,
        areas: operation_areas(areas, &homes, operations),
        visits,
        collisions,
        places_before: tree.size(),
    }
}

fn find_classes<'m>(
    ctx: &'m Ctx<'m>,
    definitions: &[(&'m OperationId, &'m ModelOperation)],
    tree: &Tree,
) -> (Classes, Vec<super::Collision>) {
    let mut namer = Namer {
        operations: definitions.to_vec(),
        wishes: &ctx.config.customs,
        namespaces: namespaces(ctx.model.types.keys()),
        collisions: Vec::new(),
    };
    let classes = classes::classes(tree, &mut namer, &PLACE_METHODS, &CLIENT_METHODS);
    let mut collisions = namer.collisions;
    collisions.sort_by(|a, b| (&a.page, &a.wanted, &a.given).cmp(&(&b.page, &b.wanted, &b.given)));
    collisions.dedup();
    (classes, collisions)
}

/// Names that mean something else on every place.
const PLACE_METHODS: [&str; 2] = ["clone", "into"];

/// Names that mean something else on the client.
const CLIENT_METHODS: [&str; 12] = [
    "new",
    "builder",
    "root",
    "path",
    "execute",
    "batch",
    "clone",
    "into",
    "from",
    "deref",
    "base_url",
    "resume_page",
];

fn find_visits(
    classes: &Classes,
    ways: &[Way<'_>],
    definitions: &[(&OperationId, &ModelOperation)],
    operations: &[Operation],
    homes: &[Home],
) -> Vec<Visit> {
    let of = |at: usize| (&operations[at], definitions[at].1);
    let mut visits: Vec<Visit> = ways
        .par_iter()
        .filter_map(|way| visits::visit(classes, way, of(way.operation), &homes[way.operation]))
        .collect();
    let nowhere = (0..operations.len()).filter(|at| definitions[*at].1.urls.is_empty());
    visits.extend(nowhere.map(|at| visits::nowhere(of(at), &homes[at])));
    visits.sort_by(|a, b| a.id.cmp(&b.id));
    visits
}

/// Distributes the operations over areas and files.
fn operation_areas(
    areas: &Areas,
    homes: &[Home],
    operations: Vec<Operation>,
) -> Vec<OperationArea> {
    let mut by_area: BTreeMap<usize, Vec<(usize, Operation)>> = BTreeMap::new();
    for (at, operation) in operations.into_iter().enumerate() {
        by_area
            .entry(homes[at].area)
            .or_default()
            .push((at, operation));
    }
    let mut taken = BTreeSet::new();
    by_area
        .into_iter()
        .map(|(area, operations)| {
            let ident = rust_names::module(&areas.names[area], &mut taken);
            let folder = format!("src/operations/{}", ident.text());
            OperationArea {
                file: rust_file(&folder),
                gate: homes[operations[0].0].gate.clone(),
                modules: modules(operations, &folder),
                ident,
            }
        })
        .collect()
}

fn modules(operations: Vec<(usize, Operation)>, folder: &str) -> Vec<OperationModule> {
    let members = operations.iter().map(|(at, operation)| Member {
        id: *at,
        words: rust_names::words(&operation.id.0),
        // As many lines as two fields or more.
        size: 4
            + operation.setters.len() * 2
            + operation
                .parameters
                .as_ref()
                .map_or(0, |record| record.fields.len()),
    });
    let groups = files::group(members.collect(), "", &mut BTreeSet::new());
    let mut operations: BTreeMap<usize, Operation> = operations.into_iter().collect();
    groups
        .into_iter()
        .map(|group| {
            let operations: Vec<Operation> = group
                .types
                .iter()
                .filter_map(|at| operations.remove(at))
                .collect();
            let mut sources: Vec<_> = operations.iter().map(|o| o.page.clone()).collect();
            sources.sort();
            sources.dedup();
            OperationModule {
                file: rust_file(&format!("{folder}/{}", group.module.text())),
                ident: group.module,
                std_paths: std_paths(&operations),
                operations,
                sources,
            }
        })
        .collect()
}

fn std_paths(operations: &[Operation]) -> StdPaths {
    let hides = |ident: &RustIdent| matches!(ident.text(), "String" | "Vec" | "Box");
    let hidden = operations.iter().any(|operation| {
        hides(&operation.ident)
            || operation
                .parameters
                .as_ref()
                .is_some_and(|record| hides(&record.ident))
    });
    if hidden {
        StdPaths::Full
    } else {
        StdPaths::Short
    }
}
