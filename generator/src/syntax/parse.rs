//! From the text of one page to its blocks: one pass over the lines, containers by recursion on their lines, inline text by
//! one pass over each range. Everything is linear in the size of the page.

mod container;
mod leaf;
mod tables;

use super::front_matter;
use super::inline::{self, Setting};
use super::lines::{self, Line, View};
use super::link_definition::{self, Definitions};
use super::{Block, BlockKind, Inlines, Page, html, table};
use crate::diag::{Code, Diagnostics};
use crate::limits::{PAGE_BYTES, TABLE_COLUMNS};
use crate::source::{PageId, Span};

/// Reads the outline of one page. Never fails: what is odd is mended and reported, what is not understood is kept as text.
pub fn parse<'s>(id: PageId, text: &'s str, diags: &mut Diagnostics) -> Page<'s> {
    if text.len() > PAGE_BYTES {
        let span = Span {
            page: id,
            start: 0,
            end: 0,
        };
        let message = format!("the page is left out; pages have at most {PAGE_BYTES} bytes");
        diags.push(Code::OverLimit.at(span, message).help("split the page"));
        return Page {
            id,
            text: "",
            blocks: Vec::new(),
        };
    }
    let lines = lines::split(text.as_bytes());
    let mut blocks = Vec::new();
    let mut rest = lines.as_slice();
    if let Some((block, next_line)) = front_matter(id, text, &lines, diags) {
        blocks.push(block);
        rest = &lines[next_line..];
    }
    let definitions = Definitions::collect(text, rest);
    let underlined = !rest
        .iter()
        .any(|line| line.view(text.as_bytes()).heading().is_some());
    let mut parser = Parser {
        id,
        text,
        bytes: text.as_bytes(),
        definitions: &definitions,
        diags,
        buffers: inline::Buffers::default(),
        underlined,
        comment_ends: CommentEnds::default(),
        unclosed: Default::default(),
        padding: 0,
        too_wide: false,
        too_deep: 0,
        depth: 0,
        quotes: 0,
    };
    parser.blocks(rest, &mut blocks);
    Page { id, text, blocks }
}

/// The block at the top, and the first line behind it.
fn front_matter<'s>(
    id: PageId,
    text: &'s str,
    lines: &[Line],
    diags: &mut Diagnostics,
) -> Option<(Block<'s>, usize)> {
    let found = front_matter::read(id, text, lines)?;
    let first = lines[found.first_line].view(text.as_bytes()).first;
    let last = lines[found.next_line - 1].view(text.as_bytes()).end;
    let span = Span {
        page: id,
        start: first as u32,
        end: last as u32,
    };
    if !found.closed {
        let dashes = Span {
            end: span.start + 3,
            ..span
        };
        let diagnostic = Code::UnterminatedFrontMatter.at(dashes, "front matter is never closed");
        diags.push(diagnostic.help("add a line of three dashes behind it"));
    }
    Some((
        Block {
            kind: BlockKind::FrontMatter(found.front_matter),
            span,
        },
        found.next_line,
    ))
}

struct Parser<'s, 'd> {
    id: PageId,
    text: &'s str,
    bytes: &'s [u8],
    definitions: &'d Definitions<'s>,
    diags: &'d mut Diagnostics,
    buffers: inline::Buffers<'s>,
    /// Whether `---` under a paragraph makes a heading: only on pages without `#`. Elsewhere it ends a tab group.
    underlined: bool,
    comment_ends: CommentEnds,
    /// For `` ` `` and `~`.
    unclosed: [container::Unclosed; 2],
    /// How many cells were made up so far.
    padding: usize,
    /// Whether a table with too many columns was told.
    too_wide: bool,
    /// How many places nest too deep.
    too_deep: usize,
    depth: usize,
    quotes: usize,
}

/// Finds the ends of comments, and remembers the last one, so that a million openings before one end cost one search.
#[derive(Default)]
struct CommentEnds {
    /// The first end at or behind `from` is at `found`; there is none if that is `None`.
    from: usize,
    found: Option<usize>,
    searched: bool,
}

impl CommentEnds {
    /// Where the first `-->` at or behind `from` is.
    fn next(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        let known =
            self.searched && from >= self.from && self.found.is_none_or(|found| from <= found);
        if !known {
            let found = memchr::memmem::find(&bytes[from.min(bytes.len())..], b"-->");
            *self = Self {
                from,
                found: found.map(|at| from + at),
                searched: true,
            };
        }
        self.found
    }
}

/// Where the parser is in the lines of one container. The line at `next` may be cut: what comes before `from` is done.
struct Cursor<'l> {
    lines: &'l [Line],
    next: usize,
    from: Option<u32>,
}

