//! What generated code relies on, over types written as the generator writes them.

mod choices;
#[cfg(all(feature = "chrono", feature = "time"))]
mod dates;
mod errors;
mod fields;
mod json_text;
mod polymorphic;
mod props;
mod random;
mod reading;
mod roundtrips;
#[rustfmt::skip]
pub mod sample;
mod scalars;
mod stack;

use docwright_runtime::json;
use docwright_runtime::serde_json::{self, Value};

use sample::Call;

/// Reads as a call and writes again, along every way there is.
#[track_caller]
fn keeps(value: &Value) -> Call {
    let text = value.to_string();
    let call: Call = json::from_str(&text).unwrap();
    assert_eq!(
        json::from_str::<Value>(&json::to_string(&call)).unwrap(),
        *value,
        "JSON to JSON"
    );
    assert_eq!(json::to_value(&call), *value, "JSON to value");
    assert_eq!(
        serde_json::to_value(&call).unwrap(),
        *value,
        "JSON to serde"
    );
    let again: Call = serde_json::from_str(&text).unwrap();
    assert_eq!(json::to_value(&again), *value, "serde to value");
    let third: Call = json::from_value(value.clone()).unwrap();
    assert_eq!(json::to_value(&third), *value, "value to value");
    assert_eq!(json::to_value(&call.clone()), *value, "a copy");
    call
}
