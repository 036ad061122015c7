//! From a call to its response: credentials, tries and waits, redirects; telling success from failure.
//!
//! Compiled once, whatever is called. Knows nothing of how answers are read.

mod execution;
mod redirect;

use super::call::Call;
use super::response::Response;
use super::trace::Span;
use super::{BoxFuture, Result};
use execution::Execution;

impl Call {
    /// Sends it.
    pub fn send(self) -> BoxFuture<'static, Result<Response>> {
        Box::pin(async move {
            let mut execution = Execution::begin(self)?;
            let span = Span::start(&execution.request);
            let result = span.around(execution.run()).await;
            span.end(&execution.request, &result);
            match result {
                Ok(answer) => Ok(execution.end(answer)),
                Err(error) => Err(error.with_request(&execution.request)),
            }
        })
    }

    /// Sends it; an answer that breaks off before it is whole is tried again like one that does not come.
    pub(crate) fn send_whole(self) -> BoxFuture<'static, Result<Response>> {
        self.whole().send()
    }
}
