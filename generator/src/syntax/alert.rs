//! The mark of an alert, `[!NOTE]` at the beginning of a quote: takes it out of the first paragraph.

use std::borrow::Cow;

use super::{Block, BlockKind, Inline};

/// The word of the mark, which is then no longer part of the text. A quote that begins with `[!INCLUDE …]` is no alert: the
/// bracket must close right behind the word.
pub(super) fn take<'s>(blocks: &mut Vec<Block<'s>>, text: &'s str) -> Option<&'s str> {
    let first = blocks.first_mut()?;
    let BlockKind::Paragraph(inlines) = &mut first.kind else {
        return None;
    };
    let start = first.span.start as usize;
    let source = text.get(start..first.span.end as usize)?;
    let inside = source.strip_prefix("[!")?;
    let len = inside.find(|c: char| !c.is_ascii_alphabetic())?;
    let word = &inside[..len];
    if word.is_empty() || !inside[len..].starts_with(']') {
        return None;
    }
    let mark = len + 3;
    // The mark is the beginning of the first text, unless a definition makes a link of it.
    let Some(Inline::Text(piece)) = inlines.0.first_mut() else {
        return None;
    };
    if !piece.starts_with("[!") || !piece.is_char_boundary(mark) {
        return None;
    }
    let rest = match piece {
        Cow::Borrowed(piece) => Cow::Borrowed(piece[mark..].trim_start()),
        Cow::Owned(piece) => Cow::Owned(piece[mark..].trim_start().to_owned()),
    };
    if rest.is_empty() {
        inlines.0.remove(0);
        if inlines.0.first() == Some(&Inline::Break) {
            inlines.0.remove(0);
        }
    } else {
        inlines.0[0] = Inline::Text(rest);
    }
    if inlines.0.is_empty() {
        blocks.remove(0);
    } else {
        // Behind the mark, the line end and the marks of the quote on the next line.
        let behind = source[mark..].find(|c: char| !c.is_whitespace() && c != '>');
        first.span.start = (start + mark + behind.unwrap_or(0)) as u32;
    }
    Some(word)
}
