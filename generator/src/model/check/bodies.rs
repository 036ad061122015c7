//! Bodies of examples against the types that they are of.

use std::fmt::Write;

use serde_json::Value;

use super::super::operation::{Example, Message};
use super::super::{Evidence, Primitive, Property, TypeKind, TypeName, TypeRef};
use super::Merged;
use crate::diag::{Code, Diagnostics};
use crate::facts::json_shape::{self, Shape};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::examples::{ExampleFact, ExampleMessage, Step, place};
use crate::facts::operation::request_line::RequestLine;
use crate::facts::{Fact, PageFacts, TypeExpr};
use crate::model::operation::Method;
use crate::source::{Sources, Span};

/// Checks the examples of a page.
pub(super) fn check(
    merged: &Merged<'_>,
    page: &PageFacts,
    facts: &OperationFacts,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let info = &merged
        .model
        .pages
        .get(&super::super::PagePath(page.path.clone()));
    let operations = info.iter().flat_map(|info| &info.operations);
    let examples = operations
        .filter_map(|id| merged.model.operations.get(id))
        .flat_map(|operation| &operation.examples);
    for example in examples {
        let fact = facts
            .examples
            .iter()
            .find(|fact| fact.value.line == example.line && fact.value.body_span.is_some());
        if let (Some(json), Some(ty), Some(fact)) = (&example.json, &example.ty, fact) {
            let mut walk = Walk {
                merged,
                fact,
                text: &sources.get(fact.origin.span.page).text,
                path: Vec::new(),
                found: Diagnostics::default(),
            };
            walk.body(json, ty, example);
            diagnostics.append(walk.found);
        }
    }
    // Further examples show special cases, of which less may be required.
    let is_post = |fact: &&Fact<ExampleFact>| {
        matches!(
            fact.value.message,
            ExampleMessage::Request {
                method: Method::Post,
                ..
            }
        )
    };
    if let Some(fact) = facts.examples.iter().find(is_post) {
        required(facts, fact, diagnostics);
    }
}

/// Properties that the table of the request body calls required, and that the example of the request lacks.
fn required(facts: &OperationFacts, fact: &Fact<ExampleFact>, diagnostics: &mut Diagnostics) {
    let is_ours = |request: &Fact<RequestLine>| request.value.method == Method::Post;
    let Some(table) = facts.body.as_ref().and_then(|body| body.tables.first()) else {
        return;
    };
    let Some(Value::Object(members)) = fact.value.body.json() else {
        return;
    };
    // Only an object that shows something of the table is one of those that the table describes.
    let is_about = table
        .rows
        .iter()
        .any(|row| members.contains_key(&row.name.value));
    if !facts.requests.iter().any(is_ours) || fact.value.is_truncated || !is_about {
        return;
    }
    for row in &table.rows {
        let name = &row.name.value;
        // "For each property in the collection": the row is about objects within.
        let is_nested = row.doc.0.to_ascii_lowercase().contains("each ");
        let needed =
            row.required_column.unwrap_or(row.notes.required) && !row.notes.read_only && !is_nested;
        let is_there = members
            .keys()
            .any(|key| key.eq_ignore_ascii_case(name) || key.split('@').next() == Some(name));
        if needed && !is_there {
            diagnostics.push(
                Code::ExampleMissingRequired
                    .at(
                        fact.value.body_span.unwrap_or(fact.origin.span),
                        format!("the example lacks `{name}`, which is required"),
                    )
                    .also(row.name.origin.span, "called required here")
                    .help("add it to the example, or call it optional"),
            );
        }
    }
}

/// A way through one body.
struct Walk<'w, 'f> {
    merged: &'w Merged<'f>,
    fact: &'w Fact<ExampleFact>,
    text: &'w str,
    path: Vec<Step>,
    found: Diagnostics,
}

impl Walk<'_, '_> {
    fn body(&mut self, json: &Value, ty: &TypeRef, example: &Example) {
        // An error tells what its request was not: the type is that of the success.
        if let Message::Response { status } = example.message
            && !(200..400).contains(&status)
        {
            return;
        }
        match json.get("value").filter(|_| example.wrapped) {
            Some(value) => {
                self.path.push(Step::Key("value".to_owned()));
                self.value(value, ty);
                self.path.pop();
            }
            None => self.value(json, ty),
        }
    }

