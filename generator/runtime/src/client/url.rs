//! URLs as text: which are absolute, where a reference leads (RFC 3986 section 5), and which share an origin (RFC 6454).

use http::Uri;

use super::encode::push_url;

/// Whether a reference has a scheme, or stands for a host.
pub(crate) fn is_absolute(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    url.starts_with("//")
        || scheme.is_some_and(|scheme| {
            let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
            !scheme.is_empty() && scheme.bytes().all(is_letter)
        })
}

/// Whether two URLs have the same origin: scheme, host and port.
pub(crate) fn same_origin(one: &Uri, other: &Uri) -> bool {
    fn host(uri: &Uri) -> &str {
        uri.host().unwrap_or_default()
    }
    one.scheme() == other.scheme()
        && host(one).eq_ignore_ascii_case(host(other))
        && port(one) == port(other)
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

/// Whether the URL stays on this machine or is encrypted, so that credentials on it cannot be overheard.
pub(crate) fn is_private(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    uri.scheme_str() == Some("https")
        || host.eq_ignore_ascii_case("localhost")
        || address
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// What of a URL may be shown: without its query, and beyond the service only where it leads, since download and upload links
/// are credentials themselves.
pub(crate) fn shown<'a>(base: &str, url: &'a str) -> &'a str {
    let place = url.split('?').next().unwrap_or_default();
    if place.starts_with(base) {
        return place;
    }
    let host = place.find("://").map_or(0, |scheme| scheme + 3);
    let end = place[host..]
        .find('/')
        .map_or(place.len(), |end| host + end);
    &place[..end]
}

/// Where a reference found at `base` leads; its fragment is dropped.
pub(crate) fn resolve(base: &Uri, reference: &str) -> Result<Uri, http::uri::InvalidUri> {
    let reference = reference.split('#').next().unwrap_or_default().trim();
    let scheme = base.scheme_str().unwrap_or_default();
    let authority = base.authority().map_or("", |authority| authority.as_str());
    let mut url = String::with_capacity(reference.len() + 64);
    if !is_absolute(reference) {
        url.push_str(scheme);
        url.push_str("://");
        url.push_str(authority);
        let (path, query) = match reference.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (reference, None),
        };
        let folder = match base.path().rsplit_once('/') {
            Some((folder, _)) => folder,
            None => "",
        };
        match path {
            "" => url.push_str(base.path()),
            path if path.starts_with('/') => push_without_dots(&mut url, path),
            path => push_without_dots(&mut url, &format!("{folder}/{path}")),
        }
        if let Some(query) = query.or(base.query().filter(|_| reference.is_empty())) {
            url.push('?');
            push_url(&mut url, query);
        }
    } else if reference.starts_with("//") {
        url.push_str(scheme);
        url.push(':');
        push_url(&mut url, reference);
    } else {
        push_url(&mut url, reference);
    }
    url.parse()
}

/// RFC 3986 section 5.2.4.
fn push_without_dots(url: &mut String, path: &str) {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    for segment in kept {
        url.push('/');
        push_url(url, segment);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_where_rfc_3986_says() {
        let base: Uri = "http://a/b/c/d;p?q".parse().unwrap();
        // Section 5.4, without the cases that have a fragment of their own or no path at all.
        for (reference, leads) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g/", "http://g/"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("g#s", "http://a/b/c/g"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("g..", "http://a/b/c/g.."),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("https://x.example/y?z=1", "https://x.example/y?z=1"),
            ("/a b/ü", "http://a/a%20b/%C3%BC"),
        ] {
            assert_eq!(
                resolve(&base, reference).unwrap().to_string(),
                leads,
                "{reference:?}"
            );
        }
    }

    #[test]
    fn what_is_shown() {
        for (url, shows) in [
            ("https://a.example/v1/me?x=1", "https://a.example/v1/me"),
            ("https://a.example/v1", "https://a.example/v1"),
            ("https://b.example/up/secret?x", "https://b.example"),
            ("https://b.example", "https://b.example"),
            ("//b.example/secret", ""),
        ] {
            assert_eq!(shown("https://a.example/v1", url), shows);
        }
    }

    #[test]
    fn origins() {
        for (one, other, same) in [
            ("https://a.example/x", "https://A.EXAMPLE/y?z", true),
            ("https://a.example", "https://a.example:443/", true),
            ("http://a.example:80", "http://a.example/", true),
            ("https://a.example", "http://a.example", false),
            ("https://a.example", "https://a.example:8443", false),
            ("https://a.example", "https://a.example.evil.example", false),
            ("https://a.example", "https://b.example", false),
        ] {
            let (one, other) = (one.parse().unwrap(), other.parse().unwrap());
            assert_eq!(same_origin(&one, &other), same, "{one} {other}");
        }
    }

    #[test]
    fn what_can_be_overheard() {
        for (url, private) in [
            ("https://a.example", true),
            ("http://localhost:8080", true),
            ("http://127.0.0.1:8080", true),
            ("http://[::1]:8080", true),
            ("http://a.example", false),
            ("http://localhost.example", false),
            ("http://10.0.0.1", false),
        ] {
            assert_eq!(is_private(&url.parse().unwrap()), private, "{url}");
        }
    }
}
