//! The structure of JSON: objects, arrays, commas and brackets, with every mend of these. One pass, no backtracking.

use serde::de::IgnoredAny;

use super::super::text::blank_len;
use super::ends::Line;
use super::strings::Quote;
use super::{Json, Member, Repair, Value};
use crate::limits::JSON_NESTING;
use crate::source::{PageId, Span};

/// Reads one JSON value, which may be a fragment: members without the braces around them. Strict JSON is read as it stands; where it
/// is broken, the nearest mend is made and named. `None` means that this is no JSON, or nothing that one can mend without guessing.
///
/// `text` is a piece of the page that begins at byte `at`.
pub fn read(text: &str, page: PageId, at: u32) -> (Option<Json<'_>>, Vec<Repair>) {
    let end = at.saturating_add(text.len() as u32);
    read_in(
        text,
        Span {
            page,
            start: at,
            end,
        },
    )
}

/// Like [`read`], for text that may not stand in the page as it is, such as code that was dedented. If `base`, its place, has another
/// length than the text, then each value is said to be somewhere in `base`.
pub fn read_in(text: &str, base: Span) -> (Option<Json<'_>>, Vec<Repair>) {
    let mut reader = Reader::new(text, base);
    let value = reader.document();
    let repairs = Repair::ALL
        .iter()
        .copied()
        .filter(|repair| reader.repairs & (1 << *repair as u32) != 0)
        .collect();
    (value, repairs)
}

/// Where the commas are that [`read_in`] skips because there is one too many; none when the text does not stand in the page as
/// it is.
pub fn extra_commas(text: &str, base: Span) -> Vec<Span> {
    let mut reader = Reader::new(text, base);
    if !reader.exact || reader.document().is_none() {
        return Vec::new();
    }
    let commas = reader.commas.iter();
    commas.map(|at| reader.span(*at, at + 1)).collect()
}

pub(super) struct Reader<'s> {
    pub(super) text: &'s str,
    pub(super) bytes: &'s [u8],
    pub(super) at: usize,
    base: Span,
    exact: bool,
    /// Nothing has to be mended, so every quote means what it says.
    pub(super) is_strict: bool,
    /// How many brackets are open.
    pub(super) depth: usize,
    /// A bit for each repair.
    repairs: u32,
    /// Where the commas are that are one too many.
    commas: Vec<usize>,
    /// The closing brackets that are awaited, outermost first.
    open: Vec<u8>,
    /// The line that a string was last looked for on, for each kind of quote.
    pub(super) lines: [Option<Line>; 3],
}

/// What comes next inside a bracket.
enum Next {
    Value,
    Close,
    End,
}

