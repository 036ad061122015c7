//! Strings and keys: quotes of every kind, strings over several lines, bad escapes, quotes left out.

use std::borrow::Cow;

use super::super::text::blank_len;
use super::read::Reader;
use super::{Json, Repair, Value};
use crate::source::Span;

/// The quotes that open a string, by what closes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// `"`
    Straight,
    /// `“`, `”` or `„`; closed by any double quote.
    Curly,
    /// `'`, `‘` or `’`; closed by any single quote.
    Single,
}

impl Quote {
    pub(super) fn at(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [b'"', ..] => Some(Self::Straight),
            [b'\'', ..] | [0xe2, 0x80, 0x98 | 0x99, ..] => Some(Self::Single),
            [0xe2, 0x80, 0x9c..=0x9e, ..] => Some(Self::Curly),
            _ => None,
        }
    }

    fn len(bytes: &[u8]) -> usize {
        if bytes[0] == 0xe2 { 3 } else { 1 }
    }

    /// Whether a string that opened with `self` can end with `other`.
    fn pairs(self, other: Self) -> bool {
        (self == Self::Single) == (other == Self::Single)
    }
}

/// Where a string ends.
struct End {
    /// One past the text.
    text: usize,
    /// One past the closing quote, if there is one.
    next: usize,
}

