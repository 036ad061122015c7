//! What became of the thing under the cursor: in the model, and in Rust.

use std::fmt::Write;

use super::rust;
use super::spot::{Found, Spot};
use super::uri;
use super::view::View;
use super::world::World;
use crate::facts::operation::request_line::RequestLine;
use crate::facts::operation::url::Target;
use crate::model::operation::{Body, Location, Response, ResponseBody};
use crate::model::{
    Doc, ObjectType, Operation, OperationId, PagePath, Property, TypeKind, TypeName, TypeRef,
};
use crate::plan::Item;
use crate::source::Span;
use crate::source::position::Positions;

/// What is said of things, as Markdown; `None` when nothing is known of any of them.
pub(super) fn text(view: &View<'_>, found: &[Found]) -> Option<(String, Span)> {
    let mut parts: Vec<(String, Span)> = Vec::new();
    for found in found {
        if let Some(text) = of(view, &found.spot) {
            parts.push((text, found.span));
        }
    }
    let span = parts.first()?.1;
    let texts: Vec<String> = parts.into_iter().map(|(text, _)| text).collect();
    Some((texts.join("\n\n---\n\n"), span))
}

fn of(view: &View<'_>, spot: &Spot) -> Option<String> {
    let world = view.world;
    match spot {
        Spot::Type(name) => type_text(world, name),
        Spot::Property(owner, name) => property_text(world, owner, name),
        Spot::Member(owner, name) => member_text(world, owner, name),
        Spot::Parameter(name) => parameter_text(view, name),
        Spot::Operation(id, line) => operation_text(world, id, line.as_ref()),
        Spot::Page(..) => None,
    }
}

fn type_text(world: &World, name: &TypeName) -> Option<String> {
    let def = world.model.types.get(name)?;
    let mut out = match &def.kind {
        TypeKind::Object(object) => format!("**{}**: {}", name.0, object_words(object)),
        TypeKind::Enum(members) => {
            let names: Vec<String> = members.members.iter().map(|it| code(&it.name.0)).collect();
            let kind = if members.is_flags { "flags" } else { "enum" };
            format!("**{}**: {kind} of {}", name.0, names.join(", "))
        }
    };
    if def.deprecated.is_some() {
        out.push_str("; deprecated");
    }
    if let Some(rust) = rust::of_type(world.plan(), name) {
        rust_block(&mut out, &[&rust.path]);
        if let Some(gate) = rust.gate {
            write!(out, "\n\nFeature `{}`.", gate.as_str()).expect("a String takes all");
        }
    }
    documented(world, &def.doc, &mut out);
    if let Some(origin) = world.atlas.origins.types.get(name) {
        write!(out, "\n\nFrom {}.", place(world, origin.at)).expect("a String takes all");
    }
    Some(out)
}

fn object_words(object: &ObjectType) -> String {
    let mut words = Vec::new();
    for (holds, word) in [
        (object.is_abstract, "abstract"),
        (object.is_open, "open"),
        (object.is_entity, "entity"),
        (!object.is_entity, "complex type"),
    ] {
        if holds {
            words.push(word.to_owned());
        }
    }
    let base = object.base.as_ref();
    let base = base.map_or(String::new(), |base| format!(" from {}", code(&base.0)));
    let count = object.properties.len();
    let plural = if count == 1 { "y" } else { "ies" };
    format!("{}{base}, {count} propert{plural}", words.join(" "))
}

fn property_text(world: &World, owner: &TypeName, name: &str) -> Option<String> {
    // The nearest type of the line that has it.
    let (holder, property) = world
        .model
        .lineage(owner)
        .into_iter()
        .find_map(|ancestor| {
            let properties = &world.model.object(ancestor)?.properties;
            let found = properties
                .iter()
                .find(|known| known.name.0.eq_ignore_ascii_case(name))?;
            Some((ancestor, found))
        })?;
    let mut out = format!(
        "**{}.{}**: {}",
        holder.0,
        property.name.0,
        written(&property.ty)
    );
    for word in property_words(property) {
        out.push_str("; ");
        out.push_str(word);
    }
    let rust = rust::of_type(world.plan(), owner);
    if let Some((path, Item::Record(record))) = rust.as_ref().map(|it| (&it.path, it.item))
        && let Some(field) = rust::field(record, &property.name.0)
    {
        rust_block(&mut out, &[&format!("// in {path}"), &field]);
    }
    documented(world, &property.doc, &mut out);
    let at = world.atlas.part_place(holder, &property.name.0);
    let at = at.map_or(String::new(), |at| format!(": {}", place(world, at)));
    let evidence = property.evidence;
    write!(out, "\n\nFrom {evidence}{at}.").expect("a String takes all");
    Some(out)
}

fn property_words(property: &Property) -> Vec<&'static str> {
    let stated = match property.nullable {
        Some(true) => "nullable",
        Some(false) => "not nullable",
        None => "nullable unless the service says otherwise",
    };
    let mut words = vec![stated];
    for (holds, word) in [
        (property.is_navigation, "relationship"),
        (property.is_inherited, "inherited"),
        (property.read_only, "read-only"),
        (property.write_only, "write-only"),
        (property.required, "required"),
        (property.secret, "secret"),
        (property.deprecated.is_some(), "deprecated"),
    ] {
        if holds {
            words.push(word);
        }
    }
    words
}

