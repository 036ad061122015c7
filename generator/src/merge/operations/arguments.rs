//! The parameters of an action: rows of its body table, and members that only its example shows. A string whose documented
//! values are those of one enum has that enum's type; one whose documented form is that of a timestamp is one.

use serde_json::Value as JsonValue;

use super::source::{Api, Source};
use crate::diag::Diagnostics;
use crate::facts::property::PropertyFact;
use crate::merge::index::PageScope;
use crate::merge::objects::{Candidate, from_row, plain_property};
use crate::model::{Evidence, Primitive, Property, TypeName, TypeRef};

/// A row of a body table as a parameter.
pub(super) fn argument(
    api: &Api<'_, '_>,
    source: &Source<'_>,
    row: &PropertyFact,
    diagnostics: &mut Diagnostics,
) -> Property {
    let Candidate {
        property,
        alternatives,
        ..
    } = from_row(api.context, source.page, row, diagnostics);
    let element = better_element(api, &property, &alternatives);
    let ty = match (element, property.ty.is_collection()) {
        (Some(element), true) => TypeRef::Collection(Box::new(element)),
        (Some(element), false) => element,
        (None, _) => property.ty.clone(),
    };
    Property {
        ty,
        evidence: Evidence::Request,
        ..property
    }
}

/// A type that says more than the type cell does.
fn better_element(
    api: &Api<'_, '_>,
    property: &Property,
    alternatives: &[TypeName],
) -> Option<TypeRef> {
    if let Some((first, others)) = alternatives.split_first()
        && !others.is_empty()
    {
        let covers = |base: &&TypeName| others.iter().all(|other| api.derives(other, base));
        return api
            .model
            .lineage(first)
            .into_iter()
            .find(covers)
            .cloned()
            .map(TypeRef::Named);
    }
    if *property.ty.element() != TypeRef::Primitive(Primitive::String) {
        return None;
    }
    if property.doc.plain().contains("yyyy-MM-ddTHH:mm:ss") {
        return Some(TypeRef::Primitive(Primitive::DateTimeOffset));
    }
    api.enums
        .find(&property.values)
        .cloned()
        .map(TypeRef::Named)
}

/// The members of an example's body as parameters.
pub(super) fn shown(
    api: &Api<'_, '_>,
    scope: PageScope<'_>,
    json: &JsonValue,
) -> impl Iterator<Item = Property> {
    let members = json.as_object().into_iter().flatten();
    let named = members.filter(|(name, _)| !name.contains('@'));
    let properties = named.map(|(name, value)| {
        plain_property(name, shown_type(api, scope, name, value), Evidence::Example)
    });
    properties.collect::<Vec<_>>().into_iter()
}

/// The type that an example's value shows: its tag, else, of an object, the type of the member's own name that has all
/// its members.
fn shown_type(api: &Api<'_, '_>, scope: PageScope<'_>, name: &str, value: &JsonValue) -> TypeRef {
    match value {
        JsonValue::Null => TypeRef::Untyped,
        JsonValue::Bool(_) => TypeRef::Primitive(Primitive::Boolean),
        JsonValue::Number(number) if number.is_f64() => TypeRef::Primitive(Primitive::Double),
        JsonValue::Number(_) => TypeRef::Primitive(Primitive::Int32),
        JsonValue::String(_) => TypeRef::Primitive(Primitive::String),
        JsonValue::Array(items) => {
            let element = items
                .first()
                .map_or(TypeRef::Untyped, |item| shown_type(api, scope, name, item));
            TypeRef::Collection(Box::new(element))
        }
        JsonValue::Object(members) => {
            let tag = members.get("@odata.type").and_then(JsonValue::as_str);
            let tagged = tag.and_then(|tag| api.tagged(tag, scope));
            let named = || {
                let found = api.context.index.named(name, None, scope)?;
                members
                    .keys()
                    .all(|key| has_property(api, found, key))
                    .then(|| TypeRef::Named(found.clone()))
            };
            tagged.or_else(named).unwrap_or(TypeRef::Untyped)
        }
    }
}

fn has_property(api: &Api<'_, '_>, name: &TypeName, property: &str) -> bool {
    let objects = api
        .model
        .lineage(name)
        .into_iter()
        .filter_map(|name| api.model.object(name));
    property.contains('@')
        || objects
            .flat_map(|object| &object.properties)
            .any(|known| known.name.0.eq_ignore_ascii_case(property))
}
