//! How a client is made: where the service is, who calls, by which transport, within which limits.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use super::error::{Error, ErrorKind};
use super::origin;
use super::token::TokenProvider;
use super::transport::Transport;
use super::{Client, Result};

/// What a client is made of; shared by its clones.
pub(crate) struct Settings {
    /// Without a `/` at the end.
    pub(crate) base: String,
    /// Where credentials may go; the service itself first.
    pub(crate) origins: Vec<Uri>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) token: Option<Box<dyn TokenProvider>>,
    /// Sent with every request.
    pub(crate) headers: HeaderMap,
    pub(crate) max_body: usize,
}

/// Makes a [`Client`], or a type that wraps one.
pub struct Builder<C = Client> {
    base: String,
    origins: Vec<String>,
    transport: Option<Arc<dyn Transport>>,
    token: Option<Box<dyn TokenProvider>>,
    headers: Vec<(String, String)>,
    connect_timeout: Duration,
    max_body: usize,
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
            connect_timeout: Duration::from_secs(10),
            max_body: 64 << 20,
            made: PhantomData,
        }
    }

    /// Another service root.
    pub fn base_url(mut self, base_url: &str) -> Self {
        base_url.clone_into(&mut self.base);
        self
    }

    /// Who gives the bearer tokens. Without it requests go out without credentials.
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

    /// Limits the time until a connection is there; 10 s. A transport that was passed in has its own limit.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Limits the bytes of a response that are kept in memory, after decompression; 64 MiB. Streams have no limit.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// What the program calls itself, in the header `User-Agent`.
    pub fn user_agent(self, name: &str) -> Self {
        self.header("user-agent", name)
    }

    /// A header for every request; treated as a secret, so it goes to allowed origins only.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The client.
    ///
    /// Fails when a URL or a header cannot be used, or when there is no transport.
    pub fn build(self) -> Result<C> {
        let base = self.base.trim_end_matches('/').to_owned();
        let mut origins = vec![absolute(&base)?];
        if base.contains(['?', '#']) {
            return Err(fault(format!("the service root {base:?} has a query")));
        }
        for origin in &self.origins {
            origins.push(absolute(origin)?);
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = header(name, value)?;
            headers.insert(name, value);
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.connect_timeout)?,
        };
        Ok(C::from(Client(Arc::new(Settings {
            base,
            origins,
            transport,
            token: self.token,
            headers,
            max_body: self.max_body,
        }))))
    }
}

fn fault(message: String) -> Error {
    Error::new(ErrorKind::Configuration).with_message(message)
}

fn absolute(url: &str) -> Result<Uri> {
    match url.parse::<Uri>() {
        Ok(uri) => match origin::unusable(&uri) {
            None => Ok(uri),
            Some(why) => Err(fault(format!("{url:?} cannot be called: {why}"))),
        },
        Err(error) => Err(fault(format!("{url:?} is no URL")).with_source(error)),
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
