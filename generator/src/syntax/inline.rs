//! Inline text: from the events of one paragraph, heading or cell to a flat list of pieces. Text is taken from the page by its
//! range, and blanks are normalised on the way. Knows no blocks, except that a line inside a quote starts with `>`.

mod link;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::text::{blank_len, is_invisible, trim, trim_start};
use super::{Inline, Inlines, Style};
use crate::source::PageId;
use link::OpenLink;

/// The pieces of the text that is being read. The buffers outlive one text, so that a page allocates them once.
pub(super) struct InlineText<'s> {
    page: PageId,
    text: &'s str,
    bytes: &'s [u8],
    out: Vec<Inline<'s>>,
    /// Where the last piece is on the page, if it is text that the page has as it is.
    last: Range<usize>,
    links: Vec<OpenLink<'s>>,
    /// Text is not joined with pieces before this one: the text of a link begins with it.
    floor: usize,
    /// How many styles are open.
    styles: usize,
    /// How many `>` may stand at the start of each further line.
    pub(super) quotes: usize,
    /// Whether a target may be open at the end of a text.
    has_open_target: bool,
}

/// 2 for bytes that plain text does not consist of, and 1 for the blank, of which two in a row are too many.
const CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    let marks = b"\t\n\r\x0b\x0c\xc2\xe2\xef";
    while index < marks.len() {
        table[marks[index] as usize] = 2;
        index += 1;
    }
    table[b' ' as usize] = 1;
    table
};

impl<'s> InlineText<'s> {
    pub(super) fn new(page: PageId, text: &'s str) -> Self {
        Self {
            page,
            text,
            bytes: text.as_bytes(),
            out: Vec::new(),
            last: 0..0,
            links: Vec::new(),
            floor: 0,
            styles: 0,
            quotes: 0,
            has_open_target: false,
        }
    }

    /// Whether no style and no link is open.
    pub(super) fn is_outermost(&self) -> bool {
        self.styles == 0 && self.links.is_empty()
    }

    /// Text of the page.
    pub(super) fn text(&mut self, range: Range<usize>) {
        let slice = &self.bytes[range.clone()];
        let mut before = 0;
        let is_plain = slice.iter().all(|byte| {
            let class = CLASS[*byte as usize];
            class + std::mem::replace(&mut before, class) < 2
        });
        if slice.first() == Some(&b'(') && self.bytes[..range.start].last() == Some(&b']') {
            self.has_open_target = true;
        }
        if is_plain {
            self.plain(range);
            return;
        }
        let (mut at, mut plain) = (range.start, range.start);
        while at < range.end {
            let rest = &self.bytes[at..range.end];
            if !matches!(rest[0], b'\n' | b'\r') && blank_len(rest) == 0 {
                at += 1;
                continue;
            }
            self.plain(plain..at);
            at = self.blanks(at, range.end);
            plain = at;
        }
        self.plain(plain..at);
    }

    /// Reads the blanks and line ends at `at`; returns where they end.
    fn blanks(&mut self, at: usize, end: usize) -> usize {
        let next = trim_start(self.bytes, at, end);
        if memchr::memchr2(b'\n', b'\r', &self.bytes[at..next]).is_some() {
            self.line_end();
            return next;
        }
        if self.text[at..next]
            .chars()
            .any(|blank| !is_invisible(blank))
        {
            if self.bytes[next - 1] == b' ' {
                self.plain(next - 1..next);
            } else {
                self.push(" ");
            }
        }
        next
    }

    /// Text without line ends and blanks to normalise, save one blank at its start.
    fn plain(&mut self, mut range: Range<usize>) {
        if self.bytes.get(range.start) == Some(&b' ') && self.is_blank_surplus() {
            range.start += 1;
        }
        if range.is_empty() {
            return;
        }
        if self.last.end == range.start
            && let Some(Inline::Text(Cow::Borrowed(text))) = self.out[self.floor..].last_mut()
        {
            self.last.end = range.end;
            *text = &self.text[self.last.clone()];
            return;
        }
        let text = &self.text[range.clone()];
        if let Some(Inline::Text(last)) = self.out[self.floor..].last_mut() {
            last.to_mut().push_str(text);
        } else {
            self.out.push(Inline::Text(Cow::Borrowed(text)));
            self.last = range;
        }
    }

