//! From the model to the plan: decides areas, names and files, then lets [`super::items`] decide each definition.
//! Knows no text of the pages.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::fingerprint::Fingerprint;
use crate::model::{Model, TypeKind};

use super::areas::{self, Areas};
use super::ctx::Ctx;
use super::features;
use super::files::{self, Member, rust_file};
use super::front;
use super::graph::{Graph, TypeId};
use super::items;
use super::names;
use super::properties;
use super::spaces::{Spaces, split_name};
use super::stubs::{self, StubsSummary, fingerprint};
use super::{
    Area, FeatureName, Item, Module, Plan, PlanConfig, Provenance, RegistryEntry, RustIdent,
    StdPaths,
};

/// Decides how a model becomes Rust. Total: a model whose names lead nowhere gives types of any JSON.
pub fn lower(model: &Model, config: &PlanConfig) -> Plan {
    plan(model, config, Summary::Unwanted).0
}

/// The same, and a summary of the stubs. The stubs are left out where `before`, made with the same configuration, summarises
/// the very same ones.
pub(crate) fn lower_after(
    model: &Model,
    config: &PlanConfig,
    before: Option<&StubsSummary>,
) -> (Plan, Option<StubsSummary>) {
    plan(model, config, Summary::Wanted { before })
}

/// Whether a summary of the stubs is wanted besides the plan.
enum Summary<'a> {
    Unwanted,
    /// The stubs need not be made if this is their summary.
    Wanted {
        before: Option<&'a StubsSummary>,
    },
}

fn plan(model: &Model, config: &PlanConfig, summary: Summary<'_>) -> (Plan, Option<StubsSummary>) {
    let (is_wanted, before) = match summary {
        Summary::Unwanted => (false, None),
        Summary::Wanted { before } => (true, before),
    };
    let graph = Graph::new(model);
    let areas = areas::assign(model, &graph, config);
    let mut spaces = Spaces::new(&graph);
    let paths = spaces.name_types(&graph, &config.overrides);
    let any = spaces.name_polys(&graph, &paths);
    let gates = areas
        .of
        .iter()
        .map(|area| areas.gate(*area, config.layout))
        .collect();
    let ctx = Ctx::new(model, &graph, config, paths, any, gates);
    // Without operations there is nothing to call.
    let has_client = config.client && !model.operations.is_empty();
    let (planned, inputs) = rayon::join(
        || plan_areas(&ctx, &areas, &spaces),
        || (has_client && is_wanted).then(|| fingerprint::of_operations(&ctx, &areas)),
    );
    let inputs = inputs
        .map(|operations| Fingerprint::of(&(operations, fingerprint::of_records(&ctx, &planned))));
    let known = before.filter(|before| Some(before.inputs) == inputs);
    let (stubs, properties) = rayon::join(
        || (has_client && known.is_none()).then(|| stubs::plan(&ctx, &areas, &planned)),
        || has_client.then(|| properties::plan(&ctx, &planned, &spaces)),
    );
    let first_call = match (&stubs, known) {
        (Some(stubs), _) => Some(front::first_call(&ctx, stubs)),
        (None, Some(known)) => Some(known.first_call.clone()),
        (None, None) => None,
    };
    let collisions = match (&stubs, known) {
        (Some(stubs), _) => stubs.collisions.clone(),
        (None, Some(known)) => known.collisions.clone(),
        (None, None) => Vec::new(),
    };
    let summary = inputs
        .zip(first_call.clone())
        .map(|(inputs, first_call)| StubsSummary {
            inputs,
            first_call,
            collisions,
        });
    let plan = Plan {
        package: config.package.clone(),
        crate_name: names::crate_name(&config.package.name),
        layout: config.layout,
        provenance: provenance(config),
        features: features::features(&areas, config, has_client),
        documented_areas: documented_areas(&graph, &areas, config),
        models: spaces.tree(config.docs, &planned, model),
        properties,
        dates: config.dates,
        front: front::page(&ctx, first_call),
        has_client,
        stubs,
        registry: registry(&ctx),
        areas_file: rust_file("src/areas"),
        areas: planned,
    };
    (plan, summary)
}

fn provenance(config: &PlanConfig) -> Provenance {
    Provenance {
        docs_prefix: config.docs_prefix.clone(),
        made_by: config.made_by.clone(),
    }
}

