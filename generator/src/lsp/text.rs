//! Converts between positions of the protocol and byte offsets. Lines end at `\n`, `\r\n` and `\r`, as in the protocol and in
//! diagnostics; columns count the units that editor and server agreed on.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::source::Span;
use crate::source::position::{char_start, line_starts};

/// The unit of columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// The default of the protocol: a character beyond U+FFFF counts twice.
    #[default]
    Utf16,
}

impl Encoding {
    /// Bytes if the editor offers them, since they need no conversion.
    pub(super) fn choose(offered: &[PositionEncodingKind]) -> Self {
        if offered.contains(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    pub(super) fn name(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn length(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// A text with the starts of its lines.
#[derive(Clone, Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Without the first line.
    starts: Vec<u32>,
    encoding: Encoding,
}

impl<'t> Lines<'t> {
    /// Scans a text.
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        Self {
            text,
            starts: line_starts(text.as_bytes()),
            encoding,
        }
    }

    /// The position of a byte offset. An offset beyond the text is its end; one inside a character is the start of that.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = char_start(self.text, offset);
        let line = self.starts.partition_point(|at| *at as usize <= offset);
        let before = &self.text[self.start(line)..offset];
        let units = match self.encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        };
        Position::new(line as u32, units as u32)
    }

    /// The range of a span; its end is not before its start.
    pub(super) fn range(&self, span: Span) -> Range {
        let start = self.position(span.start as usize);
        let end = self.position(span.end as usize);
        Range::new(start, end.max(start))
    }

    /// The byte offset of a position. A column beyond the line is its end; a line beyond the text is the end of that.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        if line > self.starts.len() {
            return self.text.len();
        }
        let start = self.start(line);
        let mut left = position.character as usize;
        for (at, c) in self.line(line).char_indices() {
            let length = self.encoding.length(c);
            if left < length {
                return start + at;
            }
            left -= length;
        }
        start + self.line(line).len()
    }

    /// The start of the line of a byte offset, and its text without the line end.
    pub(super) fn line_at(&self, offset: usize) -> (usize, &'t str) {
        let line = self.starts.partition_point(|at| *at as usize <= offset);
        (self.start(line), self.line(line))
    }

    fn start(&self, line: usize) -> usize {
        let before = line.checked_sub(1);
        before.map_or(0, |before| self.starts[before] as usize)
    }

    fn line(&self, line: usize) -> &'t str {
        let end = self
            .starts
            .get(line)
            .map_or(self.text.len(), |at| *at as usize);
        self.text[self.start(line)..end].trim_end_matches(['\n', '\r'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two lines with characters of one to four bytes.
    const TEXT: &str = "aä€😀b\r\nx\ry\n";

    #[track_caller]
    fn check(encoding: Encoding, cases: &[(usize, (u32, u32))]) {
        let lines = Lines::new(TEXT, encoding);
        for (offset, (line, character)) in cases {
            let position = Position::new(*line, *character);
            assert_eq!(lines.position(*offset), position, "{offset}");
            assert_eq!(lines.offset(position), *offset, "{position:?}");
        }
    }

    #[test]
    fn columns_count_the_agreed_unit() {
        let ends = [(13, (1, 0)), (14, (1, 1)), (15, (2, 0)), (17, (3, 0))];
        check(
            Encoding::Utf8,
            &[
                (0, (0, 0)),
                (3, (0, 3)),
                (6, (0, 6)),
                (10, (0, 10)),
                (11, (0, 11)),
            ],
        );
        check(
            Encoding::Utf16,
            &[
                (0, (0, 0)),
                (3, (0, 2)),
                (6, (0, 3)),
                (10, (0, 5)),
                (11, (0, 6)),
            ],
        );
        check(Encoding::Utf8, &ends);
        check(Encoding::Utf16, &ends);
    }

    #[test]
    fn positions_outside_are_clamped() {
        let lines = Lines::new(TEXT, Encoding::Utf16);
        // Half of a surrogate pair, beyond a line, beyond the text.
        assert_eq!(lines.offset(Position::new(0, 4)), 6);
        assert_eq!(lines.offset(Position::new(0, 99)), 11);
        assert_eq!(lines.offset(Position::new(99, 0)), TEXT.len());
        assert_eq!(lines.position(99), Position::new(3, 0));
        assert_eq!(lines.position(7), Position::new(0, 3));
        assert_eq!(lines.line_at(14), (13, "x"));
    }
}
