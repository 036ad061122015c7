//! JSON strings: finds their ends, decodes and writes their escapes.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Whether one of the eight bytes is a quote, a backslash or a control character; may cry wolf only behind a true one.
#[inline]
fn special(word: u64) -> u64 {
    let quote = word ^ (ONES * 0x22);
    let slash = word ^ (ONES * 0x5C);
    let quote = quote.wrapping_sub(ONES) & !quote;
    let slash = slash.wrapping_sub(ONES) & !slash;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (quote | slash | control) & HIGHS
}

/// The index of the first byte from here that is special, or the length.
#[expect(
    clippy::inline_always,
    reason = "measured: calls within the reading of a property cost a tenth of it"
)]
#[inline(always)]
pub(super) fn scan(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(chunk) = bytes[at..].first_chunk::<8>() {
        let found = special(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    if let Some(chunk) = bytes.last_chunk::<8>()
        && at < bytes.len()
    {
        // The last eight bytes, without those that were seen; zeros would count as special, so blanks move in.
        let seen = 8 * (8 - (bytes.len() - at));
        let word = u64::from_le_bytes(*chunk) >> seen | ((ONES * 0x20) << 1 << (63 - seen));
        let found = special(word);
        return if found == 0 {
            bytes.len()
        } else {
            at + (found.trailing_zeros() / 8) as usize
        };
    }
    while at < bytes.len() && !matches!(bytes[at], b'"' | b'\\' | 0..=0x1F) {
        at += 1;
    }
    at
}

/// Where the string that starts here ends, if nothing in it is escaped.
#[expect(
    clippy::inline_always,
    reason = "measured: calls within the reading of a property cost a tenth of it"
)]
#[inline(always)]
pub(super) fn plain(bytes: &[u8], start: usize) -> Option<usize> {
    let end = scan(bytes, start);
    (bytes.get(end) == Some(&b'"')).then_some(end)
}

type Wrong = (usize, &'static str);

/// How a string was decoded.
pub(super) struct Decoded {
    /// The index behind its closing quote.
    pub(super) end: usize,
    /// Whether it holds half of a surrogate pair, which no Rust string can: U+FFFD stands in its place.
    pub(super) is_damaged: bool,
}

/// Decodes the string that starts here. Control characters, which JSON wants to be escaped, are taken as they are.
pub(super) fn decode(text: &str, start: usize, out: &mut String) -> Result<Decoded, Wrong> {
    out.clear();
    let mut is_damaged = false;
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        let end = scan(bytes, at);
        out.push_str(&text[at..end]);
        match bytes.get(end) {
            Some(b'"') => {
                return Ok(Decoded {
                    end: end + 1,
                    is_damaged,
                });
            }
            Some(b'\\') => at = escape(bytes, end + 1, out, &mut is_damaged)?,
            Some(control) => {
                out.push(char::from(*control));
                at = end + 1;
            }
            None => return Err((end, "the text ends inside a string")),
        }
    }
}

/// Decodes the escape whose letter is here; gives back the index behind it.
fn escape(
    bytes: &[u8],
    at: usize,
    out: &mut String,
    is_damaged: &mut bool,
) -> Result<usize, Wrong> {
    out.push(match bytes.get(at) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(bytes, at + 1, out, is_damaged),
        Some(_) => return Err((at, "an unknown escape in a string")),
        None => return Err((at, "the text ends inside a string")),
    });
    Ok(at + 1)
}

fn unicode(
    bytes: &[u8],
    at: usize,
    out: &mut String,
    is_damaged: &mut bool,
) -> Result<usize, Wrong> {
    let first = hex(bytes, at)?;
    if let Some(char) = char::from_u32(first) {
        out.push(char);
        return Ok(at + 4);
    }
    if bytes.get(at + 4..at + 6) == Some(b"\\u") {
        let second = hex(bytes, at + 6)?;
        if let Some(Ok(char)) = char::decode_utf16([first as u16, second as u16]).next() {
            out.push(char);
            return Ok(at + 10);
        }
    }
    out.push(char::REPLACEMENT_CHARACTER);
    *is_damaged = true;
    Ok(at + 4)
}

fn hex(bytes: &[u8], at: usize) -> Result<u32, Wrong> {
    let digits = bytes
        .get(at..at + 4)
        .ok_or((at, "the text ends inside a string"))?;
    digits.iter().try_fold(0, |word, digit| {
        let value = char::from(*digit)
            .to_digit(16)
            .ok_or((at, "an unknown escape in a string"))?;
        Ok(word << 4 | value)
    })
}

/// Writes a string with its quotes.
pub(super) fn write(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    write_inner(out, text);
    out.push(b'"');
}

/// Writes a string's content.
pub(super) fn write_inner(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        let end = scan(bytes, at);
        out.extend_from_slice(&bytes[at..end]);
        let Some(byte) = bytes.get(end) else { return };
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0C => out.extend_from_slice(b"\\f"),
            _ => {
                let digit = |nibble: u8| b"0123456789abcdef"[usize::from(nibble & 15)];
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(*byte)]);
            }
        }
        at = end + 1;
    }
}
