//! When a request is sent again, and after how long. Knows methods, statuses and headers; waits for nothing.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode};
use jiff::{SignedDuration, Timestamp};

use super::transport::TransportErrorKind;

/// How often and for how long a request is tried.
///
/// A request is sent again when it was throttled or not served (429, 503, 504), when the connection broke, or when a try took too
/// long; and only if its body can be read again, and if repeating it does no harm:
///
/// * GET, HEAD, OPTIONS, PUT and DELETE, since doing them twice is doing them once (RFC 9110 section 9.2.2);
/// * any method after 429, and after 503 with `Retry-After`: the service did nothing and asks for a later request;
/// * any method when no connection could be made, since the service has not received the request.
///
/// The client waits as long as the service's `Retry-After` asks. Without it, the wait is random, below a bound that doubles with
/// each try.
///
/// ```
/// use std::time::Duration;
/// use docwright_runtime::client::Retry;
/// let patient = Retry { tries: 10, total: Duration::from_secs(1800), ..Retry::default() };
/// assert_eq!(Retry::never().tries, 1);
/// assert!(patient.tries > Retry::default().tries);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// The most tries, with the first one; 4.
    pub tries: u32,
    /// The bound of the first wait, where the service names none; 2 s.
    pub first_wait: Duration,
    /// The longest single wait. A service that wants a longer one is not asked again; 180 s.
    pub longest_wait: Duration,
    /// The longest time from the first try to the beginning of the last one; 300 s.
    pub total: Duration,
    /// Also repeats a POST or PATCH that the service may have carried out already; no.
    pub even_unsafe: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            tries: 4,
            first_wait: Duration::from_secs(2),
            longest_wait: Duration::from_secs(180),
            total: Duration::from_secs(300),
            even_unsafe: false,
        }
    }
}

/// What became of a try that was no success.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Failed {
    /// No answer came.
    Transport(TransportErrorKind),
    /// An answer came, with this requested wait.
    Status(StatusCode, Option<Duration>),
}

impl Retry {
    /// Sends once.
    pub fn never() -> Self {
        Self {
            tries: 1,
            ..Self::default()
        }
    }

    /// Whether a request with this method may be sent again after this.
    pub(crate) fn applies(&self, method: &Method, failed: Failed) -> bool {
        let harmless = method.is_idempotent() || self.even_unsafe;
        match failed {
            Failed::Transport(TransportErrorKind::Connect) => true,
            Failed::Transport(TransportErrorKind::Timeout | TransportErrorKind::Io) => harmless,
            Failed::Transport(TransportErrorKind::Other) => false,
            Failed::Status(StatusCode::TOO_MANY_REQUESTS, _) => true,
            Failed::Status(StatusCode::SERVICE_UNAVAILABLE, requested) => {
                requested.is_some() || harmless
            }
            Failed::Status(StatusCode::GATEWAY_TIMEOUT, _) => harmless,
            Failed::Status(..) => false,
        }
    }

    /// How long to wait after this many tries; `None` if there is no further one.
    pub(crate) fn wait(&self, tried: u32, elapsed: Duration, failed: Failed) -> Option<Duration> {
        if tried >= self.tries {
            return None;
        }
        let wait = match failed {
            Failed::Status(_, Some(requested)) => requested,
            Failed::Status(_, None) | Failed::Transport(_) => {
                let doublings = 1_u32 << tried.saturating_sub(1).min(20);
                let bound = self.first_wait.saturating_mul(doublings);
                bound.min(self.longest_wait).mul_f64(fastrand::f64())
            }
        };
        (wait <= self.longest_wait && elapsed.saturating_add(wait) <= self.total).then_some(wait)
    }
}

impl Failed {
    /// An answer that is no success. A wait that it asks for in a form that nobody can read is the longest that `retry` allows, so
    /// that the service is never asked again before it wants to be.
    pub(crate) fn status(status: StatusCode, headers: &HeaderMap, retry: &Retry) -> Self {
        let unreadable = || {
            headers
                .contains_key(RETRY_AFTER)
                .then_some(retry.longest_wait)
        };
        Self::Status(status, retry_after(headers).or_else(unreadable))
    }
}

