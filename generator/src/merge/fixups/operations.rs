//! Fixups of operations: the URL that a page leaves out, the type of what comes back.

use super::value::{check, read_type, show};
use crate::config::Fixup;
use crate::facts::operation::url::{self, Target};
use crate::model::operation::{Location, Parameter, Response, ResponseBody, UrlTemplate};
use crate::model::{Doc, Model, Operation, OperationId, Primitive, TypeRef};

/// Applies a fixup of the operation of this id.
pub(super) fn apply(
    model: &mut Model,
    id: &OperationId,
    facet: &str,
    fixup: &Fixup,
) -> Result<(), String> {
    // Read before the operation is borrowed: the value may name types.
    let ty = |text: &str| {
        (!text.is_empty())
            .then(|| read_type(model, text))
            .transpose()
    };
    let types = if facet == "result" {
        (ty(&fixup.expect.0)?, ty(&fixup.set.0)?)
    } else {
        (None, None)
    };
    let operation = model.operations.get_mut(id);
    let operation = operation.ok_or_else(|| format!("there is no operation `{}`", id.0))?;
    match (facet, types) {
        ("url", _) => set_url(operation, fixup),
        ("result", (expected, Some(set))) => set_result(operation, expected.as_ref(), set),
        ("result", (_, None)) => Err("a result has a type".to_owned()),
        _ => Err(format!("an operation has no `{facet}` that can be set")),
    }
}

/// Sets the canonical URL; its placeholders become parameters.
fn set_url(operation: &mut Operation, fixup: &Fixup) -> Result<(), String> {
    check(
        operation.urls.first().map_or("", |url| &url.template),
        fixup,
    )?;
    let written = &fixup.set.0;
    let Some(Target::Url(url)) = url::parse(written) else {
        return Err(format!("`{written}` is no URL"));
    };
    add_parameters(operation, &url.template);
    if operation.urls.is_empty() {
        operation.urls.push(url.template);
    } else {
        operation.urls[0] = url.template;
    }
    Ok(())
}

fn add_parameters(operation: &mut Operation, url: &UrlTemplate) {
    let is_path = |parameter: &&Parameter| parameter.location == Location::Path;
    let mut place = operation.parameters.iter().filter(is_path).count();
    for name in url.parameters() {
        if operation
            .parameters
            .iter()
            .filter(is_path)
            .any(|known| known.name == *name)
        {
            continue;
        }
        let parameter = Parameter {
            name: name.clone(),
            location: Location::Path,
            ty: TypeRef::Primitive(Primitive::String),
            required: true,
            doc: Doc::default(),
            value: None,
        };
        // Path parameters stand before the others.
        operation.parameters.insert(place, parameter);
        place += 1;
    }
}

/// Sets the type of the successful answer; a collection travels in an envelope.
fn set_result(
    operation: &mut Operation,
    expected: Option<&TypeRef>,
    set: TypeRef,
) -> Result<(), String> {
    let is_success = |response: &Response| (200..300).contains(&response.status);
    let position = operation.responses.iter().position(is_success);
    let current = position.and_then(|at| match &operation.responses[at].body {
        ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(ty),
        ResponseBody::None | ResponseBody::Bytes { .. } => None,
    });
    if current != expected {
        let found = current.map_or("nothing".to_owned(), |ty| format!("`{}`", show(ty)));
        return Err(format!("found {found}"));
    }
    let body = if set.is_collection() {
        ResponseBody::Value(set)
    } else {
        ResponseBody::Type(set)
    };
    match position {
        Some(at) => operation.responses[at].body = body,
        None => operation
            .responses
            .insert(0, Response { status: 200, body }),
    }
    Ok(())
}
