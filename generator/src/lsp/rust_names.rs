//! Types, fields and calls of the generated crate, as text: looked up in the plan, written by the emitter.

use proc_macro2::TokenStream;

use crate::emit;
use crate::model::operation::UrlTemplate;
use crate::model::{OperationId, TypeName};
use crate::plan::stubs::{ExampleCall, Operation};
use crate::plan::{Gate, Item, Module, Plan, Record};

/// A type of the crate.
pub(super) struct RustType<'p> {
    /// `msgraph::models::User`
    pub(super) path: String,
    /// Its definition.
    pub(super) item: &'p Item,
    /// The cargo feature that enables it.
    pub(super) gate: &'p Gate,
}

/// The Rust type of a type of the API.
pub(super) fn find_type<'p>(plan: &'p Plan, name: &TypeName) -> Option<RustType<'p>> {
    let is_wanted = |item: &&Item| match item {
        Item::Record(record) => record.api_name == *name,
        Item::Enum(list) => list.api_name == *name,
        Item::Poly(_) | Item::Constants(_) => false,
    };
    plan.areas.iter().find_map(|area| {
        area.modules.iter().find_map(|module| {
            let item = module.items.iter().find(is_wanted)?;
            Some(RustType {
                path: path(plan, module, item),
                item,
                gate: &area.gate,
            })
        })
    })
}

fn path(plan: &Plan, module: &Module, item: &Item) -> String {
    let ident = match item {
        Item::Record(record) => record.ident.written(),
        Item::Enum(list) => list.ident.written(),
        Item::Poly(poly) => poly.ident.written(),
        Item::Constants(constants) => constants.path.clone(),
    };
    let mut path = format!("{}::models::", plan.crate_name.written());
    for part in &module.namespace {
        path.push_str(&part.written());
        path.push_str("::");
    }
    path + &ident
}

/// The declaration of a field: `pub name: rt::Field<String>`.
pub(super) fn field(record: &Record, wire: &str) -> Option<String> {
    let field = record.fields.iter().find(|field| field.wire.0 == wire)?;
    let text = printed(emit::field(field));
    let (_, text) = text.split_once('{')?;
    let text = text.trim().trim_end_matches('}').trim();
    Some(text.trim_end_matches(',').to_owned())
}

/// A call of an operation.
pub(super) struct RustCall {
    /// `msgraph::operations::GetUser`
    pub(super) path: String,
    /// `client.users(…).get()`
    pub(super) chain: Option<String>,
    /// `fn get(&self) -> rt::client::reply::Json<models::User>`
    pub(super) signature: String,
}

/// The call of an operation; by this URL if it has several.
pub(super) fn find_call(
    plan: &Plan,
    id: &OperationId,
    url: Option<&UrlTemplate>,
) -> Option<RustCall> {
    let stubs = plan.stubs.as_ref()?;
    let mut operations = stubs
        .areas
        .iter()
        .flat_map(|area| &area.modules)
        .flat_map(|module| &module.operations);
    let operation: &Operation = operations.find(|operation| operation.id == *id)?;
    let examples = stubs
        .example_calls
        .iter()
        .filter(|example| example.id == *id);
    let example: Option<&ExampleCall> = examples
        .min_by_key(|example| url.is_none_or(|url| url.template != example.template))
        .filter(|example| !example.template.is_empty());
    let method = example
        .and_then(|example| example.chain.last())
        .map_or(&operation.ident, |call| &call.ident);
    let signature = printed(emit::call(operation, method));
    let signature = signature.trim().trim_end_matches("{}").trim();
    Some(RustCall {
        path: format!(
            "{}::operations::{}",
            plan.crate_name.written(),
            operation.ident.written()
        ),
        chain: example.map(chain),
        signature: signature.to_owned(),
    })
}

fn chain(example: &ExampleCall) -> String {
    let mut out = "client".to_owned();
    for call in &example.chain {
        out.push('.');
        out.push_str(&call.ident.written());
        let arguments = if call.arguments.is_empty() {
            "()"
        } else {
            "(…)"
        };
        out.push_str(arguments);
    }
    out
}

/// Formats tokens of the emitter.
fn printed(tokens: TokenStream) -> String {
    let file = syn::parse2(tokens).expect("the emitter emits items");
    prettyplease::unparse(&file)
}
