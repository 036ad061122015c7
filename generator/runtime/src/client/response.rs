//! An answer whose head has arrived, and whose body is still to be read: in memory, within a limit, or as a stream.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use serde_json::Value;

use super::body::Body;
use super::context::Context;
use super::error::{Error, ErrorKind};
use super::head::Head;
use super::info::Info;
use super::limit::Timer;
use super::reading::{Reading, Unread};
use super::request_info::RequestInfo;
use super::{BoxStream, Client, Result, url};
use crate::wire::Element;

/// An answer of success whose body is still to be read.
pub struct Response {
    context: Context,
    request: RequestInfo,
    head: Head,
    body: Body,
    whole: Option<Timer>,
}

impl Response {
    pub(crate) fn new(context: Context, request: RequestInfo, head: Head, body: Body) -> Self {
        Self {
            context,
            request,
            head,
            body,
            whole: None,
        }
    }

    /// Limits the time in which the body must come.
    pub(crate) fn within(mut self, whole: Option<Timer>) -> Self {
        self.whole = whole;
        self
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Status and headers.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The client that sent the request.
    pub fn client(&self) -> &Client {
        &self.context.client
    }

    /// The static description of the operation.
    pub fn info(&self) -> &'static Info {
        self.context.info
    }

    /// What the request had in common with others of its kind.
    pub(crate) fn context(&self) -> &Context {
        &self.context
    }

    /// The request that it answers.
    pub(crate) fn request(&self) -> &RequestInfo {
        &self.request
    }

    /// Where a link in the answer leads: an absolute one as it is, another one from the URL that answered.
    pub(crate) fn resolve(&self, link: &str) -> String {
        if url::is_absolute(link) {
            return link.to_owned();
        }
        url::resolve(&self.request.uri, link)
            .map_or_else(|_| link.to_owned(), |uri| uri.to_string())
    }

    /// An error that knows this request and the head of its answer.
    pub(crate) fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        Error::new(kind)
            .with_message(message)
            .with_request(&self.request)
            .with_head(self.head.clone())
    }

    /// The whole body. Fails when it is larger than the limit, breaks off, or does not arrive in time.
    pub async fn bytes(mut self) -> Result<Bytes> {
        self.read().await
    }

    /// The whole body, read as JSON.
    ///
    /// Fails as [`Response::bytes`] does, and when it is not JSON of this type on the outside.
    pub async fn json<T: Element>(mut self) -> Result<T> {
        let text = self.read().await?;
        self.decode(&text)
    }

    /// The body in pieces, as they arrive; without a limit of size.
    pub fn stream(mut self) -> BoxStream<'static, Result<Bytes>> {
        self.whole = None;
        Box::pin(futures_util::stream::unfold(self, async |mut response| {
            let next = response.piece().await.transpose()?;
            Some((next, response))
        }))
    }

    /// Reads the whole body.
    pub(crate) async fn read(&mut self) -> Result<Bytes> {
        let read = self.reading().all().await;
        read.map_err(|unread| self.unread(unread))
    }

    /// The next piece of the body.
    async fn piece(&mut self) -> Result<Option<Bytes>> {
        let read = self.reading().piece().await;
        read.map_err(|unread| self.unread(unread))
    }

    fn reading(&mut self) -> Reading<'_> {
        Reading {
            context: &self.context,
            whole: &mut self.whole,
            body: &mut self.body,
        }
    }

    #[cold]
    fn unread(&self, unread: Unread) -> Error {
        let error = unread.explain(&self.context).with_request(&self.request);
        error.with_head(self.head.clone())
    }

    /// Reads JSON that was its body. Where there is none, the value is one without content: `null` or an empty object.
    pub(crate) fn decode<T: Element>(&self, text: &Bytes) -> Result<T> {
        let nothing: &[&[u8]] = &[b"null", b"{}"];
        let whole: &[&[u8]] = &[text];
        let texts = if is_nothing(text) { nothing } else { whole };
        let mut failed = crate::Error::new("no text");
        for text in texts {
            match crate::json::from_slice(text) {
                Ok(value) => return Ok(value),
                Err(error) => failed = error,
            }
        }
        Err(self.undecoded(text, failed))
    }

    /// Fills a record from JSON that was its body.
    pub(crate) fn decode_into(&self, text: &Bytes, record: &mut dyn crate::Record) -> Result<()> {
        crate::json::fill_slice(record, text).map_err(|error| self.undecoded(text, error))
    }

    #[cold]
    fn undecoded(&self, text: &Bytes, error: crate::Error) -> Error {
        let message = match trimmed(text).first() {
            Some(b'<') => "the answer is HTML or XML, not JSON: check the service's address, and whether a proxy or a sign-in page answers in its place".to_owned(),
            None => return self.unexpected(text, "it is empty"),
            Some(_) if crate::json::from_slice::<Value>(text).is_ok() => {
                return self.unexpected(text, &error.to_string()).with_source(error);
            }
            Some(_) => format!("the answer is not valid JSON: {error}"),
        };
        match Error::within(&self.head, text) {
            Some(service) => service.with_request(&self.request),
            None => self
                .error(ErrorKind::Decode, message)
                .with_body(text.clone()),
        }
        .with_source(error)
    }

    /// The service did what was asked, but its answer has another form than documented.
    #[cold]
    pub(crate) fn unexpected(&self, text: &Bytes, why: &str) -> Error {
        let message = format!(
            "the service carried out the request, but its answer is not the documented one: {why}"
        );
        self.error(ErrorKind::UnexpectedAnswer, message)
            .with_body(text.clone())
    }
}

/// A body without a byte order mark, and without blanks around it.
pub(crate) fn trimmed(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    text.trim_ascii()
}

/// Whether a body holds no value.
pub(crate) fn is_nothing(text: &[u8]) -> bool {
    matches!(trimmed(text), b"" | b"null")
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Response({} {})",
            self.context.info.method, self.head.status
        )
    }
}
