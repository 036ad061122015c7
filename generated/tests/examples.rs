//! Every JSON example of the pages, read as the type that its page gives it, written again and compared.
#![cfg(all(feature = "registry", feature = "full"))]

use docwright_runtime::roundtrip::{self, Outcome};
use docwright_runtime::serde_json::{self, Value};
use msgraph::registry::REGISTRY;

/// An example of a page: where it stands, its type, and its JSON.
struct Example {
    place: String,
    type_name: String,
    is_collection: bool,
    json: Value,
}

#[test]
fn every_example_survives() {
    let examples = examples();
    assert!(
        examples.len() > 70,
        "only {} examples have a type",
        examples.len()
    );
    for example in &examples {
        let outcome = check(example);
        assert!(outcome.lossless, "{}: {:?}", example.place, outcome.error);
    }
}

/// What no page documents lands in `additional`, what a page documents wrongly in `Unexpected`: both must stay rare.
#[test]
fn nearly_every_value_is_typed() {
    let (mut leaves, mut odd) = (0, 0);
    for example in examples() {
        let outcome = check(&example);
        leaves += count(&example.json, "", &|_| true);
        let elsewhere = [&outcome.unexpected[..], &outcome.additional[..]].concat();
        odd += count(&example.json, "", &|pointer| {
            elsewhere.iter().any(|place| is_below(pointer, place))
        });
    }
    assert!(leaves > 800, "only {leaves} values in all examples");
    assert!(
        odd * 25 <= leaves,
        "{odd} of {leaves} values are not in typed fields"
    );
}

fn check(example: &Example) -> Outcome {
    roundtrip::check(
        &REGISTRY,
        &example.type_name,
        example.is_collection,
        &example.json,
    )
}

/// The examples whose JSON has a type of the model; bodies that belong to one action only have none.
fn examples() -> Vec<Example> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/api.json");
    let text = std::fs::read_to_string(path).expect("api.json stands beside the crate");
    let model: Value = serde_json::from_str(&text).expect("api.json is JSON");
    let operations = model["operations"]
        .as_object()
        .expect("the model has operations");
    let all = operations.values().flat_map(|operation| {
        let page = operation["page"].as_str().unwrap_or_default();
        let examples = operation["examples"].as_array().into_iter().flatten();
        examples.map(move |example| (page, example))
    });
    all.filter_map(|(page, example)| {
        let ty = example.get("ty")?;
        let element = ty.get("collection").unwrap_or(ty);
        Some(Example {
            place: format!("{page}:{}", example["line"]),
            type_name: element.get("named")?.as_str()?.to_owned(),
            is_collection: ty.get("collection").is_some(),
            json: example.get("json")?.clone(),
        })
    })
    .collect()
}

/// How many leaves, annotations aside, stand at a pointer that `wanted` accepts.
fn count(value: &Value, pointer: &str, wanted: &dyn Fn(&str) -> bool) -> usize {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(name, _)| !name.contains('@'))
            .map(|(name, member)| count(member, &format!("{pointer}/{name}"), wanted))
            .sum(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, item)| count(item, &format!("{pointer}/{at}"), wanted))
            .sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            usize::from(wanted(pointer))
        }
    }
}

fn is_below(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