/// The wait that an answer asks for: `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3), or Azure's `retry-after-ms`.
///
/// A date is measured against the answer's own `Date`, so that a wrong clock here does no harm. Also read is what services send
/// against the rule: fractions, units, lists (the longest wait counts), dates and durations of ISO 8601.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let milliseconds = ["retry-after-ms", "x-ms-retry-after-ms"];
    let milliseconds = milliseconds.iter().find_map(|name| headers.get(*name));
    if let Some(number) = milliseconds.and_then(|value| value.to_str().ok()?.trim().parse().ok()) {
        return Some(from_seconds(number, 1e-3));
    }
    let date = headers.get(DATE).and_then(|date| date.to_str().ok());
    let now = date.and_then(|date| httpdate::parse_http_date(date).ok());
    let now = now.unwrap_or_else(SystemTime::now);
    let texts = headers.get_all(RETRY_AFTER).iter();
    let texts = texts.filter_map(|value| value.to_str().ok());
    texts.filter_map(|text| read_wait(text.trim(), now)).max()
}

fn read_wait(text: &str, now: SystemTime) -> Option<Duration> {
    if let Ok(until) = httpdate::parse_http_date(text) {
        return Some(until.duration_since(now).unwrap_or_default());
    }
    text.split([',', ';'])
        .filter_map(|part| read_one(part, now))
        .max()
}

fn read_one(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '"');
    if let Ok(duration) = text.parse::<SignedDuration>()
        && text.starts_with(['P', 'p'])
    {
        return Some(Duration::try_from(duration).unwrap_or_default());
    }
    if let Ok(until) = text.parse::<Timestamp>() {
        let until = SystemTime::from(until);
        return Some(until.duration_since(now).unwrap_or_default());
    }
    let is_digit = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '+' | '-');
    let end = text.find(|letter| !is_digit(letter)).unwrap_or(text.len());
    let unit = match text[end..].trim().to_ascii_lowercase().as_str() {
        "" | "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "ms" | "msec" | "millisecond" | "milliseconds" => 1e-3,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hour" | "hours" => 3600.0,
        _ => return None,
    };
    Some(from_seconds(text[..end].parse().ok()?, unit))
}

