//! Properties that no page lists and several examples show. They are typed, so that programs can reach them, and their
//! evidence says what they rest on: nothing else may count them as documented.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::objects::plain_property;
use crate::model::lookup::Lookup;
use crate::model::operation::Example;
use crate::model::{
    Doc, Evidence, Model, ObjectType, Primitive, Property, TypeKind, TypeName, TypeRef,
};

/// A property must be shown in this many examples: a single one may be a slip of the pen.
const EXAMPLES: usize = 2;

/// What the examples show.
struct Shown<'m> {
    /// The values of undocumented properties, by type and name, each with the number of its example.
    values: BTreeMap<(&'m TypeName, &'m str), Vec<(usize, &'m Value)>>,
    /// How many objects of each type there are, by the type's place in the lookup.
    objects: Vec<usize>,
}

/// Adds them to the types of the model.
pub(super) fn add_properties(model: &mut Model) {
    for (owner, property) in find(model) {
        if let Some(TypeKind::Object(object)) = model.types.get_mut(&owner).map(|def| &mut def.kind)
        {
            object.properties.push(property);
        }
    }
}

fn find(model: &Model) -> Vec<(TypeName, Property)> {
    let lookup = Lookup::new(&model.types);
    let operations = model.operations.values();
    let examples: Vec<&Example> = operations
        .flat_map(|operation| &operation.examples)
        .collect();
    let size = examples.len().div_ceil(PARTS).max(1);
    let parts = examples.par_iter().enumerate().chunks(size).map(|part| {
        let mut shown = Shown::new(&lookup);
        for (number, example) in part {
            shown.example(&lookup, number, example);
        }
        shown
    });
    let parts: Vec<Shown<'_>> = parts.collect();
    let mut shown = Shown::new(&lookup);
    for part in parts {
        shown.append(part);
    }
    let values = shown.values.iter();
    let property = |((owner, name), values): (&(&TypeName, &str), &Vec<(usize, &Value)>)| {
        let mut numbers: Vec<usize> = values.iter().map(|(number, _)| *number).collect();
        numbers.dedup();
        // An object of an open type may hold anything: what nearly all of them hold belongs to the type.
        let is_open = lookup.lineage(owner).any(|(_, object)| object.is_open);
        let objects = lookup.place(&owner.0).map_or(0, |at| shown.objects[at]);
        let is_usual = values.len() * 10 > objects * 9;
        // What derived types list is theirs: the example shows one of them without its tag.
        let is_ours = numbers.len() >= EXAMPLES
            && (!is_open || is_usual && numbers.len() >= 2 * EXAMPLES)
            && !lookup.derived_have(owner, name);
        is_ours.then(|| {
            let values: Vec<&Value> = values.iter().map(|(_, value)| *value).collect();
            let ty = type_of(&lookup, &values);
            let doc = Doc::from_text("Not documented: only examples show it.");
            let property = Property {
                doc,
                ..plain_property(name, ty, Evidence::Example)
            };
            ((*owner).clone(), property)
        })
    };
    values.filter_map(property).collect()
}

/// The examples are looked at in so many parts.
const PARTS: usize = 32;

impl<'m> Shown<'m> {
    fn new(lookup: &Lookup<'m>) -> Self {
        Self {
            values: BTreeMap::new(),
            objects: vec![0; lookup.len()],
        }
    }

    fn example(&mut self, lookup: &Lookup<'m>, number: usize, example: &'m Example) {
        let (Some(json), Some(ty)) = (example.json.as_deref(), &example.ty) else {
            return;
        };
        let value = if example.wrapped {
            json.get("value")
        } else {
            Some(json)
        };
        if let Some(value) = value {
            self.visit(lookup, ty, number, value);
        }
    }

    fn visit(&mut self, lookup: &Lookup<'m>, ty: &'m TypeRef, number: usize, value: &'m Value) {
        match (value, ty) {
            (Value::Array(items), TypeRef::Collection(element)) => {
                for item in items {
                    self.visit(lookup, element, number, item);
                }
            }
            (Value::Object(members), TypeRef::Named(name)) => {
                let name = tagged(lookup, members).unwrap_or(name);
                self.object(lookup, name, number, members);
            }
            _ => {}
        }
    }

    fn object(
        &mut self,
        lookup: &Lookup<'m>,
        name: &'m TypeName,
        number: usize,
        members: &'m Map<String, Value>,
    ) {
        let Some(place) = lookup.place(&name.0) else {
            return;
        };
        self.objects[place] += 1;
        let objects: Vec<&ObjectType> = lookup.lineage(name).map(|(_, object)| object).collect();
        for (key, value) in members {
            let mut properties = objects.iter().flat_map(|object| &object.properties);
            match properties.find(|property| property.name.0 == *key) {
                Some(property) => self.visit(lookup, &property.ty, number, value),
                None if is_name(key) => {
                    let values = self.values.entry((name, key)).or_default();
                    values.push((number, value));
                }
                None => {}
            }
        }
    }

    /// Adds what later examples show.
    fn append(&mut self, later: Self) {
        for (place, values) in later.values {
            self.values.entry(place).or_default().extend(values);
        }
        for (count, more) in self.objects.iter_mut().zip(later.objects) {
            *count += more;
        }
    }
}

fn is_name(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The type that `@odata.type` names, if the model has it.
fn tagged<'m>(lookup: &Lookup<'m>, members: &Map<String, Value>) -> Option<&'m TypeName> {
    let tag = members.get("@odata.type")?.as_str()?;
    lookup.tagged(tag.trim_start_matches('#'))
}

/// A type that fits all values; any JSON where they differ in kind.
fn type_of(lookup: &Lookup<'_>, values: &[&Value]) -> TypeRef {
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
            type_of(lookup, &items)
        };
        return TypeRef::Collection(Box::new(element));
    }
    let mut tags = values.iter().map(|value| {
        value
            .as_object()
            .and_then(|members| tagged(lookup, members))
    });
    match tags.next().flatten() {
        Some(first) if tags.all(|tag| tag == Some(first)) => TypeRef::Named(first.clone()),
        _ => TypeRef::Untyped,
    }
}
