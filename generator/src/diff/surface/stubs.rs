//! Operations, the calls that lead to them, and the client, as public items.

use std::collections::BTreeMap;

use crate::model::things::Thing;
use crate::plan::stubs::{
    ArgumentTarget, Body, NodeMethod, Operation, QueryOption, Stubs, Target, Visit,
};

use super::types::{self, Types};
use super::{Item, ItemKind, Needs, Surface, models};

pub(super) fn add(stubs: &Stubs, types: &Types, surface: &mut Surface) {
    // The features that bring what stubs need of the runtime come and go with the stubs.
    let client = Needs::default();
    for area in &stubs.areas {
        let needs = client.and(area.gate.as_ref());
        for operation in area.modules.iter().flat_map(|module| &module.operations) {
            let needs = needs.and_condition(&operation.condition);
            add_operation(operation, &needs, types, surface);
        }
    }
    for file in &stubs.places {
        let needs = client.and_condition(&file.condition);
        for node in &file.nodes {
            let needs = needs.and_condition(&node.condition);
            let item = Item {
                kind: ItemKind::Place,
                ..Item::new(Thing::Api, "struct", needs)
            };
            surface.add(format!("paths::{}", node.ident.written()), item);
        }
    }
    chains(stubs, types, surface);
    let takes = match &stubs.base_url {
        Some(_) => Vec::new(),
        None => vec!["&str".to_owned()],
    };
    let builder = Item {
        takes,
        ..Item::new(Thing::Api, "Builder<Client>", client.clone())
    };
    surface.add("Client::builder".to_owned(), builder);
    if stubs.base_url.is_some() {
        let item = |gives: &str| Item::new(Thing::Api, gives, client.clone());
        surface.add("Client::BASE_URL".to_owned(), item("&'static str"));
        surface.add("Client::new".to_owned(), item("Result<Client>"));
    }
}

fn add_operation(operation: &Operation, needs: &Needs, types: &Types, surface: &mut Surface) {
    let id = &operation.id;
    let path = format!("operations::{}", operation.ident.written());
    let item = Item::new(
        Thing::Operation(id.clone()),
        types::reply(&operation.reply),
        needs.clone(),
    );
    let item = item
        .deprecated(operation.deprecated.is_some())
        .naming(types.of_reply(&operation.reply));
    surface.add(path.clone(), item);
    let mut at = Item::new(Thing::Operation(id.clone()), "", needs.clone()).part_of(&path);
    at.takes.push("impl Into<Path>".to_owned());
    at.takes
        .extend(operation.arguments.iter().map(types::argument));
    at.takes.extend(operation.body.iter().map(types::body));
    let at = at.naming(types.of_body(operation.body.as_ref()));
    surface.add(format!("{path}::at"), at);
    for setter in &operation.setters {
        let name = match &setter.argument.target {
            ArgumentTarget::Query(name) | ArgumentTarget::Header(name) => name.clone(),
            ArgumentTarget::Path => setter.argument.ident.written(),
        };
        let about = Thing::Parameter(id.clone(), crate::model::WireName(name));
        let mut item = Item::new(about, "", needs.clone()).part_of(&path);
        item.takes.push(types::argument(&setter.argument));
        surface.add(format!("{path}.{}", setter.argument.ident.written()), item);
    }
    let subject = match &operation.subject {
        Some(subject) => types::path_of(subject),
        None => "serde_json::Value".to_owned(),
    };
    for option in &operation.options {
        let (name, takes) = query_option(*option, &subject);
        let mut item = Item::new(Thing::Operation(id.clone()), "", needs.clone()).part_of(&path);
        item.takes.push(takes);
        let named = operation.subject.as_ref().and_then(|it| types.at(it));
        surface.add(format!("{path}.{name}"), item.naming(named));
    }
    if let Some(record) = &operation.parameters {
        let path = format!("operations::{}", record.ident.written());
        let about = |part| match part {
            None => Thing::Body(id.clone()),
            Some(wire) => Thing::Parameter(id.clone(), wire),
        };
        models::record(record, (&path, needs), (types, &about), surface);
    }
}

fn query_option(option: QueryOption, subject: &str) -> (&'static str, String) {
    let of = |what: &str| format!("impl {what}<{subject}>");
    match option {
        QueryOption::Select => ("select", of("Select")),
        QueryOption::Expand => ("expand", of("Expand")),
        QueryOption::Filter => ("filter", format!("impl Into<Filter<{subject}>>")),
        QueryOption::OrderBy => ("order_by", of("OrderBy")),
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
fn chains(stubs: &Stubs, types: &Types, surface: &mut Surface) {
    let nodes = stubs.places.iter().flat_map(|file| &file.nodes);
    let nodes: BTreeMap<&str, &[NodeMethod]> = nodes
        .map(|node| (node.ident.text(), node.methods.as_slice()))
        .collect();
    for visit in stubs.visits.iter().filter(|it| !it.template.is_empty()) {
        if let Some((path, item)) = chain(types, &stubs.methods, &nodes, visit) {
            surface.add(path, item);
        }
    }
}

fn chain(
    types: &Types,
    start: &[NodeMethod],
    nodes: &BTreeMap<&str, &[NodeMethod]>,
    visit: &Visit,
) -> Option<(String, Item)> {
    let about = Thing::Url(visit.id.clone(), visit.template.clone());
    let needs = Needs::default().and_condition(&visit.condition);
    let mut item = Item::new(about, "", needs);
    let mut path = "client".to_owned();
    let mut methods = start;
    for call in &visit.chain {
        let method = methods.iter().find(|it| it.ident == call.ident)?;
        path = format!("{path}.{}()", method.ident.written());
        item.takes
            .extend(method.arguments.iter().map(types::argument));
        item.deprecated |= method.deprecated.is_some();
        match &method.target {
            Target::Node(node) => methods = nodes.get(node.text())?,
            Target::Operation {
                ident,
                arguments,
                body,
            } => {
                item.takes.extend(arguments.iter().map(types::argument));
                item.takes
                    .extend(body.iter().map(|it: &Body| types::body(it)));
                item.mentions.extend(types.of_body(body.as_ref()));
                item.gives = format!("operations::{}", ident.written());
            }
        }
    }
    Some((path, item))
}
