//! All stubs of a crate: names first, then the structs of the operations, then the places that lead to them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Operation as ModelOperation, OperationId};
use crate::plan::areas::Areas;
use crate::plan::ctx::Ctx;
use crate::plan::files::{self, Member, rust_file};
use crate::plan::{Area, RustIdent, StdPaths, names as rust_names};

use super::classes::{self, Classes};
use super::homes::{self, Home};
use super::names::{Namer, namespaces};
use super::operations;
use super::places::Places;
use super::tree::{self, Tree, Way};
use super::{
    Collision, Operation, OperationArea, OperationModule, Stubs, Visit, example, texts, visits,
};

/// The stubs, as far as they do not need the types' definitions.
struct Draft<'m> {
    definitions: Vec<Definition<'m>>,
    homes: Vec<Home>,
    classes: Classes,
    collisions: Vec<Collision>,
    operations: Vec<Operation>,
    visits: Vec<Visit>,
    places_before: usize,
}

/// An operation of the model, with its id.
type Definition<'m> = (&'m OperationId, &'m ModelOperation);

/// Decides the operations, the kinds of places and the ways that lead from one to the other.
fn draft<'m>(ctx: &'m Ctx<'m>, areas: &Areas) -> Draft<'m> {
    let definitions: Vec<Definition<'m>> = ctx.model.operations.iter().collect();
    let ((ways, places_before, (classes, collisions)), (homes, operations)) = rayon::join(
        || {
            let mut ways = tree::ways(ctx.model, ctx.config.dates);
            let tree = Tree::new(&mut ways);
            let size = tree.size();
            (ways, size, find_classes(ctx, &definitions, &tree))
        },
        || find_operations(ctx, areas, &definitions),
    );
    let visits = find_visits(&classes, &ways, &definitions, &operations, &homes);
    Draft {
        definitions,
        homes,
        classes,
        collisions,
        operations,
        visits,
        places_before,
    }
}

/// The stubs of a model.
pub(in crate::plan) fn plan(ctx: &Ctx<'_>, areas: &Areas, planned: &[Area]) -> Stubs {
    let Draft {
        definitions,
        homes,
        classes,
        collisions,
        mut operations,
        visits,
        places_before,
    } = draft(ctx, areas);
    let (examples, (methods, places)) = rayon::join(
        || example::examples(ctx, planned, &visits, &definitions, &operations),
        || {
            let places = Places::new(ctx.config.docs, &classes, &operations, &homes);
            let methods = classes.all.last().map(|root| places.methods(root));
            (methods.unwrap_or_default(), places.files())
        },
    );
    for (operation, example) in operations.iter_mut().zip(examples) {
        operation.docs.append(example);
    }
    Stubs {
        base_url: ctx.config.base_url.clone(),
        docs: texts::client_docs(ctx),
        methods,
        places,
        areas: operation_areas(areas, &homes, operations),
        visits,
        collisions,
        places_before,
    }
}

/// The operations by id, and where each lives.
fn find_operations(
    ctx: &Ctx<'_>,
    areas: &Areas,
    definitions: &[Definition<'_>],
) -> (Vec<Home>, Vec<Operation>) {
    let names = operations::names(ctx.model, &ctx.config.customs);
    let all = definitions
        .par_iter()
        .zip(names)
        .map(|(definition, names)| {
            let home = homes::home(ctx, areas, definition.1);
            let operation = operations::operation(ctx, &home, *definition, &names);
            (home, operation)
        });
    all.unzip()
}

fn find_classes<'m>(
    ctx: &'m Ctx<'m>,
    definitions: &[Definition<'m>],
    tree: &Tree,
) -> (Classes, Vec<Collision>) {
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
    definitions: &[Definition<'_>],
    operations: &[Operation],
    homes: &[Home],
) -> Vec<Visit> {
    let bodies = definitions.par_iter();
    let bodies = bodies.map(|(_, definition)| visits::example_body(definition));
    let bodies: Vec<Option<Arc<str>>> = bodies.collect();
    let rest = |at: usize| (&homes[at], bodies[at].as_ref());
    let visit = |way: &Way<'_>| {
        let at = way.operation;
        visits::visit(classes, way, &operations[at], rest(at))
    };
    let mut visits: Vec<Visit> = ways.par_iter().filter_map(visit).collect();
    let nowhere = (0..operations.len()).filter(|at| definitions[*at].1.urls.is_empty());
    visits.extend(nowhere.map(|at| visits::nowhere(&operations[at], rest(at))));
    visits.sort_by(|a, b| a.id.cmp(&b.id));
    visits
}

/// Distributes the operations over areas and files.
fn operation_areas(
    areas: &Areas,
    homes: &[Home],
    operations: Vec<Operation>,
) -> Vec<OperationArea> {
    let mut by_area: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, home) in homes.iter().enumerate() {
        by_area.entry(home.area).or_default().push(at);
    }
    let mut operations: Vec<Option<Operation>> = operations.into_iter().map(Some).collect();
    let mut taken = BTreeSet::new();
    by_area
        .into_iter()
        .map(|(area, members)| {
            let ident = rust_names::module(&areas.names[area], &mut taken);
            let folder = format!("src/operations/{}", ident.text());
            OperationArea {
                file: rust_file(&folder),
                gate: homes[members[0]].gate.clone(),
                modules: modules(&members, &mut operations, &folder),
                ident,
            }
        })
        .collect()
}

/// The files of an area, which take its members out of the list of all operations.
fn modules(
    members: &[usize],
    operations: &mut [Option<Operation>],
    folder: &str,
) -> Vec<OperationModule> {
    let members = members.iter().filter_map(|at| {
        let operation = operations[*at].as_ref()?;
        let parameters = operation.parameters.as_ref();
        Some(Member {
            id: *at,
            words: rust_names::words(&operation.id.0),
            // As many lines as two fields or more.
            size: 4
                + operation.setters.len() * 2
                + parameters.map_or(0, |record| record.fields.len()),
        })
    });
    let groups = files::group(members.collect(), "", &mut BTreeSet::new());
    groups
        .into_iter()
        .map(|group| {
            let members = group.types.iter();
            let operations: Vec<Operation> =
                members.filter_map(|at| operations[*at].take()).collect();
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
