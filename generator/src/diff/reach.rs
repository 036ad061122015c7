//! Which types travel in requests and which in responses, by following properties, bases and derived types from the
//! operations on. Knows no change.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::operation::{Body, Location, ResponseBody};
use crate::model::{Model, Operation, Property, TypeKind, TypeName, TypeRef};

use super::change::Direction;

/// What is sent and what is received.
#[derive(Debug, Default)]
pub(super) struct Reach {
    sent: BTreeSet<TypeName>,
    received: BTreeSet<TypeName>,
}

impl Reach {
    /// Of several states of an API together: what was sent before and is not any more counts too.
    pub(super) fn new(models: [&Model; 2]) -> Self {
        let mut reach = Self::default();
        for model in models {
            let derived = derived(model);
            let (sent, received): (Vec<_>, Vec<_>) = model.operations.values().map(ends).unzip();
            let received_too = |property: &Property| !property.write_only;
            let sent_too = |property: &Property| !property.read_only;
            close(model, &derived, (sent.concat(), &mut reach.sent), sent_too);
            let received = (received.concat(), &mut reach.received);
            close(model, &derived, received, received_too);
        }
        reach
    }

    /// Which way the values of a type travel.
    pub(super) fn of_type(&self, name: &TypeName) -> Direction {
        Direction::new(self.sent.contains(name), self.received.contains(name))
    }

    /// Which way a property of a type travels.
    pub(super) fn of_property(&self, owner: &TypeName, property: &Property) -> Direction {
        let sent = self.sent.contains(owner) && !property.read_only;
        let received = self.received.contains(owner) && !property.write_only;
        Direction::new(sent, received)
    }
}

/// The types that an operation itself sends and receives.
fn ends(operation: &Operation) -> (Vec<&TypeName>, Vec<&TypeName>) {
    let mut sent: Vec<&TypeName> = Vec::new();
    for parameter in &operation.parameters {
        match parameter.location {
            Location::Path | Location::Query | Location::Header => {
                sent.extend(parameter.ty.named());
            }
        }
    }
    match &operation.body {
        Body::Type { ty, .. } => sent.extend(ty.named()),
        Body::Parameters(parameters) => {
            sent.extend(parameters.iter().filter_map(|it| it.ty.named()));
        }
        Body::None | Body::Reference | Body::Bytes { .. } | Body::Untyped => {}
    }
    let received = operation.responses.iter();
    let received = received.filter_map(|response| match &response.body {
        ResponseBody::Type(ty) | ResponseBody::Value(ty) => ty.named(),
        ResponseBody::Bytes { ty, .. } => ty.as_ref(),
        ResponseBody::None => None,
    });
    (sent, received.collect())
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

/// Follows everything that a value of these types may hold.
fn close(
    model: &Model,
    derived: &BTreeMap<&TypeName, Vec<&TypeName>>,
    (mut open, reached): (Vec<&TypeName>, &mut BTreeSet<TypeName>),
    travels: impl Fn(&Property) -> bool,
) {
    // What another state has reached is followed here all the same.
    let mut seen: BTreeSet<&TypeName> = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !seen.insert(name) {
            continue;
        }
        open.extend(derived.get(name).into_iter().flatten());
        // A value holds what its bases declare, and is none of their other derived types.
        for ancestor in model.lineage(name) {
            reached.insert(ancestor.clone());
            match model.types.get(ancestor).map(|def| &def.kind) {
                Some(TypeKind::Object(object)) => {
                    let types = object.properties.iter().filter(|it| travels(it));
                    open.extend(types.filter_map(|it| TypeRef::named(&it.ty)));
                }
                Some(TypeKind::Enum(_)) | None => {}
            }
        }
    }
}
