//! The introduction of a page, from its blocks to text. Knows no kind of page.

use super::doc_text;
use crate::api::Doc;
use crate::syntax::Block;

/// Paragraphs of the introduction, without namespace lines and includes.
pub(super) fn doc(intro: &[Block<'_>], path: &str) -> Doc {
    let wanted = intro.iter().filter(|block| {
        !block.as_paragraph().is_some_and(|inlines| {
            let text = inlines.plain().trim_start().to_ascii_lowercase();
            text.starts_with("namespace:")
        })
    });
    doc_text::doc_of_blocks(wanted, path)
}
