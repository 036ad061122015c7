//! Models of made-up names and texts: they go through JSON unchanged.

use docwright::model::{self, Model};
use proptest::prelude::*;
use serde_json::json;

use super::{config, name};

/// A model of one record and one enum with these names, and texts made of them.
pub(super) fn model(properties: &[String], members: &[String]) -> Model {
    let properties = distinct(properties).map(|name| {
        json!({"name": name, "type": {"primitive": "string"}, "doc": name, "evidence": "table"})
    });
    let members = distinct(members).map(|name| json!({"name": name, "doc": name}));
    let page = ["resources/thing.md"];
    let json = json!({
        "format": 1,
        "types": {
            "sample.thing": {
                "kind": {"object": {"properties": properties.collect::<Vec<_>>()}},
                "doc": "", "pages": page, "area": "things",
            },
            "sample.kind": {
                "kind": {"enum": {"members": members.collect::<Vec<_>>()}},
                "doc": "", "pages": page, "area": "",
            },
        },
        "operations": {},
        "pages": {},
    });
    serde_json::from_value(json).expect("this is what a model looks like")
}

/// Each name once: a type has no two properties of one name.
fn distinct(names: &[String]) -> impl Iterator<Item = &String> {
    let is_first = |at: usize| !names[..at].contains(&names[at]);
    let names = names.iter().enumerate();
    names
        .filter(move |(at, _)| is_first(*at))
        .map(|(_, name)| name)
}

/// Lists of names, short ones first.
pub(super) fn names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(name(), 0..12)
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn json_keeps_all_of_it(properties in names(), members in names()) {
        let model = model(&properties, &members);
        let text = model::json::to_json(&model);
        let again = model::json::from_json(&text).expect("what was written can be read");
        prop_assert!(again == model);
        prop_assert_eq!(model::json::to_json(&again), text);
    }
}
