//! What CommonMark does not know: from the marks of the page to elements, anchors, ids of headings and the rest, as the
//! events pass the places of the marks.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, TagEnd};

use super::super::lines::Line;
use super::super::marks::{Mark, MarkKind, Role};
use super::super::options::OPTIONS;
use super::super::text::{trim, trim_start};
use super::super::{Block, BlockKind, Definition, Element, Inline, Inlines, html};
use super::Build;

impl<'s> Build<'s, '_, '_> {
    /// The blocks of the marks for which the thematic break at `start` stands in the mask; none if the page has a break there.
    pub(super) fn marked_line(&mut self, start: usize, blocks: &mut Vec<Block<'s>>) -> bool {
        let marks = self.marks;
        let line_end = |at: usize| Line::at(self.bytes, at).map_or(at, |line| line.end);
        let mut end = line_end(start);
        let before = blocks.len();
        for mark in marks.within(&(start..self.bytes.len())) {
            if mark.start >= end {
                break;
            }
            let block = self.mark_block(mark);
            blocks.push(block);
            if mark.end > end {
                end = line_end(mark.end);
            }
        }
        blocks.len() > before
    }

    fn mark_block(&mut self, mark: &Mark<'s>) -> Block<'s> {
        let text = &self.text[mark.start..mark.end];
        let kind = match &mark.kind {
            MarkKind::Tag {
                role: Role::Close, ..
            }
            | MarkKind::HeadingId(_) => BlockKind::Unparsed(text),
            MarkKind::Tag { tag, .. } => BlockKind::Element(Element {
                tag: tag.clone(),
                children: Vec::new(),
            }),
            MarkKind::Comment(comment) => BlockKind::Comment(comment.clone()),
            MarkKind::ModuleStatement => BlockKind::ModuleStatement(text),
            MarkKind::Table(table) => match self.html_table(table) {
                Some(table) => BlockKind::Table(table),
                None => BlockKind::Html(text),
            },
        };
        self.block(kind, mark.start, mark.end)
    }

    /// Text of the page, with the tags in it.
    pub(super) fn text_with_marks(&mut self, range: Range<usize>) {
        let marks = self.marks;
        let mut at = range.start;
        for mark in marks.overlapping(&range) {
            let MarkKind::Tag { tag, role, .. } = &mark.kind else {
                continue;
            };
            if mark.start > at {
                self.inline.text(at..mark.start);
            }
            // A tag that reaches over several lines is read with the first one.
            if mark.start >= range.start {
                self.inline.inline(match role {
                    Role::Close => Inline::ElementEnd { name: tag.name },
                    Role::Open | Role::MayOpen | Role::Whole => Inline::Element(tag.clone()),
                });
            }
            at = at.max(mark.end.min(range.end));
        }
        if at < range.end {
            self.inline.text(at..range.end);
        }
    }

    /// A paragraph, or the element that is all of it: `<Route method="GET">/users</Route>`.
    pub(super) fn paragraph_block(
        &self,
        mut inlines: Inlines<'s>,
        (start, end): (usize, usize),
    ) -> Block<'s> {
        let is_element = matches!(
            inlines.0.as_slice(),
            [Inline::Element(_), .., Inline::ElementEnd { .. }]
        );
        let closing = if is_element {
            self.partner_at(start)
        } else {
            None
        };
        let Some(closing) = closing.filter(|closing| closing.end == end) else {
            return self.block(BlockKind::Paragraph(inlines), start, end);
        };
        inlines.0.pop();
        let Inline::Element(tag) = inlines.0.remove(0) else {
            return self.block(BlockKind::Paragraph(inlines), start, end);
        };
        let (first, last) = trim(self.bytes, tag.span.end as usize, closing.start);
        inlines.trim();
        let mut children = Vec::new();
        if !inlines.0.is_empty() {
            children.push(self.block(BlockKind::Paragraph(inlines), first, last));
        }
        self.block(BlockKind::Element(Element { tag, children }), start, end)
    }

