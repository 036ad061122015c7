//! The transport in the box: reqwest over rustls. Follows no redirects and retries nothing; that is done above it.

use std::io;
use std::time::Duration;

use futures_util::TryStreamExt;

use super::body::Body;
use super::error::{Error, ErrorKind};
use super::transport::{Transport, TransportError, TransportErrorKind};
use super::{BoxFuture, Result};

/// A [`Transport`] over a [`reqwest::Client`](::reqwest::Client). Needs a tokio runtime with time and I/O.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(::reqwest::Client);

impl ReqwestTransport {
    /// One with a connection pool of its own; `connect_timeout` limits the time until a connection is there.
    pub fn new(connect_timeout: Duration) -> Result<Self> {
        // No-op when the program has chosen a provider before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = ::reqwest::Client::builder()
            .redirect(::reqwest::redirect::Policy::none())
            .retry(::reqwest::retry::never())
            .connect_timeout(connect_timeout);
        builder.build().map(Self).map_err(|error| {
            Error::new(ErrorKind::Configuration)
                .with_message("the HTTP client cannot be built")
                .with_source(error)
        })
    }
}

/// Takes a client as it is. It must not follow redirects, or credentials may go where they must not.
impl From<::reqwest::Client> for ReqwestTransport {
    fn from(client: ::reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, std::result::Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = request.map(::reqwest::Body::wrap);
            let request = ::reqwest::Request::try_from(request).map_err(failure)?;
            let response = self.0.execute(request).await.map_err(failure)?;
            Ok(response_of(response))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

fn response_of(response: ::reqwest::Response) -> http::Response<Body> {
    let length = response.content_length();
    let mut taken = http::Response::new(Body::empty());
    *taken.status_mut() = response.status();
    *taken.version_mut() = response.version();
    response.headers().clone_into(taken.headers_mut());
    let pieces = response.bytes_stream();
    *taken.body_mut() = Body::stream(
        pieces.map_err(|error| io::Error::other(error.without_url())),
        length,
    );
    taken
}

fn failure(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Other
    } else {
        TransportErrorKind::Io
    };
    TransportError {
        kind,
        source: error.without_url().into(),
    }
}
