//! Resumable uploads: a session, whose URL is a credential in itself, takes the content piece by piece.
//!
//! The protocol is that of Graph's upload sessions: `PUT` with `Content-Range` (RFC 9110 section 14.4), answered with the ranges that
//! are still missing, at the end with the finished item. Knows nothing of what is uploaded.

mod ranges;
mod source;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;
use jiff::Timestamp;

use super::call::Call;
use super::error::{Error, ErrorKind};
use super::info::{Info, Method};
use super::response::Response;
use super::{Client, Result};
use crate::Field;
use crate::additional::Additional;
use crate::wire::Element;
use ranges::Missing;
pub use source::{Seekable, UploadSource};

/// Pieces must be multiples of this many bytes, except for the last one.
const UNIT: u64 = 320 * 1024;
/// Larger pieces are refused by services.
const LARGEST: u64 = 60 * 1024 * 1024 / UNIT * UNIT;
/// Fewer round trips against less to repeat: 10 MiB.
const USUAL: u64 = 32 * UNIT;
/// How often a service may ask for the same bytes again.
const STANDSTILLS: u32 = 3;

static PUT: Info = info(Method::Put);
static GET: Info = info(Method::Get);
static POST: Info = info(Method::Post);
static DELETE: Info = info(Method::Delete);

const fn info(method: Method) -> Info {
    Info {
        id: "upload-session",
        ..Info::undocumented(method)
    }
}

/// An upload session. No credentials are sent to its URL.
///
/// ```
/// # use docwright_runtime::client::{Client, Result, Uploaded};
/// # use docwright_runtime::serde_json::Value;
/// # async fn example(graph: Client, session: Value, content: Vec<u8>) -> Result<()> {
/// // `session` is what `create_upload_session` gave.
/// let mut upload = graph.upload(&session)?.on_progress(|progress| {
///     println!("{} of {} bytes", progress.sent, progress.total);
/// });
/// let done: Uploaded<Value> = match upload.send(content.clone()).await {
///     Ok(done) => done,
///     // Asks what is still missing, and goes on from there.
///     Err(error) if error.is_retryable() => upload.send(content).await?,
///     Err(error) => return Err(error),
/// };
/// println!("{:?}", done.item);
/// # Ok(())
/// # }
/// ```
pub struct Upload {
    client: Client,
    url: String,
    expires_at: Option<Timestamp>,
    /// What is still to be sent; `None` if the service must be asked.
    missing: Option<Missing>,
    piece: u64,
    progress: Option<Arc<dyn Fn(Progress) + Send + Sync>>,
}

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that the service has.
    pub sent: u64,
    /// All bytes.
    pub total: u64,
}

/// A finished upload.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Uploaded<T> {
    /// The uploaded item, if the service returned it.
    pub item: Option<T>,
    /// Its URL, if the service returned it.
    pub location: Option<String>,
}

/// What a service says about a session.
#[derive(Clone, Default)]
struct Session {
    url: Field<String>,
    expires_at: Field<Timestamp>,
    ranges: Field<Vec<String>>,
    additional: Additional,
}

record! { Session "", derived = false, secrets = [], 0 url "uploadUrl", 1 expires_at "expirationDateTime", 2 ranges "nextExpectedRanges" }

impl Client {
    /// An upload to the session that the service has created: an object with `uploadUrl`.
    pub fn upload<T: Element>(&self, session: &T) -> Result<Upload> {
        let session: Option<Session> = crate::json::from_slice(&crate::json::to_vec(session)).ok();
        let session = session.unwrap_or_default();
        let Field::Value(url) = &session.url else {
            return Err(Error::new(ErrorKind::Argument)
                .with_message("the upload session has no `uploadUrl`"));
        };
        let mut upload = self.resume_upload(url);
        upload.note(&session);
        Ok(upload)
    }

    /// An upload that an earlier run has begun and left, by its URL; see [`Upload::url`].
    pub fn resume_upload(&self, url: &str) -> Upload {
        Upload {
            client: self.clone(),
            url: url.to_owned(),
            expires_at: None,
            missing: None,
            piece: USUAL,
            progress: None,
        }
    }
}

impl Upload {
    /// Sends so many bytes at a time; 10 MiB. Rounded to a multiple of 320 KiB, and to 60 MiB at most, as services demand.
    pub fn piece(mut self, bytes: u64) -> Self {
        self.piece = (bytes / UNIT * UNIT).clamp(UNIT, LARGEST);
        self
    }

