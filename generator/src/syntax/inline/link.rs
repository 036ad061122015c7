//! Links and images: inline, by reference, and never closed.

use std::borrow::Cow;

use super::super::text::{blank_len, entity, trim_end, trim_start};
use super::super::{Inline, Inlines};
use super::Reader;
use crate::source::Span;

/// A `[` that is not closed yet.
#[derive(Clone, Debug)]
pub(super) struct Bracket {
    /// Where its text stands in the output.
    at: usize,
    /// Where it is in the page; with the `!` of an image.
    start: usize,
    /// The first byte behind it.
    inside: usize,
    /// How many emphasis runs came before.
    runs: usize,
    image: bool,
    /// Whether another bracket opened behind it, so that it is no label.
    nested: bool,
}

/// More parentheses than this in a target are not followed, so that a page cannot make this slow.
const MAX_PARENTHESES: usize = 32;

/// Images inside images inside images, deeper than this, are text.
const MAX_IMAGES: usize = 16;

/// CommonMark's limit.
const MAX_LABEL: usize = 999;

impl<'s> Reader<'s, '_, '_> {
    pub(super) fn open_bracket(&mut self, image: bool) {
        if self.is_full() || (image && self.images == MAX_IMAGES) {
            self.at += 1;
            return;
        }
        self.images += usize::from(image);
        self.flush();
        if let Some(outer) = self.buffers.brackets.last_mut() {
            outer.nested = true;
        }
        let next = self.at + 1 + usize::from(image);
        let bracket = Bracket {
            at: self.buffers.out.len(),
            start: self.at,
            inside: next,
            runs: self.buffers.runs.len(),
            image,
            nested: false,
        };
        self.buffers.brackets.push(bracket);
        self.emit(
            Inline::Text(Cow::Borrowed(&self.setting.text[self.at..next])),
            next,
        );
        self.scattered = true;
    }

    pub(super) fn close_bracket(&mut self) {
        let found = self.buffers.brackets.pop().and_then(|bracket| {
            self.images -= usize::from(bracket.image);
            let active = bracket.image || self.buffers.brackets.len() >= self.spent_brackets;
            self.spent_brackets = self.spent_brackets.min(self.buffers.brackets.len());
            let (target, next) = if active {
                self.target(&bracket)?
            } else {
                return None;
            };
            Some((bracket, target, next))
        });
        let Some((bracket, target, next)) = found else {
            self.at += 1;
            return;
        };
        self.flush();
        self.resolve_emphasis(bracket.runs, bracket.at + 1);
        let inside = self.buffers.out.split_off(bracket.at + 1);
        self.buffers.out.truncate(bracket.at);
        let text = plain(inside);
        let inline = if bracket.image {
            Inline::Image { text, target }
        } else {
            // Links do not hold links.
            self.spent_brackets = self.buffers.brackets.len();
            let span = Span {
                page: self.setting.page,
                start: bracket.start as u32,
                end: next as u32,
            };
            Inline::Link { text, target, span }
        };
        self.emit(inline, next);
    }

    /// The target of the link that ends with the `]` here, and where the link ends.
    fn target(&mut self, bracket: &Bracket) -> Option<(Cow<'s, str>, usize)> {
        let text = &self.setting.text[..self.end];
        let behind = self.at + 1;
        if let Some(found) = inline_target(text, behind) {
            return Some((found.target, found.next));
        }
        if let Some(found) = self.unclosed_target(behind) {
            return Some(found);
        }
        if self.setting.definitions.is_empty() {
            return None;
        }
        if self.bytes.get(behind) == Some(&b'[')
            && let Some(end) = label_end(text, behind + 1)
            && end > behind + 1
        {
            return self
                .setting
                .definitions
                .get(&text[behind + 1..end])
                .map(|target| (target, end + 1));
        }
        if bracket.nested || self.at - bracket.inside > MAX_LABEL {
            return None;
        }
        let target = self
            .setting
            .definitions
            .get(&text[bracket.inside..self.at])?;
        let next = if text[behind..].starts_with("[]") {
            behind + 2
        } else {
            behind
        };
        Some((target, next))
    }

    /// `[x](x.md collection` in a cell: a target without any closing parenthesis behind it ends at the blank.
    fn unclosed_target(&mut self, behind: usize) -> Option<(Cow<'s, str>, usize)> {
        if !self.setting.cell || self.peek(1) != Some(b'(') {
            return None;
        }
        let (bytes, start, end) = (self.bytes, self.start, self.end);
        let last = *self.last_parenthesis.get_or_insert_with(|| {
            memchr::memrchr(b')', &bytes[start..end]).map_or(0, |at| start + at)
        });
        if last >= behind {
            return None;
        }
        let found = destination(&self.setting.text[..self.end], behind + 1)?;
        (!found.target.is_empty()).then_some((found.target, found.next))
    }
}

