//! Request lines: method and URL, one a line, from the code blocks of the HTTP request section. Lines that begin with
//! no method (`or`, a stray header) are reported, never guessed at.

use serde::{Deserialize, Serialize};

use crate::api::Method;
use crate::diag::{Code, Diagnostics};
use crate::facts::{Fact, Rule};
use crate::limits::URL_BYTES;
use crate::source::Span;
use crate::syntax::Code as CodeBlock;

use super::url::{self, Target};

/// One request line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RequestLine {
    /// The method.
    pub method: Method,
    /// What stands after it.
    pub target: Target,
}

/// The methods, as written.
const METHODS: &[(&str, Method)] = &[
    ("GET", Method::Get),
    ("POST", Method::Post),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
    ("PUT", Method::Put),
    ("HEAD", Method::Head),
    ("OPTIONS", Method::Options),
];

/// The method that begins a line, and what follows it.
pub fn method(line: &str) -> Option<(Method, &str)> {
    let (word, rest) = line.trim_start().split_once(char::is_whitespace)?;
    METHODS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|(_, method)| (*method, rest.trim()))
        .filter(|(_, rest)| !rest.is_empty())
}

/// The request lines of a block. `url_of` relative lines: a line that only continues the URL is joined to it.
pub fn read(
    code: &CodeBlock<'_>,
    page: &str,
    out: &mut Vec<Fact<RequestLine>>,
    diagnostics: &mut Diagnostics,
) {
    for (line, span) in lines(code, page) {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        let Some((method, written)) = method(text) else {
            diagnostics.push(
                Code::UnreadableRequestLine
                    .at(
                        span,
                        format!("`{}` begins with no HTTP method", shown(text)),
                    )
                    .help("write one request a line: GET /users/{id}"),
            );
            continue;
        };
        if written.len() > URL_BYTES {
            let message = format!("this URL is left out; they have at most {URL_BYTES} bytes");
            let found = Code::OverLimit.at(span, message);
            diagnostics.push(found.help("look whether a line end is missing"));
            continue;
        }
        let Some(target) = url::parse(written) else {
            diagnostics.push(
                Code::UnreadableRequestLine
                    .at(span, format!("`{}` has no path", shown(text)))
                    .help("write the path after the method: GET /users/{id}"),
            );
            continue;
        };
        report(&target, (line, span), diagnostics);
        out.push(Fact::new(
            RequestLine { method, target },
            span,
            Rule::RequestLine,
        ));
    }
}

fn report(target: &Target, (line, span): (&str, Span), diagnostics: &mut Diagnostics) {
    match target {
        Target::Unknown { type_name } => {
            let what = type_name.as_deref().unwrap_or("this operation");
            diagnostics.push(
                Code::UnknownUrl
                    .at(span, format!("the URL of {what} is missing"))
                    .help("write the path, or give it in docwright.toml by a fixup"),
            );
        }
        Target::Url(url) if url.foreign_host.is_some() => diagnostics.push(
            Code::ForeignHost
                .at(
                    span,
                    format!(
                        "`{}` is not the service, so this is no operation of it",
                        url.foreign_host.as_deref().unwrap_or_default()
                    ),
                )
                .help("write paths relative to the service root"),
        ),
        Target::Url(url) if url.elided => diagnostics.push(
            Code::ElidedSegment
                .at(
                    ellipsis(line, span),
                    "`...` in a path is read as no segment at all",
                )
                .help("write the path with its fixed number of segments"),
        ),
        Target::Url(_) => {}
    }
}

/// Where the ellipsis of a line is; the whole line, where none is to be seen.
fn ellipsis(line: &str, span: Span) -> Span {
    let marks = ["...", "\u{2026}"];
    let found = marks.iter().find_map(|mark| Some((line.find(mark)?, mark)));
    found.map_or(span, |(at, mark)| {
        let start = span.start + at as u32;
        Span {
            start: start.min(span.end),
            end: (start + mark.len() as u32).min(span.end),
            ..span
        }
    })
}

/// The lines of a block with their places in the page. An indented fence was dedented, and other line ends may stand there, so
/// each line is looked for at the end of the one that it was made of.
fn lines<'c>(code: &'c CodeBlock<'_>, page: &'c str) -> impl Iterator<Item = (&'c str, Span)> {
    let Span {
        page: id,
        start,
        end,
    } = code.span;
    let mut rest = page.get(start as usize..end as usize).unwrap_or_default();
    let mut at = start;
    code.text.split_inclusive('\n').map(move |line| {
        let (written, behind) = rest.split_at(line_length(rest));
        let (begin, shown) = (at, written.trim_end());
        (rest, at) = (behind, at + written.len() as u32);
        let end = begin + shown.len() as u32;
        let kept = line.trim_end();
        let start = if shown.ends_with(kept) {
            end - kept.len() as u32
        } else {
            begin
        };
        (line, Span::new(id, start, end))
    })
}

/// The length of the first line, its end included.
fn line_length(text: &str) -> usize {
    match memchr::memchr2(b'\n', b'\r', text.as_bytes()) {
        Some(at) if text[at..].starts_with("\r\n") => at + 2,
        Some(at) => at + 1,
        None => text.len(),
    }
}

fn shown(text: &str) -> &str {
    let end = text
        .char_indices()
        .map(|(at, _)| at)
        .nth(60)
        .unwrap_or(text.len());
    &text[..end]
}