impl<'s> Reader<'s> {
    fn new(text: &'s str, base: Span) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            base,
            exact: text.len() == base.end.saturating_sub(base.start) as usize,
            is_strict: serde_json::from_str::<IgnoredAny>(text).is_ok(),
            depth: 0,
            repairs: 0,
            commas: Vec::new(),
            open: Vec::new(),
            lines: [None; 3],
        }
    }

    fn document(&mut self) -> Option<Json<'s>> {
        self.skip();
        let start = self.at;
        let value = match self.peek()? {
            b'{' | b'[' | b'-' | b'0'..=b'9' => self.value()?,
            _ if Quote::at(&self.bytes[start..]).is_some() => self.fragment()?,
            b't' | b'f' | b'n' | b'T' | b'F' | b'N' => self.literal()?,
            _ => return None,
        };
        let scalar = !matches!(value.value, Value::Object(_) | Value::Array(_));
        self.skip();
        while let Some(b'}' | b']') = self.peek() {
            self.mend(Repair::WrongBracket);
            self.at += 1;
            self.skip();
        }
        let text_behind = self.at < self.bytes.len();
        if scalar && (text_behind || self.repairs & (1 << Repair::BareValue as u32) != 0) {
            return None; // Text that happens to begin like JSON.
        }
        if text_behind {
            self.mend(Repair::TrailingText);
        }
        Some(value)
    }

    /// `"name": …` without braces, or just a string.
    fn fragment(&mut self) -> Option<Json<'s>> {
        let start = self.at;
        let string = self.string()?;
        self.skip();
        if self.peek() != Some(b':') {
            return Some(string);
        }
        self.mend(Repair::Unclosed);
        self.at = start;
        let members = self.members()?;
        Some(Json {
            value: Value::Object(members),
            span: self.span(start, self.at),
        })
    }

    pub(super) fn mend(&mut self, repair: Repair) {
        self.repairs |= 1 << repair as u32;
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        if self.exact {
            Span {
                start: self.base.start + start as u32,
                end: self.base.start + end as u32,
                ..self.base
            }
        } else {
            self.base
        }
    }

    /// Past blanks, line ends and comments.
    pub(super) fn skip(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/') if self.comment() => {}
                Some(0x80.. | 0x0b | 0x0c) => match blank_len(&self.bytes[self.at..]) {
                    0 => return,
                    len => {
                        self.mend(Repair::OddLiteral);
                        self.at += len;
                    }
                },
                _ => return,
            }
        }
    }

    fn comment(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let len = if rest.starts_with(b"//") {
            memchr::memchr(b'\n', rest).unwrap_or(rest.len())
        } else if rest.starts_with(b"/*") {
            memchr::memmem::find(rest, b"*/").map_or(rest.len(), |len| len + 2)
        } else {
            return false;
        };
        self.mend(Repair::Comment);
        self.at += len;
        true
    }

    fn dots(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let len = match rest {
            [b'.', b'.', ..] => rest.iter().take_while(|byte| **byte == b'.').count(),
            [0xe2, 0x80, 0xa6, ..] => 3,
            _ => return false,
        };
        self.mend(Repair::Elided);
        self.at += len;
        true
    }

    fn value(&mut self) -> Option<Json<'s>> {
        self.skip();
        let start = self.at;
        match self.peek()? {
            open @ (b'{' | b'[') => {
                if self.depth == JSON_NESTING {
                    return None;
                }
                self.depth += 1;
                self.at += 1;
                self.open.push(open + 2); // `}` and `]` are two behind `{` and `[`.
                let value = if open == b'{' {
                    Value::Object(self.members()?)
                } else {
                    Value::Array(self.elements()?)
                };
                self.open.pop();
                self.depth -= 1;
                Some(Json {
                    value,
                    span: self.span(start, self.at),
                })
            }
            _ if self.dots() => Some(Json {
                value: Value::Elided,
                span: self.span(start, self.at),
            }),
            _ if Quote::at(&self.bytes[start..]).is_some() => self.string(),
            _ => self.literal(),
        }
    }

    fn elements(&mut self) -> Option<Vec<Json<'s>>> {
        let mut elements = Vec::new();
        loop {
            match self.next(elements.is_empty()) {
                Next::Value => elements.push(self.value()?),
                Next::Close | Next::End => return Some(elements),
            }
        }
    }

    fn members(&mut self) -> Option<Vec<Member<'s>>> {
        let mut members = Vec::new();
        loop {
            match self.next(members.is_empty()) {
                Next::Value => members.push(self.member()?),
                Next::Close | Next::End => return Some(members),
            }
        }
    }

    fn member(&mut self) -> Option<Member<'s>> {
        let (key, key_span) = self.key()?;
        self.skip();
        match self.peek() {
            Some(b':') => self.at += 1,
            // `"a" = 1`
            Some(b'=') => {
                self.mend(Repair::MissingColon);
                self.at += 1;
            }
            Some(b'{' | b'[' | b'"') => self.mend(Repair::MissingColon),
            // A name alone stands for a member in a sketch; but `{the bytes of the file}` is no JSON.
            Some(b',' | b'}') if self.depth > 1 => self.mend(Repair::MissingColon),
            _ => return None,
        }
        self.skip();
        while self.peek() == Some(b':') {
            self.mend(Repair::MissingColon);
            self.at += 1;
            self.skip();
        }
        let value = match self.peek() {
            // `"a": ,` and `"a": }` leave the value out.
            None | Some(b',' | b'}' | b']') => {
                self.mend(Repair::Elided);
                Json {
                    value: Value::Elided,
                    span: self.span(self.at, self.at),
                }
            }
            Some(_) => self.value()?,
        };
        Some(Member {
            key,
            key_span,
            value,
        })
    }

    /// Past the commas before the next element or member of the innermost bracket, or past its closing bracket.
    fn next(&mut self, mut first: bool) -> Next {
        let mut commas = 0;
        let mut last = 0;
        loop {
            self.skip();
            match self.peek() {
                None => {
                    if !self.open.is_empty() {
                        self.mend(Repair::Unclosed);
                    }
                    return Next::End;
                }
                Some(b',') => {
                    commas += 1;
                    if commas > 1 || first {
                        self.mend(Repair::ExtraComma);
                        self.commas.push(self.at);
                    }
                    last = self.at;
                    self.at += 1;
                }
                Some(close @ (b'}' | b']')) => {
                    if commas > 0 {
                        self.mend(Repair::ExtraComma);
                        self.commas.push(last);
                    }
                    if let Some(next) = self.close(close) {
                        return next;
                    }
                }
                // The page leaves out more of the same.
                Some(b'.' | 0xe2) if self.dots() => first = first || commas > 0,
                Some(_) => {
                    if commas == 0 && !first {
                        self.mend(Repair::MissingComma);
                    }
                    return Next::Value;
                }
            }
        }
    }

    /// Meets a closing bracket; nothing if it was one too many, and is skipped.
    fn close(&mut self, close: u8) -> Option<Next> {
        let wanted = self.open.last().copied();
        if wanted == Some(close) {
            self.at += 1;
            return Some(Next::Close);
        }
        self.mend(Repair::WrongBracket);
        let awaited = self
            .open
            .iter()
            .rev()
            .skip(1)
            .position(|open| *open == close);
        match awaited {
            // The bracket belongs to a container further out, so this one was not closed. If that would end the
            // whole value too early, it is a slip of the pen instead.
            Some(outer) if outer + 2 < self.open.len() || self.ends_behind() => Some(Next::End),
            Some(_) => {
                self.at += 1;
                Some(Next::Close)
            }
            None => {
                self.at += 1;
                None
            }
        }
    }

    /// Whether nothing but closing brackets comes behind the one here.
    fn ends_behind(&self) -> bool {
        let rest = &self.bytes[self.at + 1..];
        rest.iter()
            .find(|byte| !byte.is_ascii_whitespace())
            .is_none_or(|byte| matches!(byte, b'}' | b']'))
    }
}
