//! Marks of unfinished work that reach the reader.

use crate::diag::{Code, Diagnostics};
use crate::source::Span;
use crate::syntax::{Inline, Inlines, Page};

/// Words that authors leave for themselves, in capitals.
const MARKS: &[&str] = &["TODO", "TBD", "FIXME"];

/// Looks at everything that readers see; code may well speak of such words, and comments are for authors.
pub(super) fn check(page: &Page<'_>, diagnostics: &mut Diagnostics) {
    for block in page.walk() {
        if let Some(front) = block.as_front_matter() {
            for entry in &front.entries {
                if has_mark(entry.value) {
                    report(page, entry.span, diagnostics);
                }
            }
        } else if let Some((_, inlines)) = block.as_heading() {
            text(page, inlines, block.span, diagnostics);
        } else if let Some(inlines) = block.as_paragraph() {
            text(page, inlines, block.span, diagnostics);
        } else if let Some(table) = block.as_table() {
            for cell in table.cells() {
                text(page, &cell.inlines, cell.span, diagnostics);
            }
        }
    }
}

fn text(page: &Page<'_>, inlines: &Inlines<'_>, span: Span, diagnostics: &mut Diagnostics) {
    let marked = inlines
        .0
        .iter()
        .any(|inline| matches!(inline, Inline::Text(text) if has_mark(text)));
    if marked {
        report(page, span, diagnostics);
    }
}

fn has_mark(text: &str) -> bool {
    MARKS.iter().any(|mark| find(text, mark).is_some())
}

/// Where the mark stands as a word of its own.
fn find(text: &str, mark: &str) -> Option<usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(mark)
        .map(|(at, _)| at)
        .find(|at| !text[..*at].ends_with(is_word) && !text[at + mark.len()..].starts_with(is_word))
}

/// The mark itself, within the place that holds it.
fn report(page: &Page<'_>, span: Span, diagnostics: &mut Diagnostics) {
    let written = &page.text[span.start as usize..span.end as usize];
    let found = MARKS
        .iter()
        .find_map(|mark| Some((find(written, mark)? as u32, *mark)));
    let (at, mark) = found.unwrap_or((0, MARKS[0]));
    let start = span.start + at;
    let end = (start + mark.len() as u32).min(span.end);
    diagnostics.push(
        Code::TodoLeftOver
            .at(
                Span { start, end, ..span },
                format!("`{mark}` was left in the page"),
            )
            .help("write what is missing, or move the remark into a comment"),
    );
}
