//! The text that pulldown-cmark reads: the page, with the repairs that change what its blocks are. Bytes are replaced, never added
//! or removed, so that every range in the mask is one of the page. Most pages need no repair, and are read as they are.
//!
//! Finds fences, comments and tables by their lines; knows lists and quotes only as far as their marks go.

mod comments;
mod fences;
mod tables;
mod tags;

use std::borrow::Cow;

use super::lines::{Line, View};
use super::marks::Marks;
use super::table::CellRange;
use super::text::{blank_len, odd_blank_len, trim_end};
use crate::diag::Diagnostics;
use crate::limits::BLOCK_NESTING;
use crate::source::PageId;
use comments::CommentEnds;
pub(super) use fences::Island;
use fences::Unclosed;

/// A page after its repairs.
pub(super) struct Mask<'s> {
    /// What pulldown-cmark reads.
    pub(super) text: Cow<'s, str>,
    /// Code blocks that it would not see as such; in the mask there is [`Island::MARK`] where they begin, and blanks.
    pub(super) islands: Vec<Island>,
    /// Rows with more or fewer cells than their header: where they begin, and how many cells they have.
    pub(super) ragged: Vec<(usize, usize)>,
}

/// Repairs what stands behind `body`.
pub(super) fn mask<'s>(
    page: PageId,
    text: &'s str,
    body: usize,
    marks: &Marks<'s>,
    diags: &mut Diagnostics,
) -> Mask<'s> {
    let mut masker = Masker {
        page,
        text,
        bytes: marks.mask(text),
        marks,
        diags,
        items: Vec::new(),
        quoted: false,
        quote_base: 0,
        comment: Some(body),
        comment_ends: CommentEnds::default(),
        ticks: (0, 0, false),
        unclosed: [Unclosed::default(); 2],
        has_headings: None,
        padding: 0,
        is_too_wide: false,
        islands: Vec::new(),
        ragged: Vec::new(),
        cells: Vec::new(),
    };
    masker.lone_returns();
    masker.lines(body);
    let (islands, ragged) = (masker.islands, masker.ragged);
    let text = match masker.bytes {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        // Only whole characters are replaced, so the text stays what it is: UTF-8.
        Cow::Owned(bytes) => {
            Cow::Owned(String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned()))
        }
    };
    Mask {
        text,
        islands,
        ragged,
    }
}

/// So many marks of lists and quotes may begin a line, and no list is deeper than the limit of nesting allows for.
const MAX_MARKS: usize = BLOCK_NESTING + 16;

/// Lists whose marks are farther to the right are text.
const MAX_COLUMN: usize = 4 * BLOCK_NESTING;

struct Masker<'s, 'd> {
    page: PageId,
    text: &'s str,
    bytes: Cow<'s, [u8]>,
    marks: &'d Marks<'s>,
    diags: &'d mut Diagnostics,
    /// The columns that the open list items are indented to.
    items: Vec<usize>,
    /// Whether the line at hand is in a quote.
    quoted: bool,
    /// The column that the item around that quote is indented to.
    quote_base: usize,
    /// Where the next comment may begin; none if there are no more.
    comment: Option<usize>,
    comment_ends: CommentEnds,
    /// The start of a line, a place in it, and whether the number of backticks between them is odd.
    ticks: (usize, usize, bool),
    /// For `` ` `` and `~`.
    unclosed: [Unclosed; 2],
    /// Whether the page has headings of the first two levels with `#`; none until it is needed.
    has_headings: Option<bool>,
    /// How many cells are missing on the page so far.
    padding: usize,
    /// Whether a table with too many columns was reported.
    is_too_wide: bool,
    islands: Vec<Island>,
    ragged: Vec<(usize, usize)>,
    /// The cells of the last row that was counted.
    cells: Vec<CellRange>,
}

/// A line without the marks of the containers that it is in.
#[derive(Clone, Copy)]
struct Content {
    line: Line,
    /// First byte that is neither blank nor a mark of a list or a quote.
    first: usize,
    /// One past the last byte that is not blank.
    end: usize,
    /// The column of `first`.
    column: usize,
    /// The column that the innermost container begins at.
    base: usize,
}

impl Content {
    fn is_blank(&self) -> bool {
        self.first >= self.end
    }

