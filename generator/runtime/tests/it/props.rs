//! Objects that are made up, the same ones on each run: whatever comes in goes out, and fields keep what they were given.

use docwright_runtime::serde_json::{Map, Value, json};
use docwright_runtime::{Field, Record, json};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::keeps;
use crate::sample::Call;

fn config() -> Config {
    Config {
        cases: 512,
        rng_seed: RngSeed::Fixed(20_261_122),
        failure_persistence: None,
        ..Config::default()
    }
}

/// Any JSON, with names that the sample type knows among those that it does not.
fn value() -> impl Strategy<Value = Value> {
    let number = any::<f64>().prop_filter_map("JSON has no such number", |number| {
        docwright_runtime::serde_json::Number::from_f64(number).map(Value::Number)
    });
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        number,
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            object(inner).prop_map(Value::Object),
        ]
    })
}

fn object(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let known = Call::default().shape().names.list().to_vec();
    let name = prop_oneof![
        4 => prop::sample::select(known).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => Just("@odata.type".to_owned()),
    ];
    let members = prop::collection::vec((name, value), 0..8);
    members.prop_map(|members| members.into_iter().collect())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_comes_in_goes_out(object in object(value())) {
        keeps(&Value::Object(object));
    }

    #[test]
    fn a_field_keeps_what_it_was_given(text in any::<Option<String>>(), number in any::<i32>()) {
        let id = text.clone().map_or(Field::Null, Field::Value);
        let call = Call { id, ..Call::default() };
        let written = json::to_string(&call);
        prop_assert_eq!(json::from_str::<Value>(&written).unwrap(), json!({"id": text}));
        prop_assert_eq!(json::from_str::<Call>(&written).unwrap().id, call.id);
        // A number where text is expected is kept, and is not taken for text.
        let odd: Call = json::from_value(json!({"id": number})).unwrap();
        prop_assert!(matches!(odd.id, Field::Unexpected(_)));
        prop_assert_eq!(json::to_value(&odd), json!({"id": number}));
    }
}
