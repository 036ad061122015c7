//! The grammar of documented URLs (dialect 8.2): from one written URL to segments and a query. Knows no types, so a
//! qualified segment such as `microsoft.graph.user` stays a name here.

use serde::{Deserialize, Serialize};

use crate::api::{Argument, Piece, Segment, UrlTemplate, WireName};
use crate::limits::URL_BYTES;

use super::url_names;

/// A URL, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Url {
    /// The path.
    #[serde(with = "crate::facts::as_json")]
    pub template: UrlTemplate,
    /// The query, in order.
    pub query: Vec<QueryItem>,
    /// The host, when it is not the service's.
    pub foreign_host: Option<String>,
    /// A `…` segment was left out: it stands for any number of repetitions, none included.
    pub elided: bool,
}

/// One `name=value` of a query.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct QueryItem {
    /// Before the `=`.
    pub name: String,
    /// After it, as written; empty when there is no `=`.
    pub value: String,
    /// Whether the page marks it as optional: `[?includeIDs=true]`.
    pub optional: bool,
}

impl QueryItem {
    /// Whether the caller has to fill something in.
    pub fn has_placeholder(&self) -> bool {
        self.value.contains(['{', '<'])
    }
}

/// What stands where a URL should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A URL.
    Url(Url),
    /// `** Entity URI for microsoft.graph.x not found`: nobody knows the URL.
    Unknown {
        /// The type that the text names.
        type_name: Option<String>,
    },
}

/// Reads what follows the method. `None` when nothing is left of it, or it is too long.
pub fn parse(written: &str) -> Option<Target> {
    let written = without_protocol(written.trim());
    if written.len() > URL_BYTES {
        return None;
    }
    if written.contains("**") {
        return Some(Target::Unknown {
            type_name: missing_type(written),
        });
    }
    let (host, rest) = split_host(written);
    let rest = rest.trim();
    let (path, query) = split_query(rest);
    let foreign_host = host.filter(|host| !is_service(host, rest));
    let path = without_version(path);
    let mut elided = false;
    let mut segments = Vec::new();
    for written in split_path(path) {
        let written = written.trim();
        match written {
            "" => {}
            "..." | "…" => elided = true,
            _ => read_segment(written, &mut segments),
        }
    }
    if segments.is_empty() {
        return None;
    }
    url_names::make_unique(&mut segments);
    let template = UrlTemplate {
        template: url_names::template(&segments),
        written: written.to_owned(),
        segments,
    };
    Some(Target::Url(Url {
        template,
        query: read_query(query),
        foreign_host: foreign_host.map(str::to_owned),
        elided,
    }))
}

/// Drops `HTTP/1.1`, which API Doctor accepts before and after the URL.
fn without_protocol(text: &str) -> &str {
    let is_protocol = |word: &str| {
        word.get(..5)
            .is_some_and(|head| head.eq_ignore_ascii_case("http/"))
    };
    let mut text = text;
    if let Some((first, rest)) = text.split_once(char::is_whitespace)
        && is_protocol(first)
    {
        text = rest.trim_start();
    }
    match text.rsplit_once(char::is_whitespace) {
        Some((rest, last)) if is_protocol(last) => rest.trim_end(),
        _ => text,
    }
}

/// The type in `** Collection URI for microsoft.graph.recordOperation not found`.
fn missing_type(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    words.find(|word| word.eq_ignore_ascii_case("for"))?;
    let name = words.next()?.trim_matches(|c: char| !c.is_alphanumeric());
    super::super::type_expr::is_type_name(name).then(|| name.to_owned())
}

/// Host and rest of an absolute URL; a placeholder for the root (`{{url}}/…`) counts as no host.
fn split_host(url: &str) -> (Option<&str>, &str) {
    let after_scheme = ["https://", "http://"].iter().find_map(|scheme| {
        let head = url.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| &url[scheme.len()..])
    });
    let Some(rest) = after_scheme else {
        return (None, url);
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    (Some(&rest[..end]), &rest[end..])
}

