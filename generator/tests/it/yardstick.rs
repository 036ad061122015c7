//! The outline beside what pulldown-cmark makes of the same pages: where the dialect is no looser than CommonMark, headings and code
//! are the same ones.

use docwright::diag::Diagnostics;
use docwright::source::PageId;
use docwright::syntax::{self, BlockKind, Page};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::support::{docs_input, pages};

#[test]
fn headings_and_code_are_those_of_commonmark() {
    let cases = pages(&docs_input());
    assert!(cases.len() > 50, "the pages are gone");
    for path in cases {
        let text = std::fs::read_to_string(&path).expect("a page that was found can be read");
        let page = syntax::parse(PageId(0), &text, &mut Diagnostics::default());
        let front_matter = page
            .blocks
            .first()
            .filter(|block| matches!(block.kind, BlockKind::FrontMatter(_)));
        let body = &text[front_matter.map_or(0, |block| block.span.end as usize)..];
        assert_eq!(ours(&page), theirs(body), "{}", path.display());
    }
}

/// Levels and text of headings, and code, without the differences in blanks.
fn ours(page: &Page<'_>) -> Vec<String> {
    let show = |block: &syntax::Block<'_>| match &block.kind {
        BlockKind::Heading { level, inlines } => Some(format!("{level} {}", inlines.plain())),
        BlockKind::Code(code) => Some(format!("{} {}", code.language, code.text.trim_end())),
        _ => None,
    };
    page.walk()
        .filter_map(show)
        .map(|text| words(&text))
        .collect()
}

fn theirs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => current = Some(format!("{} ", level as u8)),
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match &kind {
                    pulldown_cmark::CodeBlockKind::Fenced(info) => {
                        info.split_whitespace().next().unwrap_or("")
                    }
                    pulldown_cmark::CodeBlockKind::Indented => "",
                };
                current = Some(format!("{info} "));
            }
            Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock) => {
                found.extend(current.take().map(|text| words(&text)));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(current) = &mut current {
                    current.push_str(&text);
                }
            }
            _ => {}
        }
    }
    found
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