fn member_text(world: &World, owner: &TypeName, name: &str) -> Option<String> {
    let TypeKind::Enum(members) = &world.model.types.get(owner)?.kind else {
        return None;
    };
    let mut known = members.members.iter();
    let member = known.find(|member| member.name.0.eq_ignore_ascii_case(name))?;
    let mut out = format!("**{}.{}**: member", owner.0, member.name.0);
    if member.is_sentinel {
        out.push_str("; marks an enum that may grow, never sent");
    }
    let rust = rust::of_type(world.plan(), owner)?;
    if let Item::Enum(e) = rust.item
        && let Some(variant) = e.variants.iter().find(|it| it.wire == member.name)
    {
        rust_block(
            &mut out,
            &[&format!("{}::{}", rust.path, variant.ident.written())],
        );
    }
    documented(world, &member.doc, &mut out);
    Some(out)
}

fn parameter_text(view: &View<'_>, name: &str) -> Option<String> {
    let world = view.world;
    let page = world.model.pages.get(&PagePath(view.path.to_owned()))?;
    let mut operations = page
        .operations
        .iter()
        .filter_map(|id| world.model.operations.get(id));
    operations.find_map(|operation| {
        let parameter = operation.parameters.iter().find(|it| it.name.0 == name);
        if let Some(parameter) = parameter {
            let place = match parameter.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
            };
            let required = if parameter.required { "; required" } else { "" };
            let ty = written(&parameter.ty);
            let mut out = format!("**{name}**: {ty}, {place} parameter{required}");
            documented(world, &parameter.doc, &mut out);
            return Some(out);
        }
        let Body::Parameters(parameters) = &operation.body else {
            return None;
        };
        let parameter = parameters.iter().find(|it| it.name.0 == name)?;
        let mut out = format!("**{name}**: {}, in the body", written(&parameter.ty));
        documented(world, &parameter.doc, &mut out);
        Some(out)
    })
}

fn operation_text(world: &World, id: &OperationId, line: Option<&RequestLine>) -> Option<String> {
    let operation = world.model.operations.get(id)?;
    let written_url = line.and_then(|line| match &line.target {
        Target::Url(url) => Some(url.template.written.as_str()),
        Target::Unknown { .. } => None,
    });
    let meant = |url: &&crate::model::operation::UrlTemplate| Some(&*url.written) == written_url;
    let url = operation.urls.iter().find(meant).or(operation.urls.first());
    let request = url.map_or("an unknown URL", |url| url.template.as_str());
    let mut out = format!(
        "**{}**: {} {}",
        id.0,
        operation.method.as_str(),
        code(request)
    );
    if operation.urls.len() > 1 {
        write!(out, " and {} more", operation.urls.len() - 1).expect("a String takes all");
    }
    write!(out, "\n\n{}", exchange(operation)).expect("a String takes all");
    if let Some(call) = rust::of_operation(world.plan(), id, url) {
        let head = format!("// {}", call.path);
        let lines = [Some(&head), call.chain.as_ref(), Some(&call.signature)];
        let lines: Vec<&str> = lines.into_iter().flatten().map(String::as_str).collect();
        rust_block(&mut out, &lines);
    }
    documented(world, &operation.doc, &mut out);
    Some(out)
}

/// What is sent, and what comes back.
fn exchange(operation: &Operation) -> String {
    let sent = match &operation.body {
        Body::None => "Sends nothing".to_owned(),
        Body::Type { ty, .. } => format!("Sends {}", written(ty)),
        Body::Parameters(names) => format!("Sends {} parameters", names.len()),
        Body::Reference => "Sends a reference".to_owned(),
        Body::Bytes { .. } => "Sends bytes".to_owned(),
        Body::Untyped => "Sends JSON that the page does not describe".to_owned(),
    };
    let answer = |response: &Response| {
        let status = response.status;
        match &response.body {
            ResponseBody::None => format!("{status} with nothing"),
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => {
                format!("{status} with {}", written(ty))
            }
            ResponseBody::Bytes { .. } => format!("{status} with bytes"),
        }
    };
    let answers: Vec<String> = operation.responses.iter().map(answer).collect();
    format!("{sent}; answers {}.", answers.join(" or "))
}

fn written(ty: &TypeRef) -> String {
    let text = ty.to_string();
    match ty.element() {
        TypeRef::Unknown { .. } => format!("{} (not known, so any JSON)", code(&text)),
        TypeRef::Primitive(_) | TypeRef::Named(_) | TypeRef::Collection(_) | TypeRef::Untyped => {
            code(&text)
        }
    }
}

/// Text of a page between backticks.
fn code(text: &str) -> String {
    format!("`{}`", text.replace(['`', '\n'], " "))
}

fn rust_block(out: &mut String, lines: &[&str]) {
    write!(out, "\n\n```rust\n{}\n```", lines.join("\n")).expect("a String takes all");
}

/// The first paragraph of a text, with links that lead somewhere from wherever it is shown.
fn documented(world: &World, doc: &Doc, out: &mut String) {
    let Some(first) = doc.0.split("\n\n").next().filter(|text| !text.is_empty()) else {
        return;
    };
    out.push_str("\n\n");
    let mut pieces = first.split("](");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        out.push_str("](");
        if !piece.starts_with("http") {
            out.push_str(&uri::of_path(&world.root).0);
            out.push('/');
        }
        out.push_str(piece);
    }
}

/// `resources/user.md:12`
fn place(world: &World, span: Span) -> String {
    let line = Positions::new(&world.sources)
        .of(span.page, span.start)
        .line;
    let path = &world.sources.get(span.page).path;
    code(&format!("{path}:{line}"))
}
