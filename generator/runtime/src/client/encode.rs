//! Percent-encoding (RFC 3986 section 2). Knows characters; knows no URL.

/// What may stand anywhere: RFC 3986's unreserved characters. The URI templates of the official clients keep the same set.
pub(crate) fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// What stays readable in a query: nothing that separates options, and nothing that a URL parser would rewrite.
pub(crate) fn is_query(byte: u8) -> bool {
    is_unreserved(byte)
        || matches!(
            byte,
            b'$' | b',' | b'(' | b')' | b':' | b'@' | b'/' | b'*' | b'!'
        )
}

/// Encodes what follows `from` in place, except for bytes that `keep` keeps.
pub(crate) fn encode_tail(out: &mut String, from: usize, keep: fn(u8) -> bool) {
    let Some(first) = out.bytes().skip(from).position(|byte| !keep(byte)) else {
        return;
    };
    // The first byte to encode starts a character, so the text can be cut before it.
    let tail = out.split_off(from + first);
    out.reserve(tail.len() + 16);
    for byte in tail.bytes() {
        push_byte(out, byte, keep);
    }
}

fn push_byte(out: &mut String, byte: u8, keep: fn(u8) -> bool) {
    if keep(byte) {
        out.push(char::from(byte));
    } else {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        out.push('%');
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

/// Appends a URL that somebody else wrote: only what no URL may hold is encoded, the rest stays as it is.
pub(crate) fn push_url(out: &mut String, url: &str) {
    for byte in url.bytes() {
        push_byte(out, byte, |byte| {
            byte.is_ascii_graphic()
                && !matches!(
                    byte,
                    b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
                )
        });
    }
}
