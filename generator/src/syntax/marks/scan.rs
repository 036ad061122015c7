//! Walks over the lines of a page and collects marks. Passes over fenced code, HTML comments and code spans.

use super::super::Comment;
use super::super::lines::Line;
use super::tags::{Found, Tags};
use super::{Mark, MarkKind, Marks, html_table, module, pair};
use crate::diag::Diagnostics;
use crate::source::{PageId, Span};

impl<'s> Marks<'s> {
    /// Collects the marks of a page from the byte `from` on, which begins a line.
    pub(in super::super) fn scan(
        page: PageId,
        text: &'s str,
        from: usize,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let bytes = text.as_bytes();
        if !may_hold_marks(&bytes[from..]) {
            return Self::default();
        }
        let mut scanner = Scanner {
            page,
            text,
            bytes,
            tags: Tags::new(page, text),
            marks: Vec::new(),
            fence: None,
            done: from,
            follows_text: false,
            tags_end: from,
            no_comment_end: false,
        };
        let mut next = from;
        while let Some(line) = Line::at(bytes, next) {
            scanner.line(line.start, line.end);
            next = line.next;
        }
        let mut marks = scanner.marks;
        pair::pair(&mut marks, diagnostics);
        Self::new(marks)
    }
}

/// A quick look: most pages of most dialects hold none.
fn may_hold_marks(bytes: &[u8]) -> bool {
    let has = |needle: &[u8]| memchr::memmem::find(bytes, needle).is_some();
    let is_tag = |at: usize| {
        let next = bytes.get(at + 1).map(u8::to_ascii_lowercase);
        let begins_name = bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase);
        begins_name || matches!(next, Some(b't' | b'/'))
    };
    let is_brace = |at: usize| {
        matches!(
            bytes[at + 1..],
            [b'{', b'<' | b'%', ..] | [b'/', b'*', ..] | [b'#', ..]
        )
    };
    let is_module = |at: usize| bytes[..at].ends_with(b"im") || bytes[..at].ends_with(b"ex");
    has(b":::")
        || memchr::memchr_iter(b'{', bytes).any(is_brace)
        || memchr::memmem::find_iter(bytes, b"port ").any(is_module)
        || memchr::memchr_iter(b'<', bytes).any(is_tag)
}

/// An open code fence: its character, how many of them, and how many quotes it stands in.
#[derive(Clone, Copy)]
struct Fence {
    mark: u8,
    count: usize,
    quotes: usize,
}

struct Scanner<'s> {
    page: PageId,
    text: &'s str,
    bytes: &'s [u8],
    tags: Tags<'s>,
    marks: Vec<Mark<'s>>,
    fence: Option<Fence>,
    /// Everything before this byte has been read: marks and comments may reach over several lines.
    done: usize,
    /// The line before this one is neither blank nor a module statement.
    follows_text: bool,
    /// Where text follows the last tags that were read in the hope that they have their lines to themselves.
    tags_end: usize,
    /// An MDX comment was not closed, so none that follows it is.
    no_comment_end: bool,
}

impl<'s> Scanner<'s> {
    fn line(&mut self, start: usize, end: usize) {
        if end <= self.done {
            self.follows_text = true;
            return;
        }
        if start < self.done {
            // The rest of a line on which a comment or a mark ended.
            self.inline(self.done, end);
            return;
        }
        let (first, quotes) = self.indentation(start, end);
        let last = first + self.bytes[first..end].trim_ascii_end().len();
        if self.fenced(first, last, quotes) {
            self.follows_text = true;
            return;
        }
        let is_blank = first == last;
        let is_module = !is_blank && !self.follows_text && first == start && self.module(start);
        if !is_blank && !is_module && !self.block(first, last) {
            match self.heading_id(first, last) {
                None => self.inline(first, last),
                Some((id_at, id)) => {
                    self.inline(first, id_at);
                    self.push(id_at..last, false, MarkKind::HeadingId(id));
                }
            }
        }
        self.follows_text = !is_blank && !is_module;
    }

