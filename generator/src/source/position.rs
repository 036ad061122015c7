//! From a byte offset to line and column.

use std::collections::BTreeMap;

use super::{PageId, Sources};

/// A place in a page as people count: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// Where the line begins, in bytes from 0.
    pub line_start: usize,
}

/// Finds positions. Each page that is asked for is scanned once; then an answer takes the length of a line.
#[derive(Clone, Debug)]
pub struct Positions<'s> {
    sources: &'s Sources,
    /// Where the lines of a page begin, the first one left out.
    lines: BTreeMap<PageId, Vec<u32>>,
}

impl<'s> Positions<'s> {
    /// Nothing is scanned yet.
    pub fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            lines: BTreeMap::new(),
        }
    }

    /// The position of a byte. An offset behind the page means its end, one inside a character the start of that.
    pub fn of(&mut self, page: PageId, offset: u32) -> Position {
        let text = self.sources.get(page).text.as_str();
        let lines = self
            .lines
            .entry(page)
            .or_insert_with(|| line_starts(text.as_bytes()));
        let offset = char_start(text, offset as usize);
        let before = lines.partition_point(|start| *start as usize <= offset);
        let line_start = before.checked_sub(1).map_or(0, |last| lines[last] as usize);
        let column = text[line_start..offset].chars().count() + 1;
        Position {
            line: before + 1,
            column,
            line_start,
        }
    }
}

/// The last start of a character at or before byte `at`, or the end of the text.
pub(crate) fn char_start(text: &str, at: usize) -> usize {
    let mut start = at.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    start
}

/// Behind each `\n`, `\r\n` and lone `\r`.
pub(crate) fn line_starts(bytes: &[u8]) -> Vec<u32> {
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
    let last_of_pair = |end: &usize| bytes[*end] == b'\n' || bytes.get(end + 1) != Some(&b'\n');
    ends.filter(last_of_pair)
        .map(|end| end as u32 + 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn lines_and_columns() {
        let text = "äb\r\ncd\re\n".to_owned();
        let sources = Sources::new(vec![Source {
            path: "a.md".to_owned(),
            text,
        }]);
        let mut positions = Positions::new(&sources);
        let mut at = |offset| {
            let position = positions.of(PageId(0), offset);
            (position.line, position.column)
        };
        assert_eq!(
            [at(0), at(1), at(2), at(3)],
            [(1, 1), (1, 1), (1, 2), (1, 3)]
        );
        assert_eq!(
            [at(5), at(7), at(8), at(9)],
            [(2, 1), (2, 3), (3, 1), (3, 2)]
        );
        assert_eq!([at(10), at(99)], [(4, 1), (4, 1)]);
    }
}
