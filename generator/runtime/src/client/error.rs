//! Why a call failed: one opaque type, a kind, and what is known of the request and of the answer.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::info::{Info, Method};
use super::token::BoxError;
use super::transport::{TransportError, TransportErrorKind};

/// Why a call failed. Its text is one line; what it stems from is its [`source`](std::error::Error::source).
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    info: Option<&'static Info>,
    status: Option<StatusCode>,
    headers: HeaderMap,
    body: bytes::Bytes,
    source: Option<BoxError>,
}

/// What sort of failure it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument cannot stand in a request; nothing was sent.
    Argument,
    /// The client cannot be built like this.
    Configuration,
    /// No token came from the token provider; nothing was sent.
    Token,
    /// The URL is on an origin to which no credentials may go; nothing was sent.
    Origin,
    /// No connection came about.
    Connect,
    /// It took too long.
    Timeout,
    /// The connection broke, or the request could not be sent.
    Transport,
    /// A redirect was refused.
    Redirect,
    /// The service answered, and it was no success.
    Service,
    /// The answer could not be read as what was asked for.
    Decode,
    /// The answer was larger than what may be kept in memory.
    TooLarge,
    /// The answers contradict each other or the rules of the protocol.
    Protocol,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner {
            kind,
            message: String::new(),
            info: None,
            status: None,
            headers: HeaderMap::new(),
            body: bytes::Bytes::new(),
            source: None,
        }))
    }

    pub(crate) fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = message.into();
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_info(mut self, info: &'static Info) -> Self {
        self.0.info = Some(info);
        self
    }

    /// Adds the head of the answer.
    pub(crate) fn with_answer(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.0.status = Some(status);
        self.0.headers = headers;
        self
    }

    pub(crate) fn with_body(mut self, body: bytes::Bytes) -> Self {
        self.0.body = body;
        self
    }

    /// What sort of failure it was.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The method of the request.
    pub fn method(&self) -> Option<Method> {
        self.0.info.map(|info| info.method)
    }

    /// The headers of the answer; empty if there was none.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The bytes of the answer, as far as they were read; empty if there was none.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind {
            TransportErrorKind::Connect => ErrorKind::Connect,
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            TransportErrorKind::Io | TransportErrorKind::Other => ErrorKind::Transport,
        };
        Self::new(kind)
            .with_message(error.to_string())
            .with_source(error.source)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(info) = self.0.info {
            let url = info.urls.first().copied().unwrap_or_default();
            write!(f, "{} {url}: ", info.method)?;
        }
        match self.0.status {
            Some(status) if self.0.message.is_empty() => write!(f, "status {status}"),
            Some(_) | None => f.write_str(&self.0.message),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({:?}, {self})", self.0.kind)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
