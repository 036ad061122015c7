//! Lines of tags that are none of HTML's, such as the components of MDX: each line is a block of its own, and hides nothing.

use super::super::html;
use super::{Content, Masker};

impl Masker<'_, '_> {
    /// Makes a block of a line that holds nothing but tags and begins with one that HTML does not have; says whether it did. In
    /// CommonMark such a line would begin an HTML block, which swallows the headings and fences up to the next blank line.
    pub(super) fn foreign_tags(&mut self, content: Content) -> bool {
        let line = &self.bytes[content.first..content.end];
        if content.is_code() || !html::begins_with_foreign_tag(line) || !is_all_tags(line) {
            return false;
        }
        let bytes = self.bytes.to_mut();
        // `<? … ?>` ends with its line.
        bytes[content.first + 1] = b'?';
        bytes[content.end - 2] = b'?';
        true
    }
}

/// Whether a line consists of whole tags and blanks.
fn is_all_tags(line: &[u8]) -> bool {
    let mut at = 0;
    while at < line.len() {
        if matches!(line[at], b' ' | b'\t') {
            at += 1;
            continue;
        }
        let Some(len) = tag_len(&line[at..]) else {
            return false;
        };
        at += len;
    }
    true
}

/// The length of the tag at the start of `line`. Attributes may be in quotes or in braces.
fn tag_len(line: &[u8]) -> Option<usize> {
    if line.first() != Some(&b'<') {
        return None;
    }
    let (mut quote, mut braces) = (None, 0_usize);
    for (at, &byte) in line.iter().enumerate().skip(1) {
        match (quote, byte) {
            (Some(open), _) => quote = if open == byte { None } else { quote },
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => braces += 1,
            (None, b'}') => braces = braces.saturating_sub(1),
            (None, b'>') if braces == 0 => return Some(at + 1),
            (None, b'<') if braces == 0 => return None,
            _ => {}
        }
    }
    None
}
