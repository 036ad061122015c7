//! Blanks: the characters that pages use as space, and those that nobody sees.

/// How many bytes the blank or invisible character at the start of `bytes` has; 0 if there is none.
/// Line ends are not blank here.
pub(super) fn blank_len(bytes: &[u8]) -> usize {
    match bytes {
        [b' ' | b'\t' | 0x0b | 0x0c, ..] => 1,
        _ => odd_blank_len(bytes),
    }
}

/// The same for the blanks that CommonMark takes for text: the no-break spaces and the invisible characters.
pub(super) fn odd_blank_len(bytes: &[u8]) -> usize {
    match bytes {
        [0xc2, 0xa0, ..] => 2,
        [0xe2, 0x80, 0xaf | 0x8b | 0x8f | 0xac, ..] | [0xef, 0xbb, 0xbf, ..] => 3,
        _ => 0,
    }
}

/// Whether a blank is one that nobody sees, which is dropped.
pub(super) fn is_invisible(blank: char) -> bool {
    matches!(blank, '\u{200b}' | '\u{200f}' | '\u{202c}' | '\u{feff}')
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

/// The range without blanks and line ends around it.
pub(super) fn trim(bytes: &[u8], start: usize, end: usize) -> (usize, usize) {
    let first = trim_start(bytes, start, end);
    (first, trim_end(bytes, first, end))
}
