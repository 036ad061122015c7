//! What a call tells `tracing`: one span per call, one event per try and wait. No-ops without the feature.
//!
//! The names of fields are those of OpenTelemetry's conventions for HTTP clients. Neither URL, headers nor bodies are told.

use std::time::Duration;

use super::Result;
use super::body::Answer;
use super::request_info::RequestInfo;
use super::transport::TransportError;

/// The span of one call, from its first try to the head of its answer.
pub(crate) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Span {
    pub(crate) fn start(request: &RequestInfo) -> Self {
        let span = tracing::info_span!(
            "call",
            "http.request.method" = request.info.method.as_str(),
            "url.template" = request.template(),
            "server.address" = request.uri.host(),
            operation = request.info.id,
            client_request_id = request.id(),
            "http.request.resend_count" = tracing::field::Empty,
            "http.response.status_code" = tracing::field::Empty,
            "error.type" = tracing::field::Empty,
        );
        Self { span }
    }

    /// Runs inside the span.
    pub(crate) async fn around<F: Future>(&self, future: F) -> F::Output {
        use tracing::Instrument;
        future.instrument(self.span.clone()).await
    }

    /// Records how it ended.
    pub(crate) fn end(&self, request: &RequestInfo, result: &Result<Answer>) {
        let resent = request.tries.saturating_sub(1);
        self.span.record("http.request.resend_count", resent);
        let status = match result {
            Ok(answer) => Some(answer.status()),
            Err(error) => {
                let kind = format!("{:?}", error.kind());
                self.span.record("error.type", kind);
                error.status()
            }
        };
        if let Some(status) = status {
            self.span
                .record("http.response.status_code", status.as_u16());
        }
    }
}

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(crate) fn start(_trail: &RequestInfo) -> Self {
        Self {}
    }

    pub(crate) async fn around<F: Future>(&self, future: F) -> F::Output {
        future.await
    }

    pub(crate) fn end(&self, _trail: &RequestInfo, _result: &Result<Answer>) {
        let Self {} = self;
    }
}

/// One try is over.
#[cfg(feature = "tracing")]
pub(crate) fn tried(
    request: &RequestInfo,
    outcome: &std::result::Result<Answer, TransportError>,
    elapsed: Duration,
) {
    let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let tries = request.tries;
    match outcome {
        Ok(answer) => {
            let status = answer.status().as_u16();
            tracing::debug!(
                tries,
                "http.response.status_code" = status,
                elapsed_ms,
                "answered"
            );
        }
        Err(error) => {
            tracing::debug!(tries, "error.type" = %error, elapsed_ms, "not answered");
        }
    }
}

/// One try is over.
#[cfg(not(feature = "tracing"))]
pub(crate) fn tried(_: &RequestInfo, _: &std::result::Result<Answer, TransportError>, _: Duration) {
}

/// A wait begins.
#[cfg(feature = "tracing")]
pub(crate) fn waits(wait: Duration) {
    let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(wait_ms, "waits for the next try");
}

/// A wait begins.
#[cfg(not(feature = "tracing"))]
pub(crate) fn waits(_: Duration) {}
