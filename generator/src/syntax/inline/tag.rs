//! `<…>` in running text: known tags, autolinks, comments; anything else, such as `<country>`, is text.

use std::borrow::Cow;

use super::super::Inline;
use super::super::html::is_known_tag;
use super::Reader;
use crate::source::Span;

impl Reader<'_, '_, '_> {
    pub(super) fn angle(&mut self) {
        let rest = &self.bytes[self.at..self.end];
        if rest.starts_with(b"<!--") {
            self.comment();
            return;
        }
        // No `<` inside, not even in quotes: then the search is linear.
        let Some(len) = memchr::memchr2(b'<', b'>', &rest[1..]).filter(|len| rest[len + 1] == b'>')
        else {
            self.at += 1;
            return;
        };
        let next = self.at + len + 2;
        let inside = &self.setting.text[self.at + 1..next - 1];
        if self.is_full() {
            self.at += 1;
        } else if let Some(name) = tag_name(inside) {
            self.emit(Inline::Tag { name }, next);
        } else if is_autolink(inside) {
            let span = Span {
                page: self.setting.page,
                start: self.at as u32,
                end: next as u32,
            };
            let (text, target) = (Cow::Borrowed(inside), Cow::Borrowed(inside));
            self.emit(Inline::Link { text, target, span }, next);
        } else {
            self.at += 1;
        }
    }

    /// A comment inside running text says nothing to the reader.
    fn comment(&mut self) {
        let end = if self.no_comment_end {
            None
        } else {
            memchr::memmem::find(&self.bytes[self.at + 4..self.end], b"-->")
        };
        if let Some(len) = end {
            self.replace("", self.at + 4 + len + 3);
        } else {
            self.no_comment_end = true;
            self.at += 1;
        }
    }
}

/// The name of a known tag: `br` for `br`, `br/`, `br class="x"` and `/br`; `/ul` for `/ul`.
fn tag_name(inside: &str) -> Option<String> {
    let (closing, rest) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = rest[..len].to_ascii_lowercase();
    let behind = rest.as_bytes().get(len);
    if !is_known_tag(&name)
        || !behind.is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'/'))
    {
        return None;
    }
    let void = matches!(name.as_str(), "br" | "hr" | "img");
    Some(if closing && !void {
        format!("/{name}")
    } else {
        name
    })
}

fn is_autolink(inside: &str) -> bool {
    let no_blank = !inside
        .bytes()
        .any(|byte| byte.is_ascii_whitespace() || byte.is_ascii_control());
    let scheme = inside.find(':').is_some_and(|len| {
        let scheme = &inside.as_bytes()[..len];
        (2..=32).contains(&len)
            && scheme[0].is_ascii_alphabetic()
            && scheme
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
            && inside[len + 1..].starts_with("//")
    });
    let mail = inside.split_once('@').is_some_and(|(user, host)| {
        let word =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+');
        !user.is_empty() && host.contains('.') && user.bytes().all(word) && host.bytes().all(word)
    });
    no_blank && (scheme || mail || inside.starts_with("mailto:"))
}
