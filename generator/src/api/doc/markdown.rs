//! A [`Doc`] as CommonMark, and back: the reader knows the subset that the writer writes, and takes everything else for text.

use super::{Doc, DocBlock, DocInline};
use crate::text;

/// Where the links of a text lead when it is written; `None` makes a link text.
pub type MarkdownLinks<'l> = &'l dyn Fn(&str) -> Option<String>;

/// Writes all blocks, with a blank line between them.
pub(super) fn write(doc: &Doc, links: MarkdownLinks<'_>) -> String {
    let mut out = String::new();
    for block in doc.blocks() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        let is_list = matches!(block, DocBlock::List(_));
        for (at, line) in block.lines().enumerate() {
            if is_list {
                out.push_str(if at == 0 { "- " } else { "\n- " });
            }
            write_inlines(line, links, &mut out);
        }
    }
    out
}

fn write_inlines(inlines: &[DocInline], links: MarkdownLinks<'_>, out: &mut String) {
    for inline in inlines {
        match inline {
            DocInline::Text(text) => write_text(text, out),
            DocInline::Code(code) => out.extend(["`", code, "`"]),
            DocInline::Link { label, target } => match links(target) {
                Some(target) => {
                    out.push('[');
                    write_inlines(label, links, out);
                    out.extend(["](", &target, ")"]);
                }
                None => write_inlines(label, links, out),
            },
            DocInline::Strong(inner) => {
                out.push_str("**");
                write_inlines(inner, links, out);
                out.push_str("**");
            }
            DocInline::Emphasis(inner) => {
                out.push('*');
                write_inlines(inner, links, out);
                out.push('*');
            }
        }
    }
}

/// Writes plain text so that CommonMark finds no markup in it.
pub fn write_text(text: &str, out: &mut String) {
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Reads all blocks. Lines without a blank line between them are one paragraph; each that begins with `- ` is an item.
pub(super) fn parse(markdown: &str) -> Doc {
    let mut doc = Doc::default();
    let (mut paragraph, mut items) = (String::new(), Vec::<String>::new());
    for line in markdown.lines().chain([""]) {
        let line = line.trim();
        let item = line.strip_prefix("- ");
        if item.is_some() || line.is_empty() {
            doc.push(DocBlock::Paragraph(Reader::read(&paragraph)));
            paragraph.clear();
        }
        match (item, items.last_mut()) {
            (Some(item), _) => items.push(item.to_owned()),
            (None, _) if line.is_empty() => {
                let lines = std::mem::take(&mut items);
                let lines = lines.iter().map(|item| Reader::read(item));
                doc.push(DocBlock::List(lines.collect()));
            }
            (None, Some(last)) => last.extend([" ", line]),
            (None, None) if paragraph.is_empty() => paragraph.push_str(line),
            (None, None) => paragraph.extend([" ", line]),
        }
    }
    doc
}

/// Reads one line.
struct Reader<'t> {
    rest: &'t str,
    /// Emphasis that is open, and the pieces in it; the first one is the line itself.
    open: Vec<(Mark, Vec<DocInline>)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Line,
    Strong,
    Emphasis,
}

impl<'t> Reader<'t> {
    fn read(line: &'t str) -> Vec<DocInline> {
        let mut reader = Self {
            rest: line,
            open: vec![(Mark::Line, Vec::new())],
        };
        while let Some(at) = reader.rest.find(['\\', '`', '[', '*']) {
            let (plain, rest) = reader.rest.split_at(at);
            reader.text(plain);
            reader.rest = rest;
            match rest.as_bytes()[0] {
                b'\\' => reader.escape(),
                b'`' => reader.code(),
                b'[' => reader.link(),
                _ => reader.stars(),
            }
        }
        reader.text(reader.rest);
        // What nothing closes is text.
        while reader.open.len() > 1 {
            let (mark, inner) = reader.open.pop().unwrap_or((Mark::Line, Vec::new()));
            reader.text(if mark == Mark::Strong { "**" } else { "*" });
            for inline in inner {
                reader.put(inline);
            }
        }
        reader.open.pop().map(|(_, line)| line).unwrap_or_default()
    }

    fn put(&mut self, inline: DocInline) {
        if let Some((_, inlines)) = self.open.last_mut() {
            inlines.push(inline);
        }
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.put(DocInline::Text(text::visible(text).into_owned()));
        }
    }

    fn take(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn escape(&mut self) {
        self.take(1);
        if self.rest.starts_with(|c: char| c.is_ascii_punctuation()) {
            let escaped = self.take(1);
            self.text(escaped);
        } else {
            self.text("\\");
        }
    }

    /// A code span; backticks that nothing closes are text.
    fn code(&mut self) {
        let ticks = run(self.rest, '`');
        let Some(inside) = code_end(&self.rest[ticks..], ticks) else {
            let ticks = self.take(ticks);
            return self.text(ticks);
        };
        let code = &self.rest[ticks..ticks + inside];
        self.put(DocInline::Code(text::visible(code).into_owned()));
        self.take(ticks + inside + ticks);
    }

    fn link(&mut self) {
        let Some((label, target)) = link_parts(self.rest) else {
            let bracket = self.take(1);
            return self.text(bracket);
        };
        self.put(DocInline::Link {
            label: Self::read(label),
            target: target.to_owned(),
        });
        self.take("[](".len() + label.len() + target.len() + ")".len());
    }

    /// Closes what is open, or opens more.
    fn stars(&mut self) {
        let stars = run(self.rest, '*');
        let is_open = |wanted| self.open.iter().any(|(mark, _)| *mark == wanted);
        let top = self.open.last().map_or(Mark::Line, |(mark, _)| *mark);
        let may_be_strong = stars > 1 && !is_open(Mark::Strong);
        match top {
            Mark::Strong if stars > 1 => {
                self.take(2);
                self.close(DocInline::Strong);
            }
            Mark::Emphasis if !may_be_strong => {
                self.take(1);
                self.close(DocInline::Emphasis);
            }
            Mark::Line | Mark::Strong | Mark::Emphasis => {
                let mark = if may_be_strong {
                    Mark::Strong
                } else {
                    Mark::Emphasis
                };
                self.take(if may_be_strong { 2 } else { 1 });
                self.open.push((mark, Vec::new()));
            }
        }
    }

    fn close(&mut self, make: fn(Vec<DocInline>) -> DocInline) {
        if let Some((_, inner)) = self.open.pop() {
            self.put(make(inner));
        }
    }
}

fn run(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}

/// Length of the text before the run of exactly so many backticks.
fn code_end(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = text[at..].find('`') {
        at += next;
        let length = run(&text[at..], '`');
        if length == ticks {
            return Some(at);
        }
        at += length;
    }
    None
}

/// Of `[label](target)…`: label and target.
fn link_parts(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != b']' {
        at += match bytes[at] {
            b'[' => return None,
            b'\\' => 2,
            b'`' => {
                let ticks = run(&text[at..], '`');
                ticks + code_end(&text[at + ticks..], ticks).map_or(0, |inside| inside + ticks)
            }
            _ => 1,
        };
    }
    let target = text.get(at..)?.strip_prefix("](")?;
    let end = target.find([')', ' ', '\t'])?;
    let is_closed = target[end..].starts_with(')');
    is_closed.then(|| (&text[1..at], &target[..end]))
}