    /// Where the text of a line begins, behind blanks and the marks of quotes, and how many of those there are.
    fn indentation(&self, start: usize, end: usize) -> (usize, usize) {
        let line = &self.bytes[start..end];
        let len = line
            .iter()
            .position(|byte| !matches!(byte, b' ' | b'\t' | b'>'))
            .unwrap_or(line.len());
        let quotes = memchr::memchr_iter(b'>', &line[..len]).count();
        (start + len, quotes)
    }

    /// Whether this line is code, or opens or closes it.
    fn fenced(&mut self, first: usize, last: usize, quotes: usize) -> bool {
        // The marker of an item may stand before a fence.
        let line = &self.bytes[first..last];
        let markers = line.iter().position(|byte| {
            !matches!(
                byte,
                b'-' | b'*' | b'+' | b'.' | b')' | b' ' | b'\t' | b'0'..=b'9'
            )
        });
        let line = &line[markers.unwrap_or(line.len())..];
        let mark = line.first().copied().unwrap_or_default();
        let count = line.iter().take_while(|&&byte| byte == mark).count();
        let is_fence = matches!(mark, b'`' | b'~') && count >= 3;
        match self.fence {
            Some(fence) if quotes >= fence.quotes => {
                if is_fence && mark == fence.mark && count >= fence.count && count == line.len() {
                    self.fence = None;
                }
                true
            }
            // A fence ends with the quote that it stands in.
            _ => {
                self.fence = None;
                let opens = is_fence && (mark == b'~' || !line[count..].contains(&b'`'));
                if opens {
                    self.fence = Some(Fence {
                        mark,
                        count,
                        quotes,
                    });
                }
                opens
            }
        }
    }

    fn module(&mut self, start: usize) -> bool {
        let Some(len) = module::statement(&self.text[start..]) else {
            return false;
        };
        self.push(start..start + len, true, MarkKind::ModuleStatement);
        true
    }

    /// Reads marks that have their lines to themselves.
    fn block(&mut self, first: usize, last: usize) -> bool {
        match self.bytes[first..] {
            [b':', ..] => match self.tags.directive(first, last) {
                Some(found) => self.push_tag(found, true),
                None => return false,
            },
            [b'<', ..] => return self.table(first) || self.tags_alone(first),
            [b'{', ..] => return self.mdx_comment(first) || self.tags_alone(first),
            _ => return false,
        }
        true
    }

    /// One tag or several, with nothing else on their lines.
    fn tags_alone(&mut self, first: usize) -> bool {
        if first < self.tags_end {
            return false;
        }
        let mut tags = Vec::new();
        let mut next = first;
        loop {
            let Some(found) = self.tag(next, self.bytes.len()) else {
                self.tags_end = next;
                return false;
            };
            next = found.end;
            tags.push(found);
            while matches!(self.bytes.get(next), Some(b' ' | b'\t')) {
                next += 1;
            }
            if matches!(self.bytes.get(next), None | Some(b'\n' | b'\r')) {
                break;
            }
        }
        // An element that begins and ends on one line, such as `<A></A>`, is the same as a whole one.
        for found in tags {
            self.push_tag(found, true);
        }
        true
    }

