//! Front matter: the few forms of YAML that pages use, split by line. No YAML parser, since values hold bare colons.

use super::lines::Line;
use super::text::{trim_end, trim_start};
use super::{Block, BlockKind, FrontMatter, FrontMatterEntry};
use crate::diag::{Code, Diagnostics};
use crate::source::{PageId, Span};

/// Reads the front matter at the top, behind blank lines at most: its block, and where the rest of the page begins.
/// Without closing dashes it ends before the first blank line or heading.
pub(super) fn read<'s>(
    page: PageId,
    text: &'s str,
    diags: &mut Diagnostics,
) -> Option<(Block<'s>, usize)> {
    let bytes = text.as_bytes();
    let mut lines = std::iter::successors(Line::at(bytes, 0), |line| Line::at(bytes, line.next));
    let opening = lines.find(|line| !line.view(bytes).is_blank())?;
    if !is_fence(bytes, opening, &[b"---"]) {
        return None;
    }
    let mut body = Vec::new();
    let mut closing = None;
    for line in lines {
        // Other lines cost no more than a look at their first byte.
        match bytes[line.start..line.end].first() {
            Some(b'-' | b'.') if is_fence(bytes, line, &[b"---", b"..."]) => {
                closing = Some(line);
                break;
            }
            Some(b' ' | b'\t' | b'#') if is_heading(bytes, line) => break,
            _ => {}
        }
        body.push(line);
    }
    if closing.is_none() {
        let blank = body.iter().position(|line| line.view(bytes).is_blank());
        body.truncate(blank.unwrap_or(body.len()));
    }
    let entries = entries(page, text, &body);
    let is_empty = closing.is_some() && body.iter().all(|line| line.view(bytes).is_blank());
    if entries.is_empty() && !is_empty {
        return None; // The dashes were a rule.
    }
    let last = closing.or(body.last().copied()).unwrap_or(opening);
    let span = Span {
        page,
        start: opening.view(bytes).first as u32,
        end: last.view(bytes).end as u32,
    };
    if closing.is_none() {
        let dashes = Span {
            end: span.start + 3,
            ..span
        };
        let diagnostic = Code::UnterminatedFrontMatter.at(dashes, "front matter is never closed");
        diags.push(diagnostic.help("add a line of three dashes behind it"));
    }
    let kind = BlockKind::FrontMatter(FrontMatter { entries });
    Some((Block { kind, span }, last.next))
}

fn is_fence(bytes: &[u8], line: Line, marks: &[&[u8]]) -> bool {
    let view = line.view(bytes);
    view.column == 0 && marks.contains(&view.trimmed())
}

fn is_heading(bytes: &[u8], line: Line) -> bool {
    let view = line.view(bytes);
    view.column < 4 && view.heading().is_some()
}

fn entries<'s>(page: PageId, text: &'s str, lines: &[Line]) -> Vec<FrontMatterEntry<'s>> {
    let bytes = text.as_bytes();
    let mut entries: Vec<FrontMatterEntry<'s>> = Vec::new();
    for line in lines {
        let view = line.view(bytes);
        let (first, end) = (view.first, view.end);
        let colon = memchr::memchr(b':', view.trimmed()).map(|colon| first + colon);
        match (colon, entries.last_mut()) {
            _ if view.is_blank() || bytes[first] == b'#' => {}
            // An indented line, or one without a colon, goes on with the value before.
            (colon, Some(last)) if view.column > 0 || colon.is_none() => {
                last.span.end = end as u32;
                last.value = &text[last.span.start as usize..end];
            }
            (Some(colon), _) => {
                let start = trim_start(bytes, colon + 1, end);
                let span = Span {
                    page,
                    start: start.min(end) as u32,
                    end: end as u32,
                };
                let key = &text[first..trim_end(bytes, first, colon)];
                entries.push(FrontMatterEntry {
                    key: unquoted(key),
                    value: &text[start.min(end)..end],
                    span,
                });
            }
            (None, _) => {}
        }
    }
    for entry in &mut entries {
        let value = unquoted(entry.value);
        if value.len() < entry.value.len() {
            entry.span.start += 1;
            entry.span.end -= 1;
            entry.value = value;
        }
    }
    entries
}

/// Without one pair of quotes.
fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(value)
}
