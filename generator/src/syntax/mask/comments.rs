//! Comments: where CommonMark would end one too early, or take the text behind it for a part of it.

use super::super::lines::{Line, View};
use super::super::text::trim_start;
use super::{Content, Masker};

/// Finds the ends of comments, and remembers the last one, so that a million openings before one end cost one search.
#[derive(Default)]
pub(super) struct CommentEnds {
    /// The first end at or behind `from` is at `found`; there is none if that is `None`.
    from: usize,
    found: Option<usize>,
    is_searched: bool,
}

impl CommentEnds {
    /// Where the first `-->` at or behind `from` is.
    fn next(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        let is_known =
            self.is_searched && from >= self.from && self.found.is_none_or(|found| from <= found);
        if !is_known {
            let found = memchr::memmem::find(&bytes[from.min(bytes.len())..], b"-->");
            *self = Self {
                from,
                found: found.map(|at| from + at),
                is_searched: true,
            };
        }
        self.found
    }
}

impl Masker<'_, '_> {
    /// Repairs the comments that begin in this line; `follows` says whether another line stands right before it. Returns where the
    /// next line begins, if a comment begins in this one.
    pub(super) fn comments(&mut self, content: Content, follows: bool) -> Option<usize> {
        let mut found = None;
        let mut line = content.line;
        let mut from = content.first;
        while let Some(start) = self.next_comment(from).filter(|start| *start < line.end) {
            from = start + 4;
            let is_first = start == content.first;
            if !is_first && self.is_code_or_escaped(line.start, start) {
                continue;
            }
            let short = [b">".as_slice(), b"->"]
                .into_iter()
                .find(|end| self.bytes[from..].starts_with(end));
            let end = match short {
                Some(short) => from + short.len(),
                None => match self.comment_ends.next(&self.bytes, from) {
                    Some(end) => end + 3,
                    // Nothing closes it: as a block of the page it hides the rest of it.
                    None if is_first && content.base == 0 => return Some(self.bytes.len()),
                    None => break,
                },
            };
            found = Some(line.next);
            if is_first {
                self.block_comment(content, end, follows);
            } else {
                self.join(start, end);
            }
            from = end;
            if end > line.end {
                // The comment ends in a later line.
                let last = Line::at(&self.bytes, end - 1)?;
                line = Line {
                    start: line.start,
                    ..last
                };
                found = Some(line.next);
            }
        }
        found
    }

    /// The first `<!--` at or behind `from`.
    fn next_comment(&mut self, from: usize) -> Option<usize> {
        let known = self.comment?;
        if known < from || !self.bytes[known..].starts_with(b"<!--") {
            let from = known.max(from).min(self.bytes.len());
            let found = memchr::memmem::find(&self.bytes[from..], b"<!--");
            self.comment = found.map(|at| from + at);
        }
        self.comment
    }

    /// Whether a comment at `at` is in a code span, or its first mark is escaped.
    fn is_code_or_escaped(&mut self, line: usize, at: usize) -> bool {
        let (known, from, odd) = self.ticks;
        let (from, odd) = if known == line && from <= at {
            (from, odd)
        } else {
            (line, false)
        };
        let count = memchr::memchr_iter(b'`', &self.bytes[from..at]).count();
        let odd = odd != (count % 2 == 1);
        self.ticks = (line, at, odd);
        odd || self.bytes[at - 1] == b'\\'
    }

    /// A comment that begins its line and ends before `end`.
    fn block_comment(&mut self, content: Content, end: usize, follows: bool) {
        let start = content.first;
        if content.is_code() {
            let base = self.base_byte(content);
            if base + 4 <= start {
                self.blank(start, start + 4);
                self.bytes.to_mut()[base..base + 4].copy_from_slice(b"<!--");
            }
        }
        if self.has_text_behind(end) {
            // As a tag among text the comment does not hide what stands behind it.
            self.join(start, end);
            let base = start.min(self.base_byte(content));
            self.blank(base, end);
            let bytes = self.bytes.to_mut();
            bytes[start..start + 2].copy_from_slice(b"<a");
            bytes[end - 1] = b'>';
        } else if self.is_cut(content, end, follows) {
            self.join(start, end);
        }
    }

    /// Whether the line in which a comment ends goes on, with something else than comments.
    fn has_text_behind(&self, end: usize) -> bool {
        let mut at = end;
        let Some(line) = Line::at(&self.bytes, at) else {
            return false;
        };
        loop {
            at = trim_start(&self.bytes, at, line.end);
            if at >= line.end {
                return false;
            }
            if !self.bytes[at..].starts_with(b"<!--") {
                return true;
            }
            let Some(len) = memchr::memmem::find(&self.bytes[at..line.end], b"-->") else {
                return false;
            };
            at += len + 3;
        }
    }

    /// Whether lines of a comment would end the block that it is in: lines that are indented less, in a list or a quote, or blank
    /// ones, where the comment is a part of an HTML block.
    fn is_cut(&self, content: Content, end: usize, follows: bool) -> bool {
        let mut at = content.line.next;
        while at < end
            && let Some(line) = Line::at(&self.bytes, at)
        {
            let view = View::new(&self.bytes, line.start, line.end.min(end), 0);
            if view.is_blank() && follows
                || !view.is_blank() && view.column < content.base
                || self.quoted && !view.trimmed().starts_with(b">")
            {
                return true;
            }
            at = line.next;
        }
        false
    }
}
