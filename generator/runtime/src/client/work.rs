//! Work that continues after the answer: its state, and waiting for its end.
//!
//! Two kinds of places are understood: monitor URLs, which answer 202 until they answer 200 or 303, and operation resources, which
//! answer 200 and tell the state in `status`.

use std::fmt;
use std::time::Duration;

use http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use super::call::Call;
use super::error::{Error, ErrorKind};
use super::info::{Info, Method};
use super::reply::Accepted;
use super::response::Response;
use super::{Client, Result};

static MONITOR: Info = Info {
    id: "monitor",
    ..Info::undocumented(Method::Get)
};

/// The first wait between two questions, where the service names none; it doubles up to the longest.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Monitors the state of work.
///
/// Credentials go there only if it is the service itself or an origin that the client allows; monitors elsewhere need none.
pub struct Monitor {
    client: Client,
    url: String,
    retry_after: Option<Duration>,
    judge: Judge,
}

/// Tells the state from the answer's JSON; `None` leaves it to the documented words.
type Judge = Option<Box<dyn Fn(&Value) -> Option<WorkState> + Send + Sync>>;

/// How far some work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkState {
    /// Waiting or going on.
    Running,
    /// Done.
    Succeeded,
    /// Ended without success.
    Failed,
}

/// The state of work, as a service reports it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WorkStatus {
    /// How far it is.
    pub state: WorkState,
    /// How much of it is done, from 0 to 100, if the service reports it.
    pub percent: Option<f64>,
    /// The URL of its result, if the service reports it.
    pub result: Option<String>,
    /// The answer itself; `null` if it was empty or no JSON.
    pub body: Value,
    /// How long to wait before asking again, if the service says so.
    pub retry_after: Option<Duration>,
}

impl WorkStatus {
    /// The service's own word for the state.
    pub fn word(&self) -> &str {
        text(&self.body, "status").unwrap_or_default()
    }
}

impl Accepted {
    /// Where the state of the work can be asked for. Fails if the service does not tell.
    pub fn monitor(&self) -> Result<Monitor> {
        let Some(location) = self.location() else {
            return Err(self.as_response().error(
                ErrorKind::Protocol,
                "the service does not tell where the state of the work can be asked for: it sent no `Location`",
            ));
        };
        let mut monitor = self.as_response().client().monitor("");
        monitor.url = place(self.as_response(), location);
        monitor.retry_after = self.head().retry_after();
        Ok(monitor)
    }

    /// Asks for the state of the work, once.
    pub async fn poll(&self) -> Result<WorkStatus> {
        self.monitor()?.poll().await
    }

    /// Waits until the work is done; see [`Monitor::until_done`].
    pub async fn until_done(&self, limit: Duration) -> Result<WorkStatus> {
        self.monitor()?.until_done(limit).await
    }
}

impl Client {
    /// The monitor at a URL that an earlier run has kept: see [`Monitor::url`].
    pub fn monitor(&self, url: &str) -> Monitor {
        Monitor {
            client: self.clone(),
            url: url.to_owned(),
            retry_after: None,
            judge: None,
        }
    }
}

impl Monitor {
    /// Where the state is asked for. Where it needs no credentials, it may be one itself.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Tells the state by this rule, for services with words of their own. `None` leaves it to the usual words.
    pub fn judged_by(
        mut self,
        judge: impl Fn(&Value) -> Option<WorkState> + Send + Sync + 'static,
    ) -> Self {
        self.judge = Some(Box::new(judge));
        self
    }

    /// Asks for the state, once.
    pub async fn poll(&mut self) -> Result<WorkStatus> {
        self.ask().await.map(|(_, status)| status)
    }

    /// Asks until the work is done, and waits in between as long as the service asks for, or else from 1 s to 30 s.
    ///
    /// Fails when the work has failed, with the service's code and message; and when it is not done within the limit of time.
    /// Dropping the future ends the waiting, not the work.
    pub async fn until_done(&mut self, limit: Duration) -> Result<WorkStatus> {
        let started = Timestamp::now();
        let mut waited = Duration::ZERO;
        let mut usual = FIRST_WAIT;
        loop {
            let wait = self.retry_after.take().unwrap_or(usual);
            usual = (usual * 2).min(LONGEST_WAIT);
            let elapsed = Duration::try_from(Timestamp::now().duration_since(started));
            let elapsed = elapsed.unwrap_or_default().max(waited);
            if elapsed.saturating_add(wait) > limit {
                let message = format!("the work was not done within {limit:?}");
                return Err(Error::new(ErrorKind::Timeout).with_message(message));
            }
            self.client.settings().transport.sleep(wait).await;
            waited = waited.saturating_add(wait);
            let (response, status) = self.ask().await?;
            match status.state {
                WorkState::Running => {}
                WorkState::Succeeded => return Ok(status),
                WorkState::Failed => return Err(failure(&response, &status)),
            }
        }
    }