    /// Text that the page has otherwise: an entity, or a blank of another kind.
    pub(super) fn push(&mut self, text: &str) {
        for character in text.chars() {
            let mut buffer = [0; 4];
            let text = match character {
                ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2002}' | '\u{2003}'
                | '\u{2009}' => " ",
                '\u{200b}' | '\u{200c}' | '\u{200f}' | '\u{202c}' | '\u{feff}' | '\u{ad}' => {
                    continue;
                }
                character => character.encode_utf8(&mut buffer),
            };
            if text == " " && self.is_blank_surplus() {
                continue;
            }
            if let Some(Inline::Text(last)) = self.out[self.floor..].last_mut() {
                last.to_mut().push_str(text);
            } else {
                self.out.push(Inline::Text(Cow::Owned(text.to_owned())));
                self.last = 0..0;
            }
        }
    }

    /// Whether a blank would be the first of its line, or the second in a row.
    fn is_blank_surplus(&self) -> bool {
        match self.out[self.floor..].last() {
            None | Some(Inline::Break) => true,
            Some(Inline::Text(text)) => text.ends_with(' '),
            Some(_) => false,
        }
    }

    /// A line ends; blanks before it are not text.
    pub(super) fn line_end(&mut self) {
        self.trim_last();
        self.out.push(Inline::Break);
    }

    fn trim_last(&mut self) {
        if let Some(Inline::Text(last)) = self.out[self.floor..].last_mut()
            && last.ends_with(' ')
        {
            match last {
                Cow::Borrowed(text) => *text = text.trim_end_matches(' '),
                Cow::Owned(text) => text.truncate(text.trim_end_matches(' ').len()),
            }
            self.last = 0..0;
            if last.is_empty() {
                self.out.pop();
            }
        }
    }

    /// A code span with its backticks, in which the library reads `text`.
    pub(super) fn code(&mut self, range: Range<usize>, text: &str, is_in_cell: bool) {
        let slice = &self.bytes[range.clone()];
        let count = slice.iter().take_while(|byte| **byte == b'`').count();
        let (start, end) = trim(self.bytes, range.start + count, range.end - count);
        let written = &self.text[start..end];
        let is_plain = written
            .as_bytes()
            .windows(2)
            .all(|pair| CLASS[pair[0] as usize] + CLASS[pair[1] as usize] < 2 && pair != b"\\|");
        self.out.push(Inline::Code(if is_plain {
            Cow::Borrowed(written)
        } else if self.quotes == 0 && is_in_cell {
            Cow::Owned(words(&written.replace("\\|", "|")))
        } else if self.quotes == 0 {
            Cow::Owned(words(written))
        } else {
            // The library leaves out the marks of quotes.
            Cow::Owned(words(text))
        }));
    }

    /// A piece that is no text.
    pub(super) fn inline(&mut self, inline: Inline<'s>) {
        self.out.push(inline);
    }

    pub(super) fn open_style(&mut self, style: Style) {
        self.styles += 1;
        self.out.push(Inline::Open(style));
    }

    pub(super) fn close_style(&mut self, style: Style) {
        self.styles = self.styles.saturating_sub(1);
        self.out.push(Inline::Close(style));
    }

    pub(super) fn open_link(&mut self, is_image: bool, kind: LinkType, target: Cow<'s, str>) {
        self.links.push(OpenLink {
            at: self.out.len(),
            is_image,
            kind,
            target,
        });
        self.floor = self.out.len();
    }

    /// What `text` is on the page, if it is a slice of `mask`, the page after its repairs.
    pub(super) fn borrowed(&self, text: &CowStr<'_>, mask: &str) -> Cow<'s, str> {
        let at = (text.as_ptr() as usize).wrapping_sub(mask.as_ptr() as usize);
        let slice = if at < mask.len() {
            self.text.get(at..at + text.len())
        } else {
            None
        };
        slice.map_or_else(|| Cow::Owned(text.to_string()), Cow::Borrowed)
    }

    /// What was read since the last time.
    pub(super) fn finish(&mut self) -> Inlines<'s> {
        self.trim_last();
        if std::mem::take(&mut self.has_open_target) {
            self.read_open_targets();
        }
        self.links.clear();
        self.floor = 0;
        self.styles = 0;
        self.last = 0..0;
        match self.out.len() {
            0 => Inlines::default(),
            // One piece is what most texts have.
            1 => Inlines(self.out.pop().into_iter().collect()),
            _ => Inlines(self.out.drain(..).collect()),
        }
    }
}

/// A text with its blanks and line ends normalised.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let next = trim_start(bytes, at, bytes.len());
        let blanks = &text[at..next];
        if blanks.chars().any(|blank| !is_invisible(blank)) && !out.is_empty() {
            out.push(' ');
        }
        at = next;
        let len = text[at..].chars().next().map_or(0, char::len_utf8);
        out.push_str(&text[at..at + len]);
        at += len;
    }
    out
}
