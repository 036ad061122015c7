//! From a call to its response: credentials, tries and waits, redirects; telling success from failure.
//!
//! Compiled once, whatever is called. Knows nothing of how answers are read.

mod redirect;
mod trip;

use super::call::Call;
use super::response::Response;
use super::trace::Span;
use super::{BoxFuture, Result};
use trip::Trip;

impl Call {
    /// Sends it.
    pub fn send(self) -> BoxFuture<'static, Result<Response>> {
        Box::pin(async move {
            let mut trip = Trip::begin(self)?;
            let span = Span::of(&trip.trail);
            let result = span.around(trip.run()).await;
            span.end(&trip.trail, &result);
            match result {
                Ok(answer) => Ok(trip.end(answer)),
                Err(error) => Err(error.with_trail(&trip.trail)),
            }
        })
    }

    /// Sends it; an answer that breaks off before it is whole is tried again like one that does not come.
    pub(crate) fn send_whole(self) -> BoxFuture<'static, Result<Response>> {
        self.whole().send()
    }
}
