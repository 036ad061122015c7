//! A request being put together: URL, options, headers, body. The first invalid argument is kept, and reported when the request is
//! sent or inspected.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Request, Uri};

use super::argument::Argument;
use super::body::Body;
use super::context::{CallOptions, Context};
use super::encode::{encode_tail, is_query};
use super::error::{Error, ErrorKind};
use super::fault::Fault;
use super::info::{Info, Method};
use super::path::Path;
use super::reference::Reference;
use super::request_info::RequestInfo;
use super::response::Response;
use super::retry::Retry;
use super::{Client, Result, headers, url};
use crate::wire::Element;

/// A request being put together.
pub struct Call {
    context: Context,
    url: String,
    body: Body,
    fault: Option<Box<Fault>>,
}

impl Call {
    /// A request of this operation to this path.
    pub fn new(path: Path, info: &'static Info) -> Self {
        let (client, url, fault) = path.into_parts();
        let context = Context {
            client,
            info,
            headers: HeaderMap::new(),
            options: CallOptions::default(),
        };
        Self {
            context,
            url,
            body: Body::empty(),
            fault,
        }
    }

    /// A request like those before to another URL.
    pub(crate) fn again(context: Context, url: &str) -> Self {
        let (_, url, fault) = context.client.path(url).into_parts();
        Self {
            context,
            url,
            body: Body::empty(),
            fault,
        }
    }

    /// Sends this value as JSON.
    pub fn json<T: Element>(self, body: &T) -> Self {
        self.json_bytes(crate::json::to_vec(body))
    }

    /// Sends these values as a JSON array.
    pub fn json_list<T: Element>(self, body: &[T]) -> Self {
        let mut text = vec![b'['];
        for (index, element) in body.iter().enumerate() {
            if index > 0 {
                text.push(b',');
            }
            text.extend(crate::json::to_vec(element));
        }
        text.push(b']');
        self.json_bytes(text)
    }

    /// Sends a reference: `{"@odata.id": "…"}`.
    pub fn reference(mut self, target: &Reference) -> Self {
        match target.clone().url(&self.context.client) {
            Ok(url) => {
                let url = crate::json::to_string(&url);
                self.json_bytes(format!("{{\"@odata.id\":{url}}}").into_bytes())
            }
            Err(fault) => {
                self.refuse(fault);
                self
            }
        }
    }

    /// Sends this content unchanged. Without a content type, and unless [`Call::header`] sets one, that is `application/octet-stream`.
    pub fn content(mut self, content_type: &'static str, body: Body) -> Self {
        self.body = body;
        if !content_type.is_empty() {
            self.context
                .headers
                .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        } else if !self.context.headers.contains_key(CONTENT_TYPE) {
            let binary = HeaderValue::from_static("application/octet-stream");
            self.context.headers.insert(CONTENT_TYPE, binary);
        }
        self
    }

    /// Appends an option to the URL's query.
    pub fn query(mut self, name: &str, value: &dyn Argument) -> Self {
        self.url
            .push(if self.url.contains('?') { '&' } else { '?' });
        let start = self.url.len();
        self.url.push_str(name);
        encode_tail(&mut self.url, start, is_query);
        self.url.push('=');
        let start = self.url.len();
        if let Err(fault) = value.write(&mut self.url) {
            self.refuse(fault.about(format_args!("the option `{name}`")));
        }
        encode_tail(&mut self.url, start, is_query);
        self
    }

    /// Sets an option of the URL's query, in the place of earlier values.
    pub fn set_query(mut self, name: &str, value: &dyn Argument) -> Self {
        if let Some((place, query)) = self.url.split_once('?') {
            let mut encoded = name.to_owned();
            encode_tail(&mut encoded, 0, is_query);
            let is_other = |option: &&str| option.split('=').next() != Some(&*encoded);
            let rest: Vec<&str> = query.split('&').filter(is_other).collect();
            let mark = if rest.is_empty() { "" } else { "?" };
            self.url = format!("{place}{mark}{}", rest.join("&"));
        }
        self.query(name, value)
    }

    /// Sets a header. A value that no header can hold is an invalid argument.
    ///
    /// What is set replaces an earlier value, but adds to it where the header holds a list: `Prefer`, `If-Match`,
    /// `If-None-Match`, `Accept-Language`, `Accept-Charset`, `Accept-Encoding`, `Cache-Control`, `Expect`, `TE`, `Via`. A
    /// preference replaces an earlier one of its name.
    pub fn header(mut self, name: &str, value: &dyn Argument) -> Self {
        let mut text = String::new();
        if let Err(fault) = value.write(&mut text) {
            self.refuse(fault.about(format_args!("the header `{name}`")));
            return self;
        }
        match (name.parse::<HeaderName>(), HeaderValue::from_str(&text)) {
            (Ok(name), Ok(value)) => {
                headers::set(&mut self.context.headers, name, value);
            }
            (Err(_), _) => self.refuse(Fault::new(format!("{name:?} is no name of a header"))),
            (_, Err(_)) => self.refuse(Fault::new(format!(
                "the header `{name}` has a character that no header can hold"
            ))),
        }
        self
    }

