//! The JSON of a batch: requests on their way out, responses on their way in.

use std::time::Duration;

use bytes::Bytes;
use futures_util::TryStreamExt;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use serde_json::{Map, Value};

use crate::Field;
use crate::additional::Additional;
use crate::client::body::Body;
use crate::client::call::Call;
use crate::client::context::Context;
use crate::client::error::{Error, ErrorKind};
use crate::client::head::Head;
use crate::client::headers;
use crate::client::info::{Info, Method};
use crate::client::request_info::RequestInfo;
use crate::client::response::Response;
use crate::client::{Result, url};
use crate::json::raw::Raw;
use crate::scalar::Bytes as Base64;

/// One request, ready to be written into a batch.
pub(super) struct Sealed {
    pub(super) context: Context,
    /// Relative to the service root.
    place: String,
    uri: Uri,
    body: Body,
    /// Indices of the requests that must have succeeded before.
    pub(super) after: Vec<usize>,
    /// How often it was sent.
    pub(super) tries: u32,
    /// To be sent again after this time.
    pub(super) wait: Option<Duration>,
}

impl Sealed {
    pub(super) fn new(call: Call) -> Result<Self> {
        let url = call.url()?;
        let (context, uri, body) = call.into_parts()?;
        let place = url.strip_prefix(&context.client.settings().base);
        let Some(place) = place.filter(|place| place.starts_with('/')) else {
            return Err(Error::new(ErrorKind::Argument)
                .with_message("a batch holds requests to its own service only"));
        };
        Ok(Self {
            place: place.to_owned(),
            context,
            uri,
            body,
            after: Vec::new(),
            tries: 0,
            wait: None,
        })
    }

    /// Reads a body that is a stream into memory.
    pub(super) async fn collect(&mut self) -> Result<()> {
        if self.body.as_bytes().is_some() {
            return Ok(());
        }
        let pieces = std::mem::take(&mut self.body).try_collect::<Vec<Bytes>>();
        let pieces = pieces.await.map_err(|source| {
            Error::new(ErrorKind::Transport)
                .with_message("the body could not be read")
                .with_source(source)
        })?;
        self.body = pieces.concat().into();
        Ok(())
    }

    /// Appends the request; `after` are those of the same batch that it waits for.
    pub(super) fn write(&self, id: usize, after: &[usize], out: &mut String) -> Result<()> {
        let mut request = Map::new();
        request.insert("id".to_owned(), id.to_string().into());
        request.insert(
            "method".to_owned(),
            self.context.info.method.as_str().into(),
        );
        request.insert("url".to_owned(), self.place.clone().into());
        if !after.is_empty() {
            let ids: Vec<String> = after.iter().map(usize::to_string).collect();
            request.insert("dependsOn".to_owned(), ids.into());
        }
        let headers = self.headers()?;
        if !headers.is_empty() {
            request.insert("headers".to_owned(), headers.into());
        }
        out.push_str(&crate::json::to_string(&Value::Object(request)));
        if let Some(body) = self.body.as_bytes()
            && (!body.is_empty() || self.is_write())
        {
            out.pop();
            out.push_str(",\"body\":");
            out.push_str(&self.body_text(body)?);
            out.push('}');
        }
        Ok(())
    }

    /// Whether services refuse it in a batch when it has neither a content type nor a body.
    fn is_write(&self) -> bool {
        matches!(
            self.context.info.method,
            Method::Post | Method::Put | Method::Patch
        )
    }

    fn headers(&self) -> Result<Map<String, Value>> {
        let mut all = self.context.headers.clone();
        for (name, value) in &self.context.client.settings().headers {
            headers::set_default(&mut all, name, value);
        }
        if self.is_write() && !all.contains_key(CONTENT_TYPE) {
            all.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        let mut written = Map::new();
        for (name, value) in &all {
            let Ok(value) = value.to_str() else {
                return Err(refused("a header is not text"));
            };
            written.insert(capitalised(name), value.into());
        }
        Ok(written)
    }

    /// The request that gives what the answer only leads to: where it redirects to, or the same one with another token. The rules
    /// of single requests hold for it.
    pub(super) fn alone(&self, answer: &Received) -> Option<Call> {
        if answer.status == StatusCode::UNAUTHORIZED
            && self.context.client.settings().tokens.is_some()
        {
            let call = Call::again(self.context.clone(), &self.uri.to_string());
            return Some(call.with_body(self.body.try_clone()?));
        }
        let is_get = self.context.info.method == Method::Get;
        let is_followed = match answer.status.as_u16() {
            301 | 302 | 307 | 308 => is_get,
            303 => true,
            _ => false,
        };
        let left = self.context.redirects().checked_sub(1)?;
        let location = answer.headers.get(LOCATION)?.to_str().ok()?;
        let target = url::resolve(&self.uri, location).ok()?;
        let is_downgrade =
            self.uri.scheme_str() == Some("https") && target.scheme_str() == Some("http");
        if !is_followed || is_downgrade || url::unusable(&target).is_some() {
            return None;
        }
        let mut context = self.context.clone();
        context.options.redirects = Some(left);
        if !is_get {
            context.info = &GET;
            context.headers.remove(CONTENT_TYPE);
        }
        if !context.client.settings().trusts(&target) {
            context.options.is_anonymous = true;
            headers::keep_harmless(&mut context.headers);
        }
        Some(Call::again(context, &target.to_string()))
    }

    /// JSON as it is, text as a string, everything else in base64.
    fn body_text(&self, body: &Bytes) -> Result<String> {
        let content_type = self.context.headers.get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        let encoded = || Base64::from(body.to_vec()).to_base64();
        Ok(match Media::from_content_type(content_type) {
            Media::Json if body.is_empty() => "{}".to_owned(),
            Media::Json => {
                let text: Raw = crate::json::from_slice(body).map_err(|error| {
                    refused("the body says that it is JSON, and is not").with_source(error)
                })?;
                text.0
            }
            Media::Text => match std::str::from_utf8(body) {
                Ok(text) => crate::json::to_string(&text.to_owned()),
                Err(_) => crate::json::to_string(&encoded()),
            },
            Media::Other => crate::json::to_string(&encoded()),
        })
    }

    /// What its answer means.
    pub(super) fn answer(&self, client_base: usize, received: Received) -> Result<Response> {
        let request = RequestInfo {
            info: self.context.info,
            base: client_base,
            uri: self.uri.clone(),
            id: None,
            is_anonymous: false,
            tries: self.tries,
        };
        let head = Head::new(received.status, received.headers);
        if head.status.is_success() {
            let body = received.body.into();
            return Ok(Response::new(self.context.clone(), request, head, body));
        }
        Err(Error::refusal(head, received.body).with_request(&request))
    }
}

/// Shows the request without its query and body.
impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = self.place.split('?').next().unwrap_or_default();
        write!(f, "{} {place}", self.context.info.method)
    }
}