    /// The tag that closes what the tag at `start` opens.
    fn partner_at(&self, start: usize) -> Option<&Mark<'s>> {
        match self.marks.at(start)?.kind {
            MarkKind::Tag { partner, .. } => self.marks.at(partner?),
            _ => None,
        }
    }

    /// The id of a heading: `{#id}` behind its text, or an anchor in it. Also where that ends.
    pub(super) fn heading_id(
        &self,
        range: &Range<usize>,
        inlines: &Inlines<'s>,
    ) -> Option<(&'s str, usize)> {
        let written = self
            .marks
            .within(range)
            .iter()
            .find_map(|mark| match mark.kind {
                MarkKind::HeadingId(id) => Some((id, mark.end)),
                _ => None,
            });
        written.or_else(|| {
            inlines.0.iter().find_map(|inline| match inline {
                Inline::Anchor { id } => Some((*id, range.start)),
                _ => None,
            })
        })
    }

    /// A tag within text.
    pub(super) fn inline_html(&mut self, range: Range<usize>) {
        let tag = &self.text[range.clone()];
        if let Some(id) = html::anchor(tag) {
            self.inline.inline(Inline::Anchor { id });
        } else if let Some(name) = html::tag_name(tag) {
            self.inline.inline(Inline::Tag { name });
        } else if !tag.starts_with("<!--") {
            self.inline.text(range);
        }
    }

    pub(super) fn definition_list(&mut self, start: usize) -> Block<'s> {
        let mut definitions: Vec<Definition<'s>> = Vec::new();
        let mut end = start;
        self.depth += 1;
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(pulldown_cmark::Tag::DefinitionListTitle) => {
                    let (first, last) = trim(self.bytes, range.start, range.end);
                    end = last;
                    definitions.push(Definition {
                        term: self.inlines(false),
                        span: self.span(first, last),
                        details: Vec::new(),
                    });
                }
                Event::Start(pulldown_cmark::Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks();
                    // A definition without text is its colon.
                    let colon = trim_start(self.bytes, range.start, range.end) + 1;
                    end = blocks.last().map_or(colon, |last| last.span.end as usize);
                    if let Some(definition) = definitions.last_mut() {
                        definition.details.push(blocks);
                    }
                }
                Event::End(TagEnd::DefinitionList) => break,
                // Nothing else stands in such a list.
                _ => {}
            }
        }
        self.depth -= 1;
        self.block(BlockKind::DefinitionList(definitions), start, end)
    }

    /// Text that is indented like code, but stands in an element, whose content may be indented at will. Each run of lines
    /// is read by itself.
    pub(super) fn indented_text(
        &mut self,
        (start, end): (usize, usize),
        blocks: &mut Vec<Block<'s>>,
    ) {
        while let Some((event, _)) = self.next() {
            if let Event::End(_) = event {
                break;
            }
        }
        let mask = self.mask;
        let mut at = start;
        while at < end {
            let first = trim_start(mask.text.as_bytes(), at, end);
            let mut last = first;
            while let Some(line) = Line::at(mask.text.as_bytes(), last)
                && line.start < end
                && line.end > trim_start_of_line(mask.text.as_bytes(), line)
            {
                last = line.next;
            }
            let last = last.min(end);
            if last <= first {
                break;
            }
            let events = Parser::new_ext(&mask.text[first..last], OPTIONS).into_offset_iter();
            let outer_events = std::mem::replace(&mut self.events, events);
            let outer_body = std::mem::replace(&mut self.body, first);
            self.is_read_again = true;
            blocks.extend(self.blocks());
            self.is_read_again = false;
            self.events = outer_events;
            self.body = outer_body;
            at = last;
        }
    }

    /// Whether the byte lies between the tags of a component or a directive.
    pub(super) fn is_in_element(&self, at: usize) -> bool {
        !self.is_read_again && self.marks.is_within_element(at)
    }
}

fn trim_start_of_line(bytes: &[u8], line: Line) -> usize {
    trim_start(bytes, line.start, line.end)
}
