//! Bodies of requests and responses: bytes in memory, or a stream of pieces, which can be read once or made again.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::BoxStream;

/// A body. Whatever it is made of, it is `Send` and `Sync`, and read as an [`http_body::Body`] or a [`Stream`].
pub struct Body(Kind);

enum Kind {
    Bytes(Bytes),
    Stream(Pieces),
    Replayable(Make, Option<u64>, Option<Pieces>),
}

type Make = Arc<dyn Fn() -> BoxStream<'static, io::Result<Bytes>> + Send + Sync>;

/// The lock makes the stream `Sync`; it is never taken, since reading needs the body to oneself.
struct Pieces(Mutex<BoxStream<'static, io::Result<Bytes>>>, Option<u64>);

/// Bytes in memory are handed on in pieces of this size, so that a slow upload can be told from one that stands still.
const PIECE: usize = 64 * 1024;

impl Body {
    /// A body without content.
    pub const fn empty() -> Self {
        Self(Kind::Bytes(Bytes::new()))
    }

    /// A stream that can be read once, so that a request with it is sent once: no retry, no redirect that keeps the body.
    pub fn stream(
        stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        Self(Kind::Stream(Pieces::new(Box::pin(stream), length)))
    }

    /// A stream that is made anew for each try.
    pub fn replayable<S>(make: impl Fn() -> S + Send + Sync + 'static, length: Option<u64>) -> Self
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        Self(Kind::Replayable(
            Arc::new(move || Box::pin(make())),
            length,
            None,
        ))
    }

    /// The same content once more; `None` if it can be read only once.
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(Self(Kind::Bytes(bytes.clone()))),
            Kind::Stream(_) => None,
            Kind::Replayable(make, length, _) => {
                Some(Self(Kind::Replayable(make.clone(), *length, None)))
            }
        }
    }

    /// Whether it can be sent again.
    pub fn is_replayable(&self) -> bool {
        match &self.0 {
            Kind::Bytes(_) | Kind::Replayable(..) => true,
            Kind::Stream(_) => false,
        }
    }

    /// The content, where it is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream(_) | Kind::Replayable(..) => None,
        }
    }

    /// The number of bytes, where it is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes.len() as u64),
            Kind::Stream(pieces) => pieces.1,
            Kind::Replayable(_, length, None) => *length,
            Kind::Replayable(_, _, Some(pieces)) => pieces.1,
        }
    }

    /// Whether it is known to have no content.
    pub fn is_empty(&self) -> bool {
        self.length() == Some(0)
    }
}

impl Pieces {
    fn new(stream: BoxStream<'static, io::Result<Bytes>>, length: Option<u64>) -> Self {
        Self(Mutex::new(stream), length)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let Ok(stream) = self.0.get_mut() else {
            return Poll::Ready(None);
        };
        let next = std::task::ready!(stream.as_mut().poll_next(context));
        if let (Some(Ok(piece)), Some(length)) = (&next, &mut self.1) {
            *length = length.saturating_sub(piece.len() as u64);
        }
        Poll::Ready(next)
    }
}

impl Stream for Body {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Kind::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Bytes(bytes) => Poll::Ready(Some(Ok(bytes.split_to(PIECE.min(bytes.len()))))),
            Kind::Stream(pieces) => pieces.poll(context),
            Kind::Replayable(make, length, pieces) => pieces
                .get_or_insert_with(|| Pieces::new(make(), *length))
                .poll(context),
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.poll_next(context)
            .map(|next| next.map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        matches!(&self.0, Kind::Bytes(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        self.length()
            .map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// Shows the length only: bodies may hold secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(stream)"),
        }
    }
}
