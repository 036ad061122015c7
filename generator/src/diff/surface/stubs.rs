//! The public items of client stubs: operations, the calls that lead to them, and the client.

use std::collections::BTreeMap;

use crate::model::{ApiItem, WireName};
use crate::plan::stubs::{
    ArgumentTarget, Body, ExampleCall, Operation, PlaceMethod, QueryOption, Stubs, Target,
};

use super::models::RecordItems;
use super::types::{self, TypeNames};
use super::{FeatureCondition, Item, ItemKind, Surface};

/// Adds the items of the stubs.
pub(super) fn add(stubs: &Stubs, types: &TypeNames, surface: &mut Surface) {
    // The runtime's features for stubs are enabled wherever there are stubs.
    let client = FeatureCondition::default();
    for area in &stubs.areas {
        let condition = client.and(area.gate.as_ref());
        for operation in area.modules.iter().flat_map(|module| &module.operations) {
            let condition = condition.and_condition(&operation.condition);
            add_operation(operation, &condition, types, surface);
        }
    }
    for file in &stubs.places {
        let condition = client.and_condition(&file.condition);
        for kind in &file.kinds {
            let condition = condition.and_condition(&kind.condition);
            let item = Item {
                kind: ItemKind::Builder,
                ..Item::new(ApiItem::Api, "struct", condition)
            };
            surface.add(format!("paths::{}", kind.ident.written()), item);
        }
    }
    chains(stubs, types, surface);
    let parameters = match &stubs.base_url {
        Some(_) => Vec::new(),
        None => vec!["&str".to_owned()],
    };
    let builder = Item {
        parameters,
        ..Item::new(ApiItem::Api, "Builder<Client>", client.clone())
    };
    surface.add("Client::builder".to_owned(), builder);
    if stubs.base_url.is_some() {
        let item = |ty: &str| Item::new(ApiItem::Api, ty, client.clone());
        surface.add("Client::BASE_URL".to_owned(), item("&'static str"));
        surface.add("Client::new".to_owned(), item("Result<Client>"));
    }
}

fn add_operation(
    operation: &Operation,
    condition: &FeatureCondition,
    types: &TypeNames,
    surface: &mut Surface,
) {
    let id = &operation.id;
    let new_item = |ty: String| Item::new(ApiItem::Operation(id.clone()), ty, condition.clone());
    let path = format!("operations::{}", operation.ident.written());
    let item = new_item(types::reply(&operation.reply))
        .deprecated(operation.deprecated.is_some())
        .mentioning(types.in_reply(&operation.reply));
    surface.add(path.clone(), item);
    let mut at = new_item(String::new()).part_of(&path);
    at.parameters.push("impl Into<Path>".to_owned());
    at.parameters
        .extend(operation.arguments.iter().map(types::argument));
    at.parameters.extend(operation.body.iter().map(types::body));
    let at = at.mentioning(types.in_body(operation.body.as_ref()));
    surface.add(format!("{path}::at"), at);
    for setter in &operation.setters {
        let name = match &setter.argument.target {
            ArgumentTarget::Query(name) | ArgumentTarget::Header(name) => name.clone(),
            ArgumentTarget::Path => setter.argument.ident.written(),
        };
        let about = ApiItem::Parameter(id.clone(), WireName(name));
        let mut item = Item::new(about, "", condition.clone()).part_of(&path);
        item.parameters.push(types::argument(&setter.argument));
        surface.add(format!("{path}.{}", setter.argument.ident.written()), item);
    }
    let subject = match &operation.subject {
        Some(subject) => types::path_of(subject),
        None => "serde_json::Value".to_owned(),
    };
    for option in &operation.options {
        let (name, parameter) = query_option(*option, &subject);
        let mut item = new_item(String::new()).part_of(&path);
        item.parameters.push(parameter);
        let subject = operation.subject.as_ref();
        let subject = subject.and_then(|path| types.at(path));
        surface.add(format!("{path}.{name}"), item.mentioning(subject));
    }
    if let Some(record) = &operation.parameters {
        RecordItems {
            record,
            path: format!("operations::{}", record.ident.written()),
            condition,
            types,
            about: ApiItem::Body(id.clone()),
            field: &|wire| ApiItem::Parameter(id.clone(), wire),
        }
        .add(surface);
    }
}

fn query_option(option: QueryOption, subject: &str) -> (&'static str, String) {
    let implementing = |name: &str| format!("impl {name}<{subject}>");
    match option {
        QueryOption::Select => ("select", implementing("Select")),
        QueryOption::Expand => ("expand", implementing("Expand")),
        QueryOption::Filter => ("filter", format!("impl Into<Filter<{subject}>>")),
        QueryOption::OrderBy => ("order_by", implementing("OrderBy")),
        QueryOption::Search => ("search", types::ARGUMENT.to_owned()),
        QueryOption::Top => ("top", "u32".to_owned()),
        QueryOption::Skip => ("skip", "u32".to_owned()),
        QueryOption::Count => ("count", "()".to_owned()),
        QueryOption::Format => ("format", types::ARGUMENT.to_owned()),
        QueryOption::SkipToken => ("skip_token", types::ARGUMENT.to_owned()),
        QueryOption::DeltaToken => ("delta_token", types::ARGUMENT.to_owned()),
    }
}

/// The calls from the client to each operation, by each of its URLs.
fn chains(stubs: &Stubs, types: &TypeNames, surface: &mut Surface) {
    let kinds = stubs.places.iter().flat_map(|file| &file.kinds);
    let kinds: BTreeMap<&str, &[PlaceMethod]> = kinds
        .map(|kind| (kind.ident.text(), kind.methods.as_slice()))
        .collect();
    for example in stubs
        .example_calls
        .iter()
        .filter(|example| !example.template.is_empty())
    {
        if let Some((path, item)) = chain(types, &stubs.methods, &kinds, example) {
            surface.add(path, item);
        }
    }
}

fn chain(
    types: &TypeNames,
    start: &[PlaceMethod],
    kinds: &BTreeMap<&str, &[PlaceMethod]>,
    example: &ExampleCall,
) -> Option<(String, Item)> {
    let about = ApiItem::Url(example.id.clone(), example.template.clone());
    let condition = FeatureCondition::default().and_condition(&example.condition);
    let mut item = Item::new(about, "", condition);
    let mut path = "client".to_owned();
    let mut methods = start;
    for call in &example.chain {
        let method = methods.iter().find(|method| method.ident == call.ident)?;
        path = format!("{path}.{}()", method.ident.written());
        item.parameters
            .extend(method.arguments.iter().map(types::argument));
        item.deprecated |= method.deprecated.is_some();
        match &method.target {
            Target::Place(kind) => methods = kinds.get(kind.text())?,
            Target::Operation {
                ident,
                arguments,
                body,
            } => {
                item.parameters
                    .extend(arguments.iter().map(types::argument));
                item.parameters
                    .extend(body.iter().map(|body: &Body| types::body(body)));
                item.mentions.extend(types.in_body(body.as_ref()));
                item.ty = format!("operations::{}", ident.written());
            }
        }
    }
    Some((path, item))
}