    /// How often and for how long this call is tried, instead of the client's rule.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.context.options.retry = Some(retry);
        self
    }

    /// Limits the time from sending to the whole value, with all tries and waits.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.context.options.timeout = Some(limit);
        self
    }

    /// Limits the bytes of the response that are kept in memory, instead of the client's limit.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.context.options.max_body = Some(bytes);
        self
    }

    /// Follows at most this many redirects. With 0 a redirect is an answer like any other, with its
    /// [`location`](super::Head::location).
    pub fn redirects(mut self, most: u32) -> Self {
        self.context.options.redirects = Some(most);
        self
    }

    /// Sends no credentials and no default headers; the URL may then be anywhere.
    ///
    /// Upload sessions and download links are used like this: their URL is itself the credential.
    pub fn anonymous(mut self) -> Self {
        self.context.options.is_anonymous = true;
        self
    }

    /// The static description of the operation.
    pub fn info(&self) -> &'static Info {
        self.context.info
    }

    /// The client that sends it.
    pub fn client(&self) -> &Client {
        &self.context.client
    }

    /// The headers that were set on this request.
    pub fn headers(&self) -> &HeaderMap {
        &self.context.headers
    }

    /// The body.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The whole URL.
    ///
    /// Fails on the first bad argument.
    pub fn url(&self) -> Result<String> {
        self.check()?;
        Ok(self.url.clone())
    }

    /// The request so far: without credentials, and without what the client adds when sending.
    ///
    /// Fails on the first bad argument, and when the body can be read only once; see [`Call::into_request`].
    pub fn to_request(&self) -> Result<Request<Body>> {
        let body = self
            .body
            .try_clone()
            .ok_or_else(|| self.error("the body can be read only once: use `into_request`"))?;
        let uri = self.uri()?;
        Ok(request(
            self.context.info.method,
            uri,
            self.context.headers.clone(),
            body,
        ))
    }

    /// The request so far.
    ///
    /// Fails on the first bad argument.
    pub fn into_request(self) -> Result<Request<Body>> {
        let uri = self.uri()?;
        Ok(request(
            self.context.info.method,
            uri,
            self.context.headers,
            self.body,
        ))
    }

    pub(crate) fn with_body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// What a request to another URL takes over.
    pub(crate) fn into_context(self) -> (Context, Option<Fault>) {
        (self.context, self.fault.map(|fault| *fault))
    }

    /// Reads the whole answer before it counts as one.
    pub(crate) fn whole(mut self) -> Self {
        self.context.options.is_whole = true;
        self
    }

    pub(crate) fn through(mut self, client: Client) -> Self {
        self.context.client = client;
        self
    }

    /// What sending needs; the URL was checked.
    pub(crate) fn into_parts(self) -> Result<(Context, Uri, Body)> {
        let uri = self.uri()?;
        match url::unusable(&uri) {
            None => Ok((self.context, uri, self.body)),
            Some(why) => Err(self.error(why)),
        }
    }

    fn json_bytes(mut self, text: Vec<u8>) -> Self {
        self.body = text.into();
        self.context
            .headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self
    }

    pub(crate) fn or_fault(mut self, fault: Option<Fault>) -> Self {
        if let Some(fault) = fault {
            self.refuse(fault);
        }
        self
    }

    fn refuse(&mut self, fault: Fault) {
        self.fault.get_or_insert_with(|| Box::new(fault));
    }

    fn check(&self) -> Result<()> {
        match &self.fault {
            None => Ok(()),
            Some(fault) => Err(self.error(&fault.to_string())),
        }
    }

    fn uri(&self) -> Result<Uri> {
        self.check()?;
        // One copy of the text: `Uri` keeps it.
        Uri::from_maybe_shared(Bytes::copy_from_slice(self.url.as_bytes()))
            .map_err(|error| self.error("the URL cannot be sent").with_source(error))
    }

    fn error(&self, message: &str) -> Error {
        let request = RequestInfo {
            info: self.context.info,
            base: self.context.client.settings().base_path(),
            uri: self.url.parse().unwrap_or_default(),
            id: None,
            is_anonymous: self.context.options.is_anonymous,
            tries: 0,
        };
        Error::new(ErrorKind::Argument)
            .with_message(message)
            .with_request(&request)
    }
}

impl Response {
    /// A request of the same kind to another URL, with the headers and limits that the first one was given.
    pub fn follow(&self, url: &str) -> Call {
        Call::again(self.context().clone(), url)
    }
}

fn request(method: Method, uri: Uri, headers: HeaderMap, body: Body) -> Request<Body> {
    let mut request = Request::new(body);
    *request.method_mut() = method.into();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    request
}

/// Shows the method, and the URL without what may be secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = url::shown(&self.context.client.settings().base, &self.url);
        write!(f, "{} {url}", self.context.info.method)
    }
}
