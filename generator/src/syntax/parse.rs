//! From the text of one page to its blocks: front matter, [`mask`](super::mask), the events of pulldown-cmark, [`build`](super::build),
//! and at last the gaps between the blocks. Everything is linear in the size of the page.

use std::ops::Range;

use pulldown_cmark::Parser;

use super::lines::Line;
use super::marks::Marks;
use super::options::OPTIONS;
use super::text::trim;
use super::{Block, BlockKind, Page, build, front_matter, mask};
use crate::diag::{Code, Diagnostics};
use crate::limits::PAGE_BYTES;
use crate::source::{PageId, Span};

/// Reads the outline of one page. Never fails: what is odd is mended and reported, what is not understood is kept as text.
pub fn parse<'s>(id: PageId, text: &'s str, diags: &mut Diagnostics) -> Page<'s> {
    if text.len() > PAGE_BYTES {
        let span = Span {
            page: id,
            start: 0,
            end: 0,
        };
        let message = format!("the page is left out; pages have at most {PAGE_BYTES} bytes");
        diags.push(Code::OverLimit.at(span, message).help("split the page"));
        return Page {
            id,
            text: "",
            blocks: Vec::new(),
        };
    }
    let (front, body) = front_matter::read(id, text, diags).unzip();
    let body = body.unwrap_or(0);
    let marks = Marks::scan(id, text, body, diags);
    let mask = mask::mask(id, text, body, &marks, diags);
    let parser = Parser::new_ext(&mask.text[body..], OPTIONS);
    let mut definitions: Vec<Range<usize>> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| definition.span.start + body..definition.span.end + body)
        .collect();
    definitions.sort_by_key(|definition| definition.start);
    let blocks = build::build(
        id,
        text,
        (&mask, body),
        &marks,
        parser.into_offset_iter(),
        diags,
    );
    let mut tiles = Tiles {
        id,
        text,
        blocks: Vec::with_capacity(blocks.len() + 1),
        definitions: &definitions,
        at: 0,
    };
    for block in front.into_iter().chain(blocks) {
        tiles.push(block);
    }
    tiles.gap(text.len());
    Page {
        id,
        text,
        blocks: tiles.blocks,
    }
}

/// The blocks of a page, with what is between them: the definitions of links have no events.
struct Tiles<'s, 'd> {
    id: PageId,
    text: &'s str,
    blocks: Vec<Block<'s>>,
    definitions: &'d [Range<usize>],
    /// Where the last block ends.
    at: usize,
}

impl<'s> Tiles<'s, '_> {
    fn push(&mut self, block: Block<'s>) {
        self.gap(block.span.start as usize);
        self.at = self.at.max(block.span.end as usize);
        self.blocks.push(block);
    }

    /// Fills the text up to `end`, where the next block begins.
    fn gap(&mut self, end: usize) {
        let bytes = self.text.as_bytes();
        while self.at < end {
            let (start, stop) = trim(bytes, self.at, end);
            if start >= stop {
                break;
            }
            let passed = self.definitions.partition_point(|found| found.end <= start);
            self.definitions = &self.definitions[passed..];
            let next = self.definitions.first().filter(|next| next.start < stop);
            let (kind, stop) = match next {
                Some(next) if next.start <= start => {
                    (BlockKind::LinkDefinition, next.end.min(stop))
                }
                next => {
                    let mut stop = next.map_or(stop, |next| trim(bytes, start, next.start).1);
                    // Of two definitions of one label, the first one counts, and the library forgets the second.
                    if bytes[start] == b'[' {
                        let line = Line::at(bytes, start).map_or(stop, |line| line.end);
                        stop = trim(bytes, start, line.min(stop)).1;
                        (BlockKind::LinkDefinition, stop)
                    } else {
                        (BlockKind::Unparsed(&self.text[start..stop]), stop)
                    }
                }
            };
            let span = Span {
                page: self.id,
                start: start as u32,
                end: stop as u32,
            };
            self.blocks.push(Block { kind, span });
            self.at = stop;
        }
        self.at = self.at.max(end);
    }
}
