//! All stubs of a crate: names first, then the structs of the operations, then the places that lead to them.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::plan::areas::Areas;
use crate::plan::ctx::Ctx;
use crate::plan::files::{self, Member, rust_file};
use crate::plan::{Area, StdPaths, names};

use super::kinds::{self, Kinds};
use super::method_names::MethodNamer;
use super::operations::{self, Definition, Planned};
use super::places::Places;
use super::route::{self, Route};
use super::tree::Tree;
use super::{
    Collision, ExampleCall, Operation, OperationArea, OperationModule, Stubs, example,
    example_calls, texts,
};

/// The stubs of a model.
pub(in crate::plan) fn plan(ctx: &Ctx<'_>, areas: &Areas, planned: &[Area]) -> Stubs {
    let definitions = operations::definitions(ctx.model);
    let (paths, mut operations) = rayon::join(
        || Paths::find(ctx, &definitions),
        || operations::plan(ctx, areas, &definitions),
    );
    let example_calls = find_example_calls(&paths, &operations);
    let (examples, (methods, (place_modules, places))) = rayon::join(
        || example::examples(ctx, planned, &example_calls, &operations),
        || {
            let places = Places::new(ctx.config.docs, &paths.kinds, &operations);
            (places.client_methods(), places.files())
        },
    );
    for (planned, example) in operations.iter_mut().zip(examples) {
        planned.operation.docs.append(example);
    }
    Stubs {
        base_url: ctx.config.base_url.clone(),
        docs: texts::client_docs(ctx),
        methods,
        place_modules,
        places,
        areas: operation_areas(areas, operations),
        example_calls,
        collisions: paths.collisions,
        places_before: paths.places_before,
    }
}

/// The routes that URLs describe, and the kinds of places on them.
struct Paths<'m> {
    routes: Vec<Route<'m>>,
    kinds: Kinds,
    collisions: Vec<Collision>,
    /// Places, before those that are alike became one kind.
    places_before: usize,
}

impl<'m> Paths<'m> {
    fn find(ctx: &'m Ctx<'m>, definitions: &[Definition<'m>]) -> Self {
        let mut routes = route::routes(ctx.model, ctx.config.dates);
        let tree = Tree::new(&mut routes);
        let mut namer = MethodNamer::new(ctx, definitions);
        Self {
            kinds: kinds::find(&tree, &mut namer),
            collisions: namer.into_collisions(),
            places_before: tree.size(),
            routes,
        }
    }
}

/// A call of each operation by each of its URLs, by id.
fn find_example_calls(paths: &Paths<'_>, operations: &[Planned<'_>]) -> Vec<ExampleCall> {
    let bodies: Vec<_> = operations
        .par_iter()
        .map(|planned| example_calls::example_body(planned.definition.operation))
        .collect();
    let mut calls: Vec<ExampleCall> = paths
        .routes
        .par_iter()
        .filter_map(|route| {
            let call = example_calls::at_url(&paths.kinds, route, &operations[route.operation])?;
            Some(ExampleCall {
                body: bodies[route.operation].clone(),
                ..call
            })
        })
        .collect();
    let without_url = operations
        .iter()
        .zip(&bodies)
        .filter(|(planned, _)| planned.operation.urls.is_empty());
    calls.extend(without_url.map(|(planned, body)| ExampleCall {
        body: body.clone(),
        ..example_calls::without_url(planned)
    }));
    calls.sort_by(|a, b| a.id.cmp(&b.id));
    calls
}

/// Distributes the operations over areas and files.
fn operation_areas(areas: &Areas, operations: Vec<Planned<'_>>) -> Vec<OperationArea> {
    let mut by_area: BTreeMap<usize, Vec<Planned<'_>>> = BTreeMap::new();
    for planned in operations {
        by_area
            .entry(planned.placement.area)
            .or_default()
            .push(planned);
    }
    let mut taken = BTreeSet::new();
    by_area
        .into_iter()
        .map(|(area, members)| {
            let ident = names::module(&areas.names[area], &mut taken);
            let folder = format!("src/operations/{}", ident.text());
            OperationArea {
                file: rust_file(&folder),
                gate: members
                    .first()
                    .and_then(|planned| planned.placement.gate.clone()),
                modules: modules(members, &folder),
                ident,
            }
        })
        .collect()
}

/// The files of an area with these operations.
fn modules(members: Vec<Planned<'_>>, folder: &str) -> Vec<OperationModule> {
    let sizes = members.iter().enumerate().map(|(id, planned)| {
        let operation = &planned.operation;
        let parameters = operation.parameters.as_ref();
        Member {
            id,
            words: names::words(&operation.id.0),
            // As many lines as two fields or more.
            size: 4
                + operation.setters.len() * 2
                + parameters.map_or(0, |record| record.fields.len()),
        }
    });
    let groups = files::group(sizes.collect(), "", &mut BTreeSet::new());
    let mut operations: Vec<Option<Operation>> = members
        .into_iter()
        .map(|planned| Some(planned.operation))
        .collect();
    groups
        .into_iter()
        .map(|group| {
            let members = group.types.iter();
            let operations: Vec<Operation> =
                members.filter_map(|at| operations[*at].take()).collect();
            let mut sources: Vec<_> = operations.iter().map(|o| o.page.clone()).collect();
            sources.sort();
            sources.dedup();
            let structs = operations.iter().flat_map(|operation| {
                let parameters = operation.parameters.iter().map(|record| &record.ident);
                std::iter::once(&operation.ident).chain(parameters)
            });
            OperationModule {
                file: rust_file(&format!("{folder}/{}", group.module.text())),
                ident: group.module,
                std_paths: StdPaths::beside(structs),
                operations,
                sources,
            }
        })
        .collect()
}
