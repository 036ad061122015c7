//! Properties that no page lists and several examples show. They are typed, so that programs can reach them, and their
//! evidence says what they rest on: nothing else may count them as documented.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::objects::plain_property;
use super::{Doc, Evidence, Model, Primitive, Property, TypeKind, TypeName, TypeRef, bases};

/// A property must be shown in this many examples: a single one may be a slip of the pen.
const EXAMPLES: usize = 2;

/// What the examples show.
#[derive(Default)]
struct Shown<'m> {
    /// The values of undocumented properties, by type and name, each with the number of its example.
    values: BTreeMap<(TypeName, String), Vec<(usize, &'m Value)>>,
    /// How many objects of each type there are.
    objects: BTreeMap<TypeName, usize>,
}

/// Adds them to the types of the model.
pub fn add(model: &mut Model) {
    let mut shown = Shown::default();
    let examples = model
        .operations
        .values()
        .flat_map(|operation| &operation.examples);
    for (number, example) in examples.enumerate() {
        let (Some(json), Some(ty)) = (&example.json, &example.ty) else {
            continue;
        };
        let value = if example.wrapped {
            json.get("value")
        } else {
            Some(json)
        };
        if let Some(value) = value {
            visit(model, ty, (number, value), &mut shown);
        }
    }
    let mut found: Vec<(TypeName, Property)> = Vec::new();
    for ((owner, name), values) in shown.values {
        let mut numbers: Vec<usize> = values.iter().map(|(number, _)| *number).collect();
        numbers.dedup();
        // An object of an open type may hold anything: what nearly all of them hold belongs to the type.
        let is_open = model
            .lineage(&owner)
            .into_iter()
            .filter_map(|name| model.object(name))
            .any(|object| object.is_open);
        let is_usual = values.len() * 10 > shown.objects[&owner] * 9;
        // What derived types list is theirs: the example shows one of them without its tag.
        if numbers.len() >= EXAMPLES
            && (!is_open || is_usual && numbers.len() >= 2 * EXAMPLES)
            && !bases::derived_have(model, &owner, &name)
        {
            let ty = type_of(
                model,
                &values.iter().map(|(_, value)| *value).collect::<Vec<_>>(),
            );
            let doc = Doc("Not documented: only examples show it.".to_owned());
            found.push((
                owner,
                Property {
                    doc,
                    ..plain_property(&name, ty, Evidence::Example)
                },
            ));
        }
    }
    for (owner, property) in found {
        if let Some(TypeKind::Object(object)) = model.types.get_mut(&owner).map(|def| &mut def.kind)
        {
            object.properties.push(property);
        }
    }
}

fn visit<'m>(
    model: &'m Model,
    ty: &TypeRef,
    (number, value): (usize, &'m Value),
    shown: &mut Shown<'m>,
) {
    match (value, ty) {
        (Value::Array(items), TypeRef::Collection(element)) => {
            for item in items {
                visit(model, element, (number, item), shown);
            }
        }
        (Value::Object(members), TypeRef::Named(name)) => {
            let name = tagged(model, members).unwrap_or(name);
            object(model, name, (number, members), shown);
        }
        _ => {}
    }
}

fn object<'m>(
    model: &'m Model,
    name: &TypeName,
    (number, members): (usize, &'m Map<String, Value>),
    shown: &mut Shown<'m>,
) {
    let line: Vec<TypeName> = model.lineage(name).into_iter().cloned().collect();
    let objects: Vec<_> = line.iter().filter_map(|name| model.object(name)).collect();
    if objects.is_empty() {
        return;
    }
    *shown.objects.entry(name.clone()).or_default() += 1;
    for (key, value) in members {
        match objects
            .iter()
            .flat_map(|object| &object.properties)
            .find(|property| property.name.0 == *key)
        {
            Some(property) => visit(model, &property.ty, (number, value), shown),
            None if is_name(key) => shown
                .values
                .entry((name.clone(), key.clone()))
                .or_default()
                .push((number, value)),
            None => {}
        }
    }
}

fn is_name(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The type that `@odata.type` names, if the model has it.
fn tagged<'m>(model: &'m Model, members: &Map<String, Value>) -> Option<&'m TypeName> {
    let tag = members
        .get("@odata.type")?
        .as_str()?
        .trim_start_matches('#');
    let exact = model
        .types
        .get_key_value(&TypeName(tag.to_owned()))
        .map(|(name, _)| name);
    exact.or_else(|| {
        model
            .types
            .keys()
            .find(|name| name.0.eq_ignore_ascii_case(tag))
    })
}

/// A type that fits all values; any JSON where they differ in kind.
fn type_of(model: &Model, values: &[&Value]) -> TypeRef {
    let values: Vec<&Value> = values
        .iter()
        .copied()
        .filter(|value| !value.is_null())
        .collect();
    let all =
        |test: fn(&Value) -> bool| !values.is_empty() && values.iter().all(|value| test(value));
    if all(Value::is_string) {
        return TypeRef::Primitive(Primitive::String);
    }
    if all(Value::is_boolean) {
        return TypeRef::Primitive(Primitive::Boolean);
    }
    if all(Value::is_i64) {
        return TypeRef::Primitive(Primitive::Int64);
    }
    if all(Value::is_number) {
        return TypeRef::Primitive(Primitive::Double);
    }
    if all(Value::is_array) {
        let items: Vec<&Value> = values
            .iter()
            .filter_map(|value| value.as_array())
            .flatten()
            .collect();
        let nested = items.iter().any(|item| item.is_array());
        let element = if nested {
            TypeRef::Untyped
        } else {
            type_of(model, &items)
        };
        return TypeRef::Collection(Box::new(element));
    }
    let mut tags = values
        .iter()
        .map(|value| value.as_object().and_then(|members| tagged(model, members)));
    match tags.next().flatten() {
        Some(first) if tags.all(|tag| tag == Some(first)) => TypeRef::Named(first.clone()),
        _ => TypeRef::Untyped,
    }
}
