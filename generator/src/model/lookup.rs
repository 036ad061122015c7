//! The object types of a model by name, for those who ask often. Changes nothing.

use std::collections::{BTreeMap, HashMap};

use super::{ObjectType, Property, TypeDef, TypeKind, TypeName};

/// The object types of a model.
pub(super) struct Lookup<'m>(HashMap<&'m str, (&'m TypeName, &'m ObjectType)>);

impl<'m> Lookup<'m> {
    /// Takes them from all types.
    pub(super) fn new(types: &'m BTreeMap<TypeName, TypeDef>) -> Self {
        let objects = types.iter().filter_map(|(name, def)| match &def.kind {
            TypeKind::Object(object) => Some((&*name.0, (name, object))),
            TypeKind::Enum(_) => None,
        });
        Self(objects.collect())
    }

    /// The object type of this name.
    pub(super) fn object(&self, name: &TypeName) -> Option<&'m ObjectType> {
        self.0.get(&*name.0).map(|(_, object)| *object)
    }

    /// The object type that a tag names, if need be in another letter case.
    pub(super) fn tagged(&self, tag: &str) -> Option<&'m TypeName> {
        let same = |(name, _): &&(&'m TypeName, _)| name.0.eq_ignore_ascii_case(tag);
        let exact = self.0.get(tag);
        let found = exact.or_else(|| self.0.values().filter(same).min_by_key(|(name, _)| *name));
        found.map(|(name, _)| *name)
    }

    /// A type and its bases up to the root, as far as they are object types. Ends where bases form a cycle.
    pub(super) fn lineage(
        &self,
        name: &TypeName,
    ) -> impl Iterator<Item = (&'m TypeName, &'m ObjectType)> {
        let base = |(_, object): &(&TypeName, &'m ObjectType)| {
            self.0.get(&*object.base.as_ref()?.0).copied()
        };
        std::iter::successors(self.0.get(&*name.0).copied(), base).take(self.0.len())
    }

    /// A property, own or inherited, in any letter case.
    pub(super) fn property(&self, owner: &TypeName, name: &str) -> Option<&'m Property> {
        self.lineage(owner)
            .flat_map(|(_, object)| &object.properties)
            .find(|property| property.name.0.eq_ignore_ascii_case(name))
    }

    /// Whether a type that derives from the owner lists the property.
    pub(super) fn derived_have(&self, owner: &TypeName, name: &str) -> bool {
        self.0.values().any(|(derived, object)| {
            // The cheap questions first.
            let mut properties = object.properties.iter();
            object.base.is_some()
                && properties.any(|property| property.name.0.eq_ignore_ascii_case(name))
                && *derived != owner
                && self.lineage(derived).any(|(base, _)| base == owner)
        })
    }
}
