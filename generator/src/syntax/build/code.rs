//! Code blocks: fenced, indented, and those that only the mask knows.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event};

use super::super::lines::{Fence, Line, View};
use super::super::mask::Island;
use super::super::{Block, BlockKind, Code};
use super::Build;
use crate::diag;

/// Code that is put together from its lines: a slice of the page for as long as they follow each other there.
struct Pieces<'s> {
    page: &'s str,
    start: usize,
    end: usize,
    own: Option<String>,
}

impl<'s> Pieces<'s> {
    /// `empty` is where code without lines is said to be.
    fn new(page: &'s str, empty: usize) -> Self {
        Self {
            page,
            start: empty,
            end: empty,
            own: None,
        }
    }

    fn slice(&mut self, start: usize, end: usize) {
        if self.is_empty() {
            self.start = start;
        } else if self.end != start {
            self.own();
        }
        if let Some(own) = &mut self.own {
            own.push_str(&self.page[start..end]);
        }
        self.end = end;
    }

    fn is_empty(&self) -> bool {
        self.start == self.end && self.own.is_none()
    }

    /// Text that the page has otherwise, at `at`.
    fn text(&mut self, text: &str, at: usize) {
        if self.is_empty() {
            self.start = at;
            self.end = at;
        }
        self.own().push_str(text);
    }

    fn own(&mut self) -> &mut String {
        let (page, start, end) = (self.page, self.start, self.end);
        self.own.get_or_insert_with(|| page[start..end].to_owned())
    }

    /// The code; lines end with `\n`.
    fn finish(mut self) -> Cow<'s, str> {
        let last = self
            .own
            .as_deref()
            .unwrap_or(&self.page[self.start..self.end]);
        let is_open = !last.is_empty() && !last.ends_with(['\n', '\r']);
        let has_returns = last.contains('\r');
        if is_open {
            self.own().push('\n');
        }
        if has_returns {
            let own = self.own();
            *own = own.replace("\r\n", "\n").replace('\r', "\n");
        }
        match self.own {
            Some(own) => Cow::Owned(own),
            None => Cow::Borrowed(&self.page[self.start..self.end]),
        }
    }
}

impl<'s> Build<'s, '_, '_> {
    pub(super) fn code_block(
        &mut self,
        kind: &CodeBlockKind<'_>,
        (start, end): (usize, usize),
    ) -> Block<'s> {
        let opening = Line::at(self.bytes, start).map_or(end, |line| line.end);
        let opening = View::new(self.bytes, start, opening, 0);
        let fence = match kind {
            CodeBlockKind::Fenced(_) => opening.fence(),
            CodeBlockKind::Indented => None,
        };
        let mut pieces = Pieces::new(self.text, if fence.is_some() { opening.end } else { start });
        while let Some((Event::Text(text), range)) = self.next() {
            if range.is_empty() {
                pieces.text(&text, range.start);
            } else {
                pieces.slice(range.start, range.end);
            }
        }
        if let Some(fence) = fence
            && !self.is_closed(fence, (opening.end, end))
        {
            self.unterminated(opening, fence, end);
        }
        let language = fence.map_or("", |fence| self.language(opening, fence));
        self.code(language, pieces, (start, end))
    }

    fn code(
        &self,
        language: &'s str,
        pieces: Pieces<'s>,
        (start, end): (usize, usize),
    ) -> Block<'s> {
        let span = self.span(pieces.start, pieces.end);
        let text = pieces.finish();
        let code = Code {
            language,
            text,
            span,
        };
        self.block(BlockKind::Code(code), start, end)
    }

    fn language(&self, opening: View<'_>, fence: Fence) -> &'s str {
        let info = &self.text[opening.first + fence.count..opening.end];
        info.split_whitespace().next().unwrap_or("")
    }

    /// Whether the last line of a block is its closing fence.
    fn is_closed(&self, fence: Fence, (opening, end): (usize, usize)) -> bool {
        let Some(line) = memchr::memrchr2(b'\n', b'\r', &self.bytes[opening..end]) else {
            return false;
        };
        let mut view = View::new(self.bytes, opening + line + 1, end, 0);
        while view.trimmed().first() == Some(&b'>') {
            view = View::new(self.bytes, view.first + 1, end, 0);
        }
        view.closes(fence)
    }

    fn unterminated(&mut self, opening: View<'_>, fence: Fence, end: usize) {
        let span = self.span(opening.first, opening.end);
        let mut diagnostic = diag::Code::UnterminatedFence
            .at(span, "code fence is never closed")
            .help("close it with a line of as many marks");
        let marks = &self.text[opening.first..opening.first + fence.count];
        // In a quote or a list the line would have to begin with more than the marks.
        let is_outermost = opening.first == 0 || self.bytes[opening.first - 1] == b'\n';
        if is_outermost && self.text[end..].trim().is_empty() {
            let place = self.span(end, end);
            diagnostic = diagnostic.fix(
                "close it at the end of the page",
                place,
                format!("\n{marks}"),
            );
        }
        self.diags.push(diagnostic);
    }

    /// A code block that is blank in the mask.
    pub(super) fn island(&self, island: Island) -> Block<'s> {
        let opening = View::new(self.bytes, island.start, island.body, 0);
        let mut pieces = Pieces::new(self.text, opening.end);
        let mut at = island.body;
        while at < island.closing.0
            && let Some(line) = Line::at(self.bytes, at)
        {
            let start = self.content_start(line, island.column);
            pieces.slice(start, line.next);
            at = line.next;
        }
        let language = opening
            .fence()
            .map_or("", |fence| self.language(opening, fence));
        self.code(language, pieces, (island.start, island.closing.1))
    }

    /// Where the code of a line begins, behind the marks of quotes and up to `columns` columns of blanks.
    fn content_start(&self, line: Line, columns: usize) -> usize {
        let (mut at, mut column) = (line.start, 0);
        while at < line.end && column < columns {
            match self.bytes[at] {
                b' ' => column += 1,
                b'>' if self.inline.quotes > 0 => column += 1,
                b'\t' => column += 4 - column % 4,
                _ => break,
            }
            at += 1;
        }
        at
    }
}
