//! Front matter: the few forms of YAML that pages use, split by line. No YAML parser, since values hold bare colons.

use super::lines::Line;
use super::text::{trim_end, trim_start};
use super::{FrontMatter, FrontMatterEntry};
use crate::source::{PageId, Span};

/// What was found at the top of a page.
pub(super) struct Found<'s> {
    pub(super) front_matter: FrontMatter<'s>,
    /// The first line: the dashes.
    pub(super) first_line: usize,
    /// The line behind the closing dashes.
    pub(super) next_line: usize,
    /// Whether the closing dashes are there.
    pub(super) closed: bool,
}

/// Reads the front matter at the top, behind blank lines at most. Without closing dashes it ends before the first blank line or heading.
pub(super) fn read<'s>(page: PageId, text: &'s str, lines: &[Line]) -> Option<Found<'s>> {
    let bytes = text.as_bytes();
    let first_line = lines.iter().position(|line| !line.view(bytes).is_blank())?;
    if !is_fence(bytes, lines[first_line], &[b"---"]) {
        return None;
    }
    let body = &lines[first_line + 1..];
    let stop = body.iter().position(|line| {
        is_fence(bytes, *line, &[b"---", b"..."]) || line.view(bytes).heading().is_some()
    });
    let closed = stop.is_some_and(|stop| body[stop].view(bytes).heading().is_none());
    let end = match stop {
        Some(stop) if closed => stop,
        _ => body
            .iter()
            .position(|line| line.view(bytes).is_blank() || line.view(bytes).heading().is_some())
            .unwrap_or(body.len()),
    };
    let front_matter = FrontMatter {
        entries: entries(page, text, &body[..end]),
    };
    if front_matter.entries.is_empty()
        && !(closed && body[..end].iter().all(|line| line.view(bytes).is_blank()))
    {
        return None; // The dashes were a rule.
    }
    Some(Found {
        front_matter,
        first_line,
        next_line: first_line + 1 + end + usize::from(closed),
        closed,
    })
}

fn is_fence(bytes: &[u8], line: Line, marks: &[&[u8]]) -> bool {
    let view = line.view(bytes);
    view.indent == 0 && marks.contains(&view.trimmed())
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
            (colon, Some(last)) if view.indent > 0 || colon.is_none() => {
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
