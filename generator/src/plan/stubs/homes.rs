//! Which area an operation belongs to, and what else has to be on for its signature. Knows features, not what they hold.

use std::collections::BTreeSet;

use crate::model::operation::{Body, ResponseBody};
use crate::model::{Operation, TypeRef};
use crate::plan::areas::{self, Areas};
use crate::plan::ctx::Ctx;
use crate::plan::graph::TypeId;
use crate::plan::{FeatureName, Gate};

use super::Condition;

/// Where an operation lives.
#[derive(Clone, Debug)]
pub(super) struct Home {
    /// The area, as an index into [`Areas::names`].
    pub(super) area: usize,
    /// Its feature.
    pub(super) gate: Gate,
    /// The other features that it needs.
    pub(super) others: BTreeSet<FeatureName>,
}

impl Home {
    /// When the operation is there, for those who are not in its area.
    pub(super) fn condition(&self) -> Condition {
        all(self.gate.iter().chain(&self.others).cloned().collect())
    }

    /// When the operation is there, for those who are in its area.
    pub(super) fn inner_condition(&self) -> Condition {
        all(self.others.iter().cloned().collect())
    }

    /// Whether something behind this gate is there whenever the operation is.
    pub(super) fn has(&self, gate: &Gate) -> bool {
        gate.as_ref()
            .is_none_or(|gate| self.gate.as_ref() == Some(gate) || self.others.contains(gate))
    }
}

fn all(mut features: Vec<FeatureName>) -> Condition {
    features.sort();
    if features.is_empty() {
        Condition::Always
    } else {
        Condition::All(features)
    }
}

/// The condition of something that holds parts with these gates, each of which is there without the others.
pub(super) fn any<'g>(gates: impl Iterator<Item = &'g Gate>) -> Condition {
    let mut features = BTreeSet::new();
    for gate in gates {
        match gate {
            None => return Condition::Always,
            Some(gate) => features.insert(gate.clone()),
        };
    }
    match features.len() {
        0 => Condition::Always,
        1..=MAX_ALTERNATIVES => Condition::Any(features.into_iter().collect()),
        _ => Condition::Always,
    }
}

/// More features than this are not told apart: the thing is always there.
const MAX_ALTERNATIVES: usize = 8;

/// Finds the home of an operation.
pub(super) fn home(ctx: &Ctx<'_>, areas: &Areas, operation: &Operation) -> Home {
    let signature = signature(operation);
    let types: Vec<TypeId> = signature
        .iter()
        .filter_map(|ty| ctx.graph.id(ty.named()?))
        .collect();
    let owner = operation
        .owner
        .as_ref()
        .and_then(|owner| ctx.graph.id(owner));
    let area = areas::of_operation(areas, operation, ctx.config).unwrap_or_else(|| {
        let mut candidates = owner.iter().chain(&types).map(|id| areas.of[*id]);
        candidates.find(|area| *area > 0).unwrap_or(0)
    });
    let gate = ctx.area_gate(areas, area);
    let others = types
        .iter()
        .filter_map(|id| ctx.gates[*id].clone())
        .filter(|other| gate.as_ref() != Some(other));
    Home {
        area,
        others: others.collect(),
        gate,
    }
}

/// The types that the signature of an operation names.
fn signature(operation: &Operation) -> Vec<&TypeRef> {
    let sent = match &operation.body {
        Body::Type { ty, .. } => Some(ty),
        // A parameter whose type is not there is left out of the struct.
        Body::Parameters(_) | Body::None | Body::Reference | Body::Bytes { .. } | Body::Untyped => {
            None
        }
    };
    let returned = operation
        .responses
        .iter()
        .filter(|response| response.status < 400)
        .filter_map(|response| match &response.body {
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(ty),
            ResponseBody::None | ResponseBody::Bytes { .. } => None,
        });
    sent.into_iter().chain(returned).collect()
}
