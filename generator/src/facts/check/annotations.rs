//! Annotations that are bound to nothing.

use crate::diag::{Code, Diagnostics};
use crate::facts::annotation::{self, Annotation};
use crate::facts::section::heading;
use crate::source::Span;
use crate::syntax::Page;

/// An annotation of a block stands before the code of that block.
pub(super) fn check(page: &Page<'_>, diagnostics: &mut Diagnostics) {
    let mut pending: Option<Annotation> = None;
    for block in page.walk() {
        if let Some(comment) = block.as_comment() {
            text_behind(page, block.span, diagnostics);
            let note = annotation::read(comment, &mut Diagnostics::default());
            if let Some(note) = note.filter(|note| !note.block_type.is_empty()) {
                report(pending.replace(note), diagnostics);
            }
        } else if block.as_code().is_some() {
            pending = None;
        } else if heading(block).is_some() {
            report(pending.take(), diagnostics);
        }
    }
    report(pending, diagnostics);
}

/// Text that goes on behind the end of a comment, in the same line: mostly a slip of the keyboard.
fn text_behind(page: &Page<'_>, comment: Span, diagnostics: &mut Diagnostics) {
    let end = comment.end as usize;
    let before = &page.text[..comment.start as usize];
    let starts_line = before
        .rsplit('\n')
        .next()
        .is_none_or(|line| line.trim().is_empty());
    let rest = page.text[end..].lines().next().unwrap_or_default();
    let words = rest.trim();
    if starts_line
        && page.text[..end].ends_with("-->")
        && !words.is_empty()
        && !words.starts_with("<!--")
    {
        let start = comment.end + (rest.len() - rest.trim_start().len()) as u32;
        let span = Span {
            start,
            end: start + words.len() as u32,
            ..comment
        };
        diagnostics.push(
            Code::TextBehindComment
                .at(span, "text goes on behind the end of a comment")
                .help("remove it, or put it on a line of its own"),
        );
    }
}

/// Annotations of permissions stand before an include; what is ignored may well stand before nothing.
fn report(note: Option<Annotation>, diagnostics: &mut Diagnostics) {
    let Some(note) = note else { return };
    let of_code = ["request", "response", "resource", "example"];
    if let Some(span) = note.span
        && of_code.contains(&note.block_type.as_str())
    {
        let message = format!("no code follows this annotation of a {}", note.block_type);
        diagnostics.push(
            Code::AnnotationWithoutCode
                .at(span, message)
                .help("put it right before the block that it is about, or remove it"),
        );
    }
}