/// A host is the service's when it calls itself graph, or when the path begins with a version.
fn is_service(host: &str, path: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host.starts_with("graph.") || host.contains("graph") || without_version(path) != path
}

/// Drops `/v1.0` and `/beta`.
fn without_version(path: &str) -> &str {
    let bare = path.trim_start_matches('/');
    for version in ["v1.0", "beta"] {
        if let Some(head) = bare.get(..version.len())
            && head.eq_ignore_ascii_case(version)
            && bare[version.len()..].starts_with('/')
        {
            return &bare[version.len()..];
        }
    }
    path
}

/// Splits at the first `?` (or a stray `&`) outside of placeholders. `[?a=b]` marks the query as optional.
fn split_query(url: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, byte) in url.bytes().enumerate() {
        match byte {
            b'{' | b'(' | b'<' => depth += 1,
            b'}' | b')' | b'>' => depth = depth.saturating_sub(1),
            b'?' | b'&' if depth == 0 => {
                let path = url[..at].trim_end();
                return (path.strip_suffix('[').unwrap_or(path), &url[at..]);
            }
            _ => {}
        }
    }
    (url, "")
}

/// Splits at slashes outside of placeholders, parentheses and quotes.
fn split_path(path: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut depth, mut quoted, mut start) = (0_usize, false, 0);
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'\'' if depth > 0 => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'(' | b'<' => depth += 1,
            b'}' | b')' | b'>' => depth = depth.saturating_sub(1),
            b'/' if depth == 0 => {
                out.push(&path[start..at]);
                start = at + 1;
            }
            // A parenthesis that is never closed must not swallow the rest (`range(address='<address>'/entireRow`).
            b'/' if depth == 1 && path[start..at].ends_with('\'') => {
                out.push(&path[start..at]);
                (start, depth) = (at + 1, 0);
            }
            _ => {}
        }
    }
    out.push(&path[start..]);
    out
}

fn read_query(query: &str) -> Vec<QueryItem> {
    let optional = query.ends_with(']') && !query.contains('[');
    let query = query.trim_start_matches(['?', '&']);
    let query = if optional {
        query.trim_end_matches(']')
    } else {
        query
    };
    split_outside(query, b'&')
        .into_iter()
        .filter(|item| !item.trim().is_empty())
        .map(|item| {
            // `requiresReview:{Boolean}` means the same as with `=`.
            let (name, value) = item
                .split_once('=')
                .or_else(|| item.find(":{").map(|at| (&item[..at], &item[at + 1..])))
                .unwrap_or((item, ""));
            let name = name.trim().replace("%24", "$");
            QueryItem {
                name,
                value: value.trim().to_owned(),
                optional,
            }
        })
        .collect()
}

