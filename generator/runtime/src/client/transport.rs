//! What carries requests: one trait, so that any HTTP stack can be plugged in.

use std::fmt;
use std::time::Duration;

use super::body::Body;
use super::{BoxError, BoxFuture};

/// Sends single requests. Everything else (tokens, retries, redirects, limits) is done above it.
///
/// An implementation must not follow redirects, must not retry, and should undo the content codings that it asks for.
pub trait Transport: Send + Sync {
    /// Sends one request, and gives the response as soon as its head is there.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// Waits, by whatever timer the program runs on.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// The same for a limit of time, which usually does not pass.
    fn limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleep(duration)
    }
}

/// No response came.
#[derive(Debug)]
pub struct TransportError {
    /// At which point it failed.
    pub kind: TransportErrorKind,
    /// What the HTTP stack says. Its text must not hold the URL.
    pub source: BoxError,
}

/// At which point a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about, so the service has not seen the request.
    Connect,
    /// It took too long.
    Timeout,
    /// The connection broke; the service may have seen the request.
    Io,
    /// Anything else: the request cannot be sent as it is.
    Other,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Timeout => "no answer in time",
            TransportErrorKind::Io => "the connection broke",
            TransportErrorKind::Other => "the request could not be sent",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
