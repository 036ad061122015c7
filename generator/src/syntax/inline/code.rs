//! Code spans: between two runs of as many backticks.

use std::borrow::Cow;

use super::super::Inline;
use super::super::text::{blank_len, is_invisible, trim_end, trim_start};
use super::{Reader, run_length};

/// Longer runs of backticks are text.
const MAX_BACKTICKS: usize = 64;

impl<'s> Reader<'s, '_, '_> {
    pub(super) fn code(&mut self) {
        let count = run_length(&self.bytes[self.at..self.end], b'`');
        let start = self.at + count;
        let end = if self.is_full() {
            None
        } else {
            self.closing_backticks(start, count)
        };
        let Some(end) = end else {
            self.at = start;
            return;
        };
        let code = self.code_text(start, end);
        self.emit(Inline::Code(code), end + count);
    }

    fn closing_backticks(&mut self, start: usize, count: usize) -> Option<usize> {
        if count > MAX_BACKTICKS
            || self
                .last_backticks
                .as_ref()
                .is_some_and(|last| last[count] < start)
        {
            return None;
        }
        let mut at = start;
        while let Some(found) = memchr::memchr(b'`', &self.bytes[at..self.end]) {
            at += found;
            let len = run_length(&self.bytes[at..self.end], b'`');
            if len == count {
                return Some(at);
            }
            at += len;
        }
        if self.last_backticks.is_none() {
            self.last_backticks = Some(self.index_backticks(start));
        }
        None
    }

    fn index_backticks(&self, start: usize) -> Vec<usize> {
        let mut last = vec![0; MAX_BACKTICKS + 1];
        let mut at = start;
        while let Some(found) = memchr::memchr(b'`', &self.bytes[at..self.end]) {
            at += found;
            let len = run_length(&self.bytes[at..self.end], b'`');
            if len <= MAX_BACKTICKS {
                last[len] = at;
            }
            at += len;
        }
        last
    }

    /// The text of a code span: blanks normalised, as everywhere in inline text.
    fn code_text(&self, start: usize, end: usize) -> Cow<'s, str> {
        let start = trim_start(self.bytes, start, end);
        let end = trim_end(self.bytes, start, end);
        let text = &self.setting.text[start..end];
        let plain = |pair: &[u8]| {
            pair != b"  " && !matches!(pair[0], b'\n' | b'\r' | b'\t' | b'\\' | 0xc2 | 0xe2 | 0xef)
        };
        if text.as_bytes().windows(2).all(plain) {
            return Cow::Borrowed(text);
        }
        let mut code = String::with_capacity(text.len());
        let mut at = start;
        while at < end {
            let rest = &self.bytes[at..end];
            if matches!(rest[0], b'\n' | b'\r') || blank_len(rest) > 0 {
                let visible = !is_invisible(rest);
                let next = if visible {
                    self.skip_lines(at, end)
                } else {
                    at + 3
                };
                code.push_str(if visible && !code.ends_with(' ') {
                    " "
                } else {
                    ""
                });
                at = next;
            } else if self.setting.cell && rest.starts_with(b"\\|") {
                at += 1;
            } else {
                let next = char_end(self.setting.text, at);
                code.push_str(&self.setting.text[at..next]);
                at = next;
            }
        }
        Cow::Owned(code)
    }

    /// Past blanks, line ends, and the marks of quotes behind them.
    fn skip_lines(&self, at: usize, end: usize) -> usize {
        let mut next = trim_start(self.bytes, at, end);
        if memchr::memchr2(b'\n', b'\r', &self.bytes[at..next]).is_some() {
            for _ in 0..self.setting.quotes {
                if next >= end || self.bytes[next] != b'>' {
                    break;
                }
                next = trim_start(self.bytes, next + 1, end);
            }
        }
        next
    }
}

fn char_end(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}
