//! Errors of calls: one opaque type, a kind, and what is known of the request and the answer.

mod answer;
mod text;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::BoxError;
use super::head::Head;
use super::info::{Method, Permissions};
use super::request_info::RequestInfo;
use super::retry;
use super::transport::{TransportError, TransportErrorKind};
use answer::ServiceError;

/// Why a call failed.
///
/// Its text is one line that says what to do. The cause is its [`source`](std::error::Error::source), whose text is not repeated.
/// Neither text shows a token, a body, or a URL.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    request: Option<RequestInfo>,
    head: Option<Head>,
    service: ServiceError,
    body: Bytes,
    source: Option<BoxError>,
}

/// A detail of a service's error. What the service does not specify is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The service's code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// The part of the request that is meant, such as a property.
    pub target: String,
}

/// `TooLong: at most 64 letters (displayName)`
impl fmt::Display for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separator = if self.code.is_empty() || self.message.is_empty() {
            ""
        } else {
            ": "
        };
        write!(f, "{}{separator}{}", self.code, self.message)?;
        if self.target.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", self.target)
    }
}

/// The kind of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument is invalid, or the transport cannot send such a request; nothing was sent.
    Argument,
    /// The client cannot be built like this.
    Configuration,
    /// The token provider gave no token; nothing was sent.
    Token,
    /// The URL is on an origin to which no credentials may be sent; nothing was sent.
    Origin,
    /// No connection could be made.
    Connect,
    /// A time limit was exceeded.
    Timeout,
    /// The connection broke; the service may have received the request.
    Transport,
    /// A redirect was refused.
    Redirect,
    /// The service answered with an error.
    Service,
    /// The answer is a success, but cannot be read: it is not JSON, for example.
    Decode,
    /// The service carried out the request, but its answer has another form than documented.
    UnexpectedAnswer,
    /// The answer is larger than the limit for answers in memory.
    TooLarge,
    /// The answers contradict each other or violate the protocol.
    Protocol,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner {
            kind,
            message: String::new(),
            request: None,
            head: None,
            service: ServiceError::default(),
            body: Bytes::new(),
            source: None,
        }))
    }

    /// The service's refusal.
    #[cold]
    pub(crate) fn refusal(head: Head, body: Bytes) -> Self {
        let mut error = Self::new(ErrorKind::Service)
            .with_head(head)
            .with_body(body);
        let content_type = error.0.head.as_ref().and_then(Head::content_type);
        error.0.service = answer::read(content_type, &error.0.body);
        error
    }

    /// The service's error within an answer that began as a success and broke off; `None` if there is none.
    #[cold]
    pub(crate) fn within(head: &Head, body: &Bytes) -> Option<Self> {
        let service = answer::read_broken(body)?;
        let mut error = Self::new(ErrorKind::Service)
            .with_head(head.clone())
            .with_body(body.clone());
        error.0.service = service;
        Some(error)
    }

    /// The same failure, as another request is told of it that it befell too: with this in front of what the service says.
    #[cold]
    pub(crate) fn shared(error: &Arc<Self>, message: &str) -> Self {
        let mut shared = Self::new(error.kind())
            .with_message(message)
            .with_source(error.clone());
        shared.0.head.clone_from(&error.0.head);
        shared.0.service.clone_from(&error.0.service);
        let said = &mut shared.0.service.message;
        if !said.is_empty() {
            *said = format!("{message}: {said}");
        }
        shared
    }

    /// One line, lower case, without a full stop.
    pub(crate) fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = message.into();
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Names the request, unless that is known already.
    pub(crate) fn with_request(mut self, request: &RequestInfo) -> Self {
        self.0.request.get_or_insert_with(|| request.clone());
        self
    }

    pub(crate) fn with_head(mut self, head: Head) -> Self {
        self.0.head = Some(head);
        self
    }

    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = body;
        self
    }

    /// The kind of a failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.head.as_ref().map(|head| head.status)
    }

    /// The service's own code: `ErrorItemNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.0.service.codes.first().map(String::as_str)
    }

    /// More and more detailed codes, from the nested inner errors.
    pub fn inner_codes(&self) -> impl Iterator<Item = &str> {
        self.0.service.codes.iter().skip(1).map(String::as_str)
    }

    /// The details of the error, such as which properties are wrong, if the service names them.
    pub fn details(&self) -> &[ErrorDetail] {
        &self.0.service.details
    }

    /// What is wrong: in the service's words, if it gave any, otherwise in ours.
    pub fn message(&self) -> &str {
        match self.0.service.message.as_str() {
            "" => &self.0.message,
            message => message,
        }
    }

    /// The service's id of the request. The operators of the service ask for it.
    pub fn request_id(&self) -> Option<&str> {
        let header = self
            .0
            .head
            .as_ref()
            .and_then(|head| head.header("request-id"));
        header.or(self.0.service.request_id.as_deref())
    }

    /// Our id of the request, which was sent as `client-request-id`.
    pub fn client_request_id(&self) -> Option<&str> {
        let sent = self.0.request.as_ref().and_then(RequestInfo::id);
        sent.or(self.0.service.client_request_id.as_deref())
    }

    /// How long the service asks to wait before the next request.
    pub fn retry_after(&self) -> Option<Duration> {
        retry::retry_after(self.headers()?)
    }

    /// The method of the request.
    pub fn method(&self) -> Option<Method> {
        self.0.request.as_ref().map(|request| request.info.method)
    }

    /// The documented URL template that the request was made from: `/users/{id}`.
    pub fn url_template(&self) -> Option<&'static str> {
        self.0.request.as_ref().and_then(RequestInfo::template)
    }

    /// The permissions that a caller needs, if they are documented.
    pub fn permissions(&self) -> Option<Permissions> {
        self.0.request.as_ref()?.info.permissions
    }

    /// The number of times the request was sent.
    pub fn tries(&self) -> u32 {
        self.0.request.as_ref().map_or(0, |request| request.tries)
    }

    /// Whether the same request may succeed later, since it was throttled, not served, or not answered.
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => true,
            ErrorKind::Service => matches!(
                self.status().map_or(0, |status| status.as_u16()),
                408 | 429 | 500 | 502 | 503 | 504 | 509
            ),
            ErrorKind::Argument | ErrorKind::Configuration | ErrorKind::Token => false,
            ErrorKind::Origin | ErrorKind::Redirect | ErrorKind::Decode => false,
            ErrorKind::TooLarge | ErrorKind::Protocol | ErrorKind::UnexpectedAnswer => false,
        }
    }

    /// Whether the service asks for fewer requests: status 429, or 503 with `Retry-After`, or 509.
    pub fn is_throttled(&self) -> bool {
        match self.status().map_or(0, |status| status.as_u16()) {
            429 | 509 => true,
            503 => self.retry_after().is_some(),
            _ => false,
        }
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.head.as_ref().map(|head| &head.headers)
    }

    /// The body of the answer, as far as it was read. May contain secrets.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Why the answer could not be read, with JSON path, line and column.
    pub fn decode_error(&self) -> Option<&crate::Error> {
        self.0.source.as_deref()?.downcast_ref()
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind {
            TransportErrorKind::Connect => ErrorKind::Connect,
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            TransportErrorKind::Io => ErrorKind::Transport,
            TransportErrorKind::Other => ErrorKind::Argument,
        };
        Self::new(kind)
            .with_message(error.to_string())
            .with_source(error.source)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
