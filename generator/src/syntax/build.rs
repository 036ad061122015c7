//! Blocks: from the events of pulldown-cmark to the outline. Text is taken from the page by its range, never from the mask.

mod code;
mod elements;
mod html_table;
mod nesting;
mod tables;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, OffsetIter, Tag, TagEnd};

use super::html::{self, Piece};
use super::inline::InlineText;
use super::lines::Line;
use super::marks::Marks;
use super::mask::Mask;
use super::text::{trim, trim_end, trim_start};
use super::{Block, BlockKind, Comment, Inlines, Quote, Style, alert, nest};
use crate::diag::{self, Diagnostics};
use crate::limits::BLOCK_NESTING;
use crate::source::{PageId, Span};

/// Reads the events of a page whose body begins at `body`.
pub(super) fn build<'s>(
    page: PageId,
    text: &'s str,
    (mask, body): (&Mask<'s>, usize),
    marks: &Marks<'s>,
    events: OffsetIter<'_>,
    diags: &mut Diagnostics,
) -> Vec<Block<'s>> {
    let mut build = Build {
        page,
        text,
        bytes: text.as_bytes(),
        mask,
        marks,
        body,
        is_read_again: false,
        events,
        inline: InlineText::new(page, text),
        paragraph: None,
        inline_end: 0,
        diags,
        depth: 0,
        too_deep: 0,
    };
    build.blocks()
}

struct Build<'s, 'm, 'd> {
    page: PageId,
    text: &'s str,
    bytes: &'s [u8],
    mask: &'m Mask<'s>,
    marks: &'d Marks<'s>,
    /// Where the text begins that the events are of.
    body: usize,
    /// Whether the events are of text that is indented like code.
    is_read_again: bool,
    events: OffsetIter<'m>,
    inline: InlineText<'s>,
    /// Where the paragraph is that is being read, as far as it was read.
    paragraph: Option<Range<usize>>,
    /// Where the last piece of inline text ends.
    inline_end: usize,
    diags: &'d mut Diagnostics,
    /// How many quotes and items are open.
    depth: usize,
    /// How many places nest too deep.
    too_deep: usize,
}

