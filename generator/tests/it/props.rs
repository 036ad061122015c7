//! What holds of every name, URL, lock and model, on inputs that are made up: the same ones on each run.

mod locks;
mod models;
mod names;
mod urls;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

/// So many inputs, the same ones each time; nothing is written when one fails, since it comes again.
fn config(cases: u32) -> Config {
    Config {
        cases,
        rng_seed: RngSeed::Fixed(20_261_122),
        failure_persistence: None,
        ..Config::default()
    }
}

/// Names as documentation has them, and as nobody would write them.
fn name() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "type",
        "self",
        "Self",
        "super",
        "crate",
        "async",
        "gen",
        "Option",
        "Vec",
        "id",
        "ID",
        "Id",
        "iD",
        "con",
        "mod",
        "1st",
        "_",
        "",
        "@odata.type",
        "#",
        "[a",
        "=======",
        "a = b",
        "\\",
    ]);
    prop_oneof![
        3 => "[a-zA-Z][a-zA-Z0-9]{0,11}",
        2 => "[a-cA-C0-1_. +-]{0,6}",
        2 => word.prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}