    fn value(&mut self, json: &Value, ty: &TypeRef) {
        match (json, ty) {
            (Value::Null, _) | (_, TypeRef::Untyped | TypeRef::Unknown { .. }) => {}
            (Value::Array(items), TypeRef::Collection(element)) => {
                for (at, item) in items.iter().enumerate() {
                    self.path.push(Step::Item(at));
                    self.value(item, element);
                    self.path.pop();
                }
            }
            (_, TypeRef::Collection(_)) => self.wrong(json, "a list"),
            (_, TypeRef::Primitive(primitive)) => self.primitive(json, *primitive),
            (_, TypeRef::Named(name)) => self.named(json, name),
        }
    }

    fn primitive(&mut self, json: &Value, primitive: Primitive) {
        let is_number = |text: &str| text.parse::<f64>().is_ok() || text.ends_with("INF");
        let (fits, wanted) = match primitive {
            Primitive::Boolean => (json.is_boolean(), "a Boolean"),
            Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 => {
                (json.is_i64() || json.is_u64(), "a whole number")
            }
            // These may travel as text (OData JSON 4.01, section 3.2: IEEE754Compatible).
            Primitive::Int64 | Primitive::Decimal | Primitive::Single | Primitive::Double => (
                json.is_number() || json.as_str().is_some_and(is_number),
                "a number",
            ),
            Primitive::String
            | Primitive::DateTimeOffset
            | Primitive::Date
            | Primitive::TimeOfDay
            | Primitive::Duration
            | Primitive::Guid
            | Primitive::Binary => (json.is_string(), "a string"),
            Primitive::Stream => (true, ""),
        };
        if !fits
            && !json
                .as_str()
                .is_some_and(|text| stands_for(text, primitive))
        {
            self.wrong(json, wanted);
        }
    }

    fn named(&mut self, json: &Value, name: &TypeName) {
        match self.merged.model.types.get(name).map(|def| &def.kind) {
            Some(TypeKind::Enum(members)) => match json {
                Value::String(text) => {
                    let known = |value: &str| {
                        members
                            .members
                            .iter()
                            .any(|member| member.name.0.eq_ignore_ascii_case(value.trim()))
                    };
                    // An empty text is what a service sends when nothing was chosen.
                    let unknown = text.split(',').find(|value| !known(value));
                    if let Some(value) = unknown.filter(|_| !is_placeholder(text)) {
                        let message = format!("`{}` is no member of `{}`", value.trim(), name.0);
                        self.push(
                            Code::ExampleUnknownMember,
                            message,
                            "show a value that the enum lists, or add it there",
                        );
                    }
                }
                other => self.wrong(other, "a string"),
            },
            Some(TypeKind::Object(_)) => match json {
                Value::Object(members) => self.object(members, name),
                other => self.wrong(other, "an object"),
            },
            None => {}
        }
    }

    fn object(&mut self, members: &serde_json::Map<String, Value>, declared: &TypeName) {
        let tag = members.get("@odata.type").and_then(Value::as_str);
        let tagged = tag.and_then(|tag| self.merged.index.by_full_name(tag));
        let name = match tagged {
            Some(tagged) if self.merged.model.object(tagged).is_some() => tagged,
            // A type that no page describes may have any property.
            None if tag.is_some() => return,
            Some(_) | None => declared,
        };
        let mut unknown: Vec<&String> = Vec::new();
        for (key, value) in members {
            if key.contains('@') || key.starts_with("odata.") {
                continue;
            }
            match self.property(name, key, tag.is_some()) {
                Found::Known(ty) => {
                    self.path.push(Step::Key(key.clone()));
                    self.value(value, &ty);
                    self.path.pop();
                }
                Found::Elsewhere => {}
                Found::Nowhere if self.is_listed(name, key) => {}
                Found::Nowhere => unknown.push(key),
            }
        }
        if let [first, ..] = unknown.as_slice() {
            self.path.push(Step::Key((*first).clone()));
            let names: Vec<String> = unknown.iter().map(|name| format!("`{name}`")).collect();
            let (are, verb) = if names.len() == 1 {
                ("property", "is no")
            } else {
                ("properties", "are no")
            };
            let mut message = format!("{} {verb} {are} of `{}`", names.join(", "), name.0);
            if let Some(spelt) = self.respelt(name, first) {
                let _ = write!(message, ", which spells `{first}` as `{spelt}`");
            }
            self.push(
                Code::ExampleUnknownProperty,
                message,
                "add what is missing to the page of the type, or correct the example",
            );
            self.path.pop();
        }
    }

