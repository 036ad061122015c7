//! The frame of a page: its title, its headings, and what its front matter calls it.

use crate::diag::{Code, Diagnostics};
use crate::facts::section::{Section, heading};
use crate::facts::vocabulary::SectionKind;
use crate::facts::{PageFacts, Subject};
use crate::syntax::Page;

/// Levels of headings go down one by one.
pub(super) fn headings(page: &Page<'_>, diagnostics: &mut Diagnostics) {
    let mut last = None;
    for block in &page.blocks {
        let Some((level, title)) = heading(block) else {
            continue;
        };
        if let Some((above, span)) = last
            && level > above + 1
        {
            let message = format!("the heading `{title}` skips from level {above} to {level}");
            let marks = "#".repeat(usize::from(above) + 1);
            diagnostics.push(
                Code::HeadingLevelSkipped
                    .at(block.span, message)
                    .also(span, "the heading above")
                    .help(format!("begin it with `{marks}`")),
            );
        }
        last = Some((level, block.span));
    }
}

/// A page about something says in its first heading what.
pub(super) fn title(page: &Page<'_>, facts: &PageFacts, diagnostics: &mut Diagnostics) {
    let has_title = page
        .blocks
        .iter()
        .filter_map(heading)
        .any(|(level, _)| level == 1);
    if !has_title && facts.is_reference() {
        diagnostics.push(
            Code::MissingTitle
                .at(
                    facts.title.origin.span,
                    "the page has no heading of level 1",
                )
                .help("begin it with `# name resource type`, or with what the operation does"),
        );
    }
}

/// The page of a type that lists properties shows them as JSON too, annotated with the type.
pub(super) fn json(facts: &PageFacts, sections: &[Section<'_, '_>], diagnostics: &mut Diagnostics) {
    let Subject::Resource(resource) = &facts.subject else {
        return;
    };
    if !resource.shapes.is_empty() || resource.properties.is_empty() {
        return;
    }
    let code = sections
        .iter()
        .filter(|section| section.kind == SectionKind::Json)
        .flat_map(|section| section.blocks)
        .find(|block| block.as_code().is_some());
    diagnostics.push(match code {
        Some(block) => Code::MissingJson
            .at(
                block.span,
                "the JSON representation has no annotation, so nothing is read from it",
            )
            .help("put `<!-- { \"blockType\": \"resource\", \"@odata.type\": \"…\" } -->` on the line before it"),
        None => Code::MissingJson
            .at(
                facts.title.origin.span,
                "the page shows no JSON representation",
            )
            .help("add an annotated JSON block with a placeholder for each property"),
    });
}

/// `doc_type` sorts pages for publishing tools; the content decides what the page is.
pub(super) fn doc_type(page: &Page<'_>, facts: &PageFacts, diagnostics: &mut Diagnostics) {
    let front = page.front_matter();
    let Some(entry) = front.and_then(|front| front.get("doc_type")) else {
        return;
    };
    let is = |value: &str| entry.value.eq_ignore_ascii_case(value);
    let expected = match facts.subject {
        Subject::Operation(_) if is("resourcePageType") || is("enumPageType") => "apiPageType",
        Subject::Resource(_) if is("apiPageType") || is("enumPageType") => "resourcePageType",
        Subject::Enum(..) if is("apiPageType") => "enumPageType",
        Subject::Operation(_)
        | Subject::Resource(_)
        | Subject::Enum(..)
        | Subject::Permissions(_)
        | Subject::Prose => return,
    };
    let message = format!(
        "`doc_type` is `{}`, the content is that of `{expected}`",
        entry.value
    );
    diagnostics.push(
        Code::WrongDocType
            .at(entry.span, message)
            .also(facts.title.origin.span, "the page is about this")
            .help(format!("write `doc_type: {expected}`")),
    );
}
