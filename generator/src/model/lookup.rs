//! The object types of a model by name, for those who ask often. Changes nothing.

use std::collections::BTreeMap;

use super::{ObjectType, Property, TypeDef, TypeKind, TypeName};
use crate::unordered::UnorderedMap;

/// The object types of a model.
pub(crate) struct Lookup<'m> {
    /// By name.
    all: Vec<(&'m TypeName, &'m ObjectType)>,
    /// Where each is.
    places: UnorderedMap<&'m str, usize>,
}

impl<'m> Lookup<'m> {
    /// Takes them from all types.
    pub(crate) fn new(types: &'m BTreeMap<TypeName, TypeDef>) -> Self {
        let objects = types.iter().filter_map(|(name, def)| match &def.kind {
            TypeKind::Object(object) => Some((name, object)),
            TypeKind::Enum(_) => None,
        });
        let all: Vec<(&TypeName, &ObjectType)> = objects.collect();
        let places = all.iter().enumerate();
        Self {
            places: places.map(|(at, (name, _))| (&*name.0, at)).collect(),
            all,
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The number of the object type of this name, from 0 in the order of names.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The object type of this name.
    pub(crate) fn object(&self, name: &TypeName) -> Option<&'m ObjectType> {
        Some(self.all[self.place(&name.0)?].1)
    }

    /// The object type that a tag names, if need be in another letter case.
    pub(crate) fn tagged(&self, tag: &str) -> Option<&'m TypeName> {
        let same = |(name, _): &&(&'m TypeName, _)| name.0.eq_ignore_ascii_case(tag);
        let exact = self.place(tag).map(|at| &self.all[at]);
        let found = exact.or_else(|| self.all.iter().find(same));
        found.map(|(name, _)| *name)
    }

    /// A type and its bases up to the root, as far as they are object types. Ends where bases form a cycle.
    pub(crate) fn lineage(
        &self,
        name: &TypeName,
    ) -> impl Iterator<Item = (&'m TypeName, &'m ObjectType)> {
        let named = |name: &TypeName| Some(self.all[self.place(&name.0)?]);
        let base = move |(_, object): &(&TypeName, &'m ObjectType)| named(object.base.as_ref()?);
        std::iter::successors(named(name), base).take(self.len())
    }

    /// A property, own or inherited, in any letter case.
    pub(crate) fn property(&self, owner: &TypeName, name: &str) -> Option<&'m Property> {
        self.lineage(owner)
            .flat_map(|(_, object)| &object.properties)
            .find(|property| property.name.0.eq_ignore_ascii_case(name))
    }

    /// Whether a type that derives from the owner lists the property.
    pub(crate) fn derived_have(&self, owner: &TypeName, name: &str) -> bool {
        self.all.iter().any(|(derived, object)| {
            // The cheap questions first.
            let mut properties = object.properties.iter();
            object.base.is_some()
                && properties.any(|property| property.name.0.eq_ignore_ascii_case(name))
                && *derived != owner
                && self.lineage(derived).any(|(base, _)| base == owner)
        })
    }
}
