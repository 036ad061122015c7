//! Fences that CommonMark does not see, or ends too early: those that are indented like code, and those whose code, in a list, is
//! indented less than they are.

use super::super::lines::{Line, View};
use super::{Content, Masker};

/// Fences with more marks than this get no repair, which bounds the searches.
const MAX_MARKS: usize = 8;

/// A code block that is blank in the mask.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Island {
    /// The place of [`Island::MARK`].
    pub(in super::super) mark: usize,
    /// The opening fence.
    pub(in super::super) start: usize,
    /// The line behind the opening fence.
    pub(in super::super) body: usize,
    /// The line of the closing fence, and the end of the fence.
    pub(in super::super) closing: (usize, usize),
    /// The column of the opening fence.
    pub(in super::super) column: usize,
}

impl Island {
    /// Stands in the mask where the block begins: an HTML block that ends with its line, and fits into a fence.
    pub(in super::super) const MARK: &'static [u8] = b"<?>";
}

/// Lines without a closing fence of so many marks: then none of them closes a longer one either.
#[derive(Clone, Copy, Default)]
pub(super) struct Unclosed {
    /// How many marks; 0 if nothing was searched yet.
    count: usize,
    from: usize,
    to: usize,
}

impl Masker<'_, '_> {
    /// Goes past the code block that this line begins, if it begins one; returns the start of the line behind it.
    pub(super) fn fence(&mut self, content: Content) -> Option<usize> {
        let fence = content.view(&self.bytes).fence()?;
        let (known, place) = (fence.count <= MAX_MARKS, usize::from(fence.mark == b'~'));
        let last = self.unclosed[place];
        let is_unclosed = (1..=fence.count).contains(&last.count)
            && (last.from..last.to).contains(&content.line.start);
        let mut at = content.line.next;
        let mut is_cut = content.is_code();
        // The blank behind the mark of a quote need not be there.
        let base = content.base - usize::from(self.quoted && content.base > 0);
        let mut inside = at; // Where the lines end that are certain to belong to the block.
        while let Some(line) = Line::at(&self.bytes, at) {
            let text = &self.bytes[line.start..line.end];
            if content.base == 0 && !self.quoted && !text.contains(&fence.mark) {
                // The usual line of code, outside of lists and quotes.
                if !is_cut {
                    inside = line.next;
                }
                at = line.next;
                continue;
            }
            let view = self.quoted_view(line);
            let Some(view) = view else { break };
            if view.closes(fence) && (view.column >= base || known) {
                is_cut |= view.column < base || view.column > content.base + 3;
                if is_cut {
                    self.island(content, line, view.end);
                }
                return Some(line.next);
            }
            if !view.is_blank() && view.column < base {
                // A fence with a language is never a closing one, so the block before it ends somewhere.
                if is_unclosed || !known || view.fence().is_some() {
                    break;
                }
                is_cut = true;
            } else if !is_cut {
                inside = line.next;
            }
            at = line.next;
        }
        if known && !is_unclosed {
            self.unclosed[place] = Unclosed {
                count: fence.count,
                from: content.line.start,
                to: at,
            };
        }
        Some(inside)
    }

    /// The line behind the marks of the quote that the fence is in; none if it is not in the quote.
    fn quoted_view(&self, line: Line) -> Option<View<'_>> {
        let mut view = line.view(&self.bytes);
        if !self.quoted {
            return Some(view);
        }
        if view.column < self.quote_base || !view.trimmed().starts_with(b">") {
            return None;
        }
        while view.trimmed().starts_with(b">") {
            view = View::new(&self.bytes, view.first + 1, line.end, view.column + 1);
        }
        Some(view)
    }

    fn island(&mut self, content: Content, closing: Line, end: usize) {
        let mark = self.base_byte(content).min(content.first);
        let body = content.line.next;
        self.islands.push(Island {
            mark,
            start: content.first,
            body,
            closing: (closing.start, end),
            column: content.column,
        });
        self.blank(content.first, content.line.end);
        let quoted = self.quoted;
        let mut at = body;
        while at <= closing.start
            && let Some(line) = Line::at(&self.bytes, at)
        {
            let start = match (quoted, self.quoted_view(line)) {
                (true, Some(view)) => view.first,
                _ => line.start,
            };
            self.blank(start, line.end);
            at = line.next;
        }
        self.bytes.to_mut()[mark..mark + Island::MARK.len()].copy_from_slice(Island::MARK);
    }
}
