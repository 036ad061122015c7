//! The types of the model by number: who derives from whom, who uses whom, and which types come back or go out.
//! Knows nothing of Rust.

use crate::model::operation::{Body, ResponseBody};
use crate::model::{Model, ObjectType, Property, TypeDef, TypeKind, TypeName, TypeRef};

/// A type, as its place in the sorted list of names.
pub(super) type TypeId = usize;

/// The types of a model, and what connects them.
pub(super) struct Graph<'m> {
    /// Their names, sorted.
    pub(super) names: Vec<&'m TypeName>,
    /// Their definitions.
    pub(super) defs: Vec<&'m TypeDef>,
    /// The direct base of each.
    pub(super) base: Vec<Option<TypeId>>,
    /// Those that derive directly from each, sorted.
    pub(super) derived: Vec<Vec<TypeId>>,
    /// The named type of each property that each declares, in the order of its properties.
    pub(super) targets: Vec<Vec<Option<TypeId>>>,
    /// The same, sorted, each type once.
    pub(super) uses: Vec<Vec<TypeId>>,
    /// Whether a property, a response or a request mentions it.
    pub(super) is_used: Vec<bool>,
}

impl<'m> Graph<'m> {
    /// Numbers the types of a model.
    pub(super) fn new(model: &'m Model) -> Self {
        let names: Vec<&TypeName> = model.types.keys().collect();
        let count = names.len();
        let mut graph = Self {
            names,
            defs: model.types.values().collect(),
            base: vec![None; count],
            derived: vec![Vec::new(); count],
            targets: vec![Vec::new(); count],
            uses: vec![Vec::new(); count],
            is_used: vec![false; count],
        };
        for id in 0..count {
            let Some(object) = graph.object(id) else {
                continue;
            };
            if let Some(base) = object
                .base
                .as_ref()
                .and_then(|base| graph.id(base))
                .filter(|base| *base != id)
            {
                graph.base[id] = Some(base);
                graph.derived[base].push(id);
            }
            let target = |property: &Property| graph.id(property.ty.named()?);
            let targets: Vec<Option<TypeId>> = object.properties.iter().map(target).collect();
            let mut uses: Vec<TypeId> = targets.iter().copied().flatten().collect();
            graph.targets[id] = targets;
            uses.sort_unstable();
            uses.dedup();
            for used in &uses {
                graph.is_used[*used] = true;
            }
            graph.uses[id] = uses;
        }
        graph.mark_operations(model);
        graph
    }

    /// The number of this name.
    pub(super) fn id(&self, name: &TypeName) -> Option<TypeId> {
        self.names.binary_search(&name).ok()
    }

    /// The object type of this number, if it is one.
    pub(super) fn object(&self, id: TypeId) -> Option<&'m ObjectType> {
        match &self.defs[id].kind {
            TypeKind::Object(object) => Some(object),
            TypeKind::Enum(_) => None,
        }
    }

    /// The type and its bases, the root first. Ends at a cycle.
    pub(super) fn lineage(&self, id: TypeId) -> Vec<TypeId> {
        let mut line = vec![id];
        while let Some(base) = self.base[line[line.len() - 1]].filter(|base| !line.contains(base)) {
            line.push(base);
        }
        line.reverse();
        line
    }

    /// All types that derive from this one, directly or not: each after its base, siblings by name.
    pub(super) fn descendants(&self, id: TypeId) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut open: Vec<TypeId> = self.derived[id].iter().rev().copied().collect();
        while let Some(next) = open.pop() {
            if next != id && !found.contains(&next) {
                found.push(next);
                open.extend(self.derived[next].iter().rev());
            }
        }
        found
    }

    /// Whether values of this type need `@odata.type` to be told from others: it derives from a type that has more than a key.
    /// A root that has nothing but a key (`entity`) is never what a place asks for.
    pub(super) fn is_told_apart(&self, id: TypeId) -> bool {
        let line = self.lineage(id);
        line[..line.len() - 1].iter().any(|base| {
            let is_bare = self.base[*base].is_none()
                && self
                    .object(*base)
                    .is_some_and(|object| object.is_entity && object.properties.len() <= 1);
            !is_bare
        })
    }

    fn mark_operations(&mut self, model: &Model) {
        for operation in model.operations.values() {
            match &operation.body {
                Body::Type { ty, .. } => self.mark(ty),
                Body::Parameters(parameters) => parameters.iter().for_each(|p| self.mark(&p.ty)),
                Body::None | Body::Reference | Body::Bytes { .. } | Body::Untyped => {}
            }
            for response in &operation.responses {
                match &response.body {
                    ResponseBody::Type(ty) | ResponseBody::Value(ty) => self.mark(ty),
                    ResponseBody::None | ResponseBody::Bytes { .. } => {}
                }
            }
        }
    }

    fn mark(&mut self, ty: &TypeRef) {
        if let Some(id) = ty.named().and_then(|name| self.id(name)) {
            self.is_used[id] = true;
        }
    }
}
