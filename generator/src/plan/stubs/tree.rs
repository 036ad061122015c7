//! The tree of all documented URLs: what leads from each place to the next, and which operations each place has.
//! Knows nothing of Rust.

use std::collections::BTreeMap;

use super::route::{OpIndex, Route, RouteStep};
use super::step::Step;

/// A place, and what is below.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// By step: the place that it leads to.
    pub(super) children: BTreeMap<Step, Tree>,
    /// The operations at this place, sorted, each once.
    pub(super) operations: Vec<OpIndex>,
    /// The names of the parameters that the step to this place takes, as the first URL has them.
    pub(super) parameters: Vec<String>,
}

/// A place as its parent sees it: the step that leads there, and the place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Child<'t> {
    pub(super) step: &'t Step,
    pub(super) tree: &'t Tree,
}

impl Tree {
    /// The tree of these routes. The routes change where the tree shows that what looks like a call is a key.
    pub(super) fn new(routes: &mut [Route<'_>]) -> Self {
        let calls = Self::of_routes(routes);
        for route in routes.iter_mut() {
            let steps = std::mem::take(&mut route.steps);
            route.steps = calls.with_alternate_keys(steps);
        }
        Self::of_routes(routes)
    }

    fn of_routes(routes: &[Route<'_>]) -> Self {
        let mut tree = Self::default();
        for route in routes {
            tree.insert(route);
        }
        tree
    }

    fn insert(&mut self, route: &Route<'_>) {
        let mut place = self;
        for step in &route.steps {
            place = place.child(&step.step);
            if place.parameters.is_empty() {
                place.parameters = step.parameters.iter().map(|name| name.0.clone()).collect();
            }
        }
        if let Err(at) = place.operations.binary_search(&route.operation) {
            place.operations.insert(at, route.operation);
        }
    }

    /// The place behind a step, which most of the time is there already.
    fn child(&mut self, step: &Step) -> &mut Self {
        if !self.children.contains_key(step) {
            self.children.insert(step.clone(), Self::default());
        }
        self.children.get_mut(step).expect("it was put there")
    }

    /// `applications(appId='…')` is a key where `applications` is a collection too: one that `applications/{id}` goes into.
    fn with_alternate_keys<'m>(&self, steps: Vec<RouteStep<'m>>) -> Vec<RouteStep<'m>> {
        let mut place = Some(self);
        let mut changed = Vec::with_capacity(steps.len());
        for RouteStep { step, parameters } in steps {
            let here = place;
            place = here.and_then(|place| place.children.get(&step));
            match step {
                Step::Call { name, arguments }
                    if !arguments.is_empty() && here.is_some_and(|here| here.has_items(&name)) =>
                {
                    changed.push(RouteStep {
                        step: Step::Name(name),
                        parameters: Vec::new(),
                    });
                    changed.push(RouteStep {
                        step: Step::AlternateKey(arguments),
                        parameters,
                    });
                }
                step => changed.push(RouteStep { step, parameters }),
            }
        }
        changed
    }

    /// Whether a segment of this name is a collection whose items a key finds.
    fn has_items(&self, name: &str) -> bool {
        let collection = self.children.get(&Step::Name(name.to_owned()));
        collection.is_some_and(|place| place.children.contains_key(&Step::Key))
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
            && self.children.iter().all(|(step, child)| {
                other
                    .children
                    .get(step)
                    .is_some_and(|twin| child.is_part_of(twin))
            })
    }
}
