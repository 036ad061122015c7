//! How a client is made: where the service is, who calls, by which transport, within which limits.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use super::error::{Error, ErrorKind};
use super::retry::Retry;
use super::token::{TokenProvider, Tokens};
use super::transport::Transport;
use super::{Client, Result, headers, url};

/// What a client is made of; shared by its clones.
pub(crate) struct Settings {
    /// Without a `/` at the end.
    pub(crate) base: String,
    /// Where credentials may go; the service itself first.
    pub(crate) origins: Vec<Uri>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) tokens: Option<Tokens>,
    /// Sent with every request that carries credentials.
    pub(crate) headers: HeaderMap,
    pub(crate) user_agent: HeaderValue,
    pub(crate) retry: Retry,
    pub(crate) redirects: u32,
    pub(crate) timeout: Option<Duration>,
    pub(crate) try_timeout: Duration,
    pub(crate) max_body: usize,
}

impl Settings {
    /// Whether credentials may go there.
    pub(crate) fn trusts(&self, uri: &Uri) -> bool {
        let mut origins = self.origins.iter();
        origins.any(|origin| url::same_origin(origin, uri))
    }

    /// The length of the path that all URLs of the service share.
    pub(crate) fn base_path(&self) -> usize {
        let path = self.origins.first().map_or("", Uri::path);
        path.trim_end_matches('/').len()
    }
}

/// Makes a [`Client`], or a type that wraps one.
pub struct Builder<C = Client> {
    base: String,
    origins: Vec<String>,
    transport: Option<Arc<dyn Transport>>,
    token: Option<Box<dyn TokenProvider>>,
    headers: Vec<(String, String)>,
    user_agent: String,
    retry: Retry,
    redirects: u32,
    timeout: Option<Duration>,
    try_timeout: Duration,
    connect_timeout: Duration,
    max_body: usize,
    is_plain_allowed: bool,
    made: PhantomData<fn() -> C>,
}

impl<C: From<Client>> Builder<C> {
    /// Starts with the service root: scheme, host, and the path that all its URLs share.
    pub fn new(base_url: &str) -> Self {
        Self {
            base: base_url.to_owned(),
            origins: Vec::new(),
            transport: None,
            token: None,
            headers: Vec::new(),
            user_agent: String::new(),
            retry: Retry::default(),
            redirects: 5,
            timeout: None,
            try_timeout: Duration::from_secs(100),
            connect_timeout: Duration::from_secs(10),
            max_body: 64 << 20,
            is_plain_allowed: false,
            made: PhantomData,
        }
    }

    /// Another service root.
    pub fn base_url(mut self, base_url: &str) -> Self {
        base_url.clone_into(&mut self.base);
        self
    }

    /// The provider of bearer tokens. Without it, requests are sent without credentials.
    pub fn token(mut self, provider: impl TokenProvider + 'static) -> Self {
        self.token = Some(Box::new(provider));
        self
    }

    /// What carries the requests. Without it, and with feature `reqwest`, that is `ReqwestTransport`.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Names another origin (`https://host`) to which credentials may go.
    pub fn allow_origin(mut self, origin: &str) -> Self {
        self.origins.push(origin.to_owned());
        self
    }

    /// Limits the time to connect; 10 s by default. A transport that was passed in has its own limit.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Limits the bytes of a response that are kept in memory, after decompression; 64 MiB. Streams have no limit.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// How often and for how long requests are tried; see [`Retry`].
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Follows at most this many redirects per call; 5.
    pub fn redirects(mut self, most: u32) -> Self {
        self.redirects = most;
        self
    }

    /// Limits the time of a call from sending to the whole value, with all tries and waits; unlimited.
    ///
    /// A stream counts until it begins; afterwards [`Builder::try_timeout`] limits each silence.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Limits how long a try may stand still: without a piece of the request having been taken, before the head of the
    /// answer, and between two pieces of its body; 100 s.
    pub fn try_timeout(mut self, limit: Duration) -> Self {
        self.try_timeout = limit;
        self
    }

    /// The name of the program, which comes first in the header `User-Agent`, before this crate's name and version.
    pub fn user_agent(mut self, name: &str) -> Self {
        name.clone_into(&mut self.user_agent);
        self
    }

    /// A header for every request; treated as a secret, so it is sent to trusted origins only.
    ///
    /// A call that sets the same header replaces it, or adds to it where the header holds a list: see
    /// [`Call::header`](super::Call::header).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends credentials over plain `http` too, where anyone in between can read them. Without this only a service on the
    /// same machine (`localhost`, `127.0.0.1`) may be called so.
    pub fn allow_plain_http(mut self) -> Self {
        self.is_plain_allowed = true;
        self
    }

    /// The client.
    ///
    /// Fails when a URL or a header cannot be used, or when there is no transport.
    pub fn build(self) -> Result<C> {
        let (base, origins) = self.addresses()?;
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = header(name, value)?;
            headers::set(&mut headers, name, value);
        }
        let own = concat!("docwright-runtime/", env!("CARGO_PKG_VERSION"));
        let agent = format!("{} {own}", self.user_agent);
        let (_, user_agent) = header("user-agent", agent.trim_start())?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout)?,
        };
        Ok(C::from(Client(Arc::new(Settings {
            base,
            origins,
            transport,
            tokens: self.token.map(Tokens::new),
            headers,
            user_agent,
            retry: self.retry,
            redirects: self.redirects,
            timeout: self.timeout,
            try_timeout: self.try_timeout,
            max_body: self.max_body,
        }))))
    }

    /// The service root and the origins, checked.
    fn addresses(&self) -> Result<(String, Vec<Uri>)> {
        let base = self.base.trim_end_matches('/');
        if base.contains(['?', '#']) {
            return Err(fault(format!("the service root {base:?} has a query")));
        }
        let mut origins = vec![absolute(base)?];
        for origin in &self.origins {
            origins.push(absolute(origin)?);
        }
        let is_secret = self.token.is_some() || !self.headers.is_empty();
        if is_secret && !self.is_plain_allowed && !origins.iter().all(url::is_private) {
            return Err(fault(format!(
                "credentials for {base:?} would travel in the clear: use https, or `allow_plain_http`"
            )));
        }
        Ok((base.to_owned(), origins))
    }
}

fn fault(message: String) -> Error {
    Error::new(ErrorKind::Configuration).with_message(message)
}

fn absolute(text: &str) -> Result<Uri> {
    match text.parse::<Uri>() {
        Ok(uri) => match url::unusable(&uri) {
            None => Ok(uri),
            Some(why) => Err(fault(format!("{text:?} cannot be called: {why}"))),
        },
        Err(error) => Err(fault(format!("{text:?} is no URL")).with_source(error)),
    }
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    match (name.parse(), value.parse()) {
        (Ok(name), Ok(value)) => Ok((name, value)),
        _ => Err(fault(format!("the default header {name:?} cannot be sent"))),
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(connect_timeout: Duration) -> Result<Arc<dyn Transport>> {
    let transport = super::reqwest::ReqwestTransport::new(connect_timeout)?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_connect_timeout: Duration) -> Result<Arc<dyn Transport>> {
    Err(fault(
        "there is no transport: pass one to `transport`, or turn on the feature `reqwest`".into(),
    ))
}

/// Shows the address only.
impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("base_url", &self.base)
            .finish_non_exhaustive()
    }
}
