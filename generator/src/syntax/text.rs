//! Blanks and entities: the characters that the dialect treats as space or as nothing.

/// How many bytes the blank or invisible character at the start of `bytes` has; 0 if there is none.
/// Line ends are not blank here.
pub(super) fn blank_len(bytes: &[u8]) -> usize {
    match bytes {
        [b' ' | b'\t' | 0x0b | 0x0c, ..] => 1,
        [0xc2, 0xa0, ..] => 2,
        [0xe2, 0x80, 0xaf | 0x8b | 0x8f | 0xac, ..] | [0xef, 0xbb, 0xbf, ..] => 3,
        _ => 0,
    }
}

/// Whether the character at the start of `bytes` is one of the invisible ones, which are dropped.
pub(super) fn is_invisible(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xe2, 0x80, 0x8b | 0x8f | 0xac, ..] | [0xef, 0xbb, 0xbf, ..]
    )
}

/// The end of `bytes[start..end]` without blanks and line ends.
pub(super) fn trim_end(bytes: &[u8], start: usize, mut end: usize) -> usize {
    while end > start {
        let len = match bytes[end - 1] {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => 1,
            0xa0 if end - start >= 2 && blank_len(&bytes[end - 2..end]) == 2 => 2,
            0xaf | 0x8b | 0x8f | 0xac | 0xbf
                if end - start >= 3 && blank_len(&bytes[end - 3..end]) == 3 =>
            {
                3
            }
            _ => break,
        };
        end -= len;
    }
    end
}

/// The start of `bytes[start..end]` without blanks and line ends.
pub(super) fn trim_start(bytes: &[u8], mut start: usize, end: usize) -> usize {
    while start < end {
        start += match bytes[start] {
            b'\n' | b'\r' => 1,
            _ => match blank_len(&bytes[start..end]) {
                0 => break,
                len => len,
            },
        };
    }
    start
}

/// Named references that occur in such pages, beside the numeric ones.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("bull", '•'),
    ("cent", '¢'),
    ("check", '✓'),
    ("copy", '©'),
    ("deg", '°'),
    ("divide", '÷'),
    ("emsp", ' '),
    ("ensp", ' '),
    ("euro", '€'),
    ("ge", '≥'),
    ("gt", '>'),
    ("harr", '↔'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("larr", '←'),
    ("lbrace", '{'),
    ("lbrack", '['),
    ("ldquo", '“'),
    ("le", '≤'),
    ("lpar", '('),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("ne", '≠'),
    ("num", '#'),
    ("para", '¶'),
    ("plusmn", '±'),
    ("pound", '£'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("rbrace", '}'),
    ("rbrack", ']'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rpar", ')'),
    ("rsquo", '’'),
    ("sect", '§'),
    ("shy", '\u{200b}'),
    ("thinsp", ' '),
    ("times", '×'),
    ("trade", '™'),
    ("verbar", '|'),
    ("vert", '|'),
    ("yen", '¥'),
    ("zwnj", '\u{200b}'),
];

/// The character that the entity at the start of `text` stands for, and its length with `&` and `;`.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    // The longest is `&#x10FFFF;`, give or take leading zeros.
    let window = &text.as_bytes()[..text.len().min(14)];
    let len = memchr::memchr(b';', window)?;
    let name = text.get(1..len)?;
    let found = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        match code.ok()? {
            0 => char::REPLACEMENT_CHARACTER,
            code => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
        }
    } else {
        NAMED[NAMED
            .binary_search_by(|(known, _)| (*known).cmp(name))
            .ok()?]
        .1
    };
    Some((found, len + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_entities_are_sorted() {
        assert!(NAMED.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn entities_decode() {
        assert_eq!(entity("&lt;x"), Some(('<', 4)));
        assert_eq!(entity("&#124;"), Some(('|', 6)));
        assert_eq!(entity("&#x2713;"), Some(('✓', 8)));
        assert_eq!(entity("&#xD800;"), Some(('\u{fffd}', 8)));
        assert_eq!(entity("&nosuch;"), None);
        assert_eq!(entity("& ü;"), None);
    }
}
