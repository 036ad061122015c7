//! Text from pages, made fit to be seen: what has no picture of its own, or turns the text around it, is shown by its number.

use std::borrow::Cow;
use std::fmt::Write;

use crate::plan::is_hidden;

/// The text with such characters as `⟨U+202E⟩`. Tabs and line ends stay.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unseen(c) {
            write!(out, "⟨U+{:04X}⟩", u32::from(c)).expect("a String takes all");
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn is_unseen(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || is_hidden(c)
}

/// A number with its thousands apart, by a comma.
pub(super) fn number(value: usize) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 page`, `1,234 pages`
pub(super) fn counted(value: usize, noun: &str) -> String {
    let plural = if value == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number(value))
}

/// A value of the part behind `#`: everything but letters, digits, `-`, `.` and `_` is percent-encoded.
pub(super) fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a String takes all");
        }
    }
    out
}
