//! HTML tables: from the byte ranges of rows and cells to a [`Table`]. Cells hold HTML, so no Markdown is read in them.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

use super::super::marks::HtmlTable;
use super::super::text::trim;
use super::super::{Cell, Inline, Inlines, Row, Style, Table, html};
use super::Build;
use crate::diag;
use crate::limits::TABLE_COLUMNS;

/// A table may lack so many cells for each one that it has.
const MAX_PADDING: usize = 8;

/// Longer tags are text, which bounds the search for their ends.
const MAX_TAG: usize = 1024;

impl<'s> Build<'s, '_, '_> {
    /// The first row is the header if it has a `<th>`; otherwise the header is blank. `None` if rows differ too much.
    pub(super) fn html_table(&mut self, found: &HtmlTable) -> Option<Table<'s>> {
        let columns = found.rows.iter().map(|row| row.cells.len()).max()?;
        let cells: usize = found.rows.iter().map(|row| row.cells.len()).sum();
        let rows = found.rows.len();
        if columns >= TABLE_COLUMNS || (rows + 1) * columns > MAX_PADDING * cells {
            return None;
        }
        let mut table = Table {
            header: Vec::new(),
            rows: Vec::with_capacity(rows),
        };
        for (index, row) in found.rows.iter().enumerate() {
            let mut cells = Vec::with_capacity(columns);
            for cell in &row.cells {
                let (start, end) = trim(self.bytes, cell.start, cell.end);
                let inlines = self.html_inlines(start..end);
                let span = self.span(start, end);
                cells.push(Cell { inlines, span });
            }
            let written = cells.len();
            let is_header = index == 0 && row.cells.iter().any(|cell| cell.is_header);
            self.pad(&mut cells, columns, row.end);
            if is_header {
                table.header = cells;
                continue;
            }
            let spans_columns = self.text[row.start..row.end].contains("colspan");
            let span = self.span(row.start, row.end);
            if written < columns && !spans_columns {
                let message = format!("this row has {written} of {columns} cells");
                let ragged = diag::Code::RaggedTableRow.at(span, message);
                self.diags.push(ragged.help("add the missing cells"));
            }
            table.rows.push(Row {
                cells,
                written,
                span,
            });
        }
        let start = found.rows.first()?.start;
        self.pad(&mut table.header, columns, start);
        Some(table)
    }

    fn pad(&self, cells: &mut Vec<Cell<'s>>, columns: usize, at: usize) {
        let span = self.span(at, at);
        cells.resize_with(columns, || Cell {
            inlines: Inlines::default(),
            span,
        });
    }

    /// Text with tags: code, links, styles and breaks as in Markdown, the other tags as they are.
    fn html_inlines(&mut self, range: Range<usize>) -> Inlines<'s> {
        let mut next = range.start;
        while next < range.end {
            let tag = self.tag_at(next, range.end);
            let Some(tag) = tag else {
                let rest = &self.bytes[next + 1..range.end];
                let len = memchr::memchr(b'<', rest).map_or(rest.len(), |len| len);
                self.html_text(next..next + 1 + len);
                next += 1 + len;
                continue;
            };
            let name = html::tag_name(&self.text[tag.clone()]).unwrap_or_default();
            next = tag.end;
            match name.as_str() {
                "code" => {
                    let (inside, behind) = self.content(next, range.end, "code");
                    let code = self.text_of(inside);
                    self.inline.inline(Inline::Code(code));
                    next = behind;
                }
                "strong" | "b" => self.inline.open_style(Style::Strong),
                "/strong" | "/b" => self.inline.close_style(Style::Strong),
                "em" | "i" => self.inline.open_style(Style::Emphasis),
                "/em" | "/i" => self.inline.close_style(Style::Emphasis),
                "a" => next = self.html_link(tag, range.end),
                _ => self.inline_html(tag),
            }
        }
        self.inline.finish()
    }

    /// A link, or another `<a>`; returns the byte behind it.
    fn html_link(&mut self, tag: Range<usize>, limit: usize) -> usize {
        let source = &self.text[tag.clone()];
        let target = html::attribute(source, "href");
        let Some(target) = target else {
            self.inline_html(tag.clone());
            return tag.end;
        };
        let (inside, behind) = self.content(tag.end, limit, "a");
        let text = self.text_of(inside);
        self.inline.inline(Inline::Link {
            text,
            target: Cow::Borrowed(target),
            span: self.span(tag.start, behind),
        });
        behind
    }

    /// What stands before the closing tag, and the byte behind that; everything if it is missing.
    fn content(&self, start: usize, limit: usize, name: &str) -> (Range<usize>, usize) {
        let rest = &self.bytes[start..limit];
        let closing = memchr::memchr_iter(b'<', rest).find_map(|at| {
            let tag = self.tag_at(start + at, limit)?;
            let closed = html::tag_name(&self.text[tag.clone()])?;
            (closed.strip_prefix('/') == Some(name)).then_some(tag)
        });
        match closing {
            Some(tag) => (start..tag.start, tag.end),
            None => (start..limit, limit),
        }
    }

    /// The tag or comment that begins at `at`.
    fn tag_at(&self, at: usize, limit: usize) -> Option<Range<usize>> {
        let rest = self.bytes.get(at..limit.min(at + MAX_TAG))?;
        let is_tag = rest.len() > 2
            && rest[0] == b'<'
            && (rest[1].is_ascii_alphabetic() || matches!(rest[1], b'/' | b'!'));
        let len = if is_tag {
            memchr::memchr(b'>', rest)?
        } else {
            return None;
        };
        Some(at..at + len + 1)
    }

    /// Text without its tags.
    fn text_of(&self, range: Range<usize>) -> Cow<'s, str> {
        let (start, end) = trim(self.bytes, range.start, range.end);
        let text = &self.text[start..end];
        if memchr::memchr3(b'<', b'&', b'\n', text.as_bytes()).is_none() {
            return Cow::Borrowed(text);
        }
        let mut plain = String::with_capacity(text.len());
        let mut next = start;
        while next < end {
            if let Some(tag) = self.tag_at(next, end) {
                next = tag.end;
                continue;
            }
            let rest = &self.bytes[next + 1..end];
            let len = memchr::memchr(b'<', rest).unwrap_or(rest.len());
            let piece = &self.text[next..next + 1 + len];
            for (at, word) in piece.split_whitespace().enumerate() {
                if at > 0 || (piece.starts_with(char::is_whitespace) && !plain.is_empty()) {
                    plain.push(' ');
                }
                for piece in entities(word) {
                    plain.push_str(&piece);
                }
            }
            if piece.ends_with(char::is_whitespace) && !plain.ends_with(' ') {
                plain.push(' ');
            }
            next += 1 + len;
        }
        Cow::Owned(plain.trim().to_owned())
    }

    /// Text between tags: entities are resolved, and line ends are blanks.
    fn html_text(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        if memchr::memchr3(b'&', b'\n', b'\r', text.as_bytes()).is_none() {
            self.inline.text(range);
            return;
        }
        for piece in entities(text) {
            self.inline.push(&piece);
        }
    }
}

/// The text in pieces, each entity resolved.
fn entities(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.split_inclusive(';').flat_map(|piece| {
        let at = piece.rfind('&').unwrap_or(piece.len());
        let (before, entity) = piece.split_at(at);
        let mut events = Parser::new(entity).filter_map(|event| match event {
            Event::Text(text) => Some(text.to_string()),
            _ => None,
        });
        // The longest name of an entity has 31 letters.
        let is_entity = entity.ends_with(';') && entity.len() < 40;
        let resolved = if is_entity { events.next() } else { None };
        let resolved = resolved.map_or(Cow::Borrowed(entity), Cow::Owned);
        [Cow::Borrowed(before), resolved]
    })
}
