//! Inline text: from a range of the page to a flat list of pieces. One pass, linear in the length of the range.
//! Knows no blocks, except that a line inside a quote starts with `>`.

mod code;
mod emphasis;
pub(super) mod link;
mod tag;

use std::borrow::Cow;

use super::link_definition::Definitions;
use super::text::{blank_len, entity, is_invisible, trim_end, trim_start};
use super::{Inline, Inlines};
use crate::source::PageId;
use emphasis::Run;
use link::Bracket;

/// What a range of inline text is read against.
#[derive(Clone, Copy)]
pub(super) struct Setting<'s, 'd> {
    pub(super) page: PageId,
    pub(super) text: &'s str,
    pub(super) definitions: &'d Definitions<'s>,
    /// How many `>` may stand at the start of each further line.
    pub(super) quotes: usize,
    /// In a table cell `\|` is a pipe even inside a code span.
    pub(super) cell: bool,
}

/// Buffers that outlive one range, so that a page allocates them once.
#[derive(Default)]
pub(super) struct Buffers<'s> {
    out: Vec<Inline<'s>>,
    runs: Vec<Run>,
    brackets: Vec<Bracket>,
}

/// Reads the inline text in `start..end`.
pub(super) fn read<'s>(
    setting: Setting<'s, '_>,
    buffers: &mut Buffers<'s>,
    start: usize,
    end: usize,
) -> Inlines<'s> {
    let bytes = setting.text.as_bytes();
    let start = trim_start(bytes, start, end);
    let end = trim_end(bytes, start, end);
    let mut reader = Reader {
        setting,
        bytes,
        start,
        end,
        at: start,
        piece_start: start,
        piece: String::new(),
        buffers,
        scattered: false,
        spent_brackets: 0,
        no_comment_end: false,
        last_parenthesis: None,
        images: 0,
        last_backticks: None,
    };
    reader.run();
    reader.finish()
}

struct Reader<'s, 'd, 'b> {
    setting: Setting<'s, 'd>,
    bytes: &'s [u8],
    start: usize,
    end: usize,
    at: usize,
    /// Text since here is not yet in `piece`.
    piece_start: usize,
    /// The start of the current text, if it differs from the source.
    piece: String,
    buffers: &'b mut Buffers<'s>,
    /// Whether neighbouring texts may have to be joined.
    scattered: bool,
    /// So many of the open brackets hold a link already, and can only be images.
    spent_brackets: usize,
    no_comment_end: bool,
    /// Where the last `)` is, once somebody asked.
    last_parenthesis: Option<usize>,
    /// How many of the open brackets are images.
    images: usize,
    /// Where the last run of so many backticks begins; made when the first one is not closed.
    last_backticks: Option<Vec<usize>>,
}

/// A range with more pieces than this is no prose; what follows is read as plain text, so that it stays small in memory.
const MAX_PIECES: usize = 1 << 16;

/// Bytes at which plain text may end.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut index = 0;
    let marks = b"\\`*_[]!<& \t\n\r\x0b\x0c\xc2\xe2\xef";
    while index < marks.len() {
        table[marks[index] as usize] = true;
        index += 1;
    }
    table
};

impl<'s> Reader<'s, '_, '_> {
    fn run(&mut self) {
        while self.at < self.end {
            let byte = self.bytes[self.at];
            if !SPECIAL[byte as usize] {
                self.at += 1;
                continue;
            }
            match byte {
                b' ' | b'\t' | 0x0b | 0x0c | 0xc2 | 0xe2 | 0xef => self.blank(),
                b'\n' | b'\r' => self.line_end(),
                b'\\' => self.escape(),
                b'`' => self.code(),
                b'*' | b'_' => self.emphasis_run(byte),
                b'[' => self.open_bracket(false),
                b']' => self.close_bracket(),
                b'!' if self.peek(1) == Some(b'[') => self.open_bracket(true),
                b'<' => self.angle(),
                b'&' => self.entity(),
                _ => self.at += 1,
            }
        }
        self.flush();
    }

    fn is_full(&self) -> bool {
        self.buffers.out.len() > MAX_PIECES
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        (self.at + ahead < self.end).then(|| self.bytes[self.at + ahead])
    }

    /// Replaces the source from here to `next` by `text`.
    fn replace(&mut self, text: &str, next: usize) {
        self.piece
            .push_str(&self.setting.text[self.piece_start..self.at]);
        self.piece.push_str(text);
        self.at = next;
        self.piece_start = next;
    }

    /// Ends the current text.
    fn flush(&mut self) {
        let rest = &self.setting.text[self.piece_start..self.at];
        if self.piece.is_empty() {
            if !rest.is_empty() {
                self.buffers.out.push(Inline::Text(Cow::Borrowed(rest)));
            }
        } else {
            let mut text = std::mem::take(&mut self.piece);
            text.push_str(rest);
            self.buffers.out.push(Inline::Text(Cow::Owned(text)));
        }
        self.piece_start = self.at;
    }

