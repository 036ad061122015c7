//! Bodies of requests and responses: bytes in memory, or a stream of pieces, which can be read once or made again.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::BoxStream;

/// A body. Whatever it is made of, it is `Send` and `Sync`, and read as an [`http_body::Body`] or a [`Stream`].
pub struct Body {
    kind: Kind,
    /// Counts the pieces that were taken.
    taken: Option<Arc<AtomicUsize>>,
}

/// An answer whose body is still to be read.
pub(crate) type Answer = http::Response<Body>;

enum Kind {
    Bytes(Bytes),
    Stream(Pieces),
    Replayable(Make, Option<u64>, Option<Pieces>),
}

type Make = Arc<dyn Fn() -> BoxStream<'static, io::Result<Bytes>> + Send + Sync>;

/// A stream, and the bytes that are left of it, where that is known.
///
/// The lock makes the stream `Sync`; it is never taken, since reading needs the body to oneself.
struct Pieces(Mutex<BoxStream<'static, io::Result<Bytes>>>, Option<u64>);

/// Bytes in memory are handed on in pieces of this size, so that a slow upload can be told from one that stands still.
const PIECE: usize = 64 * 1024;

impl Body {
    /// A body without content.
    pub const fn empty() -> Self {
        Self {
            kind: Kind::Bytes(Bytes::new()),
            taken: None,
        }
    }

    fn from_kind(kind: Kind) -> Self {
        Self { kind, taken: None }
    }

    /// A stream that can be read once, so that a request with it is sent once: no retry, no redirect that keeps the body.
    pub fn stream(
        stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        Self::from_kind(Kind::Stream(Pieces::new(Box::pin(stream), length)))
    }

    /// A stream that is made anew for each try.
    pub fn replayable<S>(make: impl Fn() -> S + Send + Sync + 'static, length: Option<u64>) -> Self
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        let make = Arc::new(move || Box::pin(make()) as _);
        Self::from_kind(Kind::Replayable(make, length, None))
    }

    /// The same content once more; `None` if it can be read only once.
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self::from_kind(match &self.kind {
            Kind::Bytes(bytes) => Kind::Bytes(bytes.clone()),
            Kind::Stream(_) => return None,
            Kind::Replayable(make, length, _) => Kind::Replayable(make.clone(), *length, None),
        }))
    }

    /// Whether it can be sent again.
    pub fn is_replayable(&self) -> bool {
        match &self.kind {
            Kind::Bytes(_) | Kind::Replayable(..) => true,
            Kind::Stream(_) => false,
        }
    }

    /// The content, where it is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.kind {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream(_) | Kind::Replayable(..) => None,
        }
    }

    /// The number of bytes that are left, where it is known.
    pub fn length(&self) -> Option<u64> {
        match &self.kind {
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

    /// Counts the pieces from now on.
    pub(crate) fn counted(mut self, taken: &Arc<AtomicUsize>) -> Self {
        self.taken = Some(taken.clone());
        self
    }

    /// Whether it is handed on in one piece.
    pub(crate) fn is_small(&self) -> bool {
        self.as_bytes().is_some_and(|bytes| bytes.len() <= PIECE)
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
        let next = ready!(stream.as_mut().poll_next(context));
        if let (Some(Ok(piece)), Some(length)) = (&next, &mut self.1) {
            *length = length.saturating_sub(piece.len() as u64);
        }
        Poll::Ready(next)
    }
}

impl Stream for Body {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = match &mut self.kind {
            Kind::Bytes(bytes) if bytes.is_empty() => None,
            Kind::Bytes(bytes) => Some(Ok(bytes.split_to(PIECE.min(bytes.len())))),
            Kind::Stream(pieces) => ready!(pieces.poll(context)),
            Kind::Replayable(make, length, pieces) => {
                let pieces = pieces.get_or_insert_with(|| Pieces::new(make(), *length));
                ready!(pieces.poll(context))
            }
        };
        if let Some(taken) = &self.taken {
            taken.fetch_add(1, Ordering::Relaxed);
        }
        Poll::Ready(next)
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
        matches!(&self.kind, Kind::Bytes(bytes) if bytes.is_empty())
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
        Self::from_kind(Kind::Bytes(bytes))
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
