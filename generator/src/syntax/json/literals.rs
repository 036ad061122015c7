//! Values without quotes: numbers, `true`, `false`, `null`, and the words that pages put where a value should be.

use std::borrow::Cow;

use super::read::Reader;
use super::{Json, Repair, Value};

impl<'s> Reader<'s> {
    /// Reads up to the comma, bracket or line end.
    pub(super) fn literal(&mut self) -> Option<Json<'s>> {
        let start = self.at;
        if let Some(first) = self.first_of_numbers() {
            self.at += first.len();
            return Some(Json {
                value: Value::Number(Cow::Borrowed(first)),
                span: self.span(start, self.at),
            });
        }
        let end = self.bare_end();
        let line = self.text[start..end].trim_end();
        // Blanks that are none elsewhere in the pages may stand before it.
        let text = line.trim_start();
        if text.is_empty() {
            return None;
        }
        self.at = start + line.len();
        let value = match number_end(text.as_bytes()) {
            Some(len) if len == text.len() => Value::Number(Cow::Borrowed(text)),
            Some(_) | None => self.word(text),
        };
        Some(Json {
            value,
            span: self.span(start, self.at),
        })
    }

    /// `1 2` is two numbers without a comma; `1a` is a word. Looks no further than at the second one.
    fn first_of_numbers(&self) -> Option<&'s str> {
        let (first, rest) = self
            .text
            .split_at(self.at + number_end(&self.bytes[self.at..])?);
        let in_line = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
        let second = rest.trim_start_matches(in_line);
        let are_two = second.len() < rest.len() && number_end(second.as_bytes()).is_some();
        are_two.then(|| &first[self.at..])
    }

    fn word(&mut self, text: &'s str) -> Value<'s> {
        match text {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            "null" => return Value::Null,
            _ => {}
        }
        let odd = match text.to_ascii_lowercase().as_str() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "null" => Some(Value::Null),
            _ => odd_number(text).map(Value::Number),
        };
        if let Some(odd) = odd {
            self.mend(Repair::OddLiteral);
            return odd;
        }
        self.mend(Repair::BareValue);
        // A quote at its end belongs to one that was left out.
        Value::String(Cow::Borrowed(text.trim_end_matches(['"', '\'', '”', '’'])))
    }

    fn bare_end(&self) -> usize {
        let rest = &self.bytes[self.at..];
        let mut at = 0;
        while let Some(&byte) = rest.get(at) {
            match byte {
                b',' | b'}' | b']' | b'\n' | b'\r' => break,
                // A comment, but not the `//` of a URL.
                b'/' if at > 0
                    && rest[at - 1].is_ascii_whitespace()
                    && matches!(rest.get(at + 1), Some(b'/' | b'*')) =>
                {
                    break;
                }
                _ => at += 1,
            }
        }
        self.at + at
    }
}

/// The length of the JSON number at the start of `text`.
fn number_end(text: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        text[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut at = usize::from(text.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || (whole > 1 && text[at] == b'0') {
        return None;
    }
    at += whole;
    if text.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return None;
        }
        at += 1 + fraction;
    }
    if let Some(b'e' | b'E') = text.get(at) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        if exponent == 0 {
            return None;
        }
        at += 1 + sign + exponent;
    }
    Some(at)
}

/// `007`, `+1`, `.5` and `1.` as JSON numbers.
fn odd_number(text: &str) -> Option<Cow<'_, str>> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    if !rest.bytes().any(|byte| byte.is_ascii_digit())
        || !rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let whole = whole.trim_start_matches('0');
    let mut number = format!("{sign}{}", if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        number.push('.');
        number.push_str(fraction);
    }
    (number_end(number.as_bytes()) == Some(number.len())).then_some(Cow::Owned(number))
}
