//! What `tracing` is told: method, template, status, tries; never a token, an id or a query.

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use docwright_runtime::serde_json::json;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{get, hasty, read};

/// Writes all that it is told into one text.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<String>>, Arc<AtomicU64>);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("docwright")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut text = self.0.lock().unwrap();
        text.push_str("\nspan");
        span.record(&mut Fields(&mut text));
        Id::from_u64(self.1.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        let mut text = self.0.lock().unwrap();
        text.push_str("\nrecord");
        values.record(&mut Fields(&mut text));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = self.0.lock().unwrap();
        text.push_str("\nevent");
        event.record(&mut Fields(&mut text));
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

#[tokio::test]
async fn a_call_is_told_without_its_secrets() {
    let listener = Listener::default();
    let _guard = tracing::subscriber::set_default(listener.clone());
    let server = MockServer::start().await;
    let throttled = ResponseTemplate::new(429).insert_header("retry-after", "7");
    Mock::given(any())
        .respond_with(throttled)
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
        .mount(&server)
        .await;
    let (client, _) = hasty(&server.uri());
    let call = get(&client, "/users/secret?$filter=secret").header("client-request-id", &"c-1");
    read(call.header("cookie", &"secret").json(&json!("secret")))
        .await
        .unwrap();

    let told = listener.0.lock().unwrap().clone();
    for part in [
        "span http.request.method=\"GET\" url.template=\"/users/{id}\" server.address=\"127.0.0.1\"",
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

#[tokio::test]
async fn failures_are_told_too() {
    let listener = Listener::default();
    let _guard = tracing::subscriber::set_default(listener.clone());
    let (client, _) = hasty(&super::server::serve(vec![super::server::Act::Close]).await);
    read(get(&client, "/me")).await.unwrap_err();
    let told = listener.0.lock().unwrap().clone();
    for part in [
        "event message=not answered tries=4 error.type=the connection broke",
        "record error.type=\"Transport\"",
        "record http.request.resend_count=3",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}
