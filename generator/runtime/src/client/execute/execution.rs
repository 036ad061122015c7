//! One call on its way: what is left of its limits, where it goes next, and with which credentials.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue, LOCATION, USER_AGENT};
use http::{HeaderMap, Request, StatusCode};
use jiff::Timestamp;

use crate::client::Result;
use crate::client::body::{Answer, Body};
use crate::client::call::Call;
use crate::client::context::Context;
use crate::client::error::{Error, ErrorKind};
use crate::client::head::Head;
use crate::client::headers;
use crate::client::limit::{First, Timer, first};
use crate::client::reading::{Reading, Unread};
use crate::client::request_info::RequestInfo;
use crate::client::response::Response;
use crate::client::retry::Failed;
use crate::client::token::{self, Tokens};
use crate::client::trace;
use crate::client::transport::{TransportError, TransportErrorKind};
use crate::scalar::Guid;

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
const RETRY_ATTEMPT: HeaderName = HeaderName::from_static("retry-attempt");

/// The most bytes of a refusal that are read.
const REFUSAL: usize = 1 << 20;

/// One call on its way.
pub(super) struct Execution {
    pub(super) context: Context,
    pub(super) request: RequestInfo,
    pub(super) method: http::Method,
    /// `None` once a body that can be read only once is gone.
    pub(super) body: Option<Body>,
    pub(super) redirects: u32,
    /// Whether credentials may go where it goes.
    pub(super) is_trusted: bool,
    /// The value of `Authorization` that was sent last.
    bearer: Option<HeaderValue>,
    /// Whether a refused token was renewed already.
    is_renewed: bool,
    whole: Option<Timer>,
    started: Timestamp,
    waited: Duration,
}

impl Execution {
    /// Checks the arguments and the origin; sends nothing.
    pub(super) fn begin(call: Call) -> Result<Self> {
        let (context, uri, body) = call.into_parts()?;
        let settings = context.client.settings();
        let is_trusted = !context.options.is_anonymous;
        let own_id = context.headers.get(CLIENT_REQUEST_ID).cloned();
        let request = RequestInfo {
            info: context.info,
            base: settings.base_path(),
            uri,
            id: own_id.or_else(|| is_trusted.then(new_id)),
            is_anonymous: !is_trusted,
            tries: 0,
        };
        if is_trusted && !settings.trusts(&request.uri) {
            return Err(Error::new(ErrorKind::Origin)
                .with_message("the URL is on another origin: name it with `allow_origin` to send credentials there, or call it `anonymous`")
                .with_request(&request));
        }
        let whole = context
            .timeout()
            .map(|limit| Timer::start(&*settings.transport, limit));
        Ok(Self {
            method: context.info.method.into(),
            request,
            body: Some(body),
            redirects: 0,
            is_trusted,
            bearer: None,
            is_renewed: false,
            whole,
            started: Timestamp::now(),
            waited: Duration::ZERO,
            context,
        })
    }

    /// Tries until there is an answer to give.
    pub(super) async fn run(&mut self) -> Result<Answer> {
        loop {
            self.authorize().await?;
            let is_replayable = self.body.as_ref().is_some_and(Body::is_replayable);
            let begun = Timestamp::now();
            let outcome = self.try_once().await?;
            trace::tried(&self.request, &outcome, since(begun));
            match outcome {
                Err(failure) => match self.lost(failure.kind, is_replayable) {
                    Some(wait) => self.sleep(wait).await?,
                    None => return Err(failure.into()),
                },
                Ok(answer) if answer.status().is_success() => {
                    match self.take_in(answer, is_replayable).await? {
                        Ok(answer) => return Ok(answer),
                        Err(wait) => self.sleep(wait).await?,
                    }
                }
                Ok(answer) if is_redirect(&answer) => {
                    if self.context.redirects() == 0 {
                        return Ok(answer);
                    }
                    self.redirect(&answer)?;
                }
                Ok(answer) if self.renew(&answer, is_replayable).await? => {}
                Ok(answer) => {
                    let retry = self.context.retry();
                    let failed = Failed::status(answer.status(), answer.headers(), &retry);
                    match self.next_wait(failed, is_replayable) {
                        Some(wait) => self.sleep(wait).await?,
                        None => return Err(self.refusal(answer).await),
                    }
                }
            }
        }
    }

