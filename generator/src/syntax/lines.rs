//! Lines as byte ranges of the page, and what can be told from one line alone: indentation, fences, headings, markers.
//! Knows nothing of the lines around it.

use super::text::{blank_len, trim_end};

/// One line without its terminator. Inside a list or a quote, `start` is behind the marker or the indentation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Splits at `\n`, `\r\n` and lone `\r`.
pub(super) fn split(bytes: &[u8]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(bytes.len() / 40 + 1);
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        lines.push(Line {
            start: start as u32,
            end: end as u32,
        });
    };
    if memchr::memchr(b'\r', bytes).is_none() {
        for end in memchr::memchr_iter(b'\n', bytes) {
            push(start, end);
            start = end + 1;
        }
    } else {
        for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if end < start {
                continue; // The `\n` of a `\r\n` that is done already.
            }
            push(start, end);
            start =
                end + 1 + usize::from(bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n'));
        }
    }
    if start < bytes.len() {
        push(start, bytes.len());
    }
    lines
}

/// A line looked at: where its text begins and ends, and how far it is indented.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'s> {
    /// The page's bytes.
    bytes: &'s [u8],
    /// First byte that is not blank; equals `end` on a blank line.
    pub(super) first: usize,
    /// One past the last byte that is not blank.
    pub(super) end: usize,
    /// Columns before `first`; a tab goes to the next multiple of four.
    pub(super) indent: usize,
}

impl Line {
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn view(self, bytes: &[u8]) -> View<'_> {
        let (mut first, mut indent) = (self.start as usize, 0);
        let end = self.end as usize;
        while first < end {
            match bytes[first] {
                b' ' => indent += 1,
                b'\t' => indent += 4 - indent % 4,
                // Odd blanks do not indent: nobody means a code block by them.
                _ => match blank_len(&bytes[first..end]) {
                    0 => break,
                    len => {
                        first += len;
                        continue;
                    }
                },
            }
            first += 1;
        }
        View {
            bytes,
            first,
            end: trim_end(bytes, first, end),
            indent,
        }
    }

    /// The line without its first `columns` columns of indentation.
    pub(super) fn dedent(self, bytes: &[u8], columns: usize) -> Self {
        let (mut start, mut column) = (self.start as usize, 0);
        while start < self.end as usize && column < columns {
            match bytes[start] {
                b' ' => column += 1,
                b'\t' => column += 4 - column % 4,
                _ => break,
            }
            start += 1;
        }
        Self {
            start: start as u32,
            end: self.end,
        }
    }
}

/// The opening line of a code fence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence {
    /// `` ` `` or `~`.
    pub(super) mark: u8,
    /// How many of them.
    pub(super) count: usize,
    /// Columns before it.
    pub(super) indent: usize,
}

/// The marker of a list item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marker {
    /// `-`, `+`, `*`, or the `.` or `)` behind a number. Items of one list agree in it.
    pub(super) kind: u8,
    /// Where the text of the item begins.
    pub(super) content: usize,
    /// The column that the other lines of the item are indented to.
    pub(super) width: usize,
    /// Whether the item may follow a paragraph line without a blank line between.
    pub(super) interrupts: bool,
}

impl<'s> View<'s> {
    pub(super) fn is_blank(&self) -> bool {
        self.first >= self.end
    }

