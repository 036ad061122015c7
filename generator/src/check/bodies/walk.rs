//! A way through one body, beside the type that it is of: what is unknown there, and what is of another kind.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::words::{is_placeholder, stands_for};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::facts::Fact;
use crate::facts::operation::examples::{ExampleFact, Place, Step, place};
use crate::facts::property::PropertyFact;
use crate::merge::Merged;
use crate::model::operation::{Example, Message};
use crate::model::{EnumType, Evidence, Primitive, Property, TypeKind, TypeName, TypeRef};
use crate::source::Span;

/// A way through one body.
pub(super) struct Walk<'w, 'f> {
    pub(super) merged: &'w Merged<'f>,
    fact: &'w Fact<ExampleFact>,
    text: &'w str,
    path: Vec<Step>,
    /// What declares the keys of the path, in their order.
    declared: Vec<Declared<'w>>,
    /// What was found.
    pub(super) found: Diagnostics,
}

/// What gives a value its type.
#[derive(Clone, Copy)]
pub(super) enum Declared<'w> {
    /// A property of a type.
    Property(&'w TypeName, &'w Property),
    /// A row of a table, which gives it this type.
    Row(&'w PropertyFact, &'w TypeRef),
}

/// What is known of a key.
enum Found<'w> {
    Known(&'w TypeName, &'w Property),
    /// It is not declared, but it may be there.
    Elsewhere,
    Nowhere,
}

impl<'w, 'f> Walk<'w, 'f> {
    pub(super) fn new(merged: &'w Merged<'f>, fact: &'w Fact<ExampleFact>, text: &'w str) -> Self {
        Self {
            merged,
            fact,
            text,
            path: Vec::new(),
            declared: Vec::new(),
            found: Diagnostics::default(),
        }
    }

