//! The plan of the stubs, indexed by name.

use std::collections::BTreeMap;

use crate::model::OperationId;
use crate::plan::stubs::{PlaceMethod, Stubs};

/// The methods of a place or of the client.
type Methods<'p> = BTreeMap<String, &'p PlaceMethod>;

/// Client, places and operations.
pub(super) struct Api<'p> {
    pub(super) client: Methods<'p>,
    kinds: BTreeMap<String, Methods<'p>>,
    operations: BTreeMap<String, &'p OperationId>,
}

impl<'p> Api<'p> {
    pub(super) fn new(stubs: &'p Stubs) -> Self {
        let kinds = stubs.places.iter().flat_map(|file| &file.kinds);
        let modules = stubs.areas.iter().flat_map(|area| &area.modules);
        let operations = modules.flat_map(|module| &module.operations);
        Self {
            client: methods(&stubs.methods),
            kinds: kinds
                .map(|kind| (kind.ident.written(), methods(&kind.methods)))
                .collect(),
            operations: operations
                .map(|operation| (operation.ident.written(), &operation.id))
                .collect(),
        }
    }

    /// Whether a place has this name.
    pub(super) fn is_place(&self, name: &str) -> bool {
        self.kinds.contains_key(name)
    }

    /// A method of a place.
    pub(super) fn method(&self, place: &str, name: &str) -> Option<&'p PlaceMethod> {
        self.kinds.get(place)?.get(name).copied()
    }

    /// The operation whose struct has this name.
    pub(super) fn operation(&self, name: &str) -> Option<&'p OperationId> {
        self.operations.get(name).copied()
    }
}

fn methods(methods: &[PlaceMethod]) -> Methods<'_> {
    methods
        .iter()
        .map(|method| (method.ident.written(), method))
        .collect()
}