    async fn ask(&mut self) -> Result<(Response, WorkStatus)> {
        let call = Call::new(self.client.path(&self.url), &MONITOR).redirects(0);
        let uri = call.url()?.parse::<http::Uri>();
        let is_trusted = uri.is_ok_and(|uri| self.client.settings().trusts(&uri));
        let call = if is_trusted { call } else { call.anonymous() };
        let mut response = call.send_whole().await?;
        let bytes = response.read().await?;
        let body: Value = crate::json::from_slice(&bytes).unwrap_or_default();
        let location = response.head().location();
        let location = location.map(|location| place(&response, location));
        let judged = self.judge.as_ref().and_then(|judge| judge(&body));
        let state = judged.unwrap_or_else(|| state(response.status(), &body));
        let mut status = WorkStatus {
            state,
            percent: number(&body, &["percentageComplete", "percentComplete"]),
            result: ["resourceLocation", "targetResourceLocation"]
                .iter()
                .find_map(|name| text(&body, name))
                .map(|location| place(&response, location)),
            body,
            retry_after: response.head().retry_after(),
        };
        match (response.status(), location) {
            // The monitor itself has moved.
            (
                StatusCode::MOVED_PERMANENTLY
                | StatusCode::TEMPORARY_REDIRECT
                | StatusCode::PERMANENT_REDIRECT,
                Some(location),
            ) => self.url = location,
            (StatusCode::SEE_OTHER | StatusCode::FOUND, location) => {
                status.result = location.or(status.result);
            }
            _ => {}
        }
        self.retry_after = status.retry_after;
        Ok((response, status))
    }
}

/// What an answer means: its `status` if it has one, and else its HTTP status.
fn state(status: StatusCode, body: &Value) -> WorkState {
    let by_http = match status.as_u16() {
        202 | 301 | 307 | 308 => WorkState::Running,
        _ => WorkState::Succeeded,
    };
    let Some(word) = text(body, "status") else {
        return by_http;
    };
    match word.to_ascii_lowercase().as_str() {
        "succeeded" | "success" | "successful" | "completed" | "complete" | "done" => {
            WorkState::Succeeded
        }
        "failed" | "failure" | "error" | "cancelled" | "canceled" | "aborted" | "rejected"
        | "timedout" | "deletefailed" => WorkState::Failed,
        _ => WorkState::Running,
    }
}

/// Where a location leads. Services write places relative to their root (`/teams('1')/operations('2')`) where RFC 3986 would have
/// them relative to the host, so those are taken so unless they begin as the root does.
fn place(response: &Response, location: &str) -> String {
    let settings = response.client().settings();
    let root = settings.origins.first().map_or("", http::Uri::path);
    let is_under_root = location
        .strip_prefix(root.trim_end_matches('/'))
        .is_some_and(|rest| rest.starts_with('/'));
    if location.starts_with('/') && !location.starts_with("//") && !is_under_root {
        return format!("{}{location}", settings.base);
    }
    response.resolve(location)
}

/// The error of work that has failed, with what the service says about it.
fn failure(response: &Response, status: &WorkStatus) -> Error {
    let text = crate::json::to_vec(&status.body);
    let message = format!("the work ended with the status {:?}", status.word());
    Error::refusal(response.head().clone(), text.into())
        .with_request(response.request())
        .with_message(message)
}

fn text<'a>(body: &'a Value, name: &str) -> Option<&'a str> {
    body.get(name)?.as_str().filter(|text| !text.is_empty())
}

fn number(body: &Value, names: &[&str]) -> Option<f64> {
    names.iter().find_map(|name| body.get(*name)?.as_f64())
}

/// Does not show the URL, which may be a secret.
impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor")
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}
