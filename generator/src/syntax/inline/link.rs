//! Links: their text without markup, and their targets as pages write them.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::LinkType;

use super::super::text::{blank_len, trim};
use super::super::{Inline, Inlines};
use super::InlineText;
use crate::source::Span;

/// Of images within images, so many are told apart; those within them are text.
const MAX_IMAGES: usize = 32;

/// A link or an image whose text is being read.
pub(super) struct OpenLink<'s> {
    /// How many pieces stand before its text.
    pub(super) at: usize,
    pub(super) is_image: bool,
    pub(super) kind: LinkType,
    pub(super) target: Cow<'s, str>,
}

impl<'s> InlineText<'s> {
    /// Ends the innermost link or image, which is at `range`; its text ends at `text_end`.
    pub(in super::super) fn close_link(&mut self, mut range: Range<usize>, text_end: usize) {
        let Some(link) = self.links.pop() else {
            return;
        };
        if link.kind == LinkType::Collapsed && self.text[range.end..].starts_with("[]") {
            // The range that the library gives leaves them out.
            range.end += 2;
        }
        self.floor = self.links.last().map_or(0, |outer| outer.at);
        if self.links.len() >= MAX_IMAGES {
            return;
        }
        let inside = self.out.split_off(link.at.min(self.out.len()));
        let text = flat(inside);
        let target = self.target(&link, text_end.min(range.end)..range.end);
        self.out.push(if link.is_image {
            Inline::Image { text, target }
        } else {
            let span = self.span(&range);
            Inline::Link { text, target, span }
        });
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span {
            page: self.page,
            start: range.start as u32,
            end: range.end as u32,
        }
    }

    /// `\` becomes `/`, since pages written on Windows have `..\resources\x.md`. CommonMark takes some of these for escapes, so
    /// the target is read again as it is written; `tail` is where that is.
    fn target(&self, link: &OpenLink<'s>, tail: Range<usize>) -> Cow<'s, str> {
        let written = &self.text[tail];
        let is_written = link.kind == LinkType::Inline;
        let is_escaped = is_written && written.contains("\\.");
        if !is_escaped && !link.target.contains('\\') {
            return link.target.clone();
        }
        let tail = written.find("](").map_or("", |at| &written[at + 2..]);
        let tail = tail.trim_start().trim_end_matches(')');
        let raw = tail
            .split([' ', '\t', '\n', '\r'])
            .next()
            .unwrap_or_default();
        let is_whole = is_written && !raw.is_empty() && !raw.starts_with('<');
        Cow::Owned(slashed(if is_whole { raw } else { &link.target }))
    }

    /// `[x](x.md collection` in a cell, `[x](x.md` at the end of a line: a target without a closing parenthesis behind it ends at
    /// the blank.
    pub(super) fn read_open_targets(&mut self) {
        let mut pieces = Vec::with_capacity(self.out.len());
        for piece in std::mem::take(&mut self.out) {
            match &piece {
                Inline::Text(Cow::Borrowed(text)) if self.open_target(text, &mut pieces) => {}
                _ => pieces.push(piece),
            }
        }
        self.out = pieces;
    }

    /// Adds the pieces of a text that ends with a link whose target is open; says whether it is one.
    fn open_target(&self, text: &'s str, pieces: &mut Vec<Inline<'s>>) -> bool {
        let Some(middle) = text.rfind("](") else {
            return false;
        };
        let behind = middle + 2;
        let Some(open) = text[..middle].rfind('[') else {
            return false;
        };
        let bytes = text.as_bytes();
        let end = (behind..bytes.len())
            .find(|at| matches!(bytes[*at], b'\n' | b'\r') || blank_len(&bytes[*at..]) > 0)
            .unwrap_or(bytes.len());
        // Marks at the end belong to the sentence.
        let end = behind
            + text[behind..end]
                .trim_end_matches([',', ';', ':', '.'])
                .len();
        if end == behind || text[behind..].contains(')') {
            return false;
        }
        let offset = text.as_ptr() as usize - self.text.as_ptr() as usize;
        let (start, stop) = trim(bytes, open + 1, middle);
        let target = &text[behind..end];
        if open > 0 {
            pieces.push(Inline::Text(Cow::Borrowed(&text[..open])));
        }
        pieces.push(Inline::Link {
            text: Cow::Borrowed(&text[start..stop]),
            target: if target.contains('\\') {
                Cow::Owned(slashed(target))
            } else {
                Cow::Borrowed(target)
            },
            span: self.span(&(offset + open..offset + end)),
        });
        if end < text.len() {
            pieces.push(Inline::Text(Cow::Borrowed(&text[end..])));
        }
        true
    }
}

/// A target with `/` for `\`, except where `\` escapes a mark.
fn slashed(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    let mut characters = target.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.peek() {
            // `\.` starts a path step more often than it escapes a dot.
            Some(next) if next.is_ascii_punctuation() && !matches!(next, '.' | '/' | '\\') => {}
            _ if out.ends_with('/') => {}
            _ => out.push('/'),
        }
    }
    out
}

/// The text of the pieces inside a link.
fn flat(mut inside: Vec<Inline<'_>>) -> Cow<'_, str> {
    if let [Inline::Text(text) | Inline::Code(text)] = inside.as_mut_slice() {
        return match std::mem::take(text) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(' ')),
            Cow::Owned(text) => Cow::Owned(text.trim_matches(' ').to_owned()),
        };
    }
    for piece in &mut inside {
        // A picture in a link is read out.
        if let Inline::Image { text, .. } = piece {
            *piece = Inline::Text(std::mem::take(text));
        }
    }
    Cow::Owned(Inlines(inside).plain().trim().to_owned())
}
