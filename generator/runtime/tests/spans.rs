//! What `tracing` is told: method, template, status, tries; never a token, an id or a query.
//!
//! A program of its own: whether anybody listens is asked once per process and place of the code, so calls of other
//! tests on other threads, where nobody listens, would silence these.

use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{Call, Client, Info, Method, TransportErrorKind};
use docwright_runtime::serde_json::{Value, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static GET: Info = Info {
    urls: &["/users/{id}"],
    ..Info::undocumented(Method::Get)
};

thread_local! {
    /// What the thread of this test was told.
    static TOLD: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Writes all that it is told into the text of the thread.
#[derive(Default)]
struct Listener(AtomicU64);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

/// A line: what it is, and its fields.
fn note(what: &str, record: impl FnOnce(&mut Fields<'_>)) {
    TOLD.with_borrow_mut(|text| {
        text.push('\n');
        text.push_str(what);
        record(&mut Fields(text));
    });
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("docwright")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        note("span", |fields| span.record(fields));
        Id::from_u64(self.0.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        note("record", |fields| values.record(fields));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        note("event", |fields| event.record(fields));
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

/// Listens on all threads, from before the first call on.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(Listener::default()).expect("nobody else listens");
    });
}

/// Makes one call that is answered like this; gives its outcome and what was told.
fn told(
    answers: impl IntoIterator<Item = Answer>,
    change: impl FnOnce(Call) -> Call,
) -> (Result<Value, docwright_runtime::client::Error>, String) {
    listen();
    let recorder = Recorder::new();
    for answer in answers {
        recorder.answer(answer);
    }
    let builder = Client::builder("https://api.example/v1.0").token("t0");
    let client = builder.transport(recorder).build().unwrap();
    let call = change(Call::new(client.path("/users/secret?$filter=secret"), &GET));
    let outcome = futures_executor::block_on(async { call.send().await?.json().await });
    (outcome, TOLD.take())
}

#[test]
fn a_call_is_told_without_its_secrets() {
    let answers = [
        Answer::status(429).header("retry-after", "7"),
        Answer::json(200, "{}"),
    ];
    let (outcome, told) = told(answers, |call| {
        call.header("client-request-id", &"c-1")
            .header("cookie", &"secret")
            .json(&json!("secret"))
    });
    outcome.unwrap();
    for part in [
        "span http.request.method=\"GET\" url.template=\"/users/{id}\" server.address=\"api.example\"",
        "client_request_id=\"c-1\"",
        "event message=answered tries=1 http.response.status_code=429 elapsed_ms=",
        "event message=waits for the next try wait_ms=7000",
        "event message=answered tries=2 http.response.status_code=200 elapsed_ms=",
        "record http.request.resend_count=1",
        "record http.response.status_code=200",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    for secret in ["secret", "t0", "Bearer"] {
        assert!(!told.contains(secret), "{secret}: {told}");
    }
}

#[test]
fn failures_are_told_too() {
    let failures = (0..4).map(|_| Answer::failure(TransportErrorKind::Io));
    let (outcome, told) = told(failures, |call| call);
    outcome.unwrap_err();
    for part in [
        "event message=not answered tries=4 error.type=the connection broke",
        "record error.type=\"Transport\"",
        "record http.request.resend_count=3",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}