/// Splits outside of brackets and quotes.
fn split_outside(text: &str, separator: u8) -> Vec<&str> {
    let (mut depth, mut start) = (0_usize, 0);
    let mut out = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' | b'(' | b'<' => depth += 1,
            b'}' | b')' | b'>' => depth = depth.saturating_sub(1),
            _ if byte == separator && depth == 0 => {
                out.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

/// Reads one segment; a key glued to path addressing (`root:{path}:`) yields two.
fn read_segment(written: &str, out: &mut Vec<Segment>) {
    // `{id} | user-principal-name`: alternatives outside of the braces.
    let written = match written.split_once('|') {
        Some((first, _)) if placeholder(first.trim()).is_some() => first.trim(),
        _ => written,
    };
    if let Some(name) = placeholder(written) {
        out.push(Segment::Parameter(WireName(name)));
        return;
    }
    if let Some(inner) = bare_key(written) {
        out.push(Segment::Parameter(WireName(inner)));
        return;
    }
    if let Some(call) = call(written) {
        out.push(call);
        return;
    }
    if is_sample_key(written) {
        // The name comes from the segment before it, as for any other duplicate `id`.
        out.push(Segment::Parameter(WireName("id".to_owned())));
        return;
    }
    match written.split_once(":{") {
        Some((name, path)) if !name.is_empty() && !name.contains(['{', '<']) => {
            out.push(Segment::Name(format!("{name}:")));
            out.push(mixed(&format!("{{{path}")));
        }
        _ if written.contains(['{', '<']) => out.push(mixed(written)),
        _ => out.push(Segment::Name(written.to_owned())),
    }
}

/// The name in `{id | userPrincipalName}` or `<address>` when that is all there is.
fn placeholder(text: &str) -> Option<String> {
    let inner = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .or_else(|| {
            text.strip_prefix('<')
                .and_then(|rest| rest.strip_suffix('>'))
        })?;
    (!inner.contains(['{', '}', '<', '>'])).then(|| url_names::clean(inner))
}

/// The name in `({x})`, `('{x}')` and, for a pair of wrong brackets, `(team-id)`.
fn bare_key(text: &str) -> Option<String> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    if inner.contains('=') {
        return None;
    }
    let inner = inner.trim_matches('\'');
    Some(placeholder(inner).unwrap_or_else(|| url_names::clean(inner)))
}

/// `name(arguments)suffix`. A missing closing parenthesis is tolerated.
fn call(text: &str) -> Option<Segment> {
    let open = text.find('(')?;
    let name = text[..open].trim();
    if name.is_empty() || name.contains(['{', '<']) {
        return None;
    }
    let (inside, suffix) = match text.rfind(')') {
        Some(close) if close > open => (&text[open + 1..close], &text[close + 1..]),
        _ => (&text[open + 1..], ""),
    };
    let arguments = split_outside(inside, b',')
        .into_iter()
        .map(str::trim)
        .filter(|argument| !argument.is_empty())
        .map(|argument| read_argument(argument, name))
        .collect();
    Some(Segment::Call {
        name: name.to_owned(),
        arguments,
        suffix: suffix.trim().to_owned(),
    })
}

fn read_argument(written: &str, call: &str) -> Argument {
    let (name, value) = match written.split_once('=') {
        Some((name, value)) if !name.contains(['{', '<', '\'']) => {
            (Some(name.trim()), value.trim())
        }
        _ => (None, written),
    };
    // Typographic quotes are quotes too.
    let quoted = value.starts_with(['\'', '"', '‘', '’', '“']);
    let bare = value.trim_matches(['\'', '"', '‘', '’', '“', '”']);
    let parameter = match name {
        // Parameter aliases (`@address`) are named after their argument as well.
        Some(name) => url_names::clean(name),
        None => placeholder(bare).unwrap_or_else(|| url_names::clean(&format!("{call}-key"))),
    };
    Argument {
        name: name.map(|name| WireName(name.to_owned())),
        parameter: WireName(parameter),
        quoted,
    }
}

/// Text with placeholders in it.
fn mixed(text: &str) -> Segment {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '<']) {
        let closer = if rest.as_bytes()[open] == b'{' {
            '}'
        } else {
            '>'
        };
        let Some(length) = rest[open..].find(closer) else {
            break;
        };
        if open > 0 {
            pieces.push(Piece::Text(rest[..open].to_owned()));
        }
        pieces.push(Piece::Parameter(WireName(url_names::clean(
            &rest[open + 1..open + length],
        ))));
        rest = &rest[open + length + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    // `{a{b}` has a placeholder in it and nothing else.
    if let [Piece::Parameter(name)] = pieces.as_slice() {
        return Segment::Parameter(name.clone());
    }
    Segment::Mixed(pieces)
}

/// A key written out: a GUID, 32 hexadecimal digits, a number, or base64 with its padding.
fn is_sample_key(text: &str) -> bool {
    let hex = |part: &str| part.bytes().all(|b| b.is_ascii_hexdigit());
    let guid = text.len() == 36
        && text.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && text.split('-').all(hex);
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    guid || (text.len() == 32 && hex(text)) || digits || (text.len() > 8 && text.ends_with('='))
}