impl Cursor<'_> {
    fn line(&self) -> Option<Line> {
        let line = *self.lines.get(self.next)?;
        Some(Line {
            start: self.from.unwrap_or(line.start),
            ..line
        })
    }

    /// Goes to the line at index `next`.
    fn go(&mut self, next: usize) {
        self.next = next;
        self.from = None;
    }

    /// Goes to the byte `at`, which lies in this line or a later one.
    fn go_to_byte(&mut self, at: usize) {
        while self
            .lines
            .get(self.next)
            .is_some_and(|line| (line.end as usize) < at)
        {
            self.next += 1;
        }
        self.from = self
            .lines
            .get(self.next)
            .map(|line| line.start.max(at as u32));
    }
}

impl<'s> Parser<'s, '_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            page: self.id,
            start: start as u32,
            end: end as u32,
        }
    }

    fn inlines(&mut self, start: usize, end: usize, cell: bool) -> Inlines<'s> {
        let setting = Setting {
            page: self.id,
            text: self.text,
            definitions: self.definitions,
            quotes: self.quotes,
            cell,
        };
        inline::read(setting, &mut self.buffers, start, end)
    }

    fn blocks(&mut self, lines: &[Line], blocks: &mut Vec<Block<'s>>) {
        let mut cursor = Cursor {
            lines,
            next: 0,
            from: None,
        };
        while let Some(line) = cursor.line() {
            let view = line.view(self.bytes);
            if view.is_blank() {
                cursor.go(cursor.next + 1);
            } else {
                let block = self.block(&mut cursor, view);
                blocks.push(block);
            }
        }
    }

    /// Reads the block that begins with the line under the cursor. Fences win over everything, comments over the rest.
    fn block(&mut self, cursor: &mut Cursor<'_>, view: View<'s>) -> Block<'s> {
        if let Some(fence) = view.fence() {
            return self.fenced_code(cursor, view, fence);
        }
        if view.is_comment() {
            return self.comment(cursor, view);
        }
        if self.table_starts(cursor, view) {
            return self.table(cursor, view);
        }
        if view.indent > 3 {
            return self.indented_code(cursor, view);
        }
        if let Some((level, start, end)) = view.heading() {
            cursor.go(cursor.next + 1);
            let inlines = self.inlines(start, end, false);
            return Block {
                kind: BlockKind::Heading { level, inlines },
                span: self.span(view.first, view.end),
            };
        }
        if view.is_rule() {
            cursor.go(cursor.next + 1);
            return Block {
                kind: BlockKind::Rule,
                span: self.span(view.first, view.end),
            };
        }
        if view.is_quote() {
            return self.quote(cursor, view);
        }
        if let Some(marker) = view.marker() {
            return self.list(cursor, view, marker);
        }
        if let Some(end) = html::block_start(view.trimmed()) {
            return self.html(cursor, view, end);
        }
        if link_definition::read(self.text, Line::new(view.first, view.end)).is_some() {
            cursor.go(cursor.next + 1);
            return Block {
                kind: BlockKind::LinkDefinition,
                span: self.span(view.first, view.end),
            };
        }
        self.paragraph(cursor, view)
    }

    fn table_starts(&mut self, cursor: &Cursor<'_>, view: View<'_>) -> bool {
        let Some(next) = cursor.lines.get(cursor.next + 1) else {
            return false;
        };
        let next = next.view(self.bytes);
        if !self.too_wide && table::is_too_wide(view, next) {
            self.too_wide = true;
            let message =
                format!("this table is left out; tables have fewer than {TABLE_COLUMNS} columns");
            let found = Code::OverLimit.at(self.span(view.first, view.end), message);
            self.diags.push(found.help("write it as several tables"));
        }
        table::starts(view, next)
    }

    /// Whether a line ends the paragraph before it, its successor left aside.
    fn interrupts(&self, view: View<'_>) -> bool {
        let Some(first) = view.trimmed().first() else {
            return true;
        };
        match first {
            b'`' | b'~' => view.fence().is_some(),
            b'#' => view.heading().is_some(),
            b'>' => view.is_quote(),
            b'-' | b'*' | b'_' | b'+' | b'0'..=b'9' => {
                view.is_rule() || view.marker().is_some_and(|marker| marker.interrupts)
            }
            b'<' => {
                view.is_comment()
                    || (view.indent < 4 && html::block_start(view.trimmed()).is_some())
            }
            b'[' => link_definition::read(self.text, Line::new(view.first, view.end)).is_some(),
            _ => false,
        }
    }

    /// Where the comment ends whose text begins at `from`, if that is within the lines of this container.
    fn comment_end(&mut self, lines: &[Line], from: usize) -> Option<usize> {
        let limit = lines.last().map_or(0, |last| last.end as usize);
        self.comment_ends
            .next(self.bytes, from)
            .filter(|end| end + 3 <= limit)
    }
}