    /// Reads the body into memory, if that is wanted; gives the wait before the next try if it breaks off.
    async fn take_in(
        &mut self,
        answer: Answer,
        is_replayable: bool,
    ) -> Result<std::result::Result<Answer, Duration>> {
        if !self.context.options.is_whole {
            return Ok(Ok(answer));
        }
        let (parts, mut body) = answer.into_parts();
        let mut reading = Reading {
            context: &self.context,
            whole: &mut self.whole,
            body: &mut body,
        };
        let unread = match reading.all().await {
            Ok(bytes) => return Ok(Ok(Answer::from_parts(parts, bytes.into()))),
            Err(unread) => unread,
        };
        let wait = match unread {
            Unread::Broken(_) => self.lost(TransportErrorKind::Io, is_replayable),
            Unread::Silence => self.lost(TransportErrorKind::Timeout, is_replayable),
            Unread::Over | Unread::TooLarge => None,
        };
        let head = Head::new(parts.status, parts.headers);
        wait.map(Err)
            .ok_or_else(|| unread.explain(&self.context).with_head(head))
    }

    /// How long to wait after a broken connection.
    fn lost(&self, kind: TransportErrorKind, is_replayable: bool) -> Option<Duration> {
        self.next_wait(Failed::Transport(kind), is_replayable)
    }

    /// The response that the caller gets.
    pub(super) fn end(self, answer: Answer) -> Response {
        let (parts, body) = answer.into_parts();
        let head = Head::new(parts.status, parts.headers);
        Response::new(self.context, self.request, head, body).within(self.whole)
    }

    /// Gets the token for the next try.
    async fn authorize(&mut self) -> Result<()> {
        let client = self.context.client.clone();
        self.bearer = match (&client.settings().tokens, self.is_trusted) {
            (Some(_), true) if self.is_renewed && self.bearer.is_some() => return Ok(()),
            (Some(tokens), true) => Some(self.token_in_time(tokens.bearer()).await??),
            (Some(_), false) | (None, _) => None,
        };
        Ok(())
    }

    /// After 401: whether there is another token, with which to try once more.
    async fn renew(&mut self, answer: &Answer, is_replayable: bool) -> Result<bool> {
        let refused = self.bearer.clone().filter(|_| {
            answer.status() == StatusCode::UNAUTHORIZED && is_replayable && !self.is_renewed
        });
        let client = self.context.client.clone();
        let (Some(tokens), Some(refused)) = (&client.settings().tokens, refused) else {
            return Ok(false);
        };
        self.is_renewed = true;
        // The service's refusal says more than a provider that has no other token.
        let claims = token::claims(answer.headers());
        let other = Tokens::other_than(tokens, &refused, claims.as_deref());
        let other = self.token_in_time(other).await?;
        match other {
            Ok(Some(other)) => {
                self.bearer = Some(other);
                Ok(true)
            }
            Ok(None) | Err(_) => Ok(false),
        }
    }

    async fn try_once(&mut self) -> Result<std::result::Result<Answer, TransportError>> {
        let client = self.context.client.clone();
        let transport = &*client.settings().transport;
        let body = match &mut self.body {
            Some(body) if body.is_replayable() => body.try_clone().unwrap_or_default(),
            body => body.take().unwrap_or_default(),
        };
        // What is handed on in one piece makes no progress to watch.
        let taken = (!body.is_small()).then(Arc::<AtomicUsize>::default);
        let body = match &taken {
            Some(taken) => body.counted(taken),
            None => body,
        };
        let request = self.request(body);
        self.request.tries += 1;
        let silence = self.context.try_timeout();
        let mut sending = transport.send(request);
        let mut seen = 0;
        loop {
            match first(transport, &mut self.whole, Some(silence), &mut sending).await {
                First::Done(answer) => return Ok(answer),
                First::Over => return Err(self.over()),
                First::Silence => {
                    let now = taken
                        .as_ref()
                        .map_or(0, |taken| taken.load(Ordering::Relaxed));
                    if now == seen {
                        let source = format!("nothing happened for {silence:?}");
                        return Ok(Err(TransportError {
                            kind: TransportErrorKind::Timeout,
                            source: source.into(),
                        }));
                    }
                    // The body is still on its way.
                    seen = now;
                }
            }
        }
    }

