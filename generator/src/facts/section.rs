//! Splits the blocks of a page into the sections of the vocabulary. Headings count by their text, not by their level
//! (levels skip 1,487 times in the corpus); tab markers are no headings.

use super::vocabulary::{ENUM_HEADING_SUFFIXES, HEADINGS, SectionKind, TITLE_SUFFIXES, normalise};
use crate::source::Span;
use crate::syntax::{Block, Inline, Page};

/// A run of blocks under one heading. Blocks of sub-headings that the vocabulary does not know stay with their parent, the
/// sub-heading among them.
#[derive(Debug)]
pub struct Section<'p, 's> {
    /// What it is.
    pub kind: SectionKind,
    /// The heading's text, trimmed; empty for [`SectionKind::Intro`].
    pub title: String,
    /// Level of the heading, 1 to 6; 0 for the introduction.
    pub level: u8,
    /// Where the heading is; for the introduction, where the page begins.
    pub span: Span,
    /// The blocks below the heading.
    pub blocks: &'p [Block<'s>],
}

/// The sections of a page, in page order. The first one is the introduction; it begins after the title.
pub fn sections<'p, 's>(page: &'p Page<'s>) -> Vec<Section<'p, 's>> {
    let start = Span::start_of(page.id);
    let mut current = Section {
        kind: SectionKind::Intro,
        title: String::new(),
        level: 0,
        span: start,
        blocks: &[],
    };
    let mut from = 0;
    let mut out = Vec::new();
    // The level of the heading of the examples, while they last: sections within them are not sections of the page.
    let mut examples = None;
    for (index, block) in page.blocks.iter().enumerate() {
        let Some((level, title)) = heading(block) else {
            continue;
        };
        if level == 1 && out.is_empty() && current.kind == SectionKind::Intro && current.level == 0
        {
            continue;
        }
        if examples.is_some_and(|outer| level > outer) {
            continue;
        }
        examples = None;
        let kind = kind_of(&title);
        let nested = level > current.level && current.level > 0;
        if kind == SectionKind::Other && nested && current.kind != SectionKind::Intro {
            continue;
        }
        if kind == SectionKind::Examples {
            examples = Some(level);
        }
        current.blocks = &page.blocks[from..index];
        from = index + 1;
        out.push(std::mem::replace(
            &mut current,
            Section {
                kind,
                title,
                level,
                span: block.span,
                blocks: &[],
            },
        ));
    }
    current.blocks = &page.blocks[from..];
    out.push(current);
    out
}

/// Level and trimmed text of a heading; `None` for other blocks and for tab markers.
pub fn heading(block: &Block<'_>) -> Option<(u8, String)> {
    let (level, inlines) = block.as_heading()?;
    let is_tab = inlines
        .0
        .iter()
        .any(|inline| matches!(inline, Inline::Link { target, .. } if target.starts_with("#tab/")));
    (!is_tab).then(|| (level, inlines.plain().trim().to_owned()))
}

/// The name before `values`, `options` … in a heading such as `### callState values`.
pub fn enum_heading_name(title: &str) -> Option<&str> {
    let title = title.trim();
    ENUM_HEADING_SUFFIXES.iter().find_map(|suffix| {
        let at = title.len().checked_sub(suffix.len())?;
        let name = title.get(..at)?.trim();
        let matches = title.get(at..)?.eq_ignore_ascii_case(suffix);
        (matches && !name.is_empty() && !name.contains(char::is_whitespace)).then_some(name)
    })
}

/// The name in the title of a resource page: what stands before ` resource type` and the like (dialect 2.2).
pub fn name_in_title(title: &str) -> String {
    let lower = title.to_ascii_lowercase();
    let cut = TITLE_SUFFIXES
        .iter()
        .filter_map(|suffix| lower.find(suffix))
        .min();
    let name = title[..cut.unwrap_or(title.len())].trim();
    name.replace(['*', '`', '\\'], "")
}

fn kind_of(title: &str) -> SectionKind {
    let words = normalise(title);
    HEADINGS
        .iter()
        .find(|(prefix, _)| begins_with_words(&words, prefix))
        .map(|(_, kind)| *kind)
        .or_else(|| enum_heading_name(title).map(|_| SectionKind::EnumValues))
        .unwrap_or(SectionKind::Other)
}

/// Whether `text` begins with these words, the last one maybe in the plural: `responseType values` is no `response`.
fn begins_with_words(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| {
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.')
    })
}
