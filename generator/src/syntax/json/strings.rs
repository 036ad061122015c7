//! Strings and keys: quotes of every kind, strings over several lines, bad escapes, quotes left out.

use std::borrow::Cow;

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

    pub(super) fn len(bytes: &[u8]) -> usize {
        if bytes[0] == 0xe2 { 3 } else { 1 }
    }

    /// Whether a string that opened with `self` can end with `other`.
    pub(super) fn pairs(self, other: Self) -> bool {
        (self == Self::Single) == (other == Self::Single)
    }
}

impl<'s> Reader<'s> {
    /// Reads the string whose quote is here.
    pub(super) fn string(&mut self) -> Option<Json<'s>> {
        let start = self.at;
        let (inside, end) = self.quoted(false)?;
        Some(Json {
            value: Value::String(self.unescape(inside, end)),
            span: self.span(start, self.at),
        })
    }

    /// Goes past the string whose quote is here: where its text begins and ends. A key may end before its colon.
    fn quoted(&mut self, key: bool) -> Option<(usize, usize)> {
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
        Some((inside, end.text))
    }

    /// `""text"`: a quote typed twice.
    fn is_doubled(&self, inside: usize) -> bool {
        self.bytes.get(inside) == Some(&b'"')
            && self
                .bytes
                .get(inside + 1)
                .is_some_and(u8::is_ascii_alphanumeric)
    }

    /// Reads a key: a string, or a bare word before a colon.
    pub(super) fn key(&mut self) -> Option<(Cow<'s, str>, Span)> {
        let start = self.at;
        if Quote::at(&self.bytes[start..]).is_none() {
            return self.bare_key();
        }
        let (inside, end) = self.quoted(true)?;
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
        Some((self.unescape(inside, end), self.span(inside, end)))
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
