//! The entry of the facts stage: classifies a page and lets the reader of its kind make the claims.

use super::annotation::Annotations;
use super::page_kind::{PageKind, page_kind};
use super::section::{Section, heading, sections};
use super::vocabulary::SectionKind;
use super::{
    Fact, PageFacts, Rule, Subject, bounds, broken_tables, enumeration, introduction, operation,
    resource,
};
use crate::diag::Diagnostics;
use crate::source::Span;
use crate::syntax::{Block, Page};

/// Reads one page.
pub fn extract(page: &Page<'_>, path: &str, diagnostics: &mut Diagnostics) -> PageFacts {
    let sections = sections(page);
    let start = Span::start_of(page.id);
    let title_block = page
        .blocks
        .iter()
        .find_map(|block| heading(block).map(|(_, text)| (text, block.span)));
    let (title, span) = title_block.unwrap_or_else(|| (String::new(), start));
    let annotations = Annotations::parse(page);
    let kind = page_kind(page, &sections, annotations.has("resource"));
    let subject = match kind {
        PageKind::Resource => Subject::Resource(Box::new(resource::extract(
            page,
            &sections,
            path,
            &annotations,
            diagnostics,
        ))),
        PageKind::Enum => enum_page(&sections, &title, span, path),
        PageKind::Operation => Subject::Operation(Box::new(operation::extract(
            page,
            &sections,
            path,
            &annotations,
            diagnostics,
        ))),
        PageKind::Conceptual if title.is_empty() => {
            operation::permissions::include(page).map_or(Subject::Prose, Subject::Permissions)
        }
        PageKind::EnumCollection | PageKind::Conceptual => Subject::Prose,
    };
    let mut facts = PageFacts {
        page: page.id,
        path: path.to_owned(),
        deprecated: title.to_ascii_lowercase().contains("deprecated"),
        title: Fact::new(title, span, Rule::Title),
        namespace: namespace(page, &annotations, diagnostics),
        area: area(page),
        subject,
        enums: enumeration::under_headings(&sections, path),
        methods: resource::methods(&sections, path),
    };
    bounds::apply(&mut facts, diagnostics);
    broken_tables::check(page, diagnostics);
    facts
}

fn enum_page(sections: &[Section<'_, '_>], title: &str, span: Span, path: &str) -> Subject {
    let name = title
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_matches(|c| matches!(c, '*' | '`'))
        .to_owned();
    let doc = introduction::doc(
        sections
            .first()
            .map(|section| section.blocks)
            .unwrap_or_default(),
        path,
    );
    let mut members = sections.iter().filter(|section| {
        matches!(
            section.kind,
            SectionKind::Members
                | SectionKind::EnumValues
                | SectionKind::Properties
                | SectionKind::Intro
                | SectionKind::Other
        )
    });
    let facts = members.find_map(|section| {
        enumeration::from_section(section, Fact::new(name.clone(), span, Rule::Title), path)
    });
    match facts {
        Some(facts) if !name.is_empty() => Subject::Enum(facts, doc),
        _ => Subject::Prose,
    }
}

/// The `Namespace:` line before the first section, else the front matter, else the page annotation (dialect 1.4).
fn namespace(
    page: &Page<'_>,
    annotations: &Annotations,
    diagnostics: &mut Diagnostics,
) -> Option<Fact<String>> {
    let line = page.introduction().find_map(|block| {
        let text = block.as_paragraph()?.plain();
        let rest = text.trim_start();
        let rest = rest
            .get(..9)
            .filter(|word| word.eq_ignore_ascii_case("namespace"))
            .and_then(|_| rest[9..].trim_start().strip_prefix(':'))?;
        let name = clean_namespace(rest.split_whitespace().next()?);
        (!name.is_empty()).then(|| Fact::new(name, block.span, Rule::NamespaceLine))
    });
    line.or_else(|| {
        let entry = page.front_matter()?.get("namespace")?;
        let name = clean_namespace(entry.value);
        Some(Fact::new(name, entry.span, Rule::FrontMatter))
    })
    .or_else(|| {
        let comments = page.blocks.iter().filter_map(Block::as_comment);
        comments
            .filter(|comment| comment.text.contains("\"namespace\""))
            .find_map(|comment| {
                let name = annotations.get(comment, diagnostics)?.namespace.as_ref()?;
                let name = clean_namespace(name);
                Some(Fact::new(name, comment.span, Rule::Annotation))
            })
    })
}

/// Trims dots and a doubled last part (`…ediscovery.ediscovery`).
fn clean_namespace(name: &str) -> String {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        [.., a, b] if a.eq_ignore_ascii_case(b) => parts[..parts.len() - 1].join("."),
        _ => name.to_owned(),
    }
}

fn area(page: &Page<'_>) -> Option<String> {
    let front = page.front_matter()?;
    let entry = front
        .get("ms.subservice")
        .or_else(|| front.get("ms.prod"))?;
    (!entry.value.contains("TODO")).then(|| entry.value.to_owned())
}
