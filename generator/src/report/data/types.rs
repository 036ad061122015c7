//! The list of types, with their properties and members.

use serde::Serialize;

use super::{Context, PageLine, Type};
use crate::model::{EnumMember, Property, TypeDef, TypeKind, TypeName};
use crate::report::coverage::gaps_of_properties;

/// A type.
#[derive(Serialize)]
pub(super) struct TypeRow<'r> {
    name: &'r str,
    /// `entity`, `object` or `enum`.
    kind: &'static str,
    area: usize,
    at: Option<PageLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'static str>,
    /// The grades of properties without a type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gaps: Vec<&'static str>,
    parts: Vec<Part<'r>>,
}

/// A property or a member: name, type (none for a member), position, and its attributes.
type Part<'r> = (
    &'r str,
    Option<Type<'r>>,
    Option<PageLine>,
    Vec<&'static str>,
);

impl<'r> Context<'r> {
    /// All types, by name.
    pub(super) fn types(&mut self) -> Vec<TypeRow<'r>> {
        let types = self.content.model.types.iter();
        types.map(|(name, def)| self.type_row(name, def)).collect()
    }

    fn type_row(&mut self, name: &'r TypeName, def: &'r TypeDef) -> TypeRow<'r> {
        let origins = self.content.origins.types.get(name);
        let at = self.start_or_page(origins.map(|origin| origin.at), def.pages.first());
        let mut place = |part: &str| {
            let span = origins?.parts.get(part)?;
            Some(self.start(*span))
        };
        let mut places = Vec::new();
        let (kind, base, gaps, mut notes) = match &def.kind {
            TypeKind::Object(object) => {
                let properties = object.properties.iter();
                places.extend(properties.map(|part| place(&part.name.0)));
                let kind = if object.is_entity { "entity" } else { "object" };
                let gaps = gaps_of_properties(&object.properties);
                let notes = words(&[(object.is_abstract, "abstract"), (object.is_open, "open")]);
                (kind, object.base.as_ref(), gaps, notes)
            }
            TypeKind::Enum(members) => {
                places.extend(members.members.iter().map(|part| place(&part.name.0)));
                let notes = words(&[(members.is_flags, "combined")]);
                ("enum", None, Vec::new(), notes)
            }
        };
        notes.extend(def.deprecated.as_ref().map(|_| "deprecated"));
        TypeRow {
            name: &name.0,
            kind,
            area: self.areas.index(&def.area),
            at,
            base: base.and_then(|base| self.types.get(base).copied()),
            notes,
            gaps,
            parts: self.parts(def, places),
        }
    }

    fn parts(&self, def: &'r TypeDef, places: Vec<Option<PageLine>>) -> Vec<Part<'r>> {
        let places = places.into_iter();
        match &def.kind {
            TypeKind::Object(object) => {
                let parts = object.properties.iter().zip(places);
                parts
                    .map(|(part, at)| {
                        let is_key = object.key.contains(&part.name);
                        let ty = Some(self.ty(&part.ty));
                        (
                            part.name.0.as_str(),
                            ty,
                            at,
                            property_attributes(part, is_key),
                        )
                    })
                    .collect()
            }
            TypeKind::Enum(members) => {
                let parts = members.members.iter().zip(places);
                parts
                    .map(|(part, at)| (part.name.0.as_str(), None, at, member_attributes(part)))
                    .collect()
            }
        }
    }
}

fn property_attributes(property: &Property, is_key: bool) -> Vec<&'static str> {
    words(&[
        (is_key, "key"),
        (property.is_inherited, "inherited"),
        (property.is_navigation, "relationship"),
        (property.required, "required"),
        (property.read_only, "read-only"),
        (property.write_only, "write-only"),
        (property.nullable == Some(true), "nullable"),
        (property.secret, "secret"),
        (property.deprecated.is_some(), "deprecated"),
    ])
}

fn member_attributes(member: &EnumMember) -> Vec<&'static str> {
    words(&[
        (member.is_sentinel, "sentinel"),
        (member.is_opt_in, "only when asked for"),
        (member.deprecated.is_some(), "deprecated"),
    ])
}

/// The words whose condition holds.
fn words(all: &[(bool, &'static str)]) -> Vec<&'static str> {
    let holding = all.iter().filter(|(holds, _)| *holds);
    holding.map(|(_, word)| *word).collect()
}
