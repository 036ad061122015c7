//! Reads the body of an answer within its limits: of time for each piece and for the whole call, of size for the whole.

use std::io;

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;

use super::body::Body;
use super::context::Context;
use super::error::{Error, ErrorKind};
use super::limit::{First, Timer, first};

/// A body, and what limits its reading.
pub(crate) struct Reading<'a> {
    pub(crate) context: &'a Context,
    pub(crate) whole: &'a mut Option<Timer>,
    pub(crate) body: &'a mut Body,
}

/// Why a body was not read to its end.
pub(crate) enum Unread {
    /// The connection broke, or what came is not what was announced.
    Broken(io::Error),
    /// Nothing came for too long.
    Silence,
    /// The time of the whole call is over.
    Over,
    /// There is more than may be kept in memory.
    TooLarge,
}

impl Reading<'_> {
    /// The next piece.
    pub(crate) async fn piece(&mut self) -> Result<Option<Bytes>, Unread> {
        let transport = &*self.context.client.settings().transport;
        let silence = Some(self.context.try_timeout());
        match first(transport, self.whole, silence, self.body.next()).await {
            First::Done(next) => next.transpose().map_err(Unread::Broken),
            First::Silence => Err(Unread::Silence),
            First::Over => Err(Unread::Over),
        }
    }

    /// All that is left.
    pub(crate) async fn all(&mut self) -> Result<Bytes, Unread> {
        let limit = self.context.max_body();
        let length = self.body.length();
        if length.is_some_and(|length| length > limit as u64) {
            return Err(Unread::TooLarge);
        }
        // What a service announces is not yet what it sends.
        let expected = length.map_or(0, |length| length.min(1 << 20) as usize);
        let mut all = BytesMut::new();
        while let Some(piece) = self.piece().await? {
            if piece.len() > limit - all.len() {
                return Err(Unread::TooLarge);
            }
            if all.is_empty() && self.body.is_empty() {
                return Ok(piece);
            }
            if all.is_empty() {
                all.reserve(expected);
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }
}

impl Unread {
    /// As an error that does not know its request yet.
    pub(crate) fn explain(self, context: &Context) -> Error {
        match self {
            Self::Broken(source) => Error::new(ErrorKind::Transport)
                .with_message("the answer broke off")
                .with_source(source),
            Self::Silence => {
                let silence = context.try_timeout();
                let message = format!("the answer broke off: nothing came for {silence:?}");
                Error::new(ErrorKind::Timeout).with_message(message)
            }
            Self::Over => {
                let limit = context.timeout().unwrap_or_default();
                let message = format!("the answer was not complete within {limit:?}");
                Error::new(ErrorKind::Timeout).with_message(message)
            }
            Self::TooLarge => {
                let limit = context.max_body();
                let message = format!(
                    "the answer is larger than {limit} bytes: stream it, or raise `max_body`"
                );
                Error::new(ErrorKind::TooLarge).with_message(message)
            }
        }
    }
}
