//! Which types are sent in requests and which are received in responses: follows properties, bases and derived types from the
//! operations on. Knows no change.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::operation::{Body, ResponseBody};
use crate::model::{Model, Operation, Property, TypeName};

use super::change::Direction;

/// The types that are sent and those that are received.
#[derive(Debug, Default)]
pub(super) struct Reach {
    sent: BTreeSet<TypeName>,
    received: BTreeSet<TypeName>,
}

impl Reach {
    /// Of two states together: a type counts if one of them sends or receives it.
    pub(super) fn new(models: [&Model; 2]) -> Self {
        let mut reach = Self::default();
        for model in models {
            let derived = derived(model);
            let sent = model.operations.values().flat_map(sent_types).collect();
            let sent = closure(model, &derived, sent, |property| !property.read_only);
            reach.sent.extend(sent);
            let received = model.operations.values().flat_map(received_types).collect();
            let received = closure(model, &derived, received, |property| !property.write_only);
            reach.received.extend(received);
        }
        reach
    }

    /// Whether values of a type are sent or received.
    pub(super) fn of_type(&self, name: &TypeName) -> Direction {
        Direction::new(self.sent.contains(name), self.received.contains(name))
    }

    /// Whether a property of a type is sent or received.
    pub(super) fn of_property(&self, owner: &TypeName, property: &Property) -> Direction {
        let sent = self.sent.contains(owner) && !property.read_only;
        let received = self.received.contains(owner) && !property.write_only;
        Direction::new(sent, received)
    }
}

/// The types that an operation sends directly.
fn sent_types(operation: &Operation) -> Vec<&TypeName> {
    let parameters = operation.parameters.iter();
    let mut types: Vec<&TypeName> = parameters
        .filter_map(|parameter| parameter.ty.named())
        .collect();
    match &operation.body {
        Body::Type { ty, .. } => types.extend(ty.named()),
        Body::Parameters(parameters) => {
            types.extend(
                parameters
                    .iter()
                    .filter_map(|parameter| parameter.ty.named()),
            );
        }
        Body::None | Body::Reference | Body::Bytes { .. } | Body::Untyped => {}
    }
    types
}

/// The types that an operation receives directly.
fn received_types(operation: &Operation) -> Vec<&TypeName> {
    let responses = operation.responses.iter();
    responses
        .filter_map(|response| match &response.body {
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => ty.named(),
            ResponseBody::Bytes { ty, .. } => ty.as_ref(),
            ResponseBody::None => None,
        })
        .collect()
}

fn derived(model: &Model) -> BTreeMap<&TypeName, Vec<&TypeName>> {
    let mut out: BTreeMap<&TypeName, Vec<&TypeName>> = BTreeMap::new();
    for name in model.types.keys() {
        if let Some(base) = model.object(name).and_then(|object| object.base.as_ref()) {
            out.entry(base).or_default().push(name);
        }
    }
    out
}

/// All types that values of these types may contain, through properties for which `is_carried` holds.
fn closure<'m>(
    model: &'m Model,
    derived: &BTreeMap<&'m TypeName, Vec<&'m TypeName>>,
    mut open: Vec<&'m TypeName>,
    is_carried: impl Fn(&Property) -> bool,
) -> BTreeSet<TypeName> {
    let mut reached = BTreeSet::new();
    let mut seen: BTreeSet<&TypeName> = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !seen.insert(name) {
            continue;
        }
        open.extend(derived.get(name).into_iter().flatten());
        // A value has the properties of its bases, but not of their other derived types.
        for ancestor in model.lineage(name) {
            reached.insert(ancestor.clone());
            if let Some(object) = model.object(ancestor) {
                let properties = object.properties.iter();
                let carried = properties.filter(|property| is_carried(property));
                open.extend(carried.filter_map(|property| property.ty.named()));
            }
        }
    }
    reached
}