    /// The body of an example that is of this type.
    pub(super) fn body(&mut self, json: &Value, ty: &'w TypeRef, example: &Example) {
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

    /// The value of a key that something declares.
    pub(super) fn member(&mut self, key: &str, value: &Value, declared: Declared<'w>) {
        let ty = match declared {
            Declared::Property(_, property) => &property.ty,
            Declared::Row(_, ty) => ty,
        };
        self.path.push(Step::Key(key.to_owned()));
        self.declared.push(declared);
        self.value(value, ty);
        self.declared.pop();
        self.path.pop();
    }

    fn value(&mut self, json: &Value, ty: &'w TypeRef) {
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

    fn named(&mut self, json: &Value, name: &'w TypeName) {
        match self.merged.model.types.get(name).map(|def| &def.kind) {
            Some(TypeKind::Enum(members)) => match json {
                Value::String(text) => self.choice(text, name, members),
                other => self.wrong(other, "a string"),
            },
            Some(TypeKind::Object(_)) => match json {
                Value::Object(members) => self.object(members, name),
                other => self.wrong(other, "an object"),
            },
            None => {}
        }
    }

    /// The text of a value of an enum; several members may stand in it.
    fn choice(&mut self, text: &str, name: &TypeName, members: &EnumType) {
        let known = |value: &str| {
            let mut members = members.members.iter();
            members.any(|member| member.name.0.eq_ignore_ascii_case(value.trim()))
        };
        // An empty text is what a service sends when nothing was chosen.
        let unknown = text.split(',').find(|value| !known(value));
        if let Some(value) = unknown.filter(|_| !is_placeholder(text)) {
            let message = format!("`{}` is no member of `{}`", value.trim(), name.0);
            let found = Code::ExampleUnknownMember.at(self.place().value, message);
            let found = match self.merged.members(name) {
                Some(table) => found.also(table, "its members are listed here"),
                None => found,
            };
            self.push(found.help("show a value that the enum lists, or add it there"));
        }
    }

    fn object(&mut self, members: &Map<String, Value>, declared: &'w TypeName) {
        let tag = members.get("@odata.type").and_then(Value::as_str);
        let tagged = tag.and_then(|tag| self.merged.index.by_full_name(tag));
        let name = match tagged {
            Some(tagged) if self.merged.model.object(tagged).is_some() => tagged,
            // A type that no page describes may have any property.
            None if tag.is_some() => return,
            Some(_) | None => declared,
        };
        let mut unknown: Vec<&str> = Vec::new();
        for (key, value) in members {
            if key.contains('@') || key.starts_with("odata.") {
                continue;
            }
            match self.property(name, key, tag.is_some()) {
                Found::Known(owner, property) => {
                    self.member(key, value, Declared::Property(owner, property));
                }
                Found::Elsewhere => {}
                Found::Nowhere if self.is_listed(name, key) => {}
                Found::Nowhere => unknown.push(key),
            }
        }
        let named = members.keys().filter(|key| !key.contains('@')).count();
        if self.is_guess(tag) && unknown.len() > 1 && unknown.len() * 2 > named {
            self.another_type(name, &unknown);
        } else {
            self.unknown_properties(name, &unknown);
        }
    }

    /// An object that shows little of the type that the page says it is of.
    fn another_type(&mut self, name: &'w TypeName, unknown: &[&str]) {
        let names = unknown_names(unknown, "property", "properties", "it");
        let message = format!("this shows little of `{}`: {names}", name.0);
        let first = unknown.first().copied().unwrap_or_default();
        let found = Code::ExampleUnknownProperty.at(self.key(first), message);
        let found = match self.merged.listed(name) {
            Some(table) => found.also(table, "the properties of that type"),
            None => found,
        };
        let help =
            "add what is missing to the page of the type, or say by an `@odata.type` what this is";
        self.push(found.help(help));
    }

    /// Properties that the type of an object does not have.
    fn unknown_properties(&mut self, name: &'w TypeName, unknown: &[&str]) {
        let Some(first) = unknown.first().copied() else {
            return;
        };
        let of = format!("`{}`", name.0);
        let mut message = unknown_names(unknown, "property", "properties", &of);
        let spelt = self.respelt(name, first);
        if let Some(spelt) = spelt {
            let _ = write!(message, ", which spells `{first}` as `{spelt}`");
        }
        let row = spelt.and_then(|spelt| self.merged.row(name, spelt));
        let row = row.map(|row| (row.name.origin.span, "spelt so here"));
        let listed = || {
            let table = self.merged.listed(name)?;
            Some((table, "its properties are listed here"))
        };
        let other = row.or_else(listed);
        let found = Code::ExampleUnknownProperty.at(self.key(first), message);
        let found = match other {
            Some((span, label)) => found.also(span, label),
            None => found,
        };
        let help = "add what is missing to the page of the type, or correct the example";
        self.push(found.help(help));
    }

    /// Whether nobody says that the object is of this type: neither it nor the annotation, nor a property that it is the
    /// value of. It is what the page is about mostly, but some examples show another thing.
    fn is_guess(&self, tag: Option<&str>) -> bool {
        tag.is_none() && self.fact.value.ty.is_none() && self.declared.is_empty()
    }

    /// The property that differs in letter case only.
    fn respelt(&self, name: &'w TypeName, key: &str) -> Option<&'w str> {
        let model = &self.merged.model;
        let mut properties = model
            .lineage(name)
            .into_iter()
            .filter_map(|base| model.object(base))
            .flat_map(|object| &object.properties);
        let known = properties.find(|property| {
            property.name.0.eq_ignore_ascii_case(key) && property.evidence != Evidence::Example
        })?;
        Some(&known.name.0)
    }

    /// Whether a table spells a property so, whatever the model made of it.
    fn is_listed(&self, name: &TypeName, key: &str) -> bool {
        let parts = self.merged.definitions.types.get(name).into_iter();
        let mut rows = parts.flatten().flat_map(|part| &part.resource.properties);
        rows.any(|row| row.name.value == key)
    }

    /// The property of a type, of one of its bases, or, where the object does not say what it is, of a derived type.
    fn property(&self, name: &'w TypeName, key: &str, is_tagged: bool) -> Found<'w> {
        let model = &self.merged.model;
        let documented = |property: &&Property| {
            property.name.0 == *key && property.evidence != Evidence::Example
        };
        for ancestor in model.lineage(name) {
            let Some(object) = model.object(ancestor) else {
                continue;
            };
            if let Some(property) = object.properties.iter().find(documented) {
                return Found::Known(ancestor, property);
            }
            if object.is_open {
                return Found::Elsewhere;
            }
        }
        // Few types have such a property; of those one looks at the bases.
        let derives = || {
            let mut owners = model.types.iter().filter(|(_, def)| match &def.kind {
                TypeKind::Object(object) => object
                    .properties
                    .iter()
                    .any(|property| documented(&property)),
                TypeKind::Enum(_) => false,
            });
            owners.any(|(other, _)| other != name && model.lineage(other).contains(&name))
        };
        if !is_tagged && derives() {
            Found::Elsewhere
        } else {
            Found::Nowhere
        }
    }

    /// A value of another kind than its type.
    fn wrong(&mut self, json: &Value, wanted: &str) {
        if json.as_str().is_some_and(is_placeholder) {
            return;
        }
        let kind = match json {
            Value::Null => "null",
            Value::Bool(_) => "a Boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        let name = self.path.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(format!("`{key}`")),
            Step::Item(_) => None,
        });
        let name = name.unwrap_or_else(|| "the body".to_owned());
        let message = format!("{name} is {kind} here, and {wanted} by its type");
        let found = Code::ExampleWrongKind
            .at(self.place().value, message)
            .here(format!("the example shows {kind} here"));
        let row = match self.declared.last() {
            Some(Declared::Property(owner, property)) => self
                .merged
                .row(owner, &property.name.0)
                .map(|row| (row, &property.ty)),
            Some(Declared::Row(row, ty)) => Some((*row, *ty)),
            None => None,
        };
        let found = match row {
            Some((row, ty)) => {
                found.also(row.ty.origin.span, format!("the table says `{ty}` here"))
            }
            None => found,
        };
        self.push(found.help("correct the example or the type of the property"));
    }

    pub(super) fn push(&mut self, found: Diagnostic) {
        self.found.push(found);
    }

    /// Where the value is that the path leads to.
    fn place(&self) -> Place {
        let whole = self.fact.value.body_span.unwrap_or(self.fact.origin.span);
        place(self.text, whole, &self.path).unwrap_or(Place {
            key: whole,
            value: whole,
        })
    }

    /// Where a key of the object is that the path leads to.
    pub(super) fn key(&mut self, key: &str) -> Span {
        self.path.push(Step::Key(key.to_owned()));
        let place = self.place();
        self.path.pop();
        place.key
    }
}

/// "`a` is no property of `t`", "`a`, `b` are no properties of it"
fn unknown_names(names: &[&str], one: &str, many: &str, of: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let (what, verb) = if names.len() == 1 {
        (one, "is no")
    } else {
        (many, "are no")
    };
    format!("{} {verb} {what} of {of}", quoted.join(", "))
}
