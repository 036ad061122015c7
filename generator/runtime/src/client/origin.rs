//! Origins (RFC 6454): scheme, host and port. Credentials go to the origins that a client names, and nowhere else.

use http::Uri;

/// Whether a reference has a scheme (RFC 3986 section 4.2), or stands for a host.
pub(crate) fn is_absolute(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    url.starts_with("//")
        || scheme.is_some_and(|scheme| {
            let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
            !scheme.is_empty() && scheme.bytes().all(is_letter)
        })
}

/// Whether two URLs have the same origin.
pub(crate) fn same(one: &Uri, other: &Uri) -> bool {
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    one.scheme_str() == other.scheme_str() && host(one) == host(other) && port(one) == port(other)
}

fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}

/// What is wrong with an absolute URL, if it can be sent to nobody.
pub(crate) fn unusable(uri: &Uri) -> Option<&'static str> {
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Some("the URL is neither http nor https");
    }
    match uri.authority() {
        None => Some("the URL has no host"),
        Some(authority) if authority.host().is_empty() => Some("the URL has no host"),
        Some(authority) if authority.as_str().contains('@') => {
            Some("the URL has a user name before its host")
        }
        Some(_) => None,
    }
}
