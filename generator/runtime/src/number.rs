//! Numbers in JSON text: how they are read, and what becomes of those that JSON or a float cannot hold.

use serde_json::Value;

use crate::error::Error;

pub(crate) enum Number {
    I64(i64),
    U64(u64),
    F64(f64),
}

/// Whether the whole text is one number.
pub(crate) fn is_number(text: &str) -> bool {
    read(text).is_ok_and(|(_, length)| length == text.len())
}

/// The number that a whole text is, as untyped JSON.
pub(crate) fn value(literal: &str) -> Option<Value> {
    let (number, length) = read(literal).ok()?;
    (length == literal.len()).then(|| match number {
        Number::I64(number) => number.into(),
        Number::U64(number) => number.into(),
        Number::F64(number) => number_value(number, literal),
    })
}

/// A float as JSON; one that JSON cannot write is kept as its text.
pub(crate) fn number_value(value: f64, literal: &str) -> Value {
    match serde_json::Number::from_f64(value) {
        Some(number) => Value::Number(number),
        None => Value::String(literal.to_owned()),
    }
}

/// How a float that is no number travels.
pub(crate) fn not_finite(value: f64) -> &'static str {
    match value {
        _ if value.is_nan() => "NaN",
        f64::INFINITY => "INF",
        _ => "-INF",
    }
}

/// Reads the number that the text begins with, and how long it is. As in `serde_json`, `-0` is a float.
pub(crate) fn read(text: &str) -> Result<(Number, usize), Error> {
    let bytes = text.as_bytes();
    let negative = bytes.first() == Some(&b'-');
    let start = usize::from(negative);
    let mut at = start;
    let mut integer: u64 = 0;
    let mut fits = true;
    while let Some(digit) = bytes
        .get(at)
        .map(|byte| byte.wrapping_sub(b'0'))
        .filter(|digit| *digit < 10)
    {
        let next = integer
            .checked_mul(10)
            .and_then(|value| value.checked_add(digit.into()));
        fits &= next.is_some();
        integer = next.unwrap_or(integer);
        at += 1;
    }
    if at == start || (bytes[start] == b'0' && at > start + 1) {
        return Err(Error::new("not a number"));
    }
    if !matches!(bytes.get(at), Some(b'.' | b'e' | b'E')) {
        match integer {
            _ if !fits => {}
            0 if negative => {}
            _ if !negative => {
                return Ok((
                    i64::try_from(integer).map_or(Number::U64(integer), Number::I64),
                    at,
                ));
            }
            _ => {
                if let Some(value) = 0_i64.checked_sub_unsigned(integer) {
                    return Ok((Number::I64(value), at));
                }
            }
        }
    }
    let whole = at;
    at = fraction(bytes, at)?;
    if let Some(value) = exact(bytes, whole, at, integer).filter(|_| fits) {
        return Ok((Number::F64(if negative { -value } else { value }), at));
    }
    let value = text[..at].parse().map_err(|_| Error::new("not a number"))?;
    Ok((Number::F64(value), at))
}

/// A short decimal fraction: digits and power of ten are both exact floats, so one division rounds correctly.
#[expect(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
fn exact(bytes: &[u8], whole: usize, end: usize, integer: u64) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    let digits = bytes.get(whole..end)?.strip_prefix(b".")?;
    let power = POWERS.get(digits.len())?;
    let mut all = integer;
    for digit in digits {
        let digit = Some(digit.wrapping_sub(b'0')).filter(|digit| *digit < 10)?;
        all = all.checked_mul(10)?.checked_add(digit.into())?;
    }
    let all = (all < 1 << 53).then_some(all as f64)?;
    Some(all / power)
}

/// Where the number ends, given where its integer part does.
fn fraction(bytes: &[u8], mut at: usize) -> Result<usize, Error> {
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1;
        at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
        at = digits(bytes, at)?;
    }
    Ok(at)
}

fn digits(bytes: &[u8], start: usize) -> Result<usize, Error> {
    let count = bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if count == 0 {
        return Err(Error::new("not a number"));
    }
    Ok(start + count)
}
