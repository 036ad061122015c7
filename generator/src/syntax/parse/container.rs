//! Lists and quotes: which lines belong to them. Their blocks come from reading these lines again, without marks and indentation.

use super::super::lines::{Fence, Line, Marker, View};
use super::super::{Block, BlockKind};
use super::{Cursor, Parser};
use crate::diag::Code;
use crate::limits::BLOCK_NESTING;

/// Fences with more marks than this get no mend, which bounds the searches.
const MAX_MENDED_FENCE: usize = 8;

/// So many places that nest too deep are reported.
const MAX_REPORTS: usize = 20;

/// What goes on inside a container while its lines are collected.
#[derive(Default)]
struct Inside {
    fence: Option<Fence>,
    /// The line that closes the fence, once somebody asked; `usize::MAX` for none.
    fence_end: Option<usize>,
    /// The end of the comment that is open.
    comment_end: usize,
    /// Whether the last line can go on without mark or indentation.
    lazy: bool,
}

impl Inside {
    /// Takes note of one more line; `lines` are those that the container is made of, and more.
    fn add(&mut self, parser: &mut Parser<'_, '_>, lines: &[Line], view: View<'_>) {
        self.lazy = false;
        if let Some(fence) = self.fence {
            if view.closes(fence) {
                self.fence = None;
            }
        } else if view.first < self.comment_end || view.is_blank() {
            // The text of a comment says nothing.
        } else if let Some(fence) = view.fence() {
            self.fence = Some(fence);
            self.fence_end = None;
        } else if view.is_comment() {
            let end = parser.comment_end(lines, view.first + 4);
            self.comment_end = end.map_or(0, |end| end + 3);
        } else {
            self.lazy = view.heading().is_none() && !view.is_rule() && view.trimmed()[0] != b'|';
        }
    }
}

/// The last fence that nothing closes: then nothing closes longer ones behind it either.
#[derive(Clone, Copy, Default)]
pub(super) struct Unclosed {
    /// How many marks it has; 0 if there is no such fence.
    count: usize,
    from: usize,
    to: usize,
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
            let line = if here.first < inside.comment_end {
                *line
            } else if here.is_quote() {
                let behind = here.first + 1;
                let gap = usize::from(
                    matches!(self.bytes.get(behind), Some(b' ' | b'\t'))
                        && behind < line.end as usize,
                );
                Line::new(behind + gap, line.end as usize)
            } else if inside.lazy && !self.interrupts(here) && !self.is_table(cursor, next) {
                Line::new(here.first, line.end as usize)
            } else {
                break;
            };
            body.push(line);
            inside.add(self, cursor.lines, line.view(self.bytes));
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
        inside.add(self, cursor.lines, first.view(self.bytes));
        let mut next = cursor.next + 1;
        while let Some(&line) = cursor.lines.get(next) {
            let view = line.view(self.bytes);
            let line = if view.first < inside.comment_end {
                line
            } else if view.is_blank() || view.indent >= marker.width {
                line.dedent(self.bytes, marker.width)
            } else if self.in_closed_fence(&mut inside, cursor.lines, next) {
                // Fences win: code that is indented less than its item still belongs to it.
                line.dedent(self.bytes, marker.width)
            } else if inside.lazy
                && !self.interrupts(view)
                && view.marker().is_none()
                && !self.is_table(cursor, next)
            {
                Line::new(view.first, line.end as usize)
            } else {
                break;
            };
            body.push(line);
            inside.add(self, cursor.lines, line.view(self.bytes));
            next += 1;
        }
        cursor.go(next);
        body
    }

    /// Whether the line at `next` is inside a fence that some later line closes.
    fn in_closed_fence(&mut self, inside: &mut Inside, lines: &[Line], next: usize) -> bool {
        let Some(fence) = inside.fence.filter(|fence| fence.count <= MAX_MENDED_FENCE) else {
            return false;
        };
        let end = match inside.fence_end {
            Some(end) => end,
            None => self.fence_end(lines, next, fence),
        };
        inside.fence_end = Some(end);
        end != usize::MAX && next <= end
    }

    fn fence_end(&mut self, lines: &[Line], next: usize, fence: Fence) -> usize {
        let from = lines[next].start as usize;
        let to = lines.last().map_or(from, |last| last.end as usize);
        let unclosed = &mut self.unclosed[usize::from(fence.mark == b'~')];
        if (1..=fence.count).contains(&unclosed.count) && unclosed.from <= from && to <= unclosed.to
        {
            return usize::MAX;
        }
        let end = lines[next..]
            .iter()
            .position(|line| line.view(self.bytes).closes(fence));
        if end.is_none() {
            *unclosed = Unclosed {
                count: fence.count,
                from,
                to,
            };
        }
        end.map_or(usize::MAX, |end| next + end)
    }

    fn nested(&mut self, body: &[Line]) -> Vec<Block<'s>> {
        let mut blocks = Vec::new();
        if self.depth < BLOCK_NESTING {
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
            self.too_deep += 1;
            if self.too_deep <= MAX_REPORTS {
                self.diags.push(Code::NestedTooDeep.at(
                    span,
                    format!("lists and quotes nest more than {BLOCK_NESTING} deep"),
                ));
            }
            blocks.push(Block {
                kind: BlockKind::Unparsed(&self.text[first.first..end]),
                span,
            });
        }
        blocks
    }
}