    /// Ends the current text, adds `inline`, and goes on at `next`.
    fn emit(&mut self, inline: Inline<'s>, next: usize) {
        self.flush();
        self.buffers.out.push(inline);
        self.at = next;
        self.piece_start = next;
    }

    /// Whether a blank would be the first of its line, or the second in a row.
    fn blank_is_surplus(&self) -> bool {
        if self.at > self.piece_start {
            return self.bytes[self.at - 1] == b' ';
        }
        match self.piece.chars().next_back() {
            Some(last) => last == ' ',
            None => matches!(self.buffers.out.last(), None | Some(Inline::Break)),
        }
    }

    fn blank(&mut self) {
        let first = blank_len(&self.bytes[self.at..self.end]);
        if first == 0 {
            self.at += 1;
            return;
        }
        let mut next = self.at;
        let mut visible = false;
        loop {
            let rest = &self.bytes[next..self.end];
            match blank_len(rest) {
                0 => break,
                len => {
                    visible |= !is_invisible(rest);
                    next += len;
                }
            }
        }
        let wanted = visible && !self.blank_is_surplus();
        if wanted && next == self.at + 1 && self.bytes[self.at] == b' ' {
            self.at = next;
        } else {
            self.replace(if wanted { " " } else { "" }, next);
        }
    }

    fn line_end(&mut self) {
        let mut next = trim_start(self.bytes, self.at, self.end);
        for _ in 0..self.setting.quotes {
            if self.bytes.get(next) != Some(&b'>') || next >= self.end {
                break;
            }
            next = trim_start(self.bytes, next + 1, self.end);
        }
        if self.is_full() {
            let text = if self.blank_is_surplus() { "" } else { " " };
            self.replace(text, next);
            return;
        }
        // A blank before the line end is not text.
        let at = self.at;
        self.at = trim_end(self.bytes, self.piece_start, self.at);
        self.flush();
        self.at = at;
        if let Some(Inline::Text(last)) = self.buffers.out.last_mut()
            && last.ends_with(' ')
        {
            match last {
                Cow::Borrowed(text) => *text = text.trim_end_matches(' '),
                Cow::Owned(text) => text.truncate(text.trim_end_matches(' ').len()),
            }
        }
        self.piece_start = at;
        self.emit(Inline::Break, next);
    }

    fn escape(&mut self) {
        match self.peek(1) {
            // The line end makes the break by itself.
            Some(b'\n' | b'\r') => self.replace("", self.at + 1),
            Some(byte) if byte.is_ascii_punctuation() => {
                self.replace("", self.at + 1);
                self.at += 1;
            }
            _ => self.at += 1,
        }
    }

    fn entity(&mut self) {
        let Some((found, len)) = entity(&self.setting.text[self.at..self.end]) else {
            self.at += 1;
            return;
        };
        let next = self.at + len;
        match found {
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}' => {
                let text = if self.blank_is_surplus() { "" } else { " " };
                self.replace(text, next);
            }
            '\u{200b}' | '\u{200f}' | '\u{202c}' | '\u{feff}' => self.replace("", next),
            found => self.replace(found.encode_utf8(&mut [0; 4]), next),
        }
    }

    #[expect(
        clippy::drain_collect,
        reason = "the buffer stays, and the copy is no larger than it must be"
    )]
    fn finish(mut self) -> Inlines<'s> {
        self.resolve_emphasis(0, 0);
        self.buffers.runs.clear();
        self.buffers.brackets.clear();
        let out = &mut self.buffers.out;
        if self.scattered || out.len() > 1 {
            join_texts(self.setting.text, out);
        }
        if let Some(Inline::Text(last)) = out.last_mut()
            && last.ends_with(' ')
        {
            *last = match std::mem::take(last) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim_end_matches(' ')),
                Cow::Owned(text) => Cow::Owned(text.trim_end_matches(' ').to_owned()),
            };
            if last.is_empty() {
                out.pop();
            }
        }
        Inlines(out.drain(..).collect())
    }
}

/// Joins neighbouring texts and drops empty ones.
fn join_texts<'s>(source: &'s str, out: &mut Vec<Inline<'s>>) {
    out.dedup_by(|next, last| {
        let (Inline::Text(last), Inline::Text(next)) = (last, next) else {
            return false;
        };
        match (&mut *last, &*next) {
            (_, next) if next.is_empty() => {}
            (last, _) if last.is_empty() => *last = std::mem::take(next),
            (Cow::Borrowed(first), Cow::Borrowed(second)) => {
                // Both are slices of the page; if they touch, so is their union.
                let start = first.as_ptr() as usize - source.as_ptr() as usize;
                let middle = start + first.len();
                if second.as_ptr() as usize - source.as_ptr() as usize == middle {
                    *first = &source[start..middle + second.len()];
                } else {
                    last.to_mut().push_str(next);
                }
            }
            _ => last.to_mut().push_str(next),
        }
        true
    });
    out.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
}

fn run_length(bytes: &[u8], mark: u8) -> usize {
    bytes.iter().take_while(|byte| **byte == mark).count()
}
