//! When a request is sent again, and after how long. Knows methods, statuses and headers; waits for nothing.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode};

use super::transport::TransportErrorKind;

/// How often and for how long a request is tried.
///
/// Sent again is what was throttled or not served (429, 503, 504) and what met a broken connection or ran into the limit of a
/// try, if its body can be read again, and if repeating does no harm:
///
/// * GET, HEAD, OPTIONS, PUT and DELETE, since doing them twice is doing them once (RFC 9110 section 9.2.2);
/// * any method after 429, and after 503 with `Retry-After`: the service says that it did nothing and wants to be asked later;
/// * any method when no connection came about, since the service has not seen the request.
///
/// The service's `Retry-After` is kept to. Without it the wait is random below a bound that doubles with each try.
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

/// The wait that an answer asks for: `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3), or Azure's `retry-after-ms`.
///
/// A date is measured against the answer's own `Date`, so that a wrong clock here does no harm.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let milliseconds = text("retry-after-ms").or_else(|| text("x-ms-retry-after-ms"));
    if let Some(milliseconds) = milliseconds.and_then(|text| text.trim().parse().ok()) {
        return Some(Duration::from_millis(milliseconds));
    }
    let requested = text(RETRY_AFTER.as_str())?.trim();
    if let Ok(seconds) = requested.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(requested).ok()?;
    let now = text(DATE.as_str())
        .and_then(|date| httpdate::parse_http_date(date).ok())
        .unwrap_or_else(SystemTime::now);
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_wish_in_seconds_or_as_a_date() {
        const DATE: (&str, &str) = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        for (pairs, seconds) in [
            (&[][..], None),
            (&[("retry-after", "7")][..], Some(7.0)),
            (&[("retry-after", " 0 ")][..], Some(0.0)),
            (&[("retry-after", "-1")][..], None),
            (&[("retry-after", "soon")][..], None),
            (&[("retry-after", "99999999999999999999999")][..], None),
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
