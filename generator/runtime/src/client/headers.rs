//! Headers of requests: lists grow, everything else is replaced; what may go to other origins.

use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Method};

const PREFER: HeaderName = HeaderName::from_static("prefer");

/// Headers whose value is a list (RFC 9110 section 5.3, RFC 7240), in which a program adds to what is there.
const LISTS: [HeaderName; 10] = [
    header::ACCEPT_CHARSET,
    header::ACCEPT_ENCODING,
    header::ACCEPT_LANGUAGE,
    header::CACHE_CONTROL,
    header::EXPECT,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    header::TE,
    header::VIA,
    PREFER,
];

/// Sets a header; of one that holds a list, adds to what was set before.
pub(crate) fn set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    let value = match headers.get(&name).filter(|_| LISTS.contains(&name)) {
        Some(before) => joined(&name, before, &value).unwrap_or(value),
        None => value,
    };
    headers.insert(name, value);
}

/// Adds a client's default header to those of a call: to a list in front of the call's own elements, otherwise only if the
/// call has none.
pub(crate) fn set_default(headers: &mut HeaderMap, name: &HeaderName, value: &HeaderValue) {
    let value = match headers.get(name) {
        None => value.clone(),
        Some(own) if LISTS.contains(name) => match joined(name, value, own) {
            Some(both) => both,
            None => return,
        },
        Some(_) => return,
    };
    headers.insert(name, value);
}

/// Says that an empty body is one (RFC 9110 section 8.6): without its length, servers take it for a body that is missing.
pub(crate) fn set_empty_length(headers: &mut HeaderMap, method: &Method) {
    if matches!(*method, Method::POST | Method::PUT | Method::PATCH) {
        let length = headers.entry(header::CONTENT_LENGTH);
        length.or_insert(HeaderValue::from_static("0"));
    }
}

/// What describes the content, or how it is wanted, and cannot be a credential.
const HARMLESS: [HeaderName; 12] = [
    header::ACCEPT,
    header::ACCEPT_LANGUAGE,
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::CONTENT_RANGE,
    header::CONTENT_TYPE,
    header::IF_MATCH,
    header::IF_MODIFIED_SINCE,
    header::IF_NONE_MATCH,
    header::IF_UNMODIFIED_SINCE,
    header::RANGE,
    header::USER_AGENT,
];

/// Takes away all other headers: what may go to an origin that gets no credentials.
pub(crate) fn keep_harmless(headers: &mut HeaderMap) {
    let mut kept = HeaderMap::new();
    for name in HARMLESS {
        if let Some(value) = headers.remove(&name) {
            kept.insert(name, value);
        }
    }
    *headers = kept;
}

/// The elements of two lists, without those of the first that the second sets anew.
fn joined(name: &HeaderName, first: &HeaderValue, second: &HeaderValue) -> Option<HeaderValue> {
    let later: Vec<&[u8]> = elements(second.as_bytes()).collect();
    let is_set_anew = |element: &&[u8]| {
        let is_same = |other: &&[u8]| {
            if *name == PREFER {
                preference(element).eq_ignore_ascii_case(preference(other))
            } else {
                element == other
            }
        };
        later.iter().any(is_same)
    };
    let earlier = elements(first.as_bytes()).filter(|element| !is_set_anew(element));
    let all: Vec<&[u8]> = earlier.chain(later.iter().copied()).collect();
    let mut value = HeaderValue::from_bytes(&all.join(&b", "[..])).ok()?;
    value.set_sensitive(first.is_sensitive() || second.is_sensitive());
    Some(value)
}

/// The name of a preference: what stands before its value and its parameters.
fn preference(element: &[u8]) -> &[u8] {
    let name = element.split(|byte| matches!(byte, b'=' | b';')).next();
    name.unwrap_or_default().trim_ascii()
}

/// The elements of a list, which are separated by commas outside of quotes.
fn elements(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut is_quoted = false;
    let mut is_escaped = false;
    let parts = list.split(move |byte| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_quoted,
            b'"' => is_quoted = !is_quoted,
            b',' => return !is_quoted,
            _ => {}
        }
        false
    });
    parts
        .map(<[u8]>::trim_ascii)
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(name: &str, values: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for value in values {
            set(
                &mut headers,
                name.parse().unwrap(),
                HeaderValue::from_static(value),
            );
        }
        let value = headers.get(name).unwrap();
        value.to_str().unwrap().to_owned()
    }

    #[test]
    fn lists_grow_and_single_values_are_replaced() {
        for (name, values, expected) in [
            ("Prefer", &["a", "b"][..], "a, b"),
            ("prefer", &["a=1, b;x=\"1,2\"", "A=2"], "b;x=\"1,2\", A=2"),
            (
                "Prefer",
                &["return=minimal", "return=representation"],
                "return=representation",
            ),
            ("Accept-Language", &["de", "en;q=0.5", "de"], "en;q=0.5, de"),
            (
                "If-Match",
                &["W/\"1,2\"", "\"3\\\",\""],
                "W/\"1,2\", \"3\\\",\"",
            ),
            ("If-None-Match", &["\"a\"", "\"b\""], "\"a\", \"b\""),
            ("Accept", &["text/plain", "image/png"], "image/png"),
            ("ConsistencyLevel", &["eventual", "session"], "session"),
            ("Prefer", &["", "a"], "a"),
        ] {
            assert_eq!(merged(name, values), expected);
        }
    }
}