    fn view<'t>(&self, bytes: &'t [u8]) -> View<'t> {
        View::new(bytes, self.first, self.end, self.column)
    }

    /// Whether CommonMark takes the line for code, unless it goes on with a paragraph.
    fn is_code(&self) -> bool {
        self.column > self.base + 3
    }
}

impl Masker<'_, '_> {
    fn lines(&mut self, body: usize) {
        let mut at = body;
        let mut before: Option<Content> = None;
        let mut is_behind_tags = false;
        while let Some(line) = Line::at(&self.bytes, at) {
            let mut content = self.content(line);
            at = line.next;
            if content.is_blank() {
                before = None;
                continue;
            }
            if self.comment.is_some()
                && let Some(next) = self.comments(content, before.is_some())
            {
                if next > line.next {
                    // The comment made one line of several, or hides them.
                    at = next;
                }
                let Some(line) = Line::at(&self.bytes, line.start) else {
                    break;
                };
                content.line = line;
                content.end = trim_end(&self.bytes, content.first, line.end);
            }
            match self.bytes[content.first] {
                b'`' | b'~' => at = self.fence(content).unwrap_or(at),
                b'|' | b':' | b'-' => {
                    if let Some(header) = before
                        && let Some(next) = self.table(header, content)
                    {
                        at = next;
                    } else if before.is_some() {
                        self.dashes(content);
                    }
                }
                b'<' => {
                    let is_end = self.bytes.get(content.first + 1) == Some(&b'/');
                    is_behind_tags = (before.is_none() || is_behind_tags || is_end)
                        && self.foreign_tags(content);
                    before = Some(content);
                    continue;
                }
                b'#' => self.odd_blanks_behind_heading(content),
                b'*' if content.is_code() => self.indented_mark(content),
                _ => {}
            }
            before = Some(content);
            is_behind_tags = false;
        }
    }

    /// `---` below text is a rule, and no text that is underlined, on pages that write headings of the first two levels with `#`.
    fn dashes(&mut self, content: Content) {
        if content.is_code() || !content.view(&self.bytes).is_dashes() || !self.has_headings() {
            return;
        }
        let len = content.end - content.first;
        let mark = if len > 2 { b'*' } else { b',' };
        self.bytes.to_mut()[content.first..content.end].fill(mark);
    }

    /// A mark with lines of its own may be indented at will. What stands for it must not look like code.
    fn indented_mark(&mut self, content: Content) {
        let mark = self.marks.at(content.first).filter(|mark| mark.is_block);
        if mark.is_some() {
            let place = self.base_byte(content).min(content.first);
            let bytes = self.bytes.to_mut();
            bytes[content.first..content.first + 3].fill(b' ');
            bytes[place..place + 3].fill(b'*');
        }
    }

    fn has_headings(&mut self) -> bool {
        let bytes = &self.bytes;
        *self.has_headings.get_or_insert_with(|| {
            let first = Line::at(bytes, 0);
            let mut lines = std::iter::successors(first, |line| Line::at(bytes, line.next));
            lines.any(|line| line.view(bytes).heading().is_some_and(|level| level < 3))
        })
    }

    fn odd_blanks_behind_heading(&mut self, content: Content) {
        let view = content.view(&self.bytes);
        if let Some(level) = view.heading() {
            let start = content.first + level;
            let len = view.odd_blanks(start);
            self.blank(start, start + len);
        }
    }

    /// A lone `\r` ends a line; pulldown-cmark knows that of text, but not of code.
    fn lone_returns(&mut self) {
        let text = self.text.as_bytes();
        for at in memchr::memchr_iter(b'\r', text) {
            if text.get(at + 1) != Some(&b'\n') {
                self.bytes.to_mut()[at] = b'\n';
            }
        }
    }

    /// Replaces whole characters by blanks; line ends stay.
    fn blank(&mut self, start: usize, end: usize) {
        if start < end {
            for byte in &mut self.bytes.to_mut()[start..end] {
                if !matches!(byte, b'\n' | b'\r') {
                    *byte = b' ';
                }
            }
        }
    }

    /// Joins lines.
    fn join(&mut self, start: usize, end: usize) {
        if memchr::memchr2(b'\n', b'\r', &self.bytes[start..end]).is_some() {
            for byte in &mut self.bytes.to_mut()[start..end] {
                if matches!(byte, b'\n' | b'\r') {
                    *byte = b' ';
                }
            }
        }
    }