impl<'s, 'm> Build<'s, 'm, '_> {
    fn next(&mut self) -> Option<(Event<'m>, Range<usize>)> {
        let (event, range) = self.events.next()?;
        let boundary = |at: usize| {
            // A repair may have made blanks of a character, and the library may have parted them.
            let mut at = at + self.body;
            while !self.text.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        Some((event, boundary(range.start)..boundary(range.end)))
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            page: self.page,
            start: start as u32,
            end: end as u32,
        }
    }

    /// A range without the blanks around it; a repair may have made blanks of a part of a character, or put a mark among blanks.
    fn trim(&self, range: &Range<usize>) -> (usize, usize) {
        match &self.mask.text {
            Cow::Borrowed(_) => trim(self.bytes, range.start, range.end),
            Cow::Owned(mask) => {
                let (start, end) = trim(mask.as_bytes(), range.start, range.end);
                trim(self.bytes, start, end)
            }
        }
    }

    fn block(&self, kind: BlockKind<'s>, start: usize, end: usize) -> Block<'s> {
        let span = self.span(start, end);
        Block { kind, span }
    }

    /// Reads the blocks of one container, and the event that ends it.
    fn blocks(&mut self) -> Vec<Block<'s>> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.next() {
            match event {
                // The paragraphs of tight lists have no events of their own, so a paragraph begins with its first piece.
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {
                    self.end_paragraph(&mut blocks);
                }
                Event::Start(
                    tag @ (Tag::Heading { .. }
                    | Tag::BlockQuote(_)
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock
                    | Tag::List(_)
                    | Tag::DefinitionList
                    | Tag::Table(_)),
                ) => {
                    self.end_paragraph(&mut blocks);
                    self.start(tag, range, &mut blocks);
                }
                Event::Rule => {
                    self.end_paragraph(&mut blocks);
                    if !self.marked_line(range.start, &mut blocks) {
                        let (start, end) = self.trim(&range);
                        blocks.push(self.block(BlockKind::Rule, start, end));
                    }
                }
                Event::End(
                    TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::DefinitionListDefinition,
                ) => break,
                Event::InlineHtml(_)
                    if self.inline.is_outermost()
                        && self.text[range.clone()].starts_with("<!--") =>
                {
                    self.comment_in_paragraph(range, &mut blocks);
                }
                event => self.inline(event, range, false),
            }
        }
        self.end_paragraph(&mut blocks);
        self.drop_hidden(&mut blocks, 0);
        if !self.marks.is_empty() && !self.is_read_again {
            nest::nest(&mut blocks, self.marks, self.diags);
        }
        blocks
    }

    fn start(&mut self, tag: Tag<'m>, range: Range<usize>, blocks: &mut Vec<Block<'s>>) {
        let (start, end) = self.trim(&range);
        match tag {
            Tag::Heading { level, .. } => {
                let inlines = self.inlines(false);
                let level = level as u8;
                let id = self.heading_id(&range, &inlines);
                let end = id.map_or(end, |(_, id_end)| end.max(id_end));
                let id = id.map(|(id, _)| id);
                blocks.push(self.block(BlockKind::Heading { level, inlines, id }, start, end));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) if self.is_in_element(start) => {
                self.indented_text((start, end), blocks);
            }
            Tag::CodeBlock(kind) => {
                let block = self.code_block(&kind, (start, end));
                blocks.push(block);
            }
            Tag::HtmlBlock => self.html_block(blocks),
            Tag::Table(_) => {
                let table = self.table();
                blocks.push(self.block(BlockKind::Table(table), start, end));
            }
            _ if self.depth >= BLOCK_NESTING => {
                let block = self.too_deep(start, end);
                blocks.push(block);
            }
            Tag::BlockQuote(_) => {
                self.depth += 1;
                self.inline.quotes += 1;
                let mut inside = self.blocks();
                self.inline.quotes -= 1;
                self.depth -= 1;
                // The mask may have nothing where the last block ends.
                let end = inside
                    .last()
                    .map_or(end, |last| end.max(last.span.end as usize));
                let quote = Quote {
                    alert: alert::take(&mut inside, self.text),
                    blocks: inside,
                };
                blocks.push(self.block(BlockKind::Quote(quote), start, end));
            }
            Tag::DefinitionList => {
                let block = self.definition_list(start);
                blocks.push(block);
            }
            _ => {
                // Behind a tab the library says that a list begins some bytes too early.
                let floor = blocks.last().map_or(0, |last| last.span.end as usize);
                let start = if start < floor && floor < end {
                    self.trim(&(floor..end)).0
                } else {
                    start
                };
                let block = self.list(start);
                blocks.push(block);
            }
        }
    }

    /// Drops what begins within the block before it: code that only the mask knows may reach over marks that are left in the mask.
    fn drop_hidden(&self, blocks: &mut Vec<Block<'s>>, mut end: u32) {
        if !self.mask.islands.is_empty() {
            blocks.retain(|block| {
                let is_behind = block.span.start >= end;
                end = end.max(block.span.end);
                is_behind
            });
        }
    }

    fn list(&mut self, start: usize) -> Block<'s> {
        let mut items = Vec::new();
        let mut end = start;
        self.depth += 1;
        while let Some((Event::Start(Tag::Item), range)) = self.next() {
            let (marker, _) = self.trim(&range);
            let len = self.bytes[marker..range.end.max(marker)]
                .iter()
                .take_while(|byte| !byte.is_ascii_whitespace());
            end = marker + len.count();
            let mut blocks = self.blocks();
            let before = items.last().and_then(|item: &Vec<Block<'s>>| item.last());
            let before = before.map_or(0, |last| last.span.end);
            self.drop_hidden(&mut blocks, before);
            end = end.max(before as usize);
            end = blocks.last().map_or(end, |last| last.span.end as usize);
            items.push(blocks);
        }
        self.depth -= 1;
        self.block(BlockKind::List(items), start, end)
    }

    fn end_paragraph(&mut self, blocks: &mut Vec<Block<'s>>) {
        if let Some(range) = self.paragraph.take() {
            let inlines = self.inline.finish();
            let (start, end) = self.trim(&range);
            if start < end {
                blocks.push(self.paragraph_block(inlines, (start, end)));
            }
        }
    }

    /// A comment parts the paragraph that it is in: annotations are glued to text now and then.
    fn comment_in_paragraph(&mut self, range: Range<usize>, blocks: &mut Vec<Block<'s>>) {
        self.end_paragraph(blocks);
        self.html(range, blocks);
    }

    /// Reads inline text up to the event that ends it: that of a heading or a cell.
    fn inlines(&mut self, is_in_cell: bool) -> Inlines<'s> {
        while let Some((event, range)) = self.next() {
            if let Event::End(
                TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::DefinitionListTitle,
            ) = event
            {
                break;
            }
            self.inline(event, range, is_in_cell);
        }
        self.paragraph = None;
        self.inline.finish()
    }

    fn inline(&mut self, event: Event<'m>, range: Range<usize>, is_in_cell: bool) {
        let paragraph = self.paragraph.get_or_insert_with(|| {
            // The range of an escaped mark does not have its backslash.
            let is_escaped = self.bytes[..range.start].last() == Some(&b'\\');
            range.start - usize::from(is_escaped)..range.end
        });
        paragraph.end = paragraph.end.max(range.end);
        let text_end = std::mem::replace(&mut self.inline_end, range.end);
        match event {
            Event::Text(text) => {
                if *text == self.mask.text[range.clone()] {
                    self.text_with_marks(range);
                } else {
                    self.inline.push(&text);
                }
            }
            Event::Code(text) => self.inline.code(range, &text, is_in_cell),
            Event::InlineHtml(_) | Event::Html(_) => self.inline_html(range),
            Event::SoftBreak | Event::HardBreak => self.inline.line_end(),
            Event::Start(Tag::Emphasis) => self.inline.open_style(Style::Emphasis),
            Event::Start(Tag::Strong) => self.inline.open_style(Style::Strong),
            Event::End(TagEnd::Emphasis) => self.inline.close_style(Style::Emphasis),
            Event::End(TagEnd::Strong) => self.inline.close_style(Style::Strong),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let target = self.target(&dest_url);
                self.inline_end = range.start;
                self.inline.open_link(false, link_type, target);
            }
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                ..
            }) => {
                let target = self.target(&dest_url);
                self.inline_end = range.start;
                self.inline.open_link(true, link_type, target);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.inline.close_link(range, text_end),
            // Nothing else is asked of the library.
            _ => self.inline.text(range),
        }
    }

    fn target(&self, url: &CowStr<'m>) -> Cow<'s, str> {
        self.inline.borrowed(url, &self.mask.text)
    }

    fn html_block(&mut self, blocks: &mut Vec<Block<'s>>) {
        let mut whole: Option<Range<usize>> = None;
        while let Some((Event::Html(_) | Event::Text(_), range)) = self.next() {
            match &mut whole {
                Some(whole) => whole.end = range.end,
                None => whole = Some(range),
            }
        }
        let Some(whole) = whole else { return };
        let mark = trim_start(self.mask.text.as_bytes(), whole.start, whole.end);
        let islands = &self.mask.islands;
        if let Ok(at) = islands.binary_search_by_key(&mark, |island| island.mark) {
            let block = self.island(islands[at]);
            blocks.push(block);
        } else {
            self.html(whole, blocks);
        }
    }

    /// HTML: its comments, and the markup between them.
    fn html(&mut self, range: Range<usize>, blocks: &mut Vec<Block<'s>>) {
        let text = &self.text[range.clone()];
        for piece in html::pieces(text) {
            match piece {
                Piece::Markup(markup) => {
                    let (start, end) = (range.start + markup.start, range.start + markup.end);
                    blocks.push(self.block(BlockKind::Html(&text[markup]), start, end));
                }
                Piece::Comment(found) => {
                    let start = range.start + found.whole.start;
                    if !found.is_closed {
                        let end = Line::at(self.bytes, start).map_or(start, |line| line.end);
                        let opening = self.span(start, trim_end(self.bytes, start, end));
                        let message = "comment is never closed";
                        let diagnostic = diag::Code::UnterminatedComment.at(opening, message);
                        self.diags.push(diagnostic.help("close it with `-->`"));
                    }
                    let inside = &found.text;
                    let comment = Comment {
                        text: &text[inside.clone()],
                        span: self.span(range.start + inside.start, range.start + inside.end),
                    };
                    let end = range.start + found.whole.end;
                    blocks.push(self.block(BlockKind::Comment(comment), start, end));
                }
            }
        }
    }
}