/// As services write it, since some know no other: `Content-Type`.
fn capitalised(name: &HeaderName) -> String {
    let mut is_first = true;
    let letters = name.as_str().chars().map(|letter| {
        let is_start = std::mem::replace(&mut is_first, letter == '-');
        if is_start {
            letter.to_ascii_uppercase()
        } else {
            letter
        }
    });
    letters.collect()
}

/// What a request is called where a 303 turns it into another one.
static GET: Info = Info::undocumented(Method::Get);

fn refused(message: &str) -> Error {
    Error::new(ErrorKind::Argument).with_message(message)
}

/// How a body stands in JSON (OData JSON 4.01 section 19.2).
enum Media {
    Json,
    Text,
    Other,
}

impl Media {
    fn from_content_type(content_type: Option<&str>) -> Self {
        let media = content_type.unwrap_or("application/json");
        let media = media.split(';').next().unwrap_or_default().trim();
        let media = media.to_ascii_lowercase();
        if media.ends_with("/json") || media.ends_with("+json") {
            Self::Json
        } else if media.starts_with("text/") {
            Self::Text
        } else {
            Self::Other
        }
    }
}

/// The answer to one request of a batch.
#[derive(Debug)]
pub(super) struct Received {
    /// The index of the request.
    pub(super) index: usize,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    body: Bytes,
}

/// The answer to a whole batch, as it stands.
#[derive(Clone, Default)]
pub(super) struct Answers {
    pub(super) responses: Field<Vec<Answer>>,
    pub(super) next: Field<String>,
    additional: Additional,
}

record! { Answers "", derived = false, secrets = [], 0 responses "responses", 1 next "@odata.nextLink" }

#[derive(Clone, Default)]
pub(super) struct Answer {
    id: Field<Value>,
    status: Field<i64>,
    headers: Field<Value>,
    body: Field<Raw>,
    additional: Additional,
}

record! { Answer "", derived = false, secrets = [], 0 id "id", 1 status "status", 2 headers "headers", 3 body "body" }

impl Answer {
    /// `None` if it cannot be told which request it answers, or how.
    pub(super) fn receive(self) -> Option<Received> {
        let index = match self.id.into_option()? {
            Value::String(id) => id.parse().ok()?,
            Value::Number(id) => usize::try_from(id.as_u64()?).ok()?,
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
        };
        let status = u16::try_from(self.status.into_option()?).ok()?;
        let headers = headers_of(self.headers.as_ref());
        let content_type = headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let body = body_of(self.body, &Media::from_content_type(content_type));
        Some(Received {
            index,
            status: StatusCode::from_u16(status).ok()?,
            headers,
            body,
        })
    }
}

/// What HTTP does not allow is left out.
fn headers_of(value: Option<&Value>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in value.and_then(Value::as_object).into_iter().flatten() {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(_) | Value::Bool(_) => value.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => continue,
        };
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), text.parse::<HeaderValue>()) {
            headers.append(name, value);
        }
    }
    headers
}

/// A string that is not announced as JSON or text is base64; services differ, so what cannot be decoded is taken as text, and what
/// is announced as JSON may stand in a string, as it is or in base64.
fn body_of(body: Field<Raw>, media: &Media) -> Bytes {
    let Some(Raw(text)) = body.into_option() else {
        return Bytes::new();
    };
    let string: Option<String> = text
        .starts_with('"')
        .then(|| crate::json::from_str(&text).ok())
        .flatten();
    match (media, string) {
        (Media::Json, Some(string)) => json_of(&string).unwrap_or_else(|| text.into()),
        (Media::Json | Media::Text | Media::Other, None) => text.into(),
        (Media::Text, Some(string)) => string.into(),
        (Media::Other, Some(string)) => match Base64::from_base64(&string) {
            Some(bytes) => bytes.into_vec().into(),
            None => string.into(),
        },
    }
}

/// The object or array that a string holds as text or in base64.
fn json_of(string: &str) -> Option<Bytes> {
    let is_json = |text: &[u8]| {
        let value = crate::json::from_slice::<Value>(text);
        value.is_ok_and(|value| value.is_object() || value.is_array())
    };
    if is_json(string.as_bytes()) {
        return Some(string.to_owned().into());
    }
    let bytes = Base64::from_base64(string)?.into_vec();
    is_json(&bytes).then(|| bytes.into())
}
