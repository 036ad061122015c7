//! The parameters of an operation at one path: placeholders, query, headers, and the system query options.

use std::collections::BTreeSet;

use super::{Ctx, Object, Tree};
use crate::model::operation::{Location, Parameter};
use crate::model::{Operation, TypeRef};

/// The system query options that `components.parameters` describes: key, name, JSON type.
const OPTIONS: &[(&str, &str, &str)] = &[
    ("count", "$count", "boolean"),
    ("deltatoken", "$deltatoken", "string"),
    ("expand", "$expand", "string"),
    ("filter", "$filter", "string"),
    ("format", "$format", "string"),
    ("orderby", "$orderby", "string"),
    ("search", "$search", "string"),
    ("select", "$select", "string"),
    ("skip", "$skip", "integer"),
    ("skiptoken", "$skiptoken", "string"),
    ("top", "$top", "integer"),
];

/// `components.parameters`: the options that at least one operation has.
pub(super) fn shared<'m>(ctx: &Ctx<'m>) -> Object<'m> {
    let used: BTreeSet<String> = ctx
        .model
        .operations
        .values()
        .flat_map(|operation| operation.query_options.iter().flatten())
        .map(|option| option.to_ascii_lowercase())
        .collect();
    let mut out = Object::new();
    for (key, name, kind) in OPTIONS.iter().filter(|(_, name, _)| used.contains(*name)) {
        out.push(
            *key,
            inline(name, "query").with("schema", Object::new().with("type", *kind)),
        );
    }
    out
}

/// The parameters of an operation; `names` pairs each placeholder of the path, in order, with its name in the operation.
pub(super) fn parameters<'m>(
    ctx: &Ctx<'m>,
    operation: &'m Operation,
    names: &[(&str, &str)],
) -> Vec<Tree<'m>> {
    let mut out = path_parameters(ctx, operation, names);
    let mut query = BTreeSet::new();
    let mut headers = BTreeSet::new();
    for parameter in &operation.parameters {
        let name = parameter.name.0.as_str();
        let is_listed = match parameter.location {
            Location::Path => false,
            Location::Query => !is_option(operation, name) && query.insert(name),
            // OpenAPI ignores these three: body, response and security state the same.
            Location::Header => {
                let lower = name.to_ascii_lowercase();
                !matches!(lower.as_str(), "accept" | "content-type" | "authorization")
                    && headers.insert(lower)
            }
        };
        if is_listed {
            out.push(parameter_object(ctx, parameter).into());
        }
    }
    let mut seen = BTreeSet::new();
    for option in operation
        .query_options
        .iter()
        .flatten()
        .filter(|option| seen.insert(option.to_ascii_lowercase()))
    {
        out.push(query_option(option));
    }
    out
}

fn is_option(operation: &Operation, name: &str) -> bool {
    operation
        .query_options
        .iter()
        .flatten()
        .any(|option| option.eq_ignore_ascii_case(name))
}

fn path_parameters<'m>(
    ctx: &Ctx<'m>,
    operation: &'m Operation,
    names: &[(&str, &str)],
) -> Vec<Tree<'m>> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (name, documented_name) in names.iter().filter(|(name, _)| seen.insert(*name)) {
        let documented = operation.parameters.iter().find(|parameter| {
            parameter.location == Location::Path && parameter.name.0 == *documented_name
        });
        let object = inline(name, "path").with("required", true);
        out.push(match documented {
            Some(parameter) => described(ctx, object, parameter).into(),
            None => object
                .with("schema", Object::new().with("type", "string"))
                .into(),
        });
    }
    out
}

fn parameter_object<'m>(ctx: &Ctx<'m>, parameter: &'m Parameter) -> Object<'m> {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    };
    let object = Object::new()
        .with("name", parameter.name.0.as_str())
        .with("in", place);
    described(ctx, object.flag("required", parameter.required), parameter)
}

fn described<'m>(ctx: &Ctx<'m>, object: Object<'m>, parameter: &'m Parameter) -> Object<'m> {
    object
        .text("description", ctx.links.resolve(&parameter.doc))
        .with("schema", url_schema(ctx, &parameter.ty))
        .maybe("x-docwright-value", parameter.value.as_deref())
}

/// Values in URLs and headers are text; an unknown type becomes a string.
fn url_schema<'m>(ctx: &Ctx<'m>, ty: &'m TypeRef) -> Object<'m> {
    match ty {
        TypeRef::Primitive(_) | TypeRef::Named(_) | TypeRef::Collection(_) => ctx.schema(ty),
        TypeRef::Untyped | TypeRef::Unknown { .. } => Object::new().with("type", "string"),
    }
}

fn query_option(option: &str) -> Tree<'_> {
    match OPTIONS
        .iter()
        .find(|(_, name, _)| name.eq_ignore_ascii_case(option))
    {
        Some((key, _, _)) => Tree::reference("parameters", key),
        None => inline(option, "query")
            .with("schema", Object::new().with("type", "string"))
            .into(),
    }
}

fn inline<'m>(name: &str, place: &'static str) -> Object<'m> {
    Object::new()
        .with("name", name.to_owned())
        .with("in", place)
}
