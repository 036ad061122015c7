//! The request lines and HTTP messages of an api page: where they stand, and where their blank lines are.

use crate::diag::{Code, Diagnostics};
use crate::facts::operation::http_message::{self, Oddity};
use crate::facts::section::Section;
use crate::facts::vocabulary::SectionKind;
use crate::facts::{PageFacts, Subject};
use crate::syntax::{Block, Code as CodeBlock, Page};

/// Checks an api page.
pub(super) fn check(
    page: &Page<'_>,
    facts: &PageFacts,
    sections: &[Section<'_, '_>],
    diagnostics: &mut Diagnostics,
) {
    let Subject::Operation(operation) = &facts.subject else {
        return;
    };
    let has_heading = sections
        .iter()
        .any(|section| section.kind == SectionKind::HttpRequest);
    if let (Some(request), false) = (operation.requests.first(), has_heading) {
        diagnostics.push(
            Code::RequestWithoutHeading
                .at(
                    request.origin.span,
                    "this request stands below no heading `HTTP request`",
                )
                .help("put one before the request lines: readers and programs look for it"),
        );
    }
    for code in page.walk().filter_map(Block::as_code) {
        blank_lines(page, code, diagnostics);
    }
}

/// A message is a start line, headers, one blank line, and a body (RFC 9112, section 2.1).
fn blank_lines(page: &Page<'_>, code: &CodeBlock<'_>, diagnostics: &mut Diagnostics) {
    let is_http = ["http", "msgraph-interactive"]
        .iter()
        .any(|name| code.language.eq_ignore_ascii_case(name));
    // Of a block that was dedented nobody knows the places.
    let is_exact = code.text.len() == (code.span.end - code.span.start) as usize;
    if !is_http || !is_exact {
        return;
    }
    for message in http_message::read(&code.text) {
        let Some((oddity, at)) = message.oddity else {
            continue;
        };
        let start = code.span.start as usize + at;
        let rest = page.text.get(start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default().trim_end();
        let span = code.span.part(at, line.len());
        let (words, help) = match oddity {
            Oddity::BlankBeforeHeaders => (
                "a blank line parts these headers from their start line",
                "remove the blank line: what follows the first one is the body",
            ),
            Oddity::NoneBeforeBody => (
                "no blank line parts this body from the headers",
                "put a blank line before the body",
            ),
        };
        diagnostics.push(Code::MisplacedBlankLine.at(span, words).help(help));
    }
}
