//! What requests of one kind have in common, and what a further request to another URL takes over.

use std::time::Duration;

use http::HeaderMap;

use super::Client;
use super::info::Info;
use super::retry::Retry;

/// The client, the operation, the headers, and what was asked for this call alone.
#[derive(Clone)]
pub(crate) struct Context {
    pub(crate) client: Client,
    pub(crate) info: &'static Info,
    pub(crate) headers: HeaderMap,
    pub(crate) options: CallOptions,
}

/// What differs from the client's settings for one call.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CallOptions {
    pub(crate) retry: Option<Retry>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_body: Option<usize>,
    pub(crate) redirects: Option<u32>,
    /// Reads the body of a success into memory before the call counts as answered, so that a broken one is tried again.
    pub(crate) is_whole: bool,
    /// Goes anywhere, but without credentials.
    pub(crate) is_anonymous: bool,
}

impl Context {
    pub(crate) fn retry(&self) -> Retry {
        self.options.retry.unwrap_or(self.client.settings().retry)
    }

    /// From sending to the whole value, with all tries and waits.
    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.options.timeout.or(self.client.settings().timeout)
    }

    /// The longest silence within a try.
    pub(crate) fn try_timeout(&self) -> Duration {
        self.client.settings().try_timeout
    }

    /// The most bytes of a response in memory.
    pub(crate) fn max_body(&self) -> usize {
        self.options
            .max_body
            .unwrap_or(self.client.settings().max_body)
    }

    pub(crate) fn redirects(&self) -> u32 {
        self.options
            .redirects
            .unwrap_or(self.client.settings().redirects)
    }
}
