//! Which area each type belongs to, and so which cargo feature it needs.
//!
//! The pages name an area; a huge one is split by the prefixes of its pages. A type of no area goes where it is used, if that
//! is one place; else, and when many areas use it, it is always there. Nothing here knows a type by name.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, Operation};

use super::config::PlanConfig;
use super::graph::{Graph, TypeId};
use super::{FeatureName, Gate, Layout};

/// The areas, and who is in which.
#[derive(Hash)]
pub(super) struct Areas {
    /// Their feature names, sorted. The first is [`COMMON`], which is no feature: it is always there.
    pub(super) names: Vec<String>,
    /// By type: the index of its area in `names`.
    pub(super) of: Vec<usize>,
    /// Features that stand for several: the areas that were split, with their parts.
    pub(super) umbrellas: Vec<(String, Vec<String>)>,
}

impl Areas {
    /// Whether there is a feature of this name, be it one area or several.
    pub(super) fn is_feature(&self, name: &str) -> bool {
        self.names[1..].iter().any(|area| area == name)
            || self.umbrellas.iter().any(|(umbrella, _)| umbrella == name)
    }

    /// The feature of an area.
    pub(super) fn gate(&self, area: usize, layout: Layout) -> Gate {
        match layout {
            Layout::Crate => (area > 0).then(|| FeatureName(self.names[area].clone())),
            // The features of the crate around it mean other things.
            Layout::Module => None,
        }
    }
}

/// The area of what is always there.
pub(super) const COMMON: &str = "common";

/// crates.io takes 300 features; a few are ours.
const MAX_AREAS: usize = 250;

/// Finds the area of each type.
pub(super) fn assign(model: &Model, graph: &Graph<'_>, config: &PlanConfig) -> Areas {
    let mut area: Vec<String> = graph
        .defs
        .iter()
        .map(|def| named_area(&def.area, config))
        .collect();
    let umbrellas = split_huge(graph, config, &mut area);
    adopt_strays(graph, &mut area);
    share_common(graph, config, &mut area);
    let of_operations = operation_areas(model, config, &umbrellas);
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    area.iter()
        .filter(|name| *name != COMMON)
        .for_each(|name| *sizes.entry(name).or_default() += 1);
    for name in &of_operations {
        sizes.entry(name).or_default();
    }
    let mut by_size: Vec<(usize, &str)> = sizes.iter().map(|(name, size)| (*size, *name)).collect();
    by_size.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    by_size.truncate(MAX_AREAS);
    let mut names: Vec<String> = by_size
        .into_iter()
        .map(|(_, name)| name.to_owned())
        .collect();
    names.sort();
    names.insert(0, COMMON.to_owned());
    let of = area
        .iter()
        .map(|name| names[1..].binary_search(name).map_or(0, |at| at + 1))
        .collect();
    let umbrellas = umbrellas
        .into_iter()
        .map(|(name, parts)| {
            (
                name,
                parts
                    .into_iter()
                    .filter(|part| names[1..].binary_search(part).is_ok())
                    .collect(),
            )
        })
        .collect();
    Areas {
        names,
        of,
        umbrellas,
    }
}

/// The area that an operation's page names, if it is one: of an area that was split, the part that the page's name shows.
pub(super) fn of_operation(
    areas: &Areas,
    operation: &Operation,
    config: &PlanConfig,
) -> Option<usize> {
    let name = named_area(&operation.area, config);
    let index = |name: &str| {
        let found = areas.names[1..].binary_search_by(|area| area.as_str().cmp(name));
        found.ok().map(|at| at + 1)
    };
    index(&name).or_else(|| {
        let part = page_prefix(&operation.page.0, &name)?;
        index(&named_area(&format!("{name}-{part}"), config))
    })
}

/// The area as a feature name: small letters, digits and single dashes.
pub(super) fn named_area(written: &str, config: &PlanConfig) -> String {
    let written = config.areas.get(written).map_or(written, String::as_str);
    let mut name = String::with_capacity(written.len());
    for c in written.chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(40);
    name.truncate(name.trim_end_matches('-').len());
    match name.as_str() {
        "" => COMMON.to_owned(),
        // Ours, or cargo's own.
        "azure-identity" | "client" | "default" | "full" | "registry" | "reqwest" | "std"
        | "tracing" => format!("{name}-area"),
        _ => name,
    }
}

