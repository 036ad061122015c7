//! What is decided about all types before any one is defined: their paths, their gates. Every part of the plan that names a
//! type reads it here; nothing here knows what a type holds.

use crate::model::Model;

use super::areas::Areas;
use super::graph::{Graph, TypeId};
use super::{Gate, PlanConfig, RustPath};

/// What is decided about all types before any one is defined.
pub(super) struct Ctx<'m> {
    pub(super) model: &'m Model,
    pub(super) graph: &'m Graph<'m>,
    pub(super) config: &'m PlanConfig,
    /// By type: where users find it.
    pub(super) paths: Vec<RustPath>,
    /// By type: its open enum, if it has one.
    pub(super) any: Vec<Option<RustPath>>,
    /// By type: the feature that it needs.
    pub(super) gates: Vec<Gate>,
    /// By type: its path as rustdoc reads it.
    links: Vec<String>,
}

impl<'m> Ctx<'m> {
    pub(super) fn new(
        model: &'m Model,
        graph: &'m Graph<'m>,
        config: &'m PlanConfig,
        paths: Vec<RustPath>,
        any: Vec<Option<RustPath>>,
        gates: Vec<Gate>,
    ) -> Self {
        let links = paths.iter().map(RustPath::written).collect();
        Self {
            model,
            graph,
            config,
            paths,
            any,
            gates,
            links,
        }
    }

    /// The path of a type, as rustdoc reads it.
    pub(super) fn link(&self, id: TypeId) -> &str {
        &self.links[id]
    }

    /// The feature that an area needs.
    pub(super) fn area_gate(&self, areas: &Areas, area: usize) -> Gate {
        areas.gate(area, self.config.layout)
    }

    /// What a thing needs besides its home's own gate.
    pub(super) fn extra_gate(&self, home: TypeId, other: TypeId) -> Gate {
        self.gates[other]
            .clone()
            .filter(|gate| self.gates[home].as_ref() != Some(gate))
    }
}
