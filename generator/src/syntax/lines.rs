//! Lines as byte ranges, and what one line alone shows: indentation, fences, headings, markers.
//! Knows nothing of the lines around it.

use super::text::{blank_len, odd_blank_len, trim_end};

/// One line: where it begins, where its terminator begins, and where the next line begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) next: usize,
}

impl Line {
    /// The line that begins at `start`; none at the end of the text. Lines end with `\n`, `\r\n` or a lone `\r`.
    pub(super) fn at(bytes: &[u8], start: usize) -> Option<Self> {
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let Some(len) = memchr::memchr2(b'\n', b'\r', rest) else {
            return Some(Self {
                start,
                end: bytes.len(),
                next: bytes.len(),
            });
        };
        let is_pair = rest[len] == b'\r' && rest.get(len + 1) == Some(&b'\n');
        Some(Self {
            start,
            end: start + len,
            next: start + len + 1 + usize::from(is_pair),
        })
    }

    /// The line without the blanks around it.
    pub(super) fn view(self, bytes: &[u8]) -> View<'_> {
        View::new(bytes, self.start, self.end, 0)
    }
}

/// What a line holds, without the blanks around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'t> {
    bytes: &'t [u8],
    /// First byte that is not blank; equals `end` on a blank line.
    pub(super) first: usize,
    /// One past the last byte that is not blank.
    pub(super) end: usize,
    /// The column of `first`; a tab goes to the next multiple of four.
    pub(super) column: usize,
}

/// The opening line of a code fence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence {
    /// `` ` `` or `~`.
    pub(super) mark: u8,
    /// How many of them.
    pub(super) count: usize,
}

/// The marker of a list item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marker {
    /// The byte behind the marker.
    pub(super) end: usize,
    /// The column that the content of the item is indented to.
    pub(super) width: usize,
}

impl<'t> View<'t> {
    /// What is left of a line from `start` on, a byte in this column.
    pub(super) fn new(bytes: &'t [u8], start: usize, end: usize, column: usize) -> Self {
        let (mut first, mut column) = (start, column);
        while first < end {
            match bytes[first] {
                b' ' => column += 1,
                b'\t' => column += 4 - column % 4,
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
        Self {
            bytes,
            first,
            end: trim_end(bytes, first, end),
            column,
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.first >= self.end
    }

    /// The line without the blanks around it.
    pub(super) fn trimmed(&self) -> &'t [u8] {
        &self.bytes[self.first..self.end]
    }

    fn run(&self, mark: u8) -> usize {
        self.trimmed()
            .iter()
            .take_while(|byte| **byte == mark)
            .count()
    }

    fn is_blank_at(&self, at: usize) -> bool {
        at >= self.end || blank_len(&self.bytes[at..self.end]) > 0
    }

    /// The fence that the line opens.
    pub(super) fn fence(&self) -> Option<Fence> {
        let mark = *self
            .trimmed()
            .first()
            .filter(|byte| matches!(byte, b'`' | b'~'))?;
        let count = self.run(mark);
        if count < 3 || (mark == b'`' && memchr::memchr(b'`', &self.trimmed()[count..]).is_some()) {
            return None;
        }
        Some(Fence { mark, count })
    }

    /// Whether the line closes the fence, however far it is indented.
    pub(super) fn closes(&self, fence: Fence) -> bool {
        let count = self.run(fence.mark);
        count >= fence.count && count == self.trimmed().len()
    }

    /// The length of the marks of an ATX heading.
    pub(super) fn heading(&self) -> Option<usize> {
        let level = self.run(b'#');
        ((1..=6).contains(&level) && self.is_blank_at(self.first + level)).then_some(level)
    }

    pub(super) fn is_comment(&self) -> bool {
        self.trimmed().starts_with(b"<!--")
    }

    /// Three or more of `-`, `*` or `_`, and blanks.
    fn is_rule(&self) -> bool {
        let line = self.trimmed();
        let Some(mark) = line
            .first()
            .filter(|byte| matches!(byte, b'-' | b'*' | b'_'))
        else {
            return false;
        };
        let mut count = 0;
        line.iter().all(|byte| {
            count += usize::from(byte == mark);
            byte == mark || matches!(byte, b' ' | b'\t')
        }) && count > 2
    }

    /// Nothing but dashes.
    pub(super) fn is_dashes(&self) -> bool {
        !self.is_blank() && self.run(b'-') == self.trimmed().len()
    }

    /// The marker of a list item at the start of the line.
    pub(super) fn marker(&self) -> Option<Marker> {
        let line = self.trimmed();
        let len = match *line.first()? {
            b'-' | b'+' | b'*' => 1,
            b'0'..=b'9' => {
                let digits = line
                    .iter()
                    .take(10)
                    .take_while(|byte| byte.is_ascii_digit());
                let digits = digits.count();
                // More than nine digits begin no item (CommonMark 0.31.2, section 5.2).
                if digits > 9 || !matches!(line.get(digits), Some(b'.' | b')')) {
                    return None;
                }
                digits + 1
            }
            _ => return None,
        };
        let end = self.first + len;
        if !self.is_blank_at(end) || self.is_rule() {
            return None;
        }
        let behind = self.column + len;
        let rest = View::new(self.bytes, end, self.end, behind);
        let indent = rest.column - behind;
        // Five blanks or more: one belongs to the marker, the others indent a code block.
        let width = if rest.is_blank() || !(1..=4).contains(&indent) {
            behind + 1
        } else {
            rest.column
        };
        Some(Marker { end, width })
    }

    /// The length of the odd blanks at `at`.
    pub(super) fn odd_blanks(&self, at: usize) -> usize {
        let mut end = at;
        while end < self.end {
            match odd_blank_len(&self.bytes[end..self.end]) {
                0 => break,
                len => end += len,
            }
        }
        end - at
    }
}
