//! A model as compact text: a line for each type, property, member and operation.

use std::fmt::Write;

use docwright::model::operation::{Body, ResponseBody};
use docwright::model::{
    EnumMember, Model, ObjectType, Operation, Property, TypeDef, TypeKind, TypeRef,
};

/// Types and operations, in the model's order. Of operations, only what types and navigation depend on.
pub(crate) fn model(model: &Model) -> String {
    let mut out = String::new();
    for (name, def) in &model.types {
        put_type(&name.0, def, &mut out);
    }
    for (id, operation) in &model.operations {
        put_operation(&id.0, operation, &mut out);
    }
    out
}

fn put_type(name: &str, def: &TypeDef, out: &mut String) {
    match &def.kind {
        TypeKind::Object(object) => {
            writeln!(out, "object {name}{}", object_flags(object)).unwrap();
        }
        TypeKind::Enum(members) => {
            let flags = if members.is_flags { " flags" } else { "" };
            writeln!(out, "enum {name}{flags}").unwrap();
        }
    }
    let pages: Vec<&str> = def.pages.iter().map(|page| page.0.as_str()).collect();
    writeln!(out, "  from {}", pages.join(", ")).unwrap();
    if !def.area.is_empty() {
        writeln!(out, "  area {}", def.area).unwrap();
    }
    if def.deprecated.is_some() {
        writeln!(out, "  deprecated").unwrap();
    }
    if !def.doc.is_empty() {
        writeln!(out, "  doc {:?}", def.doc.markdown()).unwrap();
    }
    match &def.kind {
        TypeKind::Object(object) => {
            for property in &object.properties {
                writeln!(out, "  {}", property_line(property)).unwrap();
            }
        }
        TypeKind::Enum(members) => {
            for member in &members.members {
                writeln!(out, "  {}", member_line(member)).unwrap();
            }
        }
    }
}

fn object_flags(object: &ObjectType) -> String {
    let mut text = String::new();
    if let Some(base) = &object.base {
        write!(text, " : {}", base.0).unwrap();
    }
    let flags = [
        (object.is_open, "open"),
        (object.is_abstract, "abstract"),
        (object.is_entity, "entity"),
        (object.has_stream, "stream"),
    ];
    for (_, word) in flags.iter().filter(|(is_set, _)| *is_set) {
        write!(text, " {word}").unwrap();
    }
    for key in &object.key {
        write!(text, " key {}", key.0).unwrap();
    }
    text
}

fn property_line(property: &Property) -> String {
    let mut parts = vec![format!("{}: {}", property.name.0, type_ref(&property.ty))];
    let flags = [
        (property.is_inherited, "inherited"),
        (property.is_navigation, "navigation"),
        (property.read_only, "read-only"),
        (property.write_only, "write-only"),
        (property.required, "required"),
        (property.secret, "secret"),
        (property.deprecated.is_some(), "deprecated"),
    ];
    let flags = flags.iter().filter(|(is_set, _)| *is_set);
    parts.extend(flags.map(|(_, word)| (*word).to_owned()));
    parts.extend(property.nullable.map(|is| format!("nullable {is}")));
    parts.extend(
        property
            .returned
            .map(|returned| format!("returned {returned:?}")),
    );
    parts.extend(
        property
            .capabilities
            .iter()
            .map(|capability| capability.option.clone()),
    );
    if !property.values.is_empty() {
        parts.push(format!("values {}", property.values.join(" ")));
    }
    parts.push(format!("by {:?}", property.evidence));
    parts.join(", ")
}

fn member_line(member: &EnumMember) -> String {
    let mut line = format!("{:?}", member.name.0);
    if let Some(number) = member.number {
        write!(line, " = {number}").unwrap();
    }
    let flags = [
        (member.is_sentinel, "sentinel"),
        (member.is_opt_in, "opt-in"),
        (member.deprecated.is_some(), "deprecated"),
    ];
    for (_, word) in flags.iter().filter(|(is_set, _)| *is_set) {
        write!(line, ", {word}").unwrap();
    }
    line
}

/// A type reference as text.
pub(crate) fn type_ref(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Primitive(primitive) => format!("{primitive:?}"),
        TypeRef::Named(name) => name.0.clone(),
        TypeRef::Collection(element) => format!("[{}]", type_ref(element)),
        TypeRef::Untyped => "any".to_owned(),
        TypeRef::Unknown { text } => format!("unknown {text:?}"),
    }
}

fn put_operation(id: &str, operation: &Operation, out: &mut String) {
    let owner = operation.owner.as_ref();
    let owner = owner.map_or_else(String::new, |owner| format!(" of {}", owner.0));
    writeln!(out, "operation {id} {:?}{owner}", operation.kind).unwrap();
    if !operation.doc.is_empty() {
        writeln!(out, "  doc {:?}", operation.doc.markdown()).unwrap();
    }
    for url in &operation.urls {
        writeln!(out, "  {:?} {}", operation.method, url.template).unwrap();
    }
    if let Body::Type { ty, .. } = &operation.body {
        writeln!(out, "  sends {}", type_ref(ty)).unwrap();
    }
    for response in &operation.responses {
        if let ResponseBody::Type(ty) | ResponseBody::Value(ty) = &response.body {
            writeln!(out, "  {} {}", response.status, type_ref(ty)).unwrap();
        }
    }
}
