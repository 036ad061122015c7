//! What people see of text from anywhere: one list of the characters that show nothing themselves and end a line, part words
//! unseen, or turn the text around them. Everything that writes lines, comments or findings asks here.

use std::borrow::Cow;

/// Whether a character shows nothing itself: a control character, or a format character of Unicode (general categories Cf, Zl
/// and Zp) that a text in such a place has no use for.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// The text with a blank for each invisible character, line ends among them.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, ' ')
}

/// The text with another character for each invisible one.
pub(crate) fn replaced(text: &str, with: char) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) || !text.contains(is_invisible) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.replace(is_invisible, with.encode_utf8(&mut [0; 4])))
    }
}
