//! The `components` of the document: schemas of all types and envelopes, shared parameters, the error response.

use super::types::reference;
use super::{Ctx, Object, parameters};
use crate::model::TypeName;

/// Key of the schema of an error response.
const ERROR: &str = "ODataError";

/// The `components` object, with envelopes for the types that `paths` has recorded.
pub(super) fn components<'m>(ctx: &Ctx<'m>) -> Object<'m> {
    let mut schemas = Object::new();
    for (name, def) in &ctx.model.types {
        if let Some(key) = ctx.key(name) {
            schemas.push(key.to_owned(), ctx.definition(name, def));
        }
    }
    for name in &ctx.paged {
        schemas.push(envelope_key(ctx, name), envelope(ctx, name));
    }
    schemas.push(error_key(ctx), error());
    let response = Object::new()
        .with("description", "The request failed.")
        .with(
            "content",
            Object::new().with(
                "application/json",
                Object::new().with("schema", reference(&error_key(ctx))),
            ),
        );
    Object::new()
        .with("schemas", schemas)
        .with("responses", Object::new().with("error", response))
        .with("parameters", parameters::shared(ctx))
        .with(
            "securitySchemes",
            Object::new().with(
                "token",
                Object::new().with("type", "http").with("scheme", "bearer"),
            ),
        )
}

/// The key of the schema of a page of a collection.
pub(super) fn envelope_key(ctx: &Ctx, name: &TypeName) -> String {
    free_key(
        ctx,
        format!("{}CollectionResponse", ctx.key(name).unwrap_or(&name.0)),
    )
}

fn error_key(ctx: &Ctx) -> String {
    free_key(ctx, ERROR.to_owned())
}

/// A key that no type of the API has.
fn free_key(ctx: &Ctx, mut key: String) -> String {
    while ctx.keys.values().any(|taken| *taken == key) {
        key.insert(0, '_');
    }
    key
}

fn envelope<'m>(ctx: &Ctx<'m>, name: &TypeName) -> Object<'m> {
    let items = reference(ctx.key(name).unwrap_or(&name.0));
    collection_page(items).with("description", "One page of a collection.")
}

/// The envelope around a page of a collection.
pub(super) fn collection_page(items: Object<'_>) -> Object<'_> {
    let link = || Object::new().with("type", "string").with("format", "uri");
    let properties = Object::new()
        .with(
            "value",
            Object::new().with("type", "array").with("items", items),
        )
        .with("@odata.nextLink", link())
        .with("@odata.deltaLink", link())
        .with(
            "@odata.count",
            Object::new()
                .with("type", "integer")
                .with("format", "int64"),
        );
    Object::new()
        .with("type", "object")
        .with("properties", properties)
}

/// The error body of OData JSON 4.01, section 21.
fn error<'m>() -> Object<'m> {
    let string = || Object::new().with("type", "string");
    let main = Object::new()
        .with("code", string())
        .with("message", string())
        .with("target", string())
        .with("innerError", Object::new().with("type", "object"))
        .with(
            "details",
            Object::new()
                .with("type", "array")
                .with("items", Object::new().with("type", "object")),
        );
    let main = Object::new()
        .with("type", "object")
        .with("properties", main)
        .with("required", vec!["code".into(), "message".into()]);
    Object::new()
        .with("type", "object")
        .with("properties", Object::new().with("error", main))
        .with("required", vec!["error".into()])
}
