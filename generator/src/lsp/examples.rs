//! Keys in the JSON of examples: from a position in a body to the property of that key. Follows types from the root of the body
//! inwards, and `@odata.type` on the way.

use super::symbol::{Symbol, SymbolAt};
use super::view::{View, holds};
use crate::facts::Subject;
use crate::model::{Model, Operation, PagePath, TypeName, TypeRef};
use crate::syntax::json::{self, Json, Value};

/// The property whose key is at a position of an example.
pub(super) fn property_at(view: &View<'_>, offset: usize) -> Option<SymbolAt> {
    let Subject::Operation(facts) = &view.facts.subject else {
        return None;
    };
    let in_body = |span| holds(span, offset);
    let fact = facts
        .examples
        .iter()
        .find(|fact| fact.value.body_span.is_some_and(in_body))?;
    let span = fact.value.body_span?;
    let model = &view.docs.model;
    let page = model.pages.get(&PagePath(view.path.to_owned()))?;
    let operations = page.operations.iter();
    let examples = operations
        .filter_map(|id| model.operations.get(id))
        .flat_map(|operation: &Operation| &operation.examples);
    // Lines may have moved since the last run, so an example with the same name is the second choice.
    let example = examples
        .filter(|example| example.ty.is_some())
        .filter(|example| example.line == fact.value.line || example.name == fact.value.name)
        .min_by_key(|example| example.line != fact.value.line)?;
    let (json, _) = json::read(view.slice(span), span.page, span.start);
    let search = KeySearch { model, offset };
    let root = json?;
    let wrapped = root.get("value").filter(|_| example.wrapped);
    let ty = example.ty.as_ref()?;
    match wrapped {
        Some(value) => search.value(value, ty),
        None => search.value(&root, ty),
    }
}

struct KeySearch<'m> {
    model: &'m Model,
    offset: usize,
}

impl KeySearch<'_> {
    fn value(&self, json: &Json<'_>, ty: &TypeRef) -> Option<SymbolAt> {
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

    fn object(&self, json: &Json<'_>, owner: &TypeName) -> Option<SymbolAt> {
        let members = json.as_object()?;
        members.iter().find_map(|member| {
            let name = member.key.trim();
            if holds(member.key_span, self.offset) {
                return Some(SymbolAt {
                    symbol: Symbol::Property(owner.clone(), name.to_owned()),
                    span: member.key_span,
                });
            }
            let lineage = self.model.lineage(owner).into_iter();
            let mut properties = lineage
                .filter_map(|name| self.model.object(name))
                .flat_map(|object| &object.properties);
            let property =
                properties.find(|property| property.name.0.eq_ignore_ascii_case(name))?;
            self.value(&member.value, &property.ty)
        })
    }

    /// The type in the object's `@odata.type`.
    fn tagged(&self, json: &Json<'_>) -> Option<&TypeName> {
        let tag = json.get("@odata.type")?.as_str()?.trim_start_matches('#');
        let (name, _) = self.model.types.get_key_value(&TypeName(tag.to_owned()))?;
        Some(name)
    }
}