    fn request(&self, body: Body) -> Request<Body> {
        let settings = self.context.client.settings();
        let is_empty = body.is_empty();
        let mut request = Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.request.uri.clone();
        let headers = request.headers_mut();
        *headers = self.context.headers.clone();
        if self.is_trusted {
            for (name, value) in &settings.headers {
                headers::set_default(headers, name, value);
            }
            if let Some(id) = &self.request.id {
                or_insert(headers, CLIENT_REQUEST_ID, id);
            }
            if let Some(bearer) = &self.bearer {
                headers.insert(AUTHORIZATION, bearer.clone());
            }
            if self.request.tries > 0 {
                headers.insert(RETRY_ATTEMPT, self.request.tries.into());
            }
        }
        if is_empty {
            headers::set_empty_length(headers, &self.method);
        }
        or_insert(headers, USER_AGENT, &settings.user_agent);
        let any = HeaderValue::from_static("application/json, */*;q=0.5");
        or_insert(headers, ACCEPT, &any);
        request
    }

    /// How long to wait before the next try, if there is one.
    fn next_wait(&self, failed: Failed, is_replayable: bool) -> Option<Duration> {
        let retry = self.context.retry();
        let elapsed = since(self.started);
        if !is_replayable || !retry.applies(&self.method, failed) {
            return None;
        }
        retry.wait(self.request.tries, elapsed.max(self.waited), failed)
    }

    async fn sleep(&mut self, wait: Duration) -> Result<()> {
        self.waited = self.waited.saturating_add(wait);
        self.is_renewed = false;
        trace::waits(wait);
        let client = self.context.client.clone();
        self.in_time(client.settings().transport.sleep(wait)).await
    }

    /// Waits for the token provider, but no longer than a try may take.
    async fn token_in_time<F, T>(&mut self, future: F) -> Result<Result<T>>
    where
        F: Future<Output = Result<T>>,
    {
        let client = self.context.client.clone();
        let transport = &*client.settings().transport;
        let limit = self.context.try_timeout();
        match first(transport, &mut self.whole, Some(limit), future).await {
            First::Done(output) => Ok(output),
            First::Over => Err(self.over()),
            First::Silence => Ok(Err(Error::new(ErrorKind::Token).with_message(format!(
                "no token came from the token provider within {limit:?}"
            )))),
        }
    }

    /// Waits, but no longer than the whole call may take.
    async fn in_time<F: Future>(&mut self, future: F) -> Result<F::Output> {
        let client = self.context.client.clone();
        match first(&*client.settings().transport, &mut self.whole, None, future).await {
            First::Done(output) => Ok(output),
            First::Silence | First::Over => Err(self.over()),
        }
    }

    fn over(&self) -> Error {
        let limit = self.context.timeout().unwrap_or_default();
        Error::new(ErrorKind::Timeout)
            .with_message(format!("the call was not done within {limit:?}"))
    }

    /// The service's refusal, with as much of its body as is sensible.
    async fn refusal(&mut self, answer: Answer) -> Error {
        let (parts, body) = answer.into_parts();
        let head = Head::new(parts.status, parts.headers);
        let mut context = self.context.clone();
        context.options.max_body = Some(REFUSAL);
        let response = Response::new(context, self.request.clone(), head.clone(), body);
        let body = response.within(self.whole.take()).bytes().await;
        Error::refusal(head, body.unwrap_or_default())
    }
}

/// Whether the answer names another place for the same request. 304 and 305 do not.
fn is_redirect(answer: &Answer) -> bool {
    let is_followed = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    is_followed && answer.headers().contains_key(LOCATION)
}

/// By the wall clock, which may have been set back meanwhile.
fn since(begun: Timestamp) -> Duration {
    let elapsed = Timestamp::now().duration_since(begun);
    Duration::try_from(elapsed).unwrap_or_default()
}

fn or_insert(headers: &mut HeaderMap, name: HeaderName, value: &HeaderValue) {
    headers.entry(name).or_insert_with(|| value.clone());
}

/// A random GUID (version 4).
fn new_id() -> HeaderValue {
    let mut bytes = fastrand::u128(..).to_be_bytes();
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    HeaderValue::try_from(Guid(bytes).to_string()).expect("a GUID is plain ASCII")
}
