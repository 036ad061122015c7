//! The client against a real server on loopback: one file per theme.

mod answers;
mod arguments;
#[cfg(feature = "azure-identity")]
mod azure;
mod claims;
mod errors;
mod headers;
mod limits;
mod memory;
mod origins;
mod props;
mod redirects;
mod retries;
mod sending;
mod server;
mod tokens;
mod types;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use docwright_runtime::client::{
    Body, BoxFuture, Builder, Call, Client, Info, Method, ReqwestTransport, Transport,
    TransportError, http,
};
use docwright_runtime::serde_json::Value;
use wiremock::{MockServer, Request};

static GET: Info = Info {
    urls: &["/me", "/users/{id}", "/users/{id}/messages"],
    ..Info::undocumented(Method::Get)
};
static POST: Info = Info {
    urls: &["/users"],
    ..Info::undocumented(Method::Post)
};
static PUT: Info = Info::undocumented(Method::Put);
static PATCH: Info = Info::undocumented(Method::Patch);
static DELETE: Info = Info::undocumented(Method::Delete);

/// Sends over the network, but waits for nothing between tries; what it would have waited is kept.
#[derive(Clone)]
struct Hasty {
    inner: ReqwestTransport,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl Hasty {
    fn new() -> Self {
        Self {
            inner: ReqwestTransport::new(Duration::from_secs(5)).unwrap(),
            waits: Arc::default(),
        }
    }

    /// Whole seconds.
    fn waits(&self) -> Vec<u64> {
        self.waits
            .lock()
            .unwrap()
            .iter()
            .map(Duration::as_secs)
            .collect()
    }
}

impl Transport for Hasty {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.inner.send(request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.waits.lock().unwrap().push(duration);
        Box::pin(std::future::ready(()))
    }

    fn limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.inner.limit(duration)
    }
}

/// A client with the token `t0`, and its waits.
fn hasty(base: &str) -> (Client, Hasty) {
    let transport = Hasty::new();
    let builder: Builder = Client::builder(base)
        .token("t0")
        .transport(transport.clone());
    (builder.build().unwrap(), transport)
}

fn client(server: &MockServer) -> Client {
    Client::builder(&server.uri()).token("t0").build().unwrap()
}

fn get(client: &Client, url: &str) -> Call {
    Call::new(client.path(url), &GET)
}

async fn read(call: Call) -> docwright_runtime::client::Result<Value> {
    call.send().await?.json().await
}

/// A header of a request that arrived; empty if it is not there.
fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    let value = request.headers.get(name);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// The same header of all requests that arrived.
async fn all(server: &MockServer, name: &str) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests
        .iter()
        .map(|request| header(request, name).to_owned())
        .collect()
}
