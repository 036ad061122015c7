//! What kind of page it is, judged by its content alone (dialect 2.3): neither path nor file name is consulted.

use super::section::{Section, heading};
use super::vocabulary::{SectionKind, normalise};
use crate::syntax::Page;

/// The kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// Tables of many enums, one per `x values` heading.
    EnumCollection,
    /// One enum, with a Members table.
    Enum,
    /// An operation.
    Operation,
    /// A resource: entity or complex type.
    Resource,
    /// Running text: nothing to emit, links and Methods tables still count.
    Conceptual,
}

/// Classifies a page. `has_resource_annotation`: some annotation on it has `blockType: resource`.
pub fn page_kind(
    page: &Page<'_>,
    sections: &[Section<'_, '_>],
    has_resource_annotation: bool,
) -> PageKind {
    let title = normalise(&title(page).unwrap_or_default());
    let has = |kind: SectionKind| sections.iter().any(|section| section.kind == kind);
    if title.ends_with("enum values") || title.ends_with("enumeration values") {
        return PageKind::EnumCollection;
    }
    if title.ends_with("enum type") || has(SectionKind::Members) {
        return PageKind::Enum;
    }
    if has(SectionKind::HttpRequest) {
        return PageKind::Operation;
    }
    let named_resource = [
        "resource type",
        "complex type",
        "entity type",
        "resouce type",
    ]
    .iter()
    .any(|words| title.contains(words));
    let claims_operation = doc_type(page)
        .is_some_and(|value| value.eq_ignore_ascii_case("apiPageType"))
        && has(SectionKind::Permissions);
    if (has_resource_annotation || named_resource || has(SectionKind::Json)) && !claims_operation {
        return PageKind::Resource;
    }
    if has(SectionKind::Permissions) && has(SectionKind::Response)
        || claims_operation && (has(SectionKind::Response) || has(SectionKind::Examples))
    {
        return PageKind::Operation;
    }
    if has(SectionKind::Properties) {
        return PageKind::Resource;
    }
    PageKind::Conceptual
}

/// The text of the first heading that is no tab marker.
pub fn title(page: &Page<'_>) -> Option<String> {
    page.blocks.iter().find_map(heading).map(|(_, text)| text)
}

fn doc_type(page: &Page<'_>) -> Option<String> {
    let entry = page.front_matter()?.get("doc_type")?;
    Some(entry.value.to_owned())
}