    /// The property that differs in letter case only.
    fn respelt(&self, name: &TypeName, key: &str) -> Option<&str> {
        let model = &self.merged.model;
        let bases = model.lineage(name).into_iter();
        let mut properties = bases
            .filter_map(|base| model.object(base))
            .flat_map(|object| &object.properties);
        let known = properties.find(|property| {
            property.name.0.eq_ignore_ascii_case(key) && property.evidence != Evidence::Example
        })?;
        Some(&known.name.0)
    }

    /// Whether a table spells a property so, whatever the model made of it.
    fn is_listed(&self, name: &TypeName, key: &str) -> bool {
        let mut parts = self
            .merged
            .definitions
            .types
            .get(name)
            .into_iter()
            .flatten();
        parts.any(|part| {
            let mut rows = part.resource.properties.iter();
            rows.any(|row| row.name.value == key)
        })
    }

    /// The property of a type, of one of its bases, or, where the object does not say what it is, of a derived type.
    fn property(&self, name: &TypeName, key: &str, is_tagged: bool) -> Found {
        let model = &self.merged.model;
        let documented = |property: &&Property| {
            property.name.0 == *key && property.evidence != Evidence::Example
        };
        for ancestor in model.lineage(name) {
            let Some(object) = model.object(ancestor) else {
                continue;
            };
            if let Some(property) = object.properties.iter().find(documented) {
                return Found::Known(property.ty.clone());
            }
            if object.is_open {
                return Found::Elsewhere;
            }
        }
        let derives = || {
            model.types.keys().any(|other| {
                other != name
                    && model.lineage(other).contains(&name)
                    && model.object(other).is_some_and(|object| {
                        object
                            .properties
                            .iter()
                            .any(|property| documented(&property))
                    })
            })
        };
        if !is_tagged && derives() {
            Found::Elsewhere
        } else {
            Found::Nowhere
        }
    }

    fn wrong(&mut self, json: &Value, wanted: &str) {
        if json.as_str().is_some_and(is_placeholder) {
            return;
        }
        let found = match json {
            Value::Null => "null",
            Value::Bool(_) => "a Boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        let name = self.path.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.clone()),
            Step::Item(_) => None,
        });
        let name = name.map_or_else(|| "the body".to_owned(), |key| format!("`{key}`"));
        self.push(
            Code::ExampleWrongKind,
            format!("{name} is {found} here, and {wanted} by its type"),
            "correct the example or the type of the property",
        );
    }

    fn push(&mut self, code: Code, message: String, help: &str) {
        self.found.push(code.at(self.place(), message).help(help));
    }

    /// Where the value is that the path leads to.
    fn place(&self) -> Span {
        let whole = self.fact.value.body_span.unwrap_or(self.fact.origin.span);
        place(self.text, whole, &self.path).unwrap_or(whole)
    }
}

/// What is known of a key.
enum Found {
    Known(TypeRef),
    /// It is not declared, but it may be there.
    Elsewhere,
    Nowhere,
}

/// `Boolean`, `Int32`: the name of the type, in place of a value.
fn stands_for(text: &str, wanted: Primitive) -> bool {
    match json_shape::placeholder(text) {
        Shape::Type(TypeExpr::Primitive(primitive)) => primitive == wanted,
        Shape::Integer => matches!(
            wanted,
            Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32
        ),
        Shape::Type(_) | Shape::Text | Shape::Union(_) | Shape::Unknown | Shape::Collection(_) => {
            false
        }
    }
}

/// `{id}`, `<name>`, `String`, `a | b`: no value at all.
fn is_placeholder(text: &str) -> bool {
    text.is_empty()
        || text.starts_with("@odata")
        || text.contains(['{', '<', '|', '…'])
        || text.contains("...")
        || text.contains("-value")
        || text.contains(" value")
        || text.eq_ignore_ascii_case("string")
}
