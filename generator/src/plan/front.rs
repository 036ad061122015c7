//! The front page of the crate: what it is, how its types behave, and an example that compiles, with a type of the crate itself.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::{OperationId, Primitive, Property, TypeRef};

use super::ctx::Ctx;
use super::docs::{Docs, Fence};
use super::graph::TypeId;
use super::items;
use super::names;
use super::stubs::{Condition, ExampleCall, Reply, Stubs};
use super::{DocLevel, Item};

/// What `lib.rs` says.
pub(super) fn page(ctx: &Ctx<'_>, first_call: Option<Docs>) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs == DocLevel::None {
        return docs;
    }
    let package = &ctx.config.package;
    docs.paragraph(&package.description);
    docs.paragraph(
        "All types are in [`models`], each behind the cargo feature of its area (`full` enables all of them). \
         A property whose type belongs to a disabled area is kept untyped in `additional`, so nothing is lost.",
    );
    docs.paragraph(
        "A field is a [`Field`]: absent, null, a value, or a value of a kind that is not documented. Values that you do not \
         change are sent back exactly as received, and fields that you never set are omitted, except for the `@odata.type` of \
         a derived type.",
    );
    docs.paragraph(
        "Create values with `..Default::default()`, or set the fields of a default value: minor versions add fields as the API \
         adds properties.",
    );
    if let Some((id, property)) = showcase(ctx) {
        example(ctx, id, property, &mut docs);
    }
    if let Some(first_call) = first_call {
        docs.paragraph(
            "Calls read like URLs: a `Client` has a method for each first segment, and so on down to an operation. An operation \
             is a value: inspect its request, add it to a batch, or await it. `paths` has the request builders and `operations` \
             the operations; both need the feature `client`. The feature `reqwest`, which is on by default, provides a \
             transport. The names of the types in `paths` are not stable, since paths with the same requests share a type: \
             write down the calls, not the types between them.",
        );
        docs.append(first_call);
    }
    docs
}

/// A list that can be asked for without knowing anything: the shortest way to one, of an area that is on by default if there is one.
pub(super) fn first_call(ctx: &Ctx<'_>, stubs: &Stubs) -> Docs {
    let mut docs = Docs::default();
    let operations = stubs.areas.iter().flat_map(|area| &area.modules);
    let lists: BTreeSet<&OperationId> = operations
        .flat_map(|module| &module.operations)
        .filter(|operation| matches!(operation.reply, Reply::Paged(_)))
        .map(|operation| &operation.id)
        .collect();
    let needs = |call: &ExampleCall| match &call.condition {
        Condition::Always => Vec::new(),
        Condition::All(features) | Condition::Any(features) => {
            features.iter().map(|f| f.as_str().to_owned()).collect()
        }
    };
    let takes_nothing = |call: &&ExampleCall| {
        lists.contains(&call.id)
            && !call.template.is_empty()
            && call.chain.iter().all(|call| call.arguments.is_empty())
    };
    let is_off = |call: &ExampleCall| {
        let defaults = &ctx.config.default_features;
        !needs(call).iter().all(|feature| defaults.contains(feature))
    };
    let calls = stubs.example_calls.iter().filter(takes_nothing);
    let Some(call) = calls.min_by_key(|call| (is_off(call), call.template.len(), &call.id)) else {
        return docs;
    };
    let features: Vec<String> = std::iter::once("reqwest".to_owned())
        .chain(needs(call))
        .map(|feature| format!("feature = \"{feature}\""))
        .collect();
    let calls: Vec<String> = call
        .chain
        .iter()
        .map(|call| format!(".{}()", call.ident.written()))
        .collect();
    let start = if stubs.base_url.is_some() {
        "let client = Client::new(std::env::var(\"TOKEN\")?)?;"
    } else {
        "let client = Client::builder(\"https://…\").token(std::env::var(\"TOKEN\")?).build()?;"
    };
    docs.code(
        Fence::NoRun,
        &[
            &format!("# #[cfg(all({}))]", features.join(", ")),
            "# async fn example() -> Result<(), Box<dyn std::error::Error>> {",
            &format!(
                "use {}::Client;",
                names::crate_name(&ctx.config.package.name).written()
            ),
            start,
            &format!("for item in client{}.await?.items {{", calls.concat()),
            "    println!(\"{item:?}\");",
            "}",
            "# Ok(())",
            "# }",
        ],
    );
    docs
}

/// The record that most others use, of those that are always there and have a text that callers may set.
fn showcase<'m>(ctx: &Ctx<'m>) -> Option<(TypeId, &'m Property)> {
    let mut users = vec![0usize; ctx.graph.names.len()];
    ctx.graph
        .uses
        .iter()
        .flatten()
        .for_each(|used| users[*used] += 1);
    let plain = |property: &&Property| {
        let is_text = matches!(property.ty, TypeRef::Primitive(Primitive::String));
        is_text && !property.read_only && !property.secret && property.deprecated.is_none()
    };
    let there = |id: &TypeId| ctx.graph.defs[*id].deprecated.is_none() && ctx.gates[*id].is_none();
    let candidates = (0..users.len())
        .filter(there)
        .filter_map(|id| Some((id, ctx.graph.object(id)?.properties.iter().find(plain)?)));
    candidates.max_by_key(|(id, _)| (users[*id], Reverse(*id)))
}

fn example(ctx: &Ctx<'_>, id: TypeId, property: &Property, docs: &mut Docs) {
    let Some(Item::Record(record)) = items::items(ctx, id).into_iter().next() else {
        return;
    };
    let Some(field) = record
        .fields
        .iter()
        .find(|field| field.wire == property.name)
    else {
        return;
    };
    let crate_name = names::crate_name(&ctx.config.package.name).written();
    let (path, variable) = (ctx.link(id), field.ident.written());
    let json = serde_json::json!({ &field.wire.0: "text" }).to_string();
    docs.code(
        Fence::Run,
        &[
            &format!("use {crate_name}::models;"),
            &format!("let mut value = {path}::default();"),
            &format!("value.{variable} = \"text\".into();"),
            &format!("let json = {crate_name}::runtime::serde_json::to_string(&value)?;"),
            &format!(
                "assert!(json.contains({:?}));",
                json.trim_matches(['{', '}'])
            ),
            &format!("let back: {path} = {crate_name}::runtime::serde_json::from_str(&json)?;"),
            "assert_eq!(back, value);",
            &format!("# Ok::<(), {crate_name}::runtime::serde_json::Error>(())"),
        ],
    );
}
