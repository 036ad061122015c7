//! Lists and quotes: which lines belong to them. Their blocks come from reading these lines again, without marks and indentation.

use super::super::lines::{Fence, Line, Marker, View};
use super::super::{Block, BlockKind};
use super::{Cursor, MAX_DEPTH, Parser};
use crate::diag::Code;

/// What goes on inside a container while its lines are collected.
#[derive(Default)]
struct Inside {
    fence: Option<Fence>,
    /// The end of the comment that is open.
    comment_end: usize,
    /// Whether the last line can go on without mark or indentation.
    lazy: bool,
}

impl Inside {
    /// Takes note of one more line.
    fn add(&mut self, parser: &mut Parser<'_, '_>, view: View<'_>) {
        self.lazy = false;
        if let Some(fence) = self.fence {
            if view.closes(fence) {
                self.fence = None;
            }
        } else if view.first < self.comment_end || view.is_blank() {
            // The text of a comment says nothing.
        } else if let Some(fence) = view.fence() {
            self.fence = Some(fence);
        } else if view.is_comment() {
            self.comment_end = parser
                .comment_end
                .comment_end(parser.bytes, view.first + 4)
                .map_or(0, |end| end + 3);
        } else {
            self.lazy = view.heading().is_none() && !view.is_rule() && view.trimmed()[0] != b'|';
        }
    }
}

impl<'s> Parser<'s, '_> {
    pub(super) fn quote(&mut self, cursor: &mut Cursor<'_>, view: View<'s>) -> Block<'s> {
        let mut inside = Inside::default();
        let mut body = Vec::new();
        let mut next = cursor.next;
        let mut end = view.end;
        while let Some(line) = cursor.lines.get(next) {
            let here = if next == cursor.next {
                view
            } else {
                line.view(self.bytes)
            };
            let line = if here.is_quote() && !here.is_blank() {
                let behind = here.first + 1;
                let gap = usize::from(
                    matches!(self.bytes.get(behind), Some(b' ' | b'\t'))
                        && behind < line.end as usize,
                );
                Line::new(behind + gap, line.end as usize)
            } else if inside.lazy && !self.interrupts(here) {
                Line::new(here.first, line.end as usize)
            } else {
                break;
            };
            body.push(line);
            inside.add(self, line.view(self.bytes));
            end = here.end;
            next += 1;
        }
        cursor.go(next);
        self.quotes += 1;
        let blocks = self.nested(&body);
        self.quotes -= 1;
        Block {
            kind: BlockKind::Quote(blocks),
            span: self.span(view.first, end),
        }
    }

    pub(super) fn list(
        &mut self,
        cursor: &mut Cursor<'_>,
        view: View<'s>,
        first: Marker,
    ) -> Block<'s> {
        let mut items = Vec::new();
        let mut end = view.end;
        let mut marker = Some(first);
        while let Some(found) = marker.filter(|marker| marker.kind == first.kind) {
            let body = self.item(cursor, found);
            end = body
                .iter()
                .rev()
                .map(|line| line.view(self.bytes))
                .find(|view| !view.is_blank())
                .map_or(end, |view| view.end)
                .max(end);
            items.push(self.nested(&body));
            while cursor
                .line()
                .is_some_and(|line| line.view(self.bytes).is_blank())
            {
                cursor.go(cursor.next + 1);
            }
            marker = cursor
                .line()
                .and_then(|line| line.view(self.bytes).marker());
            if let Some(next) = marker.filter(|marker| marker.kind == first.kind) {
                end = end.max(
                    next.content
                        .min(cursor.line().map_or(end, |line| line.view(self.bytes).end)),
                );
            }
        }
        Block {
            kind: BlockKind::List(items),
            span: self.span(view.first, end),
        }
    }

    /// The lines of one item. The cursor ends behind them.
    fn item(&mut self, cursor: &mut Cursor<'_>, marker: Marker) -> Vec<Line> {
        let mut inside = Inside::default();
        let first = Line::new(marker.content, cursor.lines[cursor.next].end as usize);
        let mut body = vec![first];
        inside.add(self, first.view(self.bytes));
        let mut next = cursor.next + 1;
        while let Some(&line) = cursor.lines.get(next) {
            let view = line.view(self.bytes);
            let line = if view.first < inside.comment_end {
                line
            } else if view.is_blank() || view.indent >= marker.width {
                line.dedent(self.bytes, marker.width)
            } else if inside
                .fence
                .is_some_and(|fence| self.fence_is_closed(cursor.lines, next, fence))
            {
                // Fences win: code that is indented less than its item still belongs to it.
                line.dedent(self.bytes, marker.width)
            } else if inside.lazy && !self.interrupts(view) && !self.is_next_item(view) {
                Line::new(view.first, line.end as usize)
            } else {
                break;
            };
            body.push(line);
            inside.add(self, line.view(self.bytes));
            next += 1;
        }
        cursor.go(next);
        body
    }

    fn is_next_item(&self, view: View<'_>) -> bool {
        view.marker().is_some()
    }

    fn nested(&mut self, body: &[Line]) -> Vec<Block<'s>> {
        let mut blocks = Vec::new();
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            self.blocks(body, &mut blocks);
            self.depth -= 1;
            return blocks;
        }
        let mut views = body
            .iter()
            .map(|line| line.view(self.bytes))
            .filter(|view| !view.is_blank());
        if let Some(first) = views.next() {
            let end = views.next_back().map_or(first.end, |last| last.end);
            let span = self.span(first.first, end);
            self.diags.push(Code::NestedTooDeep.at(
                span,
                format!("lists and quotes nest more than {MAX_DEPTH} deep"),
            ));
            blocks.push(Block {
                kind: BlockKind::Unparsed(&self.text[first.first..end]),
                span,
            });
        }
        blocks
    }
}
