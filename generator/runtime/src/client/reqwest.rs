//! The transport in the box: reqwest over rustls. Follows no redirects and retries nothing; that is done above it.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;
use rustls_platform_verifier::BuilderVerifierExt;

use super::body::Body;
use super::error::{Error, ErrorKind};
use super::transport::{Transport, TransportError, TransportErrorKind};
use super::{BoxError, BoxFuture, Result};

/// A [`Transport`] over a [`reqwest::Client`](::reqwest::Client). Needs a tokio runtime with time and I/O.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(::reqwest::Client);

impl ReqwestTransport {
    /// One with a connection pool of its own; `connect_timeout` limits the time until a connection is there.
    ///
    /// Proxies are taken from the environment (`HTTPS_PROXY`, `NO_PROXY`), trusted certificates from the system.
    ///
    /// Fails when the system has no trusted certificates.
    pub fn new(connect_timeout: Duration) -> Result<Self> {
        let fail = |source: BoxError| {
            Error::new(ErrorKind::Configuration)
                .with_message("the HTTP client cannot be built")
                .with_source(source)
        };
        let tls = tls().map_err(|error| fail(error.into()))?;
        let builder = ::reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(::reqwest::redirect::Policy::none())
            .retry(::reqwest::retry::never())
            .connect_timeout(connect_timeout);
        builder
            .build()
            .map(Self)
            .map_err(|error| fail(error.into()))
    }

    /// The client below.
    pub fn client(&self) -> &::reqwest::Client {
        &self.0
    }
}

/// TLS with its provider named here: neither taken from the process nor set for it, since that is the program's business.
fn tls() -> std::result::Result<rustls::ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
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
    http::Response::from(response).map(|body| {
        let length = body.size_hint().exact();
        Body::stream(Pieces(body), length)
    })
}

/// A body as a stream; trailers are nobody's business here.
struct Pieces(::reqwest::Body);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    let error = io::Error::other(error.without_url());
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok(frame)) => {
                    if let Ok(piece) = frame.into_data() {
                        return Poll::Ready(Some(Ok(piece)));
                    }
                }
            }
        }
    }
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
