//! A transport for tests: it records what is sent, and answers from a script. No network, no clock.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::BoxFuture;
use super::body::Body;
use super::transport::{Transport, TransportError, TransportErrorKind};

/// A [`Transport`] that sends nothing. Clones share their script and their record.
///
/// It answers from its script, in order; afterwards with what [`Recorder::otherwise`] gives, or status 501. Waits between tries
/// end at once and are recorded; limits of time never pass.
///
/// ```
/// use docwright_runtime::client::{Call, Client, Info, Method, testing::{Answer, Recorder}};
/// use docwright_runtime::serde_json::{Value, json};
/// static GET: Info = Info::undocumented(Method::Get);
///
/// # fn main() -> Result<(), docwright_runtime::client::Error> {
/// # futures_executor::block_on(async {
/// let recorder = Recorder::new();
/// recorder.answer(Answer::status(429).header("retry-after", "7"));
/// recorder.answer(Answer::json(200, r#"{"displayName": "Ada"}"#));
///
/// let client = Client::builder("https://api.example/v1.0").transport(recorder.clone()).build()?;
/// let call = Call::new(client.root().name("users").key(&"a/b"), &GET);
/// let user: Value = call.send().await?.json().await?;
///
/// assert_eq!(user, json!({"displayName": "Ada"}));
/// assert_eq!(recorder.requests()[0].url, "https://api.example/v1.0/users/a%2Fb");
/// assert_eq!(recorder.waits()[0].as_secs(), 7);
/// # Ok(())
/// # })
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Script>>);

#[derive(Default)]
struct Script {
    answers: VecDeque<Answer>,
    otherwise: Option<Arc<Responder>>,
    requests: Vec<Recorded>,
    waits: Vec<Duration>,
}

type Responder = dyn Fn(&Recorded) -> Answer + Send + Sync;

/// A request that was sent.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// `GET`
    pub method: http::Method,
    /// The whole URL.
    pub url: String,
    /// All headers, the credentials too.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
}

impl Recorded {
    /// A header as text; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as text; empty if it is not text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }
}

/// A scripted answer.
#[derive(Clone, Debug)]
pub struct Answer(Result<(StatusCode, HeaderMap, Bytes), TransportErrorKind>);

impl Answer {
    /// A status without a body. A number that is no status becomes 500.
    pub fn status(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self(Ok((status, HeaderMap::new(), Bytes::new())))
    }

    /// A status and JSON text.
    pub fn json(status: u16, text: &str) -> Self {
        Self::status(status)
            .header("content-type", "application/json")
            .body(text.to_owned())
    }

    /// No answer: the request fails like this.
    pub fn failure(kind: TransportErrorKind) -> Self {
        Self(Err(kind))
    }

    /// The same with a body.
    pub fn body(mut self, content: impl Into<Bytes>) -> Self {
        if let Ok((_, _, body)) = &mut self.0 {
            *body = content.into();
        }
        self
    }

    /// The same with a header; one that HTTP does not allow is left out.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let (Ok((_, headers, _)), Ok(name), Ok(value)) = (
            &mut self.0,
            name.parse::<HeaderName>(),
            value.parse::<HeaderValue>(),
        ) {
            headers.append(name, value);
        }
        self
    }
}

impl Recorder {
    /// One without a script.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends an answer to the script.
    pub fn answer(&self, answer: Answer) {
        self.script().answers.push_back(answer);
    }

    /// Answers like this once the script is at its end.
    pub fn otherwise(&self, answer: impl Fn(&Recorded) -> Answer + Send + Sync + 'static) {
        self.script().otherwise = Some(Arc::new(answer));
    }

    /// What was sent so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.script().requests.clone()
    }

    /// The waits between tries so far.
    pub fn waits(&self) -> Vec<Duration> {
        self.script().waits.clone()
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn next(&self, request: &Recorded) -> Answer {
        let mut script = self.script();
        script.requests.push(request.clone());
        if let Some(answer) = script.answers.pop_front() {
            return answer;
        }
        let otherwise = script.otherwise.clone();
        drop(script);
        otherwise.map_or_else(|| Answer::status(501), |answer| answer(request))
    }
}

impl Transport for Recorder {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, mut body) = request.into_parts();
            let fail = |kind, source| TransportError { kind, source };
            let mut whole = BytesMut::new();
            while let Some(piece) = body
                .try_next()
                .await
                .map_err(|error| fail(TransportErrorKind::Other, error.into()))?
            {
                whole.extend_from_slice(&piece);
            }
            let answer = self.next(&Recorded {
                method: parts.method,
                url: parts.uri.to_string(),
                headers: parts.headers,
                body: whole.freeze(),
            });
            let (status, headers, body) = answer
                .0
                .map_err(|kind| fail(kind, "the script says so".into()))?;
            let mut response = http::Response::new(Body::from(body));
            *response.status_mut() = status;
            *response.headers_mut() = headers;
            Ok(response)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.script().waits.push(duration);
        Box::pin(std::future::ready(()))
    }

    fn limit(&self, _duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

/// Shows how much there is, not what: requests hold credentials.
impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.script();
        f.debug_struct("Recorder")
            .field("answers", &script.answers.len())
            .field("requests", &script.requests.len())
            .finish_non_exhaustive()
    }
}
