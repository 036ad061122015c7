//! Keys in the JSON of examples: from a byte of a body to the property that is shown there. Follows types from the body's root
//! inwards, and tags on the way.

use super::spot::{Found, Spot};
use super::view::{View, holds};
use crate::facts::Subject;
use crate::model::{Model, Operation, PagePath, TypeName, TypeRef};
use crate::syntax::json::{self, Json, Value};

/// What is meant at a byte of an example.
pub(super) fn find(view: &View<'_>, offset: usize) -> Option<Found> {
    let Subject::Operation(facts) = &view.facts.subject else {
        return None;
    };
    let in_body = |span| holds(span, offset);
    let fact = facts
        .examples
        .iter()
        .find(|fact| fact.value.body_span.is_some_and(in_body))?;
    let span = fact.value.body_span?;
    let model = &view.world.model;
    let page = model.pages.get(&PagePath(view.path.to_owned()))?;
    let operations = page.operations.iter();
    let examples = operations
        .filter_map(|id| model.operations.get(id))
        .flat_map(|operation: &Operation| &operation.examples);
    // The page may have moved since the last run; what an example is called stays longer than its line.
    let mut same: Vec<_> = examples
        .filter(|example| example.ty.is_some())
        .filter(|example| example.line == fact.value.line || example.name == fact.value.name)
        .collect();
    same.sort_by_key(|example| example.line != fact.value.line);
    let example = same.first()?;
    let (json, _) = json::read(view.slice(span), span.page, span.start);
    let walk = Walk { model, offset };
    let root = json?;
    let wrapped = root.get("value").filter(|_| example.wrapped);
    let ty = example.ty.as_ref()?;
    match wrapped {
        Some(value) => walk.value(value, ty),
        None => walk.value(&root, ty),
    }
}

struct Walk<'m> {
    model: &'m Model,
    offset: usize,
}

impl Walk<'_> {
    fn value(&self, json: &Json<'_>, ty: &TypeRef) -> Option<Found> {
        if !holds(json.span, self.offset) {
            return None;
        }
        match &json.value {
            Value::Array(items) => items.iter().find_map(|item| self.value(item, ty.element())),
            Value::Object(_) => self.object(json, self.tagged(json).or(ty.named())?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Elided => {
                None
            }
        }
    }

    fn object(&self, json: &Json<'_>, owner: &TypeName) -> Option<Found> {
        let members = json.as_object()?;
        members.iter().find_map(|member| {
            let name = member.key.trim();
            if holds(member.key_span, self.offset) {
                return Some(Found {
                    spot: Spot::Property(owner.clone(), name.to_owned()),
                    span: member.key_span,
                });
            }
            let line = self.model.lineage(owner);
            let objects = line.into_iter().filter_map(|name| self.model.object(name));
            let mut properties = objects.flat_map(|object| &object.properties);
            let known = properties.find(|known| known.name.0.eq_ignore_ascii_case(name))?;
            self.value(&member.value, &known.ty)
        })
    }

    /// The type that the object says it has.
    fn tagged(&self, json: &Json<'_>) -> Option<&TypeName> {
        let tag = json.get("@odata.type")?.as_str()?.trim_start_matches('#');
        let (name, _) = self.model.types.get_key_value(&TypeName(tag.to_owned()))?;
        Some(name)
    }
}
