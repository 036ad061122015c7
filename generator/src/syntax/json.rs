//! A tolerant JSON reader: strict JSON at full speed, and every mend that the pages need, each one recorded.
//! Knows nothing of what the values mean.

mod access;
mod ends;
mod literals;
mod read;
mod strings;

pub use read::{extra_commas, read, read_in};

use std::borrow::Cow;

use crate::source::Span;

/// A JSON value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Json<'s> {
    /// The value.
    pub value: Value<'s>,
    /// Where it is, in the page.
    pub span: Span,
}

/// The kinds of values. Object members are in page order and may repeat a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'s> {
    /// `null`
    Null,
    /// `true` or `false`, in any letter case.
    Bool(bool),
    /// A number, as written.
    Number(Cow<'s, str>),
    /// A string, escapes resolved.
    String(Cow<'s, str>),
    /// `[…]`
    Array(Vec<Json<'s>>),
    /// `{…}`
    Object(Vec<Member<'s>>),
    /// `...` or `…` where a value should be: the page left it out.
    Elided,
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member<'s> {
    /// The key, escapes resolved.
    pub key: Cow<'s, str>,
    /// Where the key is, without quotes.
    pub key_span: Span,
    /// The value.
    pub value: Json<'s>,
}

/// What had to be mended, once per kind and block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repair {
    /// `// …` or `/* … */`
    Comment,
    /// `...` or `…`
    Elided,
    /// A comma before a closing bracket, or doubled.
    ExtraComma,
    /// A comma left out.
    MissingComma,
    /// A colon left out, or `=` in its place.
    MissingColon,
    /// A key without quotes.
    BareKey,
    /// A value without quotes that is no literal.
    BareValue,
    /// Single or typographic quotes.
    OddQuotes,
    /// A string that runs over a line end.
    MultilineString,
    /// `\` before a letter that is no escape.
    BadEscape,
    /// A string or bracket that is never closed.
    Unclosed,
    /// Text after the value.
    TrailingText,
    /// `True`, `NULL`, leading zeros, a leading plus, or an odd blank between tokens.
    OddLiteral,
    /// A closing bracket of the wrong kind, or one too many.
    WrongBracket,
}

impl Repair {
    /// Every kind, in order.
    pub const ALL: &[Self] = &[
        Self::Comment,
        Self::Elided,
        Self::ExtraComma,
        Self::MissingComma,
        Self::MissingColon,
        Self::BareKey,
        Self::BareValue,
        Self::OddQuotes,
        Self::MultilineString,
        Self::BadEscape,
        Self::Unclosed,
        Self::TrailingText,
        Self::OddLiteral,
        Self::WrongBracket,
    ];
}
