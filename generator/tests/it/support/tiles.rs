//! The invariant of the outline: blocks tile their page.

use docwright::syntax::{Block, BlockKind, Page};

/// Checks that the blocks of a page are in order, do not overlap, and leave only blanks between them.
#[track_caller]
pub(crate) fn assert_tiles(page: &Page<'_>, name: &str) {
    let mut at = 0;
    for block in &page.blocks {
        let (start, end) = (block.span.start as usize, block.span.end as usize);
        assert!(
            at <= start && start < end,
            "{name}: block {:?} at {start}..{end} does not follow {at}",
            block.kind
        );
        assert_blank(&page.text[at..start], name);
        assert_nests(block, name);
        at = end;
    }
    assert_blank(&page.text[at..], name);
}

/// Checks that what a container holds is in order, and lies within it.
#[track_caller]
fn assert_nests(block: &Block<'_>, name: &str) {
    let inside: Vec<&Block<'_>> = match &block.kind {
        BlockKind::Quote(quote) => quote.blocks.iter().collect(),
        BlockKind::Element(element) => element.children.iter().collect(),
        BlockKind::DefinitionList(definitions) => definitions
            .iter()
            .flat_map(|definition| definition.details.iter().flatten())
            .collect(),
        BlockKind::List(items) => items.iter().flatten().collect(),
        _ => return,
    };
    let mut at = block.span.start;
    for child in inside {
        let (start, end) = (child.span.start, child.span.end);
        assert!(
            at <= start && start < end && end <= block.span.end,
            "{name}: {start}..{end} in {:?}",
            block.span
        );
        assert_nests(child, name);
        at = end;
    }
}

#[track_caller]
fn assert_blank(text: &str, name: &str) {
    let invisible = |c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200f}' | '\u{202c}' | '\u{feff}')
    };
    assert!(
        text.chars().all(invisible),
        "{name}: {text:?} is in no block"
    );
}
