//! The `Namespace:` line of a page, and what else names one.

use crate::diag::{Code, Diagnostics};
use crate::facts::{PageFacts, Subject};
use crate::source::Span;
use crate::syntax::Page;

/// One line, well-formed, and in agreement with the annotation of the type.
pub(super) fn check(page: &Page<'_>, facts: &PageFacts, diagnostics: &mut Diagnostics) {
    if facts.namespace.is_none() && facts.is_reference() {
        diagnostics.push(
            Code::NamespaceMissing
                .at(facts.title.origin.span, "the page names no namespace")
                .help("write a line `Namespace: …` below the title"),
        );
    }
    let lines = lines(page);
    for (written, span) in &lines {
        let parts: Vec<&str> = written.split('.').collect();
        let doubled = parts
            .windows(2)
            .any(|pair| pair[0].eq_ignore_ascii_case(pair[1]));
        if parts.contains(&"") || doubled {
            diagnostics.push(
                Code::NamespaceConflict
                    .at(*span, format!("`{written}` is no namespace"))
                    .help("write names joined by single dots, none of them twice"),
            );
        }
    }
    if let [(first, at), rest @ ..] = lines.as_slice() {
        for (other, span) in rest.iter().filter(|(other, _)| other != first) {
            diagnostics.push(
                Code::NamespaceConflict
                    .at(
                        *span,
                        format!("the page is in `{first}`, and in `{other}` as well"),
                    )
                    .also(*at, "the first line was believed")
                    .help("leave one of the lines out"),
            );
        }
    }
    annotation(facts, diagnostics);
}

/// The annotation of the page's type is in the page's namespace.
fn annotation(facts: &PageFacts, diagnostics: &mut Diagnostics) {
    let (Subject::Resource(resource), Some(namespace)) = (&facts.subject, &facts.namespace) else {
        return;
    };
    let Some(shape) = resource.shapes.first() else {
        return;
    };
    let note = &shape.annotation;
    let (Some(ty), Some(span)) = (&note.ty, note.span) else {
        return;
    };
    let Some((of_type, _)) = ty.rsplit_once('.') else {
        return;
    };
    if of_type != namespace.value {
        let message = format!(
            "the page is in `{}`, its type `{ty}` in `{of_type}`",
            namespace.value
        );
        diagnostics.push(
            Code::NamespaceConflict
                .at(namespace.origin.span, message)
                .here("the namespace of the page")
                .also(span, "the annotation, which was believed")
                .help("make the two agree"),
        );
    }
}

/// The lines before the first section, as written.
fn lines<'s>(page: &Page<'s>) -> Vec<(&'s str, Span)> {
    let mut out = Vec::new();
    for block in page
        .introduction()
        .filter(|block| block.as_paragraph().is_some())
    {
        let mut start = block.span.start as usize;
        for line in page.text[start..block.span.end as usize].split_inclusive('\n') {
            if let Some(name) = named(line) {
                let span = Span::new(
                    page.id,
                    start as u32,
                    (start + line.trim_end().len()) as u32,
                );
                out.push((name, span));
            }
            start += line.len();
        }
    }
    out
}

/// The name in `Namespace: microsoft.graph`.
fn named(line: &str) -> Option<&str> {
    let (word, rest) = line.split_once(':')?;
    let is_namespace = word.trim().eq_ignore_ascii_case("namespace");
    let name = rest.split_whitespace().next()?;
    let is_name = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'_');
    (is_namespace && is_name).then_some(name)
}
