//! The text for a hover: symbols as the model has them, and in Rust.

use super::docs_state::DocsState;
use super::rust_names;
use super::symbol::{Symbol, SymbolAt};
use super::uri;
use super::view::View;
use crate::facts::operation::request_line::RequestLine;
use crate::facts::operation::url::Target;
use crate::model::operation::{Body, Location, Response, ResponseBody};
use crate::model::{
    Doc, ObjectType, Operation, OperationId, PagePath, Property, TypeKind, TypeName, TypeRef,
};
use crate::plan::Item;
use crate::source::Span;
use crate::source::position::Positions;

/// The descriptions of all symbols, as Markdown, with the span of the first; `None` if there is no description.
pub(super) fn text(view: &View<'_>, symbols: &[SymbolAt]) -> Option<(String, Span)> {
    let descriptions = symbols.iter().filter_map(|found| {
        let text = description(view, &found.symbol)?;
        Some((text, found.span))
    });
    let (texts, spans): (Vec<String>, Vec<Span>) = descriptions.unzip();
    Some((texts.join("\n\n---\n\n"), *spans.first()?))
}

fn description(view: &View<'_>, symbol: &Symbol) -> Option<String> {
    let docs = view.docs;
    match symbol {
        Symbol::Type(name) => type_text(docs, name),
        Symbol::Property(owner, name) => property_text(docs, owner, name),
        Symbol::Member(owner, name) => member_text(docs, owner, name),
        Symbol::Parameter(name) => parameter_text(view, name),
        Symbol::Operation(id, line) => operation_text(docs, id, line.as_ref()),
        Symbol::Page(..) => None,
    }
}

fn type_text(docs: &DocsState, name: &TypeName) -> Option<String> {
    let def = docs.model.types.get(name)?;
    let mut out = match &def.kind {
        TypeKind::Object(object) => format!("**{}**: {}", name.0, object_kind(object)),
        TypeKind::Enum(members) => {
            let names = members.members.iter();
            let names: Vec<String> = names.map(|member| code(&member.name.0)).collect();
            let kind = if members.is_flags { "flags" } else { "enum" };
            format!("**{}**: {kind} of {}", name.0, names.join(", "))
        }
    };
    if def.deprecated.is_some() {
        out.push_str("; deprecated");
    }
    if let Some(rust) = rust_names::find_type(docs.plan(), name) {
        rust_block(&mut out, &[&rust.path]);
        if let Some(gate) = rust.gate {
            out.push_str(&format!("\n\nFeature `{}`.", gate.as_str()));
        }
    }
    documented(docs, &def.doc, &mut out);
    if let Some(origin) = docs.atlas.origins.types.get(name) {
        out.push_str(&format!("\n\nFrom {}.", place(docs, origin.at)));
    }
    Some(out)
}

fn object_kind(object: &ObjectType) -> String {
    let words = holding(&[
        (object.is_abstract, "abstract"),
        (object.is_open, "open"),
        (object.is_entity, "entity"),
        (!object.is_entity, "complex type"),
    ]);
    let base = match &object.base {
        Some(base) => format!(" from {}", code(&base.0)),
        None => String::new(),
    };
    let count = object.properties.len();
    let plural = if count == 1 { "y" } else { "ies" };
    format!("{}{base}, {count} propert{plural}", words.join(" "))
}