impl<'s> Reader<'s> {
    /// Reads the string whose quote is here. A key may end before its colon.
    pub(super) fn string(&mut self, key: bool) -> Option<Json<'s>> {
        let start = self.at;
        let quote = Quote::at(&self.bytes[start..])?;
        let mut inside = start + Quote::len(&self.bytes[start..]);
        if quote != Quote::Straight {
            self.mend(Repair::OddQuotes);
        } else if self.is_doubled(inside) {
            self.mend(Repair::OddQuotes);
            inside += 1;
        }
        let end = self.string_end(quote, inside, key);
        self.at = end.next;
        let text = self.unescape(inside, end.text);
        Some(Json {
            value: Value::String(text),
            span: self.span(start, end.next),
        })
    }

    /// `""text"`: a quote typed twice.
    fn is_doubled(&self, inside: usize) -> bool {
        self.bytes.get(inside) == Some(&b'"')
            && self
                .bytes
                .get(inside + 1)
                .is_some_and(u8::is_ascii_alphanumeric)
    }

    fn string_end(&mut self, quote: Quote, inside: usize, key: bool) -> End {
        let mut at = inside;
        let mut lines = false;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'"' | b'\'' | 0xe2 => {
                    let rest = &self.bytes[at..];
                    let len = Quote::len(rest);
                    let same = Quote::at(rest).filter(|other| quote.pairs(*other));
                    // A curly quote inside straight ones is text, unless it must be the end.
                    if same.is_some_and(|other| {
                        self.closes(at + len)
                            && (quote == Quote::Curly
                                || other == quote
                                || self.must_close(at + len))
                    }) {
                        if same != Some(quote) {
                            self.mend(Repair::OddQuotes);
                        }
                        return End {
                            text: at,
                            next: at + len,
                        };
                    }
                    if same == Some(quote) {
                        self.mend(Repair::OddQuotes);
                    }
                }
                b'\n' if !lines => {
                    if !self.goes_on(quote, at) {
                        return self.unclosed(inside, at, key);
                    }
                    self.mend(Repair::MultilineString);
                    lines = true;
                }
                b':' if key && lines => return self.unclosed(inside, at, key),
                _ => {}
            }
            at += 1;
        }
        let end = self.bytes.len();
        self.unclosed(inside, end, key)
    }

    /// Whether a quote that ends here closes its string: something of the structure follows on the line, or nothing.
    fn closes(&self, behind: usize) -> bool {
        let mut at = behind;
        loop {
            let rest = &self.bytes[at.min(self.bytes.len())..];
            match rest.first() {
                None | Some(b',' | b'}' | b']' | b':' | b'\n' | b'\r' | b'/' | b'=') => {
                    return true;
                }
                Some(b'.') => return rest.starts_with(b".."),
                Some(0xe2) if rest.starts_with("…".as_bytes()) => return true,
                Some(b'{' | b'[') => return at > behind,
                Some(_) if Quote::at(rest).is_some() => return at > behind,
                Some(_) => match blank_len(rest) {
                    0 => return false,
                    len => at += len,
                },
            }
        }
    }

    /// Whether a quote of another shape must be the end: behind it comes a comma or a closing bracket, and then a new member or
    /// the line end. Text in quotes inside a string does not look like that.
    fn must_close(&self, behind: usize) -> bool {
        let line = &self.bytes[behind..];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        match line.trim_ascii() {
            [] | [b':', ..] => true,
            [b',', rest @ ..] => matches!(rest.trim_ascii_start(), [] | [b'"', ..]),
            [b'}' | b']', rest @ ..] => {
                matches!(rest.trim_ascii_start(), [] | [b',' | b'}' | b']', ..])
            }
            _ => false,
        }
    }

    /// Whether a string that reaches the line end at `at` goes on behind it: the next quote closes it.
    fn goes_on(&self, quote: Quote, at: usize) -> bool {
        let mut next = at;
        while let Some(&byte) = self.bytes.get(next) {
            if byte == b'\\' {
                next += 1;
            } else if matches!(byte, b'"' | b'\'' | 0xe2)
                && Quote::at(&self.bytes[next..]) == Some(quote)
            {
                let behind = next + Quote::len(&self.bytes[next..]);
                // `"b": 1` on the next line begins a member; so does a quote that is the first on its line.
                let first = self.bytes[at..next].trim_ascii().is_empty();
                let key = self.bytes[behind..].trim_ascii_start().first() == Some(&b':');
                return !first && !key && self.closes(behind);
            }
            next += 1;
        }
        false
    }

    /// A string without a closing quote ends with its line, and before the punctuation there. A key ends before its colon.
    fn unclosed(&mut self, inside: usize, line_end: usize, key: bool) -> End {
        self.mend(Repair::Unclosed);
        let line = &self.bytes[inside..line_end];
        let text = if key {
            memchr::memchr(b':', line).map(|len| inside + len)
        } else {
            None
        };
        let text = text.unwrap_or_else(|| {
            let mut end = inside + line.trim_ascii_end().len();
            while end > inside && matches!(self.bytes[end - 1], b',' | b'}' | b']') {
                end -= 1;
            }
            end
        });
        End { text, next: text }
    }

    /// Reads a key: a string, or a bare word before a colon.
    pub(super) fn key(&mut self) -> Option<(Cow<'s, str>, Span)> {
        let start = self.at;
        if Quote::at(&self.bytes[start..]).is_none() {
            return self.bare_key();
        }
        let Json {
            value: Value::String(text),
            span,
        } = self.string(true)?
        else {
            return None;
        };
        let after = self.at;
        self.skip();
        if !matches!(self.peek(), Some(b':' | b'=' | b'{' | b'[' | b'"')) {
            // `"name: value"`: the quotes are around the whole member.
            if let Some(colon) = memchr::memchr(b':', &self.bytes[start..after]) {
                self.mend(Repair::BareKey);
                self.at = start + colon;
                let inside = start + Quote::len(&self.bytes[start..]);
                let key = self.text.get(inside..self.at)?.trim();
                return Some((Cow::Borrowed(key), self.span(inside, self.at)));
            }
            self.at = after;
        }
        let len = Quote::len(&self.bytes[start..]) as u32;
        let span = if span.end - span.start >= 2 * len {
            Span {
                start: span.start + len,
                end: span.end - len,
                ..span
            }
        } else {
            span
        };
        Some((text, span))
    }

    /// Letters up to a colon on the same line; a quote behind them belongs to one that was left out.
    fn bare_key(&mut self) -> Option<(Cow<'s, str>, Span)> {
        let start = self.at;
        let rest = &self.bytes[start..];
        let len = rest.iter().position(|byte| {
            matches!(byte, b':' | b'=' | b'\n' | b',' | b'{' | b'}' | b'[' | b']')
        })?;
        let sketched = matches!(rest[len], b',' | b'}') && self.depth > 1;
        if len == 0 || !(matches!(rest[len], b':' | b'=') || sketched) {
            return None;
        }
        self.mend(Repair::BareKey);
        self.at = start + len;
        // Half a pair of quotes, or a dash before them, may be left.
        let word = self.text[start..self.at]
            .trim()
            .trim_end_matches(['"', '\'', '”']);
        let key = word.find(['"', '\'', '“']).map_or(word, |quote| {
            word[quote..].trim_start_matches(['"', '\'', '“'])
        });
        Some((Cow::Borrowed(key), self.span(start, self.at)))
    }

    /// Resolves escapes; what is none stays as it is.
    fn unescape(&mut self, start: usize, end: usize) -> Cow<'s, str> {
        let raw = &self.text[start..end];
        if !raw.bytes().any(|byte| byte == b'\\' || byte < b' ') {
            return Cow::Borrowed(raw);
        }
        let mut text = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.bytes().position(|byte| byte == b'\\' || byte < b' ') {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            let (character, len) = match rest.as_bytes() {
                [b'\\', ..] => escape(rest).unwrap_or_else(|| {
                    self.mend(Repair::BadEscape);
                    ('\\', 1)
                }),
                [b'\r', ..] => ('\n', 1 + usize::from(rest.starts_with("\r\n"))),
                [control, ..] => {
                    if *control != b'\n' {
                        self.mend(Repair::BadEscape);
                    }
                    (char::from(*control), 1)
                }
                [] => break,
            };
            text.push(character);
            rest = &rest[len..];
        }
        text.push_str(rest);
        Cow::Owned(text)
    }
}

/// The character of the escape at the start of `text`, and the length of the escape.
fn escape(text: &str) -> Option<(char, usize)> {
    let simple = match text.as_bytes().get(1)? {
        same @ (b'"' | b'\\' | b'/') => char::from(*same),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode_escape(text),
        _ => return None,
    };
    Some((simple, 2))
}

fn unicode_escape(text: &str) -> Option<(char, usize)> {
    let unit = |from: usize| {
        let digits = text
            .get(from..from + 4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let high = unit(2)?;
    if (0xd800..0xdc00).contains(&high)
        && text.get(6..8) == Some("\\u")
        && let Some(low) = unit(8).filter(|low| (0xdc00..0xe000).contains(low))
    {
        let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        return char::from_u32(code).map(|character| (character, 12));
    }
    char::from_u32(high).map(|character| (character, 6))
}
