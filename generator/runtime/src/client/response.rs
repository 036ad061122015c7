//! An answer whose head has come, and whose body is still to be read: in memory, within a limit, or as a stream.

use std::fmt;
use std::pin::pin;

use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, StatusCode};

use super::body::Body;
use super::call::Call;
use super::error::{Error, ErrorKind};
use super::info::Info;
use super::{BoxStream, Client, Result};
use crate::wire::Element;

/// The head of an answer.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
}

impl Head {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap) -> Self {
        Self { status, headers }
    }

    /// A header as text; `None` if it is not there, or not text.
    pub fn header(&self, name: impl http::header::AsHeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The media type of the body, with its parameters.
    pub fn content_type(&self) -> Option<&str> {
        self.header(CONTENT_TYPE)
    }

    /// The number of bytes of the body, if the service told it. After decompression nobody knows.
    pub fn content_length(&self) -> Option<u64> {
        self.header(CONTENT_LENGTH)?.parse().ok()
    }

    /// Where to go on: the header `Location`.
    pub fn location(&self) -> Option<&str> {
        self.header(LOCATION)
    }
}

/// An answer of success whose body is still to be read.
pub struct Response {
    client: Client,
    info: &'static Info,
    request_headers: HeaderMap,
    head: Head,
    body: Body,
}

impl Response {
    pub(crate) fn new(
        client: Client,
        info: &'static Info,
        request_headers: HeaderMap,
        head: Head,
        body: Body,
    ) -> Self {
        Self {
            client,
            info,
            request_headers,
            head,
            body,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Status and headers.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The client that it came through.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// What is fixed about the operation.
    pub fn info(&self) -> &'static Info {
        self.info
    }

    /// A request of the same kind to another URL, with the headers that the first one was given.
    pub fn follow(&self, url: &str) -> Call {
        Call::new(self.client.path(url), self.info).with_headers(self.request_headers.clone())
    }

    /// The whole body. Fails when it is larger than the client's limit, or breaks off.
    pub async fn bytes(self) -> Result<Bytes> {
        let limit = self.client.settings().max_body;
        let (info, head) = (self.info, self.head);
        let fail = |error: Error| {
            error
                .with_info(info)
                .with_answer(head.status, head.headers.clone())
        };
        let too_large = || {
            let message = format!("the answer is larger than {limit} bytes; see `max_body`");
            fail(Error::new(ErrorKind::TooLarge).with_message(message))
        };
        if self
            .body
            .length()
            .is_some_and(|length| length > limit as u64)
        {
            return Err(too_large());
        }
        let mut body = pin!(self.body);
        let mut whole = BytesMut::new();
        loop {
            let next = body.as_mut().try_next().await.map_err(|error| {
                let error = Error::new(ErrorKind::Transport)
                    .with_message("the answer broke off")
                    .with_source(error);
                fail(error)
            })?;
            match next {
                None => return Ok(whole.freeze()),
                Some(piece) if piece.len() > limit - whole.len() => return Err(too_large()),
                Some(piece) => whole.extend_from_slice(&piece),
            }
        }
    }

    /// The whole body, read as JSON.
    ///
    /// Fails as [`Response::bytes`] does, and when it is not JSON of this type on the outside.
    pub async fn json<T: Element>(self) -> Result<T> {
        let (info, head) = (self.info, self.head.clone());
        let text = self.bytes().await?;
        decode(info, &head, &text)
    }

    /// The body in pieces, as they arrive; without a limit.
    pub fn stream(self) -> BoxStream<'static, Result<Bytes>> {
        let info = self.info;
        Box::pin(self.body.map_err(move |error| {
            Error::new(ErrorKind::Transport)
                .with_message("the answer broke off")
                .with_info(info)
                .with_source(error)
        }))
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({} {})", self.info.method, self.head.status)
    }
}

/// Reads JSON that came with this head.
pub(crate) fn decode<T: Element>(info: &'static Info, head: &Head, text: &Bytes) -> Result<T> {
    crate::json::from_slice(text).map_err(|error| {
        Error::new(ErrorKind::Decode)
            .with_message("the answer is not what was asked for")
            .with_info(info)
            .with_answer(head.status, head.headers.clone())
            .with_body(text.clone())
            .with_source(error)
    })
}