fn property_text(docs: &DocsState, owner: &TypeName, name: &str) -> Option<String> {
    // The nearest ancestor that declares it.
    let (holder, property) = docs.model.lineage(owner).into_iter().find_map(|ancestor| {
        let properties = &docs.model.object(ancestor)?.properties;
        let property = properties
            .iter()
            .find(|property| property.name.0.eq_ignore_ascii_case(name))?;
        Some((ancestor, property))
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
    let rust = rust_names::find_type(docs.plan(), owner);
    if let Some((path, Item::Record(record))) = rust.as_ref().map(|rust| (&rust.path, rust.item))
        && let Some(field) = rust_names::field(record, &property.name.0)
    {
        rust_block(&mut out, &[&format!("// in {path}"), &field]);
    }
    documented(docs, &property.doc, &mut out);
    let at = docs.atlas.part_place(holder, &property.name.0);
    let at = at.map_or(String::new(), |at| format!(": {}", place(docs, at)));
    let evidence = property.evidence;
    out.push_str(&format!("\n\nFrom {evidence}{at}."));
    Some(out)
}

fn property_words(property: &Property) -> Vec<&'static str> {
    let stated = match property.nullable {
        Some(true) => "nullable",
        Some(false) => "not nullable",
        None => "nullable unless the service says otherwise",
    };
    let mut words = vec![stated];
    words.extend(holding(&[
        (property.is_navigation, "relationship"),
        (property.is_inherited, "inherited"),
        (property.read_only, "read-only"),
        (property.write_only, "write-only"),
        (property.required, "required"),
        (property.secret, "secret"),
        (property.deprecated.is_some(), "deprecated"),
    ]));
    words
}

/// The words whose condition holds.
fn holding(words: &[(bool, &'static str)]) -> Vec<&'static str> {
    let holding = words.iter().filter(|(holds, _)| *holds);
    holding.map(|(_, word)| *word).collect()
}

fn member_text(docs: &DocsState, owner: &TypeName, name: &str) -> Option<String> {
    let TypeKind::Enum(members) = &docs.model.types.get(owner)?.kind else {
        return None;
    };
    let mut all = members.members.iter();
    let member = all.find(|member| member.name.0.eq_ignore_ascii_case(name))?;
    let mut out = format!("**{}.{}**: member", owner.0, member.name.0);
    if member.is_sentinel {
        out.push_str("; marks an enum that may grow, never sent");
    }
    let rust = rust_names::find_type(docs.plan(), owner)?;
    if let Item::Enum(list) = rust.item {
        let mut variants = list.variants.iter();
        if let Some(variant) = variants.find(|variant| variant.wire == member.name) {
            let path = format!("{}::{}", rust.path, variant.ident.written());
            rust_block(&mut out, &[&path]);
        }
    }
    documented(docs, &member.doc, &mut out);
    Some(out)
}

fn parameter_text(view: &View<'_>, name: &str) -> Option<String> {
    let docs = view.docs;
    let page = docs.model.pages.get(&PagePath(view.path.to_owned()))?;
    let mut operations = page
        .operations
        .iter()
        .filter_map(|id| docs.model.operations.get(id));
    operations.find_map(|operation| {
        let mut parameters = operation.parameters.iter();
        if let Some(parameter) = parameters.find(|parameter| parameter.name.0 == name) {
            let place = match parameter.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
            };
            let required = if parameter.required { "; required" } else { "" };
            let ty = written(&parameter.ty);
            let mut out = format!("**{name}**: {ty}, {place} parameter{required}");
            documented(docs, &parameter.doc, &mut out);
            return Some(out);
        }
        let Body::Parameters(parameters) = &operation.body else {
            return None;
        };
        let mut parameters = parameters.iter();
        let parameter = parameters.find(|parameter| parameter.name.0 == name)?;
        let mut out = format!("**{name}**: {}, in the body", written(&parameter.ty));
        documented(docs, &parameter.doc, &mut out);
        Some(out)
    })
}

fn operation_text(
    docs: &DocsState,
    id: &OperationId,
    line: Option<&RequestLine>,
) -> Option<String> {
    let operation = docs.model.operations.get(id)?;
    let written_url = line.and_then(|line| match &line.target {
        Target::Url(url) => Some(url.template.written.as_str()),
        Target::Unknown { .. } => None,
    });
    let mut urls = operation.urls.iter();
    let url = urls
        .find(|url| Some(&*url.written) == written_url)
        .or(operation.urls.first());
    let request = url.map_or("an unknown URL", |url| url.template.as_str());
    let mut out = format!(
        "**{}**: {} {}",
        id.0,
        operation.method.as_str(),
        code(request)
    );
    if operation.urls.len() > 1 {
        out.push_str(&format!(" and {} more", operation.urls.len() - 1));
    }
    out.push_str(&format!("\n\n{}", exchange(operation)));
    if let Some(call) = rust_names::find_call(docs.plan(), id, url) {
        let head = format!("// {}", call.path);
        let lines = [Some(&head), call.chain.as_ref(), Some(&call.signature)];
        let lines: Vec<&str> = lines.into_iter().flatten().map(String::as_str).collect();
        rust_block(&mut out, &lines);
    }
    documented(docs, &operation.doc, &mut out);
    Some(out)
}

/// The request body and the responses.
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
    out.push_str(&format!("\n\n```rust\n{}\n```", lines.join("\n")));
}

/// The first paragraph of a text, with links that lead somewhere from wherever it is shown.
fn documented(docs: &DocsState, doc: &Doc, out: &mut String) {
    if doc.is_empty() {
        return;
    }
    let link = |target: &str| {
        let is_on_the_web = target.starts_with("http");
        Some(if is_on_the_web {
            target.to_owned()
        } else {
            format!("{}/{target}", uri::from_path(&docs.root).0)
        })
    };
    out.push_str("\n\n");
    out.push_str(&doc.summary().markdown_with(&link));
}

/// `resources/user.md:12`
fn place(docs: &DocsState, span: Span) -> String {
    let line = Positions::new(&docs.sources).of(span.page, span.start).line;
    let path = &docs.sources.get(span.page).path;
    code(&format!("{path}:{line}"))
}
