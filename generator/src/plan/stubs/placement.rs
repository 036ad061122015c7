//! Which area an operation belongs to, and which other features its signature needs. Knows features, not what they hold.

use std::collections::BTreeSet;

use crate::model::operation::{Body, ResponseBody};
use crate::model::{Operation, TypeRef};
use crate::plan::areas::{self, Areas};
use crate::plan::ctx::Ctx;
use crate::plan::graph::TypeId;
use crate::plan::{FeatureName, Gate};

use super::condition::Condition;

/// The area of an operation, and the features that it needs.
#[derive(Clone, Debug)]
pub(super) struct Placement {
    /// The area, as an index into [`Areas::names`].
    pub(super) area: usize,
    /// Its feature.
    pub(super) gate: Gate,
    /// The other features that it needs.
    pub(super) others: BTreeSet<FeatureName>,
}

impl Placement {
    /// When the operation is compiled, for code outside of its area.
    pub(super) fn condition(&self) -> Condition {
        Condition::all(self.gate.iter().chain(&self.others).cloned())
    }

    /// When the operation is compiled, for code in its area.
    pub(super) fn inner_condition(&self) -> Condition {
        Condition::all(self.others.iter().cloned())
    }

    /// Whether whatever is behind this gate is compiled whenever the operation is.
    pub(super) fn has(&self, gate: &Gate) -> bool {
        gate.as_ref()
            .is_none_or(|gate| self.gate.as_ref() == Some(gate) || self.others.contains(gate))
    }
}

/// Finds the area of an operation.
pub(super) fn of_operation(ctx: &Ctx<'_>, areas: &Areas, operation: &Operation) -> Placement {
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
    Placement {
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