/// The areas that pages of operations name, each once. Those that were split are no areas any more.
fn operation_areas(
    model: &Model,
    config: &PlanConfig,
    umbrellas: &[(String, Vec<String>)],
) -> BTreeSet<String> {
    let pages = model.operations.values();
    let mut names: BTreeSet<String> = pages
        .map(|operation| named_area(&operation.area, config))
        .collect();
    names.remove(COMMON);
    for (umbrella, _) in umbrellas {
        names.remove(umbrella);
    }
    names
}

/// Splits each area with very many types by the second part of its pages' names: `intune-apps-win32lobapp.md` is of `intune-apps`.
fn split_huge(
    graph: &Graph<'_>,
    config: &PlanConfig,
    area: &mut [String],
) -> Vec<(String, Vec<String>)> {
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    area.iter()
        .filter(|name| *name != COMMON)
        .for_each(|name| *sizes.entry(name.clone()).or_default() += 1);
    let huge = sizes
        .into_iter()
        .filter(|(_, size)| *size > config.split_from)
        .map(|(name, _)| name);
    let mut umbrellas = Vec::new();
    for name in huge {
        let mut parts: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
        for id in (0..area.len()).filter(|id| area[*id] == name) {
            if let Some(part) = graph.defs[id]
                .pages
                .first()
                .and_then(|page| page_prefix(&page.0, &name))
            {
                parts
                    .entry(named_area(&format!("{name}-{part}"), config))
                    .or_default()
                    .push(id);
            }
        }
        if parts.len() < 2 {
            continue;
        }
        let ids = parts.values().flatten();
        let rest = area.iter().filter(|a| **a == name).count() - ids.count();
        for (part, ids) in &parts {
            for id in ids {
                area[*id].clone_from(part);
            }
        }
        // The umbrella is a feature of its own; what no prefix fits may not share its name.
        let other = format!("{name}-other");
        area.iter_mut()
            .filter(|a| **a == name)
            .for_each(|a| a.clone_from(&other));
        let others = (rest > 0).then_some(other);
        umbrellas.push((name, parts.into_keys().chain(others).collect()));
    }
    umbrellas
}

/// The part of a page's name between the area and what the page is about.
fn page_prefix<'p>(page: &'p str, area: &str) -> Option<&'p str> {
    let stem = page
        .rsplit('/')
        .next()?
        .strip_prefix(area)?
        .strip_prefix('-')?;
    stem.split_once('-')
        .map(|(part, _)| part)
        .filter(|part| !part.is_empty())
}

/// Puts a type of no area where it is used, if only one area uses it.
fn adopt_strays(graph: &Graph<'_>, area: &mut [String]) {
    let users = users(graph);
    // A stray may be used by strays only; those come home in a later round.
    for _ in 0..4 {
        let mut moved = false;
        for id in 0..area.len() {
            if area[id] != COMMON || !graph.defs[id].area.is_empty() {
                continue;
            }
            let mut homes = users[id].iter().map(|user| &area[*user]);
            let Some(home) = homes.next().filter(|home| *home != COMMON).cloned() else {
                continue;
            };
            if homes.all(|other| *other == home) {
                area[id] = home;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
}

/// Makes a type that many areas use be always there, and with it the values that it is made of: those types of its own area that
/// have no key.
fn share_common(graph: &Graph<'_>, config: &PlanConfig, area: &mut [String]) {
    let users = users(graph);
    let is_shared = |id: &TypeId| {
        let mut homes: Vec<&str> = users[*id].iter().map(|user| area[*user].as_str()).collect();
        homes.sort_unstable();
        homes.dedup();
        homes.len() >= config.shared_from
    };
    let mut open: Vec<TypeId> = (0..area.len()).filter(is_shared).collect();
    while let Some(id) = open.pop() {
        let home = std::mem::replace(&mut area[id], COMMON.to_owned());
        if home != COMMON {
            let is_value =
                |used: &TypeId| !graph.object(*used).is_some_and(|object| object.is_entity);
            let parts = graph
                .lineage(id)
                .into_iter()
                .flat_map(|owner| &graph.uses[owner]);
            open.extend(
                parts
                    .copied()
                    .filter(is_value)
                    .filter(|used| area[*used] == home),
            );
        }
    }
}

/// By type: those that have a property of it, or derive from it.
fn users(graph: &Graph<'_>) -> Vec<Vec<TypeId>> {
    let mut users = vec![Vec::new(); graph.names.len()];
    for id in 0..graph.names.len() {
        graph.uses[id].iter().for_each(|used| users[*used].push(id));
        graph.base[id]
            .into_iter()
            .for_each(|base| users[base].push(id));
    }
    users
}
