//! One HTTP message from the text of a code block, told apart by its start line (dialect 8.3): start line, headers, body.
//! Tolerates a blank line between start line and headers, and none before the body.

use crate::api::Method;

use super::request_line;

/// A start line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartLine<'t> {
    /// `POST https://…`
    Request {
        /// The method.
        method: Method,
        /// The URL, as written.
        url: &'t str,
    },
    /// `HTTP/1.1 200 OK`
    Response {
        /// The status code.
        status: u16,
    },
}

/// A message, or the part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpMessage<'t> {
    /// The start line; `None` for a bare body.
    pub start: Option<StartLine<'t>>,
    /// Names as written, values trimmed.
    pub headers: Vec<(&'t str, &'t str)>,
    /// What is left, without blank lines around it.
    pub body: &'t str,
    /// Where the body begins, in bytes from the start of the block.
    pub body_at: usize,
    /// What is odd about its blank lines, and where, in bytes from the start of the block.
    pub oddity: Option<(Oddity, usize)>,
}

/// A blank line too many, or one too few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Between the start line and these headers.
    BlankBeforeHeaders,
    /// None between the headers and this body.
    NoneBeforeBody,
}

/// Headers that examples have: what looks like another one, behind a blank line, may be a body.
const KNOWN: &[&str] = &[
    "accept",
    "authorization",
    "consistencylevel",
    "content-length",
    "content-type",
    "if-match",
    "location",
    "prefer",
    "workbook-session-id",
];

/// The messages of a block. Several request lines in one block are several messages.
pub fn read(text: &str) -> Vec<HttpMessage<'_>> {
    let mut out = Vec::new();
    let mut rest = 0;
    while rest < text.len() {
        let (message, end) = read_one(text, rest);
        let is_blank =
            message.start.is_none() && message.body.is_empty() && message.headers.is_empty();
        if !is_blank {
            out.push(message);
        }
        rest = end.max(rest + 1);
        while !text.is_char_boundary(rest) {
            rest += 1;
        }
    }
    out
}

/// Reads one message from `from`; returns where the next one begins.
fn read_one(text: &str, from: usize) -> (HttpMessage<'_>, usize) {
    let mut at = skip_blank_lines(text, from);
    let mut message = HttpMessage {
        start: None,
        headers: Vec::new(),
        body: "",
        body_at: at,
        oddity: None,
    };
    message.start = start_line(line_at(text, at));
    if message.start.is_some() {
        at = next_line(text, at);
        at = continued_url(text, at, &mut message);
        let after_blank = skip_blank_lines(text, at);
        // Functions and actions of one family put a blank line before their headers.
        if let Some((name, _)) = header(line_at(text, after_blank)) {
            let is_known = KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name));
            if after_blank != at && is_known {
                message.oddity = Some((Oddity::BlankBeforeHeaders, after_blank));
            }
            at = after_blank;
        }
    } else if !is_header(line_at(text, at)) {
        return (with_body(message, text, at, text.len()), text.len());
    }
    while let Some(header) = header(line_at(text, at)) {
        message.headers.push(header);
        at = next_line(text, at);
    }
    let body = skip_blank_lines(text, at);
    if body == at && !message.headers.is_empty() && text[body..].starts_with(['{', '[']) {
        message.oddity = Some((Oddity::NoneBeforeBody, body));
    }
    if matches!(message.start, Some(StartLine::Request { .. }))
        && matches!(
            start_line(line_at(text, body)),
            Some(StartLine::Request { .. })
        )
    {
        return (message, body);
    }
    (with_body(message, text, body, text.len()), text.len())
}

fn with_body<'t>(
    mut message: HttpMessage<'t>,
    text: &'t str,
    from: usize,
    to: usize,
) -> HttpMessage<'t> {
    message.body = text[from..to].trim_end();
    message.body_at = from;
    message
}

/// A URL may be broken over lines: the continuation begins with `?` or `&`. It is skipped; the first line has the path.
fn continued_url(text: &str, mut at: usize, message: &mut HttpMessage<'_>) -> usize {
    if matches!(message.start, Some(StartLine::Request { .. })) {
        while line_at(text, at).trim_start().starts_with(['?', '&']) {
            at = next_line(text, at);
        }
    }
    at
}

fn start_line(line: &str) -> Option<StartLine<'_>> {
    let line = line.trim();
    if let Some(status) = status(line) {
        return Some(StartLine::Response { status });
    }
    let (method, url) = request_line::method(line)?;
    let is_url = url.starts_with(['/', 'h', 'H', '{', '<', '*']) || url.contains('/');
    is_url.then_some(StartLine::Request { method, url })
}

/// `HTTP/1.1 200 OK`, `HTTP 201 Created`, `HTTP/2 204`.
fn status(line: &str) -> Option<u16> {
    let head = line.get(..4)?;
    if !head.eq_ignore_ascii_case("http") {
        return None;
    }
    let rest = line[4..].trim_start_matches(|c: char| c == '/' || c == '.' || c.is_ascii_digit());
    let word = rest
        .trim_start()
        .split(|c: char| !c.is_ascii_digit())
        .next()?;
    (word.len() == 3 && rest.starts_with(char::is_whitespace)).then(|| word.parse().ok())?
}

fn is_header(line: &str) -> bool {
    header(line).is_some()
}

/// `Name: value`; a trailing comma is dropped.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_url = value.starts_with("//");
    (is_name && !is_url).then(|| (name, value.trim().trim_end_matches(',')))
}

fn skip_blank_lines(text: &str, mut at: usize) -> usize {
    while at < text.len() && line_at(text, at).trim().is_empty() {
        at = next_line(text, at);
    }
    at
}

fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at.min(text.len())..];
    &rest[..rest.find('\n').unwrap_or(rest.len())]
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |length| at + length + 1)
}
