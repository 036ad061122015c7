//! Blocks without blocks inside: code, comments, HTML, tables, paragraphs.

use std::borrow::Cow;

use super::super::html::HtmlEnd;
use super::super::lines::{Fence, Line, View};
use super::super::text::{trim_end, trim_start};
use super::super::{Block, BlockKind, Code, Comment};
use super::{Cursor, Parser};
use crate::diag;

impl<'s> Parser<'s, '_> {
    pub(super) fn fenced_code(
        &mut self,
        cursor: &mut Cursor<'_>,
        view: View<'s>,
        fence: Fence,
    ) -> Block<'s> {
        let first = cursor.next + 1;
        let lines = cursor.lines;
        let close = lines[first..]
            .iter()
            .position(|line| line.view(self.bytes).closes(fence))
            .map(|index| first + index);
        let body = &lines[first..close.unwrap_or(lines.len())];
        let end = match (close, lines.last()) {
            (Some(close), _) => lines[close].view(self.bytes).end,
            (None, Some(last)) => trim_end(self.bytes, view.end, (last.end as usize).max(view.end)),
            (None, None) => view.end,
        };
        if close.is_none() {
            let opening = self.span(view.first, view.end);
            let mut diagnostic = diag::Code::UnterminatedFence
                .at(opening, "code fence is never closed")
                .help("close it with a line of as many marks");
            let marks = &self.text[view.first..view.first + fence.count];
            // In a quote or a list the line would have to begin with more than the marks.
            let is_outermost = view.first == 0 || self.bytes[view.first - 1] == b'\n';
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
        let info = &self.text[view.first + fence.count..view.end];
        let code = self.code(
            info.split_whitespace().next().unwrap_or(""),
            body,
            fence.indent,
            view.end,
        );
        cursor.go(close.map_or(lines.len(), |close| close + 1));
        Block {
            kind: BlockKind::Code(code),
            span: self.span(view.first, end),
        }
    }

    pub(super) fn indented_code(&mut self, cursor: &mut Cursor<'_>, view: View<'s>) -> Block<'s> {
        let first = cursor.next;
        let (mut next, mut last) = (first + 1, first);
        while let Some(line) = cursor.lines.get(next) {
            let view = line.view(self.bytes);
            if !view.is_blank() && (view.indent < 4 || view.fence().is_some() || view.is_comment())
            {
                break;
            }
            if !view.is_blank() {
                last = next;
            }
            next += 1;
        }
        let mut body = cursor.lines[first..=last].to_vec();
        body[0].start = cursor.line().map_or(body[0].start, |line| line.start);
        let end = cursor.lines[last].view(self.bytes).end;
        let code = self.code("", &body, 4, view.first);
        cursor.go(last + 1);
        Block {
            kind: BlockKind::Code(code),
            span: self.span(view.first, end),
        }
    }

    /// `empty` is where a code block without lines is said to be.
    fn code(&self, language: &'s str, body: &[Line], indent: usize, empty: usize) -> Code<'s> {
        let (Some(first), Some(last)) = (body.first(), body.last()) else {
            return Code {
                language,
                text: Cow::Borrowed(""),
                span: self.span(empty, empty),
            };
        };
        let (start, end) = (first.start as usize, last.end as usize);
        let newline = usize::from(self.bytes.get(end) == Some(&b'\n'));
        let gapless = |pair: &[Line]| {
            pair[0].end + 1 == pair[1].start && self.bytes[pair[0].end as usize] == b'\n'
        };
        let text = if indent == 0 && newline == 1 && body.windows(2).all(gapless) {
            Cow::Borrowed(&self.text[start..=end])
        } else {
            let mut text = String::with_capacity(end - start + 1);
            for line in body {
                text.push_str(&self.text[line.dedent(self.bytes, indent).range()]);
                text.push('\n');
            }
            Cow::Owned(text)
        };
        Code {
            language,
            text,
            span: self.span(start, end + newline),
        }
    }

    pub(super) fn comment(&mut self, cursor: &mut Cursor<'_>, view: View<'s>) -> Block<'s> {
        let start = view.first + 4;
        let (text_end, end) = self.comment_range(cursor, view, start);
        let comment = Comment {
            text: &self.text[start..text_end],
            span: self.span(start, text_end),
        };
        cursor.go_to_byte(end);
        Block {
            kind: BlockKind::Comment(comment),
            span: self.span(view.first, end),
        }
    }

    /// Where the text of a comment ends that begins at `start`, and where the comment does.
    fn comment_range(
        &mut self,
        cursor: &Cursor<'_>,
        view: View<'s>,
        start: usize,
    ) -> (usize, usize) {
        // `<!-->` and `<!--->` are whole comments.
        let short = [">", "->"]
            .into_iter()
            .find(|end| self.text[start..].starts_with(end));
        if let Some(short) = short {
            return (start, start + short.len());
        }
        if let Some(end) = self.comment_end(cursor.lines, start) {
            return (end, end + 3);
        }
        let opening = self.span(view.first, view.end);
        let diagnostic = diag::Code::UnterminatedComment.at(opening, "comment is never closed");
        self.diags.push(diagnostic.help("close it with `-->`"));
        let end = cursor
            .lines
            .last()
            .map_or(view.end, |last| last.end as usize);
        let end = trim_end(self.bytes, start, end.max(start));
        (end, end)
    }

    pub(super) fn html(
        &mut self,
        cursor: &mut Cursor<'_>,
        view: View<'s>,
        end: HtmlEnd,
    ) -> Block<'s> {
        let mut last = view.end;
        let mut next = cursor.next;
        while let Some(line) = cursor.lines.get(next) {
            let here = if next == cursor.next {
                view
            } else {
                line.view(self.bytes)
            };
            match end {
                HtmlEnd::Blank => {
                    let interrupted =
                        here.is_comment() || here.fence().is_some() || here.heading().is_some();
                    if next > cursor.next
                        && (here.is_blank() || interrupted || self.is_table(cursor, next))
                    {
                        break;
                    }
                    // A comment is a block of its own, even here.
                    if let Some(at) = self.comment_in(cursor.lines, here) {
                        cursor.go_to_byte(at);
                        return self.raw_html(view.first, at);
                    }
                }
                HtmlEnd::Text(text) => {
                    if memchr::memmem::find(&here.trimmed().to_ascii_lowercase(), text.as_bytes())
                        .is_some()
                    {
                        last = here.end;
                        next += 1;
                        break;
                    }
                }
            }
            last = here.end.max(last);
            next += 1;
        }
        cursor.go(next);
        self.raw_html(view.first, last)
    }

    fn raw_html(&self, start: usize, end: usize) -> Block<'s> {
        let end = trim_end(self.bytes, start, end);
        Block {
            kind: BlockKind::Html(&self.text[start..end]),
            span: self.span(start, end),
        }
    }

    pub(super) fn paragraph(&mut self, cursor: &mut Cursor<'_>, view: View<'s>) -> Block<'s> {
        let mut last = view.end;
        let mut next = cursor.next;
        while let Some(line) = cursor.lines.get(next) {
            let here = if next == cursor.next {
                view
            } else {
                line.view(self.bytes)
            };
            if next > cursor.next {
                if let Some(level) = here
                    .underline()
                    .filter(|level| *level == 1 || self.underlined)
                {
                    cursor.go(next + 1);
                    let inlines = self.inlines(view.first, last, false);
                    return Block {
                        kind: BlockKind::Heading { level, inlines },
                        span: self.span(view.first, here.end),
                    };
                }
                if here.is_blank() || self.interrupts(here) || self.is_table(cursor, next) {
                    break;
                }
            }
            if let Some(at) = self.comment_in(cursor.lines, here) {
                cursor.go_to_byte(at);
                return self.text_block(view.first, at);
            }
            last = here.end;
            next += 1;
        }
        cursor.go(next);
        self.text_block(view.first, last)
    }

    fn text_block(&mut self, start: usize, end: usize) -> Block<'s> {
        let end = trim_end(self.bytes, start, end);
        let inlines = self.inlines(start, end, false);
        Block {
            kind: BlockKind::Paragraph(inlines),
            span: self.span(start, end),
        }
    }

    /// Where a closed comment begins behind text on this line: annotations are glued to text now and then.
    fn comment_in(&mut self, lines: &[Line], view: View<'_>) -> Option<usize> {
        let line = view.trimmed();
        let found = memchr::memchr_iter(b'<', line)
            .find(|at| *at > 0 && line[*at..].starts_with(b"<!--"))?;
        let in_code = memchr::memchr_iter(b'`', &line[..found]).count() % 2 == 1;
        let at = view.first + found;
        let real =
            !in_code && line[found - 1] != b'\\' && self.comment_end(lines, at + 4).is_some();
        (real && trim_start(self.bytes, view.first, at) < at).then_some(at)
    }
}
