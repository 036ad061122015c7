//! Answers that are not JSON: bytes, and work in progress.

use bytes::Bytes;

use crate::client::head::Head;
use crate::client::response::Response;
use crate::client::{BoxStream, Result};

/// Bytes that are still to be read.
#[derive(Debug)]
pub struct Content(Response);

impl Content {
    pub(crate) fn new(response: Response) -> Self {
        Self(response)
    }

    /// All bytes, in memory. Fails when they are more than the client's limit, or break off.
    pub async fn bytes(self) -> Result<Bytes> {
        self.0.bytes().await
    }

    /// The bytes in pieces, as they arrive; without a limit.
    pub fn stream(self) -> BoxStream<'static, Result<Bytes>> {
        self.0.stream()
    }

    /// The media type.
    pub fn content_type(&self) -> Option<&str> {
        self.head().content_type()
    }

    /// The number of bytes, if the service states it.
    pub fn length(&self) -> Option<u64> {
        self.head().content_length()
    }

    /// Status and headers.
    pub fn head(&self) -> &Head {
        self.0.head()
    }
}

/// Work that the service has accepted and continues.
#[derive(Debug)]
pub struct Accepted(Response);

impl Accepted {
    pub(crate) fn new(response: Response) -> Self {
        Self(response)
    }

    /// The URL of its state.
    pub fn location(&self) -> Option<&str> {
        self.head().location()
    }

    /// Status and headers.
    pub fn head(&self) -> &Head {
        self.0.head()
    }

    pub(crate) fn as_response(&self) -> &Response {
        &self.0
    }

    /// The answer itself, with its body.
    pub fn into_response(self) -> Response {
        self.0
    }
}
