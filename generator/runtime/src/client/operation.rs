//! Operations as values: the trait that generated structs implement.

use std::time::Duration;

use http::Request;

use super::argument::Argument;
use super::body::Body;
use super::call::Call;
use super::head::Head;
use super::info::{Info, Method, Permissions};
use super::reply::Reply;
use super::response::Response;
use super::retry::Retry;
use super::{BoxFuture, Result};

/// A typed request. Inspect it, send it, or put it into a batch.
pub trait Operation: Sized + Send + 'static {
    /// How the answer is read.
    type Reply: Reply;

    /// Its static description.
    const INFO: &'static Info;

    /// The method.
    const METHOD: Method = Self::INFO.method;
    /// All documented URL templates, relative to the service root.
    const URLS: &'static [&'static str] = Self::INFO.urls;
    /// The page that documents it.
    const PAGE: &'static str = Self::INFO.page;
    /// The permissions that a caller needs, if they are documented.
    const PERMISSIONS: Option<Permissions> = Self::INFO.permissions;
    /// Why it should not be used any more.
    const DEPRECATED: Option<&'static str> = Self::INFO.deprecated;

    /// Makes the operation from any request.
    fn from_call(call: Call) -> Self;

    /// The request.
    fn into_call(self) -> Call;

    /// A reference to the request.
    fn as_call(&self) -> &Call;

    /// Sends it, and reads the answer.
    fn send(self) -> BoxFuture<'static, Result<<Self::Reply as Reply>::Output>> {
        send::<Self::Reply>(self.into_call())
    }

    /// Sends it, reads the answer, and returns status and headers as well.
    fn send_with_head(self) -> BoxFuture<'static, Result<(<Self::Reply as Reply>::Output, Head)>> {
        send_with_head::<Self::Reply>(self.into_call())
    }

    /// Sets a header; one that holds a list (`Prefer`, `If-Match`, `Accept-Language`) is added to. See [`Call::header`].
    fn header(self, name: &str, value: impl Argument) -> Self {
        Self::from_call(self.into_call().header(name, &value))
    }

    /// Appends an option to the URL's query.
    fn query(self, name: &str, value: impl Argument) -> Self {
        Self::from_call(self.into_call().query(name, &value))
    }

    /// How often and for how long this call is tried, instead of the client's rule.
    fn retry(self, retry: Retry) -> Self {
        Self::from_call(self.into_call().retry(retry))
    }

    /// Limits the time from sending to the whole value, with all tries and waits.
    fn timeout(self, limit: Duration) -> Self {
        Self::from_call(self.into_call().timeout(limit))
    }

    /// The request so far, without credentials.
    ///
    /// Fails on the first bad argument, and when the body can be read only once.
    fn request(&self) -> Result<Request<Body>> {
        self.as_call().to_request()
    }
}

/// One copy per kind of reply, however many operations there are.
fn send<R: Reply>(call: Call) -> BoxFuture<'static, Result<R::Output>> {
    Box::pin(async move { R::read(sent::<R>(call).await?).await })
}

fn send_with_head<R: Reply>(call: Call) -> BoxFuture<'static, Result<(R::Output, Head)>> {
    Box::pin(async move {
        let response = sent::<R>(call).await?;
        let head = response.head().clone();
        Ok((R::read(response).await?, head))
    })
}

fn sent<R: Reply>(call: Call) -> BoxFuture<'static, Result<Response>> {
    if R::IS_WHOLE {
        call.send_whole()
    } else {
        call.send()
    }
}