    /// Finds what the line holds behind the marks of its containers, and which list items are open with it. Odd blanks before it
    /// and behind it become blanks.
    fn content(&mut self, line: Line) -> Content {
        let mut end = line.end;
        if end > line.start && !self.bytes[end - 1].is_ascii() || line.end < line.next {
            end = trim_end(&self.bytes, line.start, line.end);
            if !self.bytes[end..line.end].is_ascii() {
                self.blank(end, line.end);
            }
        }
        let (mut at, mut column, mut base, mut marks) = (line.start, 0, 0, 0);
        let mut is_open = true; // Whether the items that were open before may still be.
        let was_quoted = std::mem::take(&mut self.quoted);
        loop {
            (at, column) = self.skip_blanks((at, end), column, base);
            let Some(&byte) = self.bytes[..end].get(at) else {
                break;
            };
            if byte == b'>' && column < base + 4 {
                if !self.quoted && is_open && !was_quoted {
                    // The quote begins here, so none of the open items is in it.
                    self.items.retain(|width| *width <= column);
                }
                if !self.quoted {
                    let around = self.items.iter().filter(|width| **width <= column);
                    self.quote_base = around.max().copied().unwrap_or(0);
                }
                self.quoted = true;
                if self.is_too_deep(&mut marks, at, 0) {
                    break;
                }
                at += 1;
                column += 1;
                if matches!(self.bytes[..end].get(at), Some(b' ')) {
                    at += 1;
                    column += 1;
                }
                base = column;
                continue;
            }
            if is_open {
                while self.items.last().is_some_and(|width| *width > column) {
                    self.items.pop();
                }
                base = base.max(self.items.last().copied().unwrap_or(0));
            }
            if !matches!(byte, b'-' | b'+' | b'*' | b'0'..=b'9') || column > base + 3 {
                break;
            }
            let Some(marker) = View::new(&self.bytes, at, end, column).marker() else {
                break;
            };
            if self.is_too_deep(&mut marks, at, column) {
                break;
            }
            is_open = false;
            let odd = View::new(&self.bytes, at, end, column).odd_blanks(marker.end);
            self.blank(marker.end, marker.end + odd);
            column += marker.end - at;
            at = marker.end;
            base = marker.width;
            self.items.push(base);
        }
        if at >= end {
            base = self.items.last().copied().unwrap_or(base);
        }
        Content {
            line,
            first: at.min(end),
            end,
            column,
            base,
        }
    }

    /// Past the blanks at `at`; odd ones become blanks, unless that would make code of the line.
    fn skip_blanks(
        &mut self,
        (mut at, end): (usize, usize),
        mut column: usize,
        base: usize,
    ) -> (usize, usize) {
        while at < end {
            match self.bytes[at] {
                b' ' => column += 1,
                b'\t' => column += 4 - column % 4,
                0x0b | 0x0c => {}
                _ => match odd_blank_len(&self.bytes[at..end]) {
                    0 => break,
                    len => {
                        if column + len <= base.max(self.items.last().copied().unwrap_or(0)) + 3 {
                            self.blank(at, at + len);
                            column += len;
                        }
                        at += len;
                        continue;
                    }
                },
            }
            at += 1;
        }
        (at, column)
    }

    /// Whether one more mark is too much; it is text then. This bounds what each further line costs.
    fn is_too_deep(&mut self, marks: &mut usize, at: usize, column: usize) -> bool {
        *marks += 1;
        let is_too_deep = *marks > MAX_MARKS || column > MAX_COLUMN;
        if is_too_deep {
            self.bytes.to_mut()[at] = b',';
        }
        is_too_deep
    }

    /// The byte of a line at which its innermost container begins; blanks stand between it and the content.
    fn base_byte(&self, content: Content) -> usize {
        let mut at = content.first;
        let mut column = content.column;
        while at > content.line.start && column > content.base {
            match self.bytes[at - 1] {
                b' ' => column -= 1,
                b'\t' => column = (column - 1) / 4 * 4,
                _ if blank_len(&self.bytes[at - 1..]) == 1 => {}
                _ => break,
            }
            at -= 1;
        }
        at
    }
}