    /// The line without the blanks around it.
    pub(super) fn trimmed(&self) -> &'s [u8] {
        &self.bytes[self.first..self.end]
    }

    fn byte(&self, at: usize) -> Option<u8> {
        (at < self.end).then(|| self.bytes[at])
    }

    fn blank_or_end(&self, at: usize) -> bool {
        at >= self.end || blank_len(&self.bytes[at..self.end]) > 0
    }

    fn run(&self, mark: u8) -> usize {
        self.trimmed()
            .iter()
            .take_while(|byte| **byte == mark)
            .count()
    }

    /// A fence may be indented at will: no page means an indented code block by one.
    pub(super) fn fence(&self) -> Option<Fence> {
        let mark = self
            .byte(self.first)
            .filter(|byte| matches!(byte, b'`' | b'~'))?;
        let count = self.run(mark);
        if count < 3 || (mark == b'`' && memchr::memchr(b'`', &self.trimmed()[count..]).is_some()) {
            return None;
        }
        Some(Fence {
            mark,
            count,
            indent: self.indent,
        })
    }

    pub(super) fn closes(&self, fence: Fence) -> bool {
        self.byte(self.first) == Some(fence.mark) && {
            let count = self.run(fence.mark);
            count >= fence.count && count == self.trimmed().len()
        }
    }

    /// Level and range of the text of an ATX heading.
    pub(super) fn heading(&self) -> Option<(u8, usize, usize)> {
        if self.byte(self.first) != Some(b'#') || self.indent > 3 {
            return None;
        }
        let level = self.run(b'#');
        let start = self.first + level;
        if level > 6 || !self.blank_or_end(start) {
            return None;
        }
        let mut end = self.end;
        while end > start && self.bytes[end - 1] == b'#' {
            end -= 1;
        }
        // Closing marks count only behind a blank: `## C#` keeps its `#`.
        let closed = trim_end(self.bytes, start, end);
        Some((
            level as u8,
            start,
            if closed < end || end == start {
                closed
            } else {
                self.end
            },
        ))
    }

    pub(super) fn is_quote(&self) -> bool {
        self.indent < 4 && self.byte(self.first) == Some(b'>')
    }

    pub(super) fn is_comment(&self) -> bool {
        self.trimmed().starts_with(b"<!--")
    }

    /// Three or more of `-`, `*` or `_`, and blanks.
    pub(super) fn is_rule(&self) -> bool {
        let Some(mark) = self
            .byte(self.first)
            .filter(|byte| matches!(byte, b'-' | b'*' | b'_'))
        else {
            return false;
        };
        let mut count = 0;
        self.indent < 4
            && self.trimmed().iter().all(|&byte| {
                count += usize::from(byte == mark);
                byte == mark || byte == b' ' || byte == b'\t'
            })
            && count > 2
    }

    /// The level of the heading that this line underlines, if it does.
    pub(super) fn underline(&self) -> Option<u8> {
        let mark = self.byte(self.first)?;
        let level = match mark {
            b'=' => 1,
            b'-' => 2,
            _ => return None,
        };
        (self.indent < 4 && self.run(mark) == self.trimmed().len()).then_some(level)
    }

    pub(super) fn marker(&self) -> Option<Marker> {
        if self.indent > 3 {
            return None;
        }
        let mut at = self.first;
        let mut number = 0_u32;
        let kind = match self.byte(at)? {
            bullet @ (b'-' | b'+' | b'*') => bullet,
            b'0'..=b'9' => {
                while let Some(digit @ b'0'..=b'9') = self.byte(at) {
                    // More than nine digits begin no item (CommonMark 0.31.2, section 5.2).
                    if at - self.first == 9 {
                        return None;
                    }
                    number = number * 10 + u32::from(digit - b'0');
                    at += 1;
                }
                self.byte(at).filter(|byte| matches!(byte, b'.' | b')'))?
            }
            _ => return None,
        };
        at += 1;
        if !self.blank_or_end(at) || self.is_rule() {
            return None;
        }
        let offset = self.indent + at - self.first;
        let rest = Line::new(at, self.end).view(self.bytes);
        let ordered = matches!(kind, b'.' | b')');
        let interrupts = !rest.is_blank() && (!ordered || number == 1);
        // Five blanks or more: one belongs to the marker, the others indent a code block.
        let (content, width) = match rest.indent {
            _ if rest.is_blank() => (self.end, offset + 1),
            // No column: an odd blank.
            0 => (rest.first, offset + 1),
            1..=4 => (rest.first, offset + rest.indent),
            _ => (at + blank_len(&self.bytes[at..self.end]), offset + 1),
        };
        Some(Marker {
            kind,
            content,
            width,
            interrupts,
        })
    }
}