/// What lies in the past is now, and what no duration can hold is for ever.
fn from_seconds(number: f64, unit: f64) -> Duration {
    Duration::try_from_secs_f64((number * unit).max(0.0)).unwrap_or(Duration::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| {
                (
                    name.parse::<http::HeaderName>().unwrap(),
                    value.parse().unwrap(),
                )
            })
            .fold(HeaderMap::new(), |mut headers, (name, value)| {
                headers.append(name, value);
                headers
            })
    }

    #[test]
    fn a_wish_in_seconds_or_as_a_date() {
        const DATE: (&str, &str) = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        for (pairs, seconds) in [
            (&[][..], None),
            (&[("retry-after", "7")][..], Some(7.0)),
            (&[("retry-after", " 0 ")][..], Some(0.0)),
            (&[("retry-after", "-1")][..], Some(0.0)),
            (&[("retry-after", "soon")][..], None),
            (&[("retry-after", "5 apples")][..], None),
            (&[("retry-after", "")][..], None),
            (&[("retry-after", "1.5")][..], Some(1.5)),
            (&[("retry-after", "5, 5")][..], Some(5.0)),
            (
                &[("retry-after", "5"), ("retry-after", "12")][..],
                Some(12.0),
            ),
            (&[("retry-after", "30 seconds")][..], Some(30.0)),
            (&[("retry-after", "\"30s\"")][..], Some(30.0)),
            (&[("retry-after", "2 Minutes")][..], Some(120.0)),
            (&[("retry-after", "1500ms")][..], Some(1.5)),
            (&[("retry-after", "PT20S")][..], Some(20.0)),
            (
                &[DATE, ("retry-after", "1994-11-06T08:50:00Z")][..],
                Some(23.0),
            ),
            (
                &[DATE, ("retry-after", "1994-11-06T09:50:00.5+01:00")][..],
                Some(23.5),
            ),
            (&[("x-ms-retry-after-ms", "0.5")][..], Some(0.0005)),
            (
                &[("retry-after-ms", "1500"), ("retry-after", "9")][..],
                Some(1.5),
            ),
            (&[("x-ms-retry-after-ms", "20")][..], Some(0.02)),
            (
                &[DATE, ("retry-after", "Sun, 06 Nov 1994 08:50:00 GMT")][..],
                Some(23.0),
            ),
            // The two obsolete forms must be understood too.
            (
                &[DATE, ("retry-after", "Sunday, 06-Nov-94 08:50:00 GMT")][..],
                Some(23.0),
            ),
            (
                &[DATE, ("retry-after", "Sun Nov  6 08:50:00 1994")][..],
                Some(23.0),
            ),
            (
                &[DATE, ("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT")][..],
                Some(0.0),
            ),
        ] {
            let requested = retry_after(&headers(pairs)).map(|requested| requested.as_secs_f64());
            assert_eq!(requested, seconds, "{pairs:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_waits_as_long_as_may_be() {
        let retry = Retry::default();
        for text in ["soon", "5 apples", "99999999999999999999999"] {
            let headers = headers(&[("retry-after", text)]);
            let failed = Failed::status(StatusCode::TOO_MANY_REQUESTS, &headers, &retry);
            let wait = retry.wait(1, Duration::ZERO, failed);
            assert!(wait.is_none_or(|wait| wait == retry.longest_wait), "{text}");
        }
    }

    #[test]
    fn what_is_repeated() {
        let retry = Retry::default();
        let requested = Some(Duration::from_secs(1));
        for (failed, get, post) in [
            (
                Failed::Status(StatusCode::TOO_MANY_REQUESTS, None),
                true,
                true,
            ),
            (
                Failed::Status(StatusCode::SERVICE_UNAVAILABLE, None),
                true,
                false,
            ),
            (
                Failed::Status(StatusCode::SERVICE_UNAVAILABLE, requested),
                true,
                true,
            ),
            (
                Failed::Status(StatusCode::GATEWAY_TIMEOUT, requested),
                true,
                false,
            ),
            (
                Failed::Status(StatusCode::INTERNAL_SERVER_ERROR, requested),
                false,
                false,
            ),
            (Failed::Status(StatusCode::NOT_FOUND, None), false, false),
            (Failed::Transport(TransportErrorKind::Connect), true, true),
            (Failed::Transport(TransportErrorKind::Io), true, false),
            (Failed::Transport(TransportErrorKind::Timeout), true, false),
            (Failed::Transport(TransportErrorKind::Other), false, false),
        ] {
            assert_eq!(retry.applies(&Method::GET, failed), get, "GET {failed:?}");
            assert_eq!(
                retry.applies(&Method::POST, failed),
                post,
                "POST {failed:?}"
            );
        }
    }

    #[test]
    fn waits_are_bounded() {
        let retry = Retry {
            tries: 40,
            ..Retry::default()
        };
        let lost = Failed::Transport(TransportErrorKind::Io);
        for tried in 1..40 {
            let bound = Duration::from_secs(2 << (tried - 1).min(20)).min(retry.longest_wait);
            let wait = retry.wait(tried, Duration::ZERO, lost).unwrap();
            assert!(wait <= bound, "{wait:?} after {tried}");
        }
        let asked = |seconds| {
            Failed::Status(
                StatusCode::TOO_MANY_REQUESTS,
                Some(Duration::from_secs(seconds)),
            )
        };
        assert_eq!(
            retry.wait(1, Duration::ZERO, asked(180)),
            Some(Duration::from_secs(180))
        );
        assert_eq!(
            retry.wait(1, Duration::ZERO, asked(181)),
            None,
            "longer than one wait may be"
        );
        assert_eq!(
            retry.wait(1, Duration::from_secs(200), asked(101)),
            None,
            "beyond the total"
        );
        assert_eq!(retry.wait(40, Duration::ZERO, lost), None, "no more tries");
    }
}
