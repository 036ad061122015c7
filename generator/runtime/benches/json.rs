//! Reading and writing JSON, as ratios: generated types against serde's derives on the same fields, and against `Value`.
//!
//! All contestants take turns in one process, and the median of the ratios is printed, so a busy machine disturbs little.
//! Figures above 1 mean that the generated types are faster. `cargo bench -p docwright-runtime`.

#[path = "json/derived.rs"]
mod derived;
#[path = "json/payload.rs"]
mod payload;
#[rustfmt::skip]
#[path = "../tests/it/sample.rs"]
pub mod sample;

use std::hint::black_box;
use std::time::{Duration, Instant};

use docwright_runtime::json;
use docwright_runtime::serde_json::{self, Value};

/// One way to do the same thing.
struct Way<'a> {
    name: &'static str,
    run: Box<dyn Fn() + 'a>,
}

fn way<'a, T>(name: &'static str, run: impl Fn() -> T + 'a) -> Way<'a> {
    Way {
        name,
        run: Box::new(move || drop(black_box(run()))),
    }
}

fn main() {
    let rounds = if std::env::args().any(|argument| argument == "--test") {
        1
    } else {
        31
    };
    println!(
        "| payload | task | generated, MB/s | {} |",
        ["/ serde_derive", "/ Value", "/ own types through serde"].join(" | ")
    );
    println!("|---|---|--:|--:|--:|--:|");
    for (name, size) in [("1 KB", 1_000), ("100 KB", 100_000), ("10 MB", 10_000_000)] {
        let text = payload::calls(size);
        read(name, &text, rounds);
        write(name, &text, rounds);
    }
}

fn read(payload: &str, text: &str, rounds: usize) {
    let ways = [
        way("read", || {
            json::from_slice::<List>(text.as_bytes()).expect("it reads")
        }),
        way("", || {
            serde_json::from_slice::<derived::List>(text.as_bytes()).expect("it reads")
        }),
        way("", || {
            serde_json::from_slice::<Value>(text.as_bytes()).expect("it reads")
        }),
        way("", || {
            serde_json::from_slice::<List>(text.as_bytes()).expect("it reads")
        }),
    ];
    report(payload, text.len(), &ways, rounds);
}

fn write(payload: &str, text: &str, rounds: usize) {
    let theirs: derived::List = serde_json::from_str(text).expect("it reads");
    let value: Value = serde_json::from_str(text).expect("it reads");
    let list: List = json::from_str(text).expect("it reads");
    let ways = [
        way("write", || json::to_vec(&list)),
        way("", || serde_json::to_vec(&theirs).expect("it writes")),
        way("", || serde_json::to_vec(&value).expect("it writes")),
        way("", || serde_json::to_vec(&list).expect("it writes")),
    ];
    report(payload, text.len(), &ways, rounds);
}

/// Several calls, as a service wraps them.
#[derive(Clone, Default)]
pub struct List {
    value: docwright_runtime::Field<Vec<sample::Call>>,
    additional: docwright_runtime::Additional,
}
docwright_runtime::record! { List "sample.list", derived = false, secrets = [], 0 value "value" }

#[expect(clippy::cast_precision_loss, reason = "a rough figure of speed")]
fn report(payload: &str, bytes: usize, ways: &[Way<'_>], rounds: usize) {
    let repeats = (2_000_000 / bytes).max(1);
    let mut times = vec![Vec::new(); ways.len()];
    for round in 0..rounds {
        // Another one begins each time: what the one before left in the allocator counts too.
        for turn in 0..ways.len() {
            let index = (round + turn) % ways.len();
            times[index].push(time(&ways[index], repeats));
        }
    }
    let ours = &times[0];
    let ratios = times[1..].iter().map(|theirs| {
        let pairs = theirs
            .iter()
            .zip(ours)
            .map(|(theirs, ours)| theirs.as_secs_f64() / ours.as_secs_f64());
        format!("{:.2}", median(pairs))
    });
    let speed = median(
        ours.iter()
            .map(|time| (bytes * repeats) as f64 / 1e6 / time.as_secs_f64()),
    );
    println!(
        "| {payload} | {} | {speed:.0} | {} |",
        ways[0].name,
        ratios.collect::<Vec<_>>().join(" | ")
    );
}

fn time(way: &Way<'_>, repeats: usize) -> Duration {
    let start = Instant::now();
    for _ in 0..repeats {
        (way.run)();
    }
    start.elapsed()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