    /// Calls this after each piece.
    pub fn on_progress(mut self, tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(tell));
        self
    }

    /// The URL of the session. Anyone who knows it can send content, so keep it secret.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// When the session ends and what was sent is lost, if known.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expires_at
    }

    /// Sends what is still missing: all of it at first; after an error only what the service does not have.
    ///
    /// Fails when a piece is refused, when the session is over, or when the content cannot be read. Each piece is tried as often as
    /// the client's [`Retry`](super::Retry) allows.
    pub async fn send<T: Element>(&mut self, source: impl UploadSource) -> Result<Uploaded<T>> {
        let mut source = source;
        let (response, text) = self.send_all(&mut source).await?;
        Uploaded::read(&response, &text)
    }

    /// Completes a session that was created to wait for this (`deferCommit`), once all is sent.
    pub async fn commit<T: Element>(&self) -> Result<Uploaded<T>> {
        let mut response = self.call(&POST).send().await?;
        let text = response.read().await?;
        Uploaded::read(&response, &text)
    }

    /// Ends the session; what was sent is lost.
    pub async fn cancel(self) -> Result<()> {
        self.call(&DELETE).send().await.map(drop)
    }

    /// One copy, whatever is uploaded.
    async fn send_all(&mut self, source: &mut dyn UploadSource) -> Result<(Response, Bytes)> {
        let total = source.length();
        if total == 0 {
            return Err(Error::new(ErrorKind::Argument)
                .with_message("there is nothing to upload: a session cannot hold empty content"));
        }
        self.check_expiry()?;
        let mut standstills = 0;
        loop {
            // Taken, so that after an error the service is asked.
            let missing = match self.missing.take() {
                Some(missing) => missing,
                None => self.ask().await?,
            };
            let Some(range) = missing.next(self.piece, total) else {
                return Err(Error::new(ErrorKind::Protocol)
                    .with_message("the service has all of the content, but has not made the item: commit the upload, or create another session"));
            };
            let bytes = read(source, &range).await?;
            let rest = match self.put(&range, total, bytes).await? {
                None => self.ask().await?,
                Some(Answer {
                    told: Some(told), ..
                }) => told,
                Some(answer) => {
                    let rest = missing.without(&range);
                    if let Some(done) = answer.done(rest.bytes(total)) {
                        self.tell(total, total);
                        return Ok(done);
                    }
                    rest
                }
            };
            let left = rest.bytes(total);
            if left < missing.bytes(total) {
                standstills = 0;
            } else {
                standstills += 1;
                if standstills >= STANDSTILLS {
                    return Err(Error::new(ErrorKind::Protocol)
                        .with_message("the service asks for the same bytes again and again"));
                }
            }
            self.tell(total - left, total);
            self.missing = Some(rest);
        }
    }

    /// Sends one piece; `None` if the service says that it has it already.
    async fn put(
        &mut self,
        range: &Range<u64>,
        total: u64,
        bytes: Bytes,
    ) -> Result<Option<Answer>> {
        let content_range = format!("bytes {}-{}/{total}", range.start, range.end - 1);
        let call = self
            .call(&PUT)
            .header("content-range", &content_range)
            .content("application/octet-stream", bytes.into());
        let mut response = match call.send().await {
            Ok(response) => response,
            // Received before: the answer to it was lost, and it was sent again.
            Err(error) if error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE) => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        let text = response.read().await?;
        let session: Session = crate::json::from_slice(&text).unwrap_or_default();
        self.note(&session);
        Ok(Some(Answer {
            told: self.missing.take(),
            response,
            text,
        }))
    }

    /// Asks what is still missing.
    async fn ask(&mut self) -> Result<Missing> {
        let mut response = self.call(&GET).send().await?;
        let text = response.read().await?;
        let session: Session = response.decode(&text)?;
        self.note(&session);
        Ok(self.missing.take().unwrap_or_default())
    }

    fn note(&mut self, session: &Session) {
        if let Field::Value(expires_at) = session.expires_at {
            self.expires_at = Some(expires_at);
        }
        let ranges = session.ranges.as_ref();
        self.missing = ranges.and_then(|ranges| Missing::parse(ranges));
    }

    fn check_expiry(&self) -> Result<()> {
        match self.expires_at {
            Some(end) if end < Timestamp::now() => Err(Error::new(ErrorKind::Protocol)
                .with_message(format!("the upload session ended at {end}: create another"))),
            Some(_) | None => Ok(()),
        }
    }

    fn call(&self, info: &'static Info) -> Call {
        Call::new(self.client.path(&self.url), info).anonymous()
    }

    fn tell(&self, sent: u64, total: u64) {
        if let Some(tell) = &self.progress {
            tell(Progress { sent, total });
        }
    }
}

/// The answer to one piece.
struct Answer {
    response: Response,
    text: Bytes,
    /// What is missing, if the service tells. Some say that with 200 where others do with 202.
    told: Option<Missing>,
}

impl Answer {
    /// What the whole upload gives, if this was its end: anything but 202, or 202 when there is nothing left to send.
    fn done(self, left: u64) -> Option<(Response, Bytes)> {
        match self.response.status() {
            StatusCode::ACCEPTED if left > 0 => None,
            // The item is not made yet: it waits to be committed.
            StatusCode::ACCEPTED => Some((self.response, Bytes::new())),
            _ => Some((self.response, self.text)),
        }
    }
}

async fn read(source: &mut dyn UploadSource, range: &Range<u64>) -> Result<Bytes> {
    let fail = |message: &str| Error::new(ErrorKind::Argument).with_message(message);
    let length = usize::try_from(range.end - range.start)
        .map_err(|_| fail("the piece is larger than the memory"))?;
    let bytes = source.read(range.start, length).await;
    let bytes = bytes.map_err(|error| fail("the content cannot be read").with_source(error))?;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(fail("the content is shorter than it said"))
    }
}

impl<T: Element> Uploaded<T> {
    fn read(response: &Response, text: &Bytes) -> Result<Self> {
        let is_empty = text.iter().all(u8::is_ascii_whitespace);
        Ok(Self {
            item: (!is_empty).then(|| response.decode(text)).transpose()?,
            location: response.head().location().map(str::to_owned),
        })
    }
}

/// Does not show the URL, which is a secret.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("expires_at", &self.expires_at)
            .field("missing", &self.missing)
            .field("piece", &self.piece)
            .finish_non_exhaustive()
    }
}