/// Where the `]` is that closes a label which begins at `start`.
pub(in super::super) fn label_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() && at - start <= MAX_LABEL {
        match bytes[at] {
            b'\\' => at += 2,
            b'[' => return None,
            b']' => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// A target with its closing parenthesis.
pub(in super::super) struct Found<'s> {
    pub(in super::super) target: Cow<'s, str>,
    pub(in super::super) next: usize,
}

/// Reads `(target "title")` at `at`. A target whose parenthesis is never closed ends with the text.
fn inline_target(text: &str, at: usize) -> Option<Found<'_>> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'(') {
        return None;
    }
    let start = trim_start(bytes, at + 1, bytes.len());
    let found = destination(text, start)?;
    let mut next = trim_start(bytes, found.next, bytes.len());
    if next > found.next
        && let Some(end) = title_end(bytes, next)
    {
        next = trim_start(bytes, end, bytes.len());
    }
    match bytes.get(next) {
        Some(b')') => Some(Found {
            target: found.target,
            next: next + 1,
        }),
        // The page forgot the parenthesis.
        None if next == found.next && next > start => Some(Found {
            target: found.target,
            next,
        }),
        _ => None,
    }
}

/// Reads a link destination at `start`: in angle brackets, or up to the next blank.
pub(in super::super) fn destination(text: &str, start: usize) -> Option<Found<'_>> {
    let bytes = text.as_bytes();
    if bytes.get(start) == Some(&b'<') {
        let len = memchr::memchr3(b'>', b'\n', b'<', &bytes[start + 1..])?;
        let end = start + 1 + len;
        return (bytes[end] == b'>').then(|| Found {
            target: clean(&text[start + 1..end]),
            next: end + 1,
        });
    }
    let (mut at, mut depth) = (start, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'(' => {
                depth += 1;
                if depth > MAX_PARENTHESES {
                    return None;
                }
            }
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'\n' | b'\r' => break,
            _ if blank_len(&bytes[at..]) > 0 => break,
            _ => {}
        }
        at += 1;
    }
    (depth == 0 || at == bytes.len()).then(|| Found {
        target: clean(&text[start..at]),
        next: at,
    })
}

/// Where a title that begins at `start` ends.
pub(in super::super) fn title_end(bytes: &[u8], start: usize) -> Option<usize> {
    let close = match bytes.get(start)? {
        b'"' => b'"',
        b'\'' => b'\'',
        b'(' => b')',
        _ => return None,
    };
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' if close == b')' => return None,
            byte if byte == close => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// A target without escapes; `\` becomes `/`, since pages written on Windows have `..\resources\x.md`.
fn clean(target: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\\', b'&', target.as_bytes()).is_none() {
        return Cow::Borrowed(target);
    }
    let mut cleaned = String::with_capacity(target.len());
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'\\', b'&', &target.as_bytes()[at..]) {
        cleaned.push_str(&target[at..at + found]);
        at += found;
        if target.as_bytes()[at] == b'&' {
            let (character, len) = entity(&target[at..]).unwrap_or(('&', 1));
            cleaned.push(character);
            at += len;
            continue;
        }
        at += 1;
        match target.as_bytes().get(at) {
            // `\.` starts a path step more often than it escapes a dot.
            Some(next) if next.is_ascii_punctuation() && !matches!(next, b'.' | b'/' | b'\\') => {
                cleaned.push(char::from(*next));
                at += 1;
            }
            _ if cleaned.ends_with('/') => {}
            _ => cleaned.push('/'),
        }
    }
    cleaned.push_str(&target[at..]);
    Cow::Owned(cleaned)
}

/// The text of the pieces inside a link.
fn plain(mut inside: Vec<Inline<'_>>) -> Cow<'_, str> {
    if inside.len() == 1
        && let Inline::Text(text) | Inline::Code(text) = &mut inside[0]
    {
        return trimmed(std::mem::take(text));
    }
    for piece in &mut inside {
        // A picture in a link is read out.
        if let Inline::Image { text, .. } = piece {
            *piece = Inline::Text(std::mem::take(text));
        }
    }
    Cow::Owned(Inlines(inside).plain().trim().to_owned())
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => {
            let start = trim_start(text.as_bytes(), 0, text.len());
            Cow::Borrowed(&text[start..trim_end(text.as_bytes(), start, text.len())])
        }
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
