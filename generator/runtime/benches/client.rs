//! What a call costs: requests built per second, allocations per request, and a typed call against bare reqwest and serde.
//!
//! The last one is a ratio of times on loopback; both take turns in one process, and the median of the ratios is printed, so a
//! busy machine disturbs little. `cargo bench -p docwright-runtime --features reqwest --bench client`.

#[path = "json/derived.rs"]
mod derived;
#[path = "json/payload.rs"]
mod payload;
#[rustfmt::skip]
#[path = "../tests/it/sample.rs"]
pub mod sample;
#[path = "client/server.rs"]
mod server;

use std::hint::black_box;
use std::time::{Duration, Instant};

use docwright_runtime::client::reply::Json;
use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{Call, Client, Operation, ReqwestTransport};
use docwright_runtime::{reqwest, serde_json};
use tokio::runtime::Runtime;

/// As the generator writes an operation.
pub struct CallList(Call);
docwright_runtime::operation! {
    CallList -> Json<List>;
    Get "call-list" "api/call-list.md" ["/communications/{id}/calls"] [200];
}

/// Several calls, as a service wraps them.
#[derive(Clone, Default)]
pub struct List {
    value: docwright_runtime::Field<Vec<sample::Call>>,
    additional: docwright_runtime::Additional,
}
docwright_runtime::record! { List "sample.list", derived = false, secrets = [], 0 value "value" }

fn main() {
    let is_test = std::env::args().any(|argument| argument == "--test");
    let rounds = if is_test { 1 } else { 41 };
    building(rounds);
    allocations();
    overhead(rounds);
}

/// A request with an id and three options.
fn put_together(client: &Client) -> CallList {
    let id = "19:meeting@thread.v2";
    let place = client.root().name("communications").key(&id).name("calls");
    CallList(Call::new(place, CallList::INFO))
        .query("$select", "id,subject,state")
        .query("$filter", "state eq 'established'")
        .query("$top", 50)
}

fn building(rounds: usize) {
    let client = client("https://graph.example/v1.0", None);
    let repeats = 10_000_u32;
    let speeds = (0..rounds).map(|_| {
        let start = Instant::now();
        for _ in 0..repeats {
            drop(black_box(put_together(&client).request()));
        }
        f64::from(repeats) / start.elapsed().as_secs_f64()
    });
    println!("requests built per second: {:.0}", median(speeds));
}

fn allocations() {
    let built = client("https://graph.example/v1.0", None);
    let build = allocation_counter::measure(|| drop(black_box(put_together(&built).request())));
    println!("allocations per request built: {}", build.count_total);

    let recorder = Recorder::new();
    recorder.otherwise(|_| Answer::json(200, "{}"));
    let client = client("https://graph.example/v1.0", Some(recorder));
    let send = || futures_executor::block_on(put_together(&client).send()).expect("it is answered");
    drop(send());
    let sent = allocation_counter::measure(|| drop(black_box(send())));
    println!(
        "allocations per call through a transport that only records it: {}",
        sent.count_total
    );
}

fn client(base: &str, recorder: Option<Recorder>) -> Client {
    let builder = Client::builder(base).token("secret");
    let builder = match recorder {
        Some(recorder) => builder.transport(recorder),
        None => builder,
    };
    builder.build().expect("the client can be built")
}

fn overhead(rounds: usize) {
    println!("| answer | bare, µs | typed / bare |\n|---|--:|--:|");
    for (name, size) in [("1 KB", 1_000), ("10 KB", 10_000), ("100 KB", 100_000)] {
        let base = format!("http://{}", server::start(&payload::calls(size)));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.expect("a runtime starts");
        let transport = ReqwestTransport::new(Duration::from_secs(5)).expect("it can be built");
        let (bare, typed) = (transport.client().clone(), client(&base, None));
        let url = put_together(&typed)
            .as_call()
            .url()
            .expect("the arguments are good");
        let repeats = 100;
        let (mut times, mut ratios) = (Vec::new(), Vec::new());
        for round in 0..=rounds {
            let run_bare = || time(&runtime, repeats, async || call_bare(&bare, &url).await);
            let run_typed = || time(&runtime, repeats, async || call_typed(&typed).await);
            // Another one begins each time.
            let (bare, typed) = if round % 2 == 0 {
                let bare = run_bare();
                (bare, run_typed())
            } else {
                let typed = run_typed();
                (run_bare(), typed)
            };
            // The first round opens the connections.
            if round > 0 {
                times.push(bare.as_secs_f64() * 1e6 / 100.0);
                ratios.push(typed.as_secs_f64() / bare.as_secs_f64());
            }
        }
        println!(
            "| {name} | {:.0} | {:.2} |",
            median(times.into_iter()),
            median(ratios.into_iter())
        );
    }
}

async fn call_bare(client: &reqwest::Client, url: &str) {
    let request = client
        .get(url)
        .bearer_auth("secret")
        .header("accept", "application/json");
    let response = request.send().await.expect("it is answered");
    let body = response
        .error_for_status()
        .expect("it is a success")
        .bytes()
        .await;
    let list: derived::List =
        serde_json::from_slice(&body.expect("it is whole")).expect("it reads");
    drop(black_box(list));
}

async fn call_typed(client: &Client) {
    let list: List = put_together(client).await.expect("it is answered");
    drop(black_box(list));
}

fn time(runtime: &Runtime, repeats: usize, call: impl AsyncFn()) -> Duration {
    runtime.block_on(async {
        let start = Instant::now();
        for _ in 0..repeats {
            call().await;
        }
        start.elapsed()
    })
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
