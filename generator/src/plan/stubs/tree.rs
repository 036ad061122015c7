//! The tree of all documented URLs: what leads from each place to the next, and which operations each place has.
//! Knows nothing of Rust.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{Model, OperationId};
use crate::plan::Dates;

use super::route::{Edge, Leg, Spelling};

/// An operation, as its place in the sorted list of ids.
pub(super) type OpIndex = usize;

/// A place, and what is below.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// By edge: the place that it leads to.
    pub(super) children: BTreeMap<Edge, Tree>,
    /// The operations at this place, sorted, each once.
    pub(super) operations: Vec<OpIndex>,
    /// The names of the parameters that the edge to this place takes, as the first URL has them.
    pub(super) parameters: Vec<String>,
}

/// One URL of an operation.
pub(super) struct Way<'m> {
    pub(super) operation: OpIndex,
    pub(super) id: &'m OperationId,
    pub(super) template: &'m str,
    pub(super) legs: Vec<Leg<'m>>,
}

/// The ways of all operations, by id, each URL in its order.
pub(super) fn ways(model: &Model, dates: Dates) -> Vec<Way<'_>> {
    let spelling = Spelling::new(model, dates);
    let operations: Vec<_> = model.operations.iter().enumerate().collect();
    let ways = operations
        .into_par_iter()
        .flat_map_iter(|(operation, (id, definition))| {
            let spelling = &spelling;
            definition.urls.iter().map(move |url| Way {
                operation,
                id,
                template: &url.template,
                legs: spelling.legs(url),
            })
        });
    ways.collect()
}

impl Tree {
    /// The tree of these ways. The ways change where the tree shows that what looks like a call is a key.
    pub(super) fn new(ways: &mut [Way<'_>]) -> Self {
        let mut tree = Self::default();
        for way in ways.iter() {
            tree.insert(way);
        }
        for way in ways.iter_mut() {
            let legs = std::mem::take(&mut way.legs);
            way.legs = tree.with_alternate_keys(legs);
        }
        let mut tree = Self::default();
        for way in ways.iter() {
            tree.insert(way);
        }
        tree
    }

    fn insert(&mut self, way: &Way<'_>) {
        let mut place = self;
        for leg in &way.legs {
            place = place.child(&leg.edge);
            if place.parameters.is_empty() {
                place.parameters = leg.parameters.iter().map(|name| name.0.clone()).collect();
            }
        }
        if let Err(at) = place.operations.binary_search(&way.operation) {
            place.operations.insert(at, way.operation);
        }
    }

    /// The place behind an edge, which most of the time is there already.
    fn child(&mut self, edge: &Edge) -> &mut Self {
        if !self.children.contains_key(edge) {
            self.children.insert(edge.clone(), Self::default());
        }
        self.children.get_mut(edge).expect("it was put there")
    }

    /// `applications(appId='…')` is a key where `applications` is a collection too: one that `applications/{id}` goes into.
    fn with_alternate_keys<'m>(&self, legs: Vec<Leg<'m>>) -> Vec<Leg<'m>> {
        let mut place = Some(self);
        let mut changed = Vec::with_capacity(legs.len());
        for leg in legs {
            let next = place.and_then(|place| place.children.get(&leg.edge));
            let (name, arguments) = match leg.edge {
                Edge::Call { name, arguments } if !arguments.is_empty() => (name, arguments),
                edge => {
                    place = next;
                    changed.push(Leg { edge, ..leg });
                    continue;
                }
            };
            let collection = place.and_then(|place| place.children.get(&Edge::Name(name.clone())));
            place = next;
            if collection.is_some_and(|place| place.children.contains_key(&Edge::Key)) {
                changed.push(Leg {
                    edge: Edge::Name(name),
                    parameters: Vec::new(),
                });
                changed.push(Leg {
                    edge: Edge::AlternateKey(arguments),
                    parameters: leg.parameters,
                });
            } else {
                changed.push(Leg {
                    edge: Edge::Call { name, arguments },
                    parameters: leg.parameters,
                });
            }
        }
        changed
    }

    /// How many places there are, this one not counted.
    pub(super) fn size(&self) -> usize {
        self.children.values().map(|child| 1 + child.size()).sum()
    }

    /// Whether all that can be done here and below can be done there too.
    pub(super) fn is_part_of(&self, other: &Self) -> bool {
        self.operations
            .iter()
            .all(|operation| other.operations.contains(operation))
            && self.children.iter().all(|(edge, child)| {
                other
                    .children
                    .get(edge)
                    .is_some_and(|twin| child.is_part_of(twin))
            })
    }
}