fn plan_areas(ctx: &Ctx<'_>, areas: &Areas, spaces: &Spaces<'_>) -> Vec<Area> {
    let mut taken = BTreeSet::new();
    let mut members: Vec<Vec<TypeId>> = vec![Vec::new(); areas.names.len()];
    for (id, area) in areas.of.iter().enumerate() {
        members[*area].push(id);
    }
    let mut planned = Vec::new();
    let mut contents: Vec<Vec<TypeId>> = Vec::new();
    for (area, types) in members
        .iter()
        .enumerate()
        .filter(|(_, types)| !types.is_empty())
    {
        let ident = names::module(&areas.names[area], &mut taken);
        let folder = format!("src/areas/{}", ident.text());
        let gate = ctx.gates[types[0]].clone();
        let (modules, types): (Vec<Module>, Vec<Vec<TypeId>>) =
            empty_modules(ctx, spaces, types, &folder)
                .into_iter()
                .unzip();
        contents.extend(types);
        planned.push(Area {
            file: rust_file(&folder),
            gate,
            ident,
            modules,
        });
    }
    let modules: Vec<&mut Module> = planned
        .iter_mut()
        .flat_map(|area| &mut area.modules)
        .collect();
    modules
        .into_par_iter()
        .zip(contents)
        .for_each(|(module, types)| fill(ctx, module, &types));
    planned
}

/// The modules of one area, with the types that they will define.
fn empty_modules(
    ctx: &Ctx<'_>,
    spaces: &Spaces<'_>,
    types: &[TypeId],
    folder: &str,
) -> Vec<(Module, Vec<TypeId>)> {
    let mut by_space: BTreeMap<&[RustIdent], Vec<Member>> = BTreeMap::new();
    for id in types {
        let name = &ctx.graph.names[*id].0;
        let member = Member {
            id: *id,
            words: names::words(split_name(name).1),
            size: size(ctx, *id),
        };
        by_space
            .entry(spaces.module(name))
            .or_default()
            .push(member);
    }
    let mut taken = BTreeSet::new();
    let mut modules = Vec::new();
    for (namespace, members) in by_space {
        let prefix = namespace
            .iter()
            .map(RustIdent::text)
            .collect::<Vec<_>>()
            .join(" ");
        for group in files::group(members, &prefix, &mut taken) {
            let module = Module {
                file: rust_file(&format!("{folder}/{}", group.module.text())),
                ident: group.module,
                namespace: namespace.to_vec(),
                std_paths: StdPaths::Short,
                items: Vec::new(),
                sources: Vec::new(),
            };
            modules.push((module, group.types));
        }
    }
    modules
}

/// How many fields or variants a type will have.
fn size(ctx: &Ctx<'_>, id: TypeId) -> usize {
    match &ctx.graph.defs[id].kind {
        TypeKind::Enum(e) => e.members.len(),
        TypeKind::Object(_) => ctx
            .graph
            .lineage(id)
            .iter()
            .filter_map(|id| ctx.graph.object(*id))
            .map(|object| object.properties.len())
            .sum(),
    }
}

fn fill(ctx: &Ctx<'_>, module: &mut Module, ids: &[TypeId]) {
    for id in ids {
        module.items.extend(items::items(ctx, *id));
        module
            .sources
            .extend(ctx.graph.defs[*id].pages.first().cloned());
    }
    module.sources.sort();
    module.sources.dedup();
    module.std_paths = StdPaths::beside(module.items.iter().filter_map(|item| match item {
        Item::Record(record) => Some(&record.ident),
        Item::Enum(e) => Some(&e.ident),
        Item::Poly(poly) => Some(&poly.ident),
        Item::Constants(_) => None,
    }));
}

/// The feature of each area that a page names. An area with no types of its own left has none.
fn documented_areas(
    graph: &Graph<'_>,
    areas: &Areas,
    config: &PlanConfig,
) -> BTreeMap<String, FeatureName> {
    let written: BTreeSet<&str> = graph.defs.iter().map(|def| def.area.as_str()).collect();
    let mut found = BTreeMap::new();
    for area in written {
        let name = areas::named_area(area, config);
        if areas.is_feature(&name) {
            found.insert(area.to_owned(), FeatureName(name));
        }
    }
    found
}

fn registry(ctx: &Ctx<'_>) -> Vec<RegistryEntry> {
    let objects = (0..ctx.graph.names.len()).filter(|id| ctx.graph.object(*id).is_some());
    objects
        .map(|id| RegistryEntry {
            api_name: ctx.graph.names[id].clone(),
            path: ctx.paths[id].clone(),
            any: ctx.any[id].clone(),
            gate: ctx.gates[id].clone(),
        })
        .collect()
}
