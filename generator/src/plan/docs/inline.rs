//! Writes one line of a page's text for rustdoc: its links lead somewhere or are text, its URLs are links, and rustdoc finds no
//! other markup in it. Knows nothing of paragraphs and lists.

use std::fmt::Write;

use super::{Link, Links};
use crate::api::{DocInline, write_text};
use crate::text;

/// Writes a line.
pub(super) fn write_line(inlines: &[DocInline], links: &dyn Links, out: &mut String) {
    let start = out.len();
    let mut line = Line {
        out,
        links,
        start,
        is_link: false,
    };
    line.inlines(inlines);
}

struct Line<'a> {
    out: &'a mut String,
    links: &'a dyn Links,
    /// Where the line begins.
    start: usize,
    /// Whether this is the text of a link, so that a URL in it is none.
    is_link: bool,
}

impl Line<'_> {
    fn inlines(&mut self, inlines: &[DocInline]) {
        for inline in inlines {
            match inline {
                DocInline::Text(text) => self.text(&text::visible(text)),
                DocInline::Code(code) => self.out.extend(["`", &*text::visible(code), "`"]),
                DocInline::Link { label, target } => self.link(label, target),
                DocInline::Strong(inner) => self.marked("**", inner),
                DocInline::Emphasis(inner) => self.marked("*", inner),
            }
        }
    }

    fn marked(&mut self, mark: &str, inner: &[DocInline]) {
        self.out.push_str(mark);
        self.inlines(inner);
        self.out.push_str(mark);
    }

    fn link(&mut self, label: &[DocInline], target: &str) {
        let mut url = String::new();
        match self.links.resolve(target) {
            Link::Nowhere => return self.inlines(label),
            Link::Item(path) => url = path,
            Link::Url(found) => push_url(&mut url, &found),
        }
        // With `!` in front it would be an image.
        if self.out.ends_with('!') {
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.out.push('[');
        self.is_link = true;
        self.inlines(label);
        self.is_link = false;
        self.out.extend(["](", &url, ")"]);
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        if self.out.len() == self.start {
            rest = self.start_of_line(text);
        }
        while let Some(at) = next_url(rest).filter(|_| !self.is_link) {
            let (before, found) = rest.split_at(at);
            write_text(before, self.out);
            let length = url_length(found);
            let (url, after) = found.split_at(length);
            self.out.push('<');
            push_url(self.out, url);
            self.out.push('>');
            rest = after;
        }
        write_text(rest, self.out);
    }

    /// Escapes what means a block at the start of a line and nothing elsewhere, and gives the rest.
    fn start_of_line<'t>(&mut self, text: &'t str) -> &'t str {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let marks: &[char] = if digits > 0 {
            &['.', ')']
        } else {
            &['+', '-', '=', ':']
        };
        if !text[digits..].starts_with(marks) {
            return text;
        }
        self.out
            .extend([&text[..digits], "\\", &text[digits..=digits]]);
        &text[digits + 1..]
    }
}

/// Where a URL begins that says more than its scheme.
fn next_url(text: &str) -> Option<usize> {
    let starts = text.match_indices("http").map(|(at, _)| at);
    let is_url = |at: &usize| {
        let rest = &text[*at..];
        (rest.starts_with("https://") || rest.starts_with("http://"))
            && url_length(rest) > "https://".len()
    };
    starts.into_iter().find(is_url)
}

/// The length of the URL at the start of a text, without the marks behind it that belong to the sentence.
fn url_length(text: &str) -> usize {
    let is_end = |c: char| c.is_whitespace() || c.is_control() || "<>\"`[]{}|\\^*()".contains(c);
    let url = &text[..text.find(is_end).unwrap_or(text.len())];
    url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '_'])
        .len()
}

/// Writes a URL so that nothing in it can end the link.
fn push_url(out: &mut String, url: &str) {
    for c in url.chars() {
        match c {
            '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '`' | '"' | '*' | '|' | ' ' => {
                // Writing into a string cannot fail.
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c if !text::is_invisible(c) => out.push(c),
            _ => {}
        }
    }
}
