//! Every documented URL can be reached, and the call that is made there has the documented method and URL.

#![cfg(all(feature = "client", feature = "full"))]

#[path = "../examples/every_operation.rs"]
#[allow(dead_code, reason = "it is a program too")]
mod every_operation;

use docwright_runtime::client::tour;
use docwright_runtime::serde_json::{self, Value};

#[test]
fn calls_are_as_documented() {
    let api: Value = serde_json::from_str(include_str!("../api.json")).unwrap();
    let lines = tour::lines(every_operation::everything).unwrap();
    let walk = tour::compare(&api, &lines);
    assert!(walk.documented > 200);
    assert_eq!(walk.wrong, Vec::<String>::new());
    assert_eq!(walk.exact + walk.alike, walk.documented);
    // Operations without a URL are there too.
    assert!(lines.len() >= walk.documented);
}