    fn tag(&mut self, at: usize, limit: usize) -> Option<Found<'s>> {
        match self.bytes.get(at)? {
            b'<' => self.tags.component(at, limit),
            b'{' => self.tags.shortcode(at, limit),
            _ => None,
        }
    }

    fn table(&mut self, first: usize) -> bool {
        let is_table = self
            .text
            .get(first..first + 6)
            .is_some_and(|tag| tag.eq_ignore_ascii_case("<table"));
        if !is_table {
            return false;
        }
        match html_table::read(self.bytes, first) {
            Some((table, end)) if self.ends_line(end) => {
                self.push(first..end, true, MarkKind::Table(table));
                true
            }
            _ => false,
        }
    }

    fn mdx_comment(&mut self, first: usize) -> bool {
        if self.no_comment_end || !self.bytes[first..].starts_with(b"{/*") {
            return false;
        }
        let Some(len) = memchr::memmem::find(&self.bytes[first + 3..], b"*/}") else {
            self.no_comment_end = true;
            return false;
        };
        let inside = first + 3..first + 3 + len;
        let end = inside.end + 3;
        if !self.ends_line(end) {
            return false;
        }
        let comment = Comment {
            text: &self.text[inside.clone()],
            span: self.span(inside),
        };
        self.push(first..end, true, MarkKind::Comment(comment));
        true
    }

    /// Whether nothing follows on the line.
    fn ends_line(&self, at: usize) -> bool {
        let rest = &self.bytes[at..];
        let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(next, None | Some(b'\n' | b'\r'))
    }

    /// `{#id}` at the end of a heading: where it begins, and the id.
    fn heading_id(&self, first: usize, last: usize) -> Option<(usize, &'s str)> {
        let line = &self.text[first..last];
        let text = line.trim_start_matches('#');
        let level = line.len() - text.len();
        if !(1..=6).contains(&level) || !text.starts_with([' ', '\t']) {
            return None;
        }
        let start = line.strip_suffix('}')?.rfind("{#")?;
        let id = &line[start + 2..line.len() - 1];
        let is_id = |c: char| c.is_alphanumeric() || "-_.:[]/$".contains(c);
        let is_escaped = line[..start].ends_with('\\');
        (!id.is_empty() && id.chars().all(is_id) && !is_escaped).then_some((first + start, id))
    }

    /// Reads the tags within one line of text.
    fn inline(&mut self, from: usize, end: usize) {
        // For each length, whether no run of that many backticks follows on this line.
        let mut unclosed = [false; 32];
        let mut next = from;
        while let Some(len) = memchr::memchr3(b'`', b'<', b'{', &self.bytes[next..end]) {
            let at = next + len;
            next = at + 1;
            if self.bytes[at] == b'`' {
                next = self.code_span_end(at, end, &mut unclosed);
            } else if self.bytes[at..].starts_with(b"<!--") {
                let rest = &self.bytes[at + 4..];
                match memchr::memmem::find(rest, b"-->") {
                    Some(len) => next = at + 4 + len + 3,
                    None => next = self.bytes.len(),
                }
                self.done = next;
                if next >= end {
                    break;
                }
            } else if at == from || self.bytes[at - 1] != b'\\' {
                let found = self.tag(at, end);
                // A backtick within a tag may well begin a code span around its end.
                if let Some(found) =
                    found.filter(|found| !self.bytes[at..found.end].contains(&b'`'))
                {
                    next = found.end;
                    self.push_tag(found, false);
                }
            }
        }
    }

    /// The byte behind the code span that begins at `at`, or behind the backticks if there is no such span on the line.
    fn code_span_end(&self, at: usize, end: usize, unclosed: &mut [bool; 32]) -> usize {
        let run_at = |at: usize| {
            let run = self.bytes[at..end].iter();
            run.take_while(|&&byte| byte == b'`').count()
        };
        let count = run_at(at);
        let behind = at + count;
        if count >= unclosed.len() || unclosed[count] {
            return behind;
        }
        let mut next = behind;
        while let Some(len) = memchr::memchr(b'`', &self.bytes[next..end]) {
            let run = run_at(next + len);
            next += len + run;
            if run == count {
                return next;
            }
        }
        unclosed[count] = true;
        behind
    }

    fn push_tag(&mut self, found: Found<'s>, is_block: bool) {
        let range = found.tag.span.start as usize..found.end;
        let kind = MarkKind::Tag {
            tag: found.tag,
            role: found.role,
            partner: None,
        };
        self.push(range, is_block, kind);
    }

    fn push(&mut self, range: std::ops::Range<usize>, is_block: bool, kind: MarkKind<'s>) {
        if is_block {
            self.done = range.end;
        }
        self.marks.push(Mark {
            start: range.start,
            end: range.end,
            is_block,
            kind,
        });
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span {
            page: self.page,
            start: range.start as u32,
            end: range.end as u32,
        }
    }
}

#[cfg(test)]
mod tests;
