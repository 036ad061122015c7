//! Types as defined: from a [`TypeDef`] to its schema.

use std::collections::BTreeSet;

use super::types::reference;
use super::{Ctx, Object, Tree};
use crate::model::names::short_name;
use crate::model::{
    Doc, EnumMember, EnumType, Evidence, ObjectType, Property, Returned, TypeDef, TypeKind,
    TypeName,
};

/// The property with the type of a value.
const TYPE_PROPERTY: &str = "@odata.type";

impl<'m> Ctx<'m> {
    /// The schema of a type.
    pub(super) fn definition(&self, name: &'m TypeName, def: &'m TypeDef) -> Tree<'m> {
        let schema = match &def.kind {
            TypeKind::Object(object) => self.object(name, object),
            TypeKind::Enum(members) => self.enumeration(name, members),
        };
        let pages = def
            .pages
            .iter()
            .map(|page| page.0.as_str().into())
            .collect();
        self.described(schema, &def.doc, def.deprecated.as_ref())
            .maybe("externalDocs", self.external_docs(def.pages.first()))
            .text("x-docwright-area", def.area.as_str())
            .list("x-docwright-pages", pages)
            .into()
    }

    /// Adds description and deprecation.
    pub(super) fn described(
        &self,
        schema: Object<'m>,
        doc: &'m Doc,
        deprecated: Option<&'m Doc>,
    ) -> Object<'m> {
        let schema = schema
            .text("description", self.links.resolve(doc))
            .flag("deprecated", deprecated.is_some());
        match deprecated {
            Some(reason) => schema.text("x-docwright-deprecation", self.links.resolve(reason)),
            None => schema,
        }
    }

    fn object(&self, name: &'m TypeName, object: &'m ObjectType) -> Object<'m> {
        let base = object.base.as_ref().and_then(|base| self.key(base));
        let children = self.descendants(name);
        let mut properties = self.properties(&object.properties);
        // Every value of a derived type has the property; the base declares it.
        if base.is_none() && !children.is_empty() {
            properties.push(TYPE_PROPERTY, Object::new().with("type", "string"));
        }
        let own = Object::new().with("type", "object");
        let own = if properties.is_empty() {
            own
        } else {
            own.with("properties", properties)
        };
        let schema = match base {
            Some(base) => Object::new().with("allOf", vec![reference(base).into(), own.into()]),
            None => own,
        };
        let key = object.key.iter().map(|key| key.0.as_str().into()).collect();
        let discriminator = (!children.is_empty()).then(|| self.discriminator(name, children));
        schema
            .maybe("discriminator", discriminator)
            .list("x-docwright-key", key)
            .flag("x-docwright-entity", object.is_entity)
            .flag("x-docwright-abstract", object.is_abstract)
            .flag("x-docwright-open", object.is_open)
            .flag("x-docwright-has-stream", object.has_stream)
    }

    fn discriminator(&self, name: &TypeName, children: BTreeSet<&'m TypeName>) -> Object<'m> {
        let mut mapping = Object::new();
        for child in self
            .keys
            .keys()
            .filter(|key| **key == name)
            .copied()
            .chain(children)
        {
            if let Some(key) = self.key(child) {
                mapping.push(
                    format!("#{}", child.0),
                    format!("#/components/schemas/{key}"),
                );
            }
        }
        Object::new()
            .with("propertyName", TYPE_PROPERTY)
            .with("mapping", mapping)
    }

    /// The `properties` of an object; of two with the same name the first one counts. Inherited properties are in the base, by
    /// `allOf`. Properties that only examples show are not part of the documented API.
    pub(super) fn properties(&self, properties: &'m [Property]) -> Object<'m> {
        let mut seen = BTreeSet::new();
        let mut out = Object::new();
        for property in properties.iter().filter(|property| {
            !property.is_inherited
                && property.evidence != Evidence::Example
                && property.name.0 != TYPE_PROPERTY
                && seen.insert(&property.name)
        }) {
            out.push(property.name.0.as_str(), self.property(property));
        }
        out
    }

    fn property(&self, property: &'m Property) -> Tree<'m> {
        let schema = if property.nullable == Some(true) {
            self.nullable(&property.ty)
        } else {
            self.schema(&property.ty)
        };
        let values = property
            .values
            .iter()
            .map(|value| value.as_str().into())
            .collect();
        let capabilities = property
            .capabilities
            .iter()
            .map(|capability| {
                let operators = capability
                    .operators
                    .iter()
                    .map(|operator| operator.as_str().into())
                    .collect();
                Object::new()
                    .with("option", capability.option.as_str())
                    .list("operators", operators)
                    .into()
            })
            .collect();
        self.described(schema, &property.doc, property.deprecated.as_ref())
            .flag("readOnly", property.read_only)
            .flag("writeOnly", property.write_only && !property.read_only)
            .flag("x-ms-navigationProperty", property.is_navigation)
            .flag("x-docwright-required", property.required)
            .maybe(
                "x-docwright-not-null",
                (property.nullable == Some(false)).then_some(true),
            )
            .maybe(
                "x-docwright-returned",
                property.returned.map(Returned::name),
            )
            .list("x-docwright-capabilities", capabilities)
            .list("x-docwright-known-values", values)
            .flag("x-docwright-secret", property.secret)
            .maybe("x-docwright-evidence", property.evidence.name())
            .into()
    }

    fn enumeration(&self, name: &'m TypeName, members: &'m EnumType) -> Object<'m> {
        let short = short_name(&name.0);
        let values = members
            .members
            .iter()
            .map(|member| self.member(member))
            .collect();
        let schema = Object::new().with("type", "string");
        let schema = if members.is_flags {
            schema.with("x-ms-enum-flags", Object::new().with("isFlags", true))
        } else {
            schema.list(
                "enum",
                members
                    .members
                    .iter()
                    .map(|member| member.name.0.as_str().into())
                    .collect(),
            )
        };
        // `modelAsString` means that the service may return other values.
        let extension = Object::new()
            .with("name", short)
            .with("modelAsString", true)
            .list("values", values);
        schema.with("x-ms-enum", extension)
    }

    fn member(&self, member: &'m EnumMember) -> Tree<'m> {
        let entry = Object::new()
            .with("value", member.name.0.as_str())
            .maybe("number", member.number);
        self.described(entry, &member.doc, member.deprecated.as_ref())
            .flag("x-docwright-sentinel", member.is_sentinel)
            .flag("x-docwright-opt-in", member.is_opt_in)
            .into()
    }
}

impl Returned {
    fn name(self) -> &'static str {
        match self {
            Self::ByDefault => "byDefault",
            Self::OnSelect => "onSelect",
            Self::OnExpand => "onExpand",
        }
    }
}

impl Evidence {
    /// `None` for a documented property.
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Table => None,
            Self::Json => Some("json"),
            Self::Request => Some("request"),
            Self::Url => Some("url"),
            Self::Example => Some("example"),
        }
    }
}
