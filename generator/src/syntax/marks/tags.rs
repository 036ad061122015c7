//! Reads one tag at a given byte: a component, a shortcode or a directive, with its attributes. Pure functions of the text;
//! whether the tag has a partner is `pair.rs`'s question.

use super::super::{Attribute, AttributeValue, ElementTag, Notation, html};
use crate::limits::TAG_ATTRIBUTES;
use crate::source::{PageId, Span};

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Role {
    /// It opens an element that must be closed.
    Open,
    /// It opens an element if a closing tag follows, and is an element of its own otherwise.
    MayOpen,
    /// It closes an element.
    Close,
    /// It is a whole element.
    Whole,
}

/// A tag and where it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found<'s> {
    pub(super) tag: ElementTag<'s>,
    pub(super) role: Role,
    pub(super) end: usize,
}

/// Reads tags of one page. Remembers what it searched for in vain, so that hostile pages are read in linear time.
pub(super) struct Tags<'s> {
    page: PageId,
    text: &'s str,
    bytes: &'s [u8],
    /// For each opening brace that is closed, where: sorted. Made when the first expression is met.
    braces: Option<Vec<(usize, usize)>>,
}

impl<'s> Tags<'s> {
    pub(super) fn new(page: PageId, text: &'s str) -> Self {
        let bytes = text.as_bytes();
        Self {
            page,
            text,
            bytes,
            braces: None,
        }
    }

    /// `<Name …>`, `<Name … />` or `</Name>` at `at`, which ends before `limit`.
    pub(super) fn component(&mut self, at: usize, limit: usize) -> Option<Found<'s>> {
        let closes = self.bytes.get(at + 1) == Some(&b'/');
        let start = at + 1 + usize::from(closes);
        if !self.bytes.get(start)?.is_ascii_uppercase() {
            return None;
        }
        let mut end = self.word_end(start, limit, |byte| matches!(byte, b'_' | b'.'));
        let name = self.text.get(start..end)?;
        if html::is_loud_tag(name) {
            return None;
        }
        let mut attributes = Vec::new();
        loop {
            let next = self.blanks_end(end, limit);
            let line_ends = self.bytes[end..next].iter().filter(|&&byte| byte == b'\n');
            if line_ends.count() > 1 {
                return None;
            }
            let role = match *self.bytes[..limit].get(next)? {
                b'>' if closes => Role::Close,
                b'>' => Role::Open,
                b'/' if !closes && self.bytes[..limit].get(next + 1) == Some(&b'>') => Role::Whole,
                _ if closes || next == end || attributes.len() == TAG_ATTRIBUTES => return None,
                _ => {
                    let attribute = self.component_attribute(next, limit)?;
                    end = attribute.span.end as usize;
                    attributes.push(attribute);
                    continue;
                }
            };
            let end = next + 1 + usize::from(role == Role::Whole);
            let tag = self.tag(Notation::Component, name, attributes, at..end);
            return Some(Found { tag, role, end });
        }
    }

    /// `name`, `name="text"`, `name={expression}` or `{...expression}`.
    fn component_attribute(&mut self, at: usize, limit: usize) -> Option<Attribute<'s>> {
        let name_end = if self.bytes[at] == b'{' {
            at
        } else {
            self.word_end(at, limit, |byte| {
                matches!(byte, b'_' | b'$' | b'-' | b':' | b'.')
            })
        };
        let name = self.text.get(at..name_end)?;
        let value_at = if name.is_empty() {
            at
        } else if self.bytes[..limit].get(name_end) == Some(&b'=') {
            name_end + 1
        } else {
            return Some(self.attribute(name, AttributeValue::None, at..name_end));
        };
        match *self.bytes[..limit].get(value_at)? {
            quote @ (b'"' | b'\'') if !name.is_empty() => {
                let from = value_at + 1;
                let end = from + memchr::memchr(quote, &self.bytes[from..limit])?;
                let value = AttributeValue::Text(&self.text[from..end]);
                Some(self.attribute(name, value, at..end + 1))
            }
            b'{' => {
                let end = self.closing_brace(value_at).filter(|&end| end < limit)?;
                let value = AttributeValue::Expression(&self.text[value_at + 1..end]);
                Some(self.attribute(name, value, at..end + 1))
            }
            _ => None,
        }
    }

    /// `{{< name … >}}`, `{{% name … %}}` or `{{< /name >}}` at `at`, which ends before `limit`.
    pub(super) fn shortcode(&self, at: usize, limit: usize) -> Option<Found<'s>> {
        let end_mark: &[u8] = match self.bytes.get(at..at + 3)? {
            b"{{<" => b">}}",
            b"{{%" => b"%}}",
            _ => return None,
        };
        // No shortcode stands within another one, so the search ends where the next one begins.
        let inside = self.bytes.get(at + 3..limit)?;
        let inside = &inside[..memchr::memmem::find(inside, b"{{").unwrap_or(inside.len())];
        let mut last = at + 3 + memchr::memmem::find(inside, end_mark)?;
        let end = last + 3;
        let mut next = self.blanks_end(at + 3, last);
        let mut role = Role::MayOpen;
        if self.bytes[next] == b'/' {
            role = Role::Close;
            next = self.blanks_end(next + 1, last);
        } else if self.bytes[last - 1] == b'/' {
            role = Role::Whole;
            last -= 1;
        }
        let name_end = self.word_end(next, last, |byte| matches!(byte, b'_' | b'.' | b'-' | b'/'));
        let name = self
            .text
            .get(next..name_end)
            .filter(|name| !name.is_empty())?;
        let attributes = self.arguments(name_end, last)?;
        let tag = self.tag(Notation::Shortcode, name, attributes, at..end);
        Some(Found { tag, role, end })
    }

    /// Values and `name=value` pairs, separated by blanks. `None` if a quote is not closed, or if they are too many.
    fn arguments(&self, from: usize, end: usize) -> Option<Vec<Attribute<'s>>> {
        let mut attributes = Vec::new();
        let mut next = self.blanks_end(from, end);
        while next < end {
            if attributes.len() == TAG_ATTRIBUTES {
                return None;
            }
            let start = next;
            let word_end =
                self.word_end(start, end, |byte| matches!(byte, b'_' | b'-' | b'.' | b':'));
            let is_named = word_end > start && self.bytes[..end].get(word_end) == Some(&b'=');
            let value_at = if is_named { word_end + 1 } else { start };
            let name = if is_named {
                &self.text[start..word_end]
            } else {
                ""
            };
            let first = self.bytes[..end].get(value_at).copied();
            let quote = first.filter(|first| matches!(first, b'"' | b'`' | b'\''));
            let (value, value_end) = if let Some(quote) = quote {
                let from = value_at + 1;
                let close = from + memchr::memchr(quote, &self.bytes[from..end])?;
                (from..close, close + 1)
            } else {
                let rest = &self.bytes[value_at..end];
                let len = rest.iter().position(u8::is_ascii_whitespace);
                let close = value_at + len.unwrap_or(rest.len());
                (value_at..close, close)
            };
            let value = AttributeValue::Text(self.text.get(value)?);
            attributes.push(self.attribute(name, value, start..value_end));
            next = self.blanks_end(value_end, end);
        }
        Some(attributes)
    }

    /// The line `start..end` as a directive; it has no blanks around it.
    pub(super) fn directive(&self, start: usize, end: usize) -> Option<Found<'s>> {
        let line = self.text.get(start..end)?;
        let inner = line.trim_start_matches(':');
        if line.len() - inner.len() < 3 {
            return None;
        }
        let open = inner.trim_end_matches(':');
        let is_closed = inner.len() - open.len() >= 3;
        let from = end - inner.trim_start().len();
        let last = if is_closed {
            start + line.len() - (inner.len() - open.len())
        } else {
            end
        };
        let name_end = self.word_end(from, last, |byte| matches!(byte, b'_' | b'-'));
        let name = self.text.get(from..name_end)?;
        if name.is_empty() {
            let tag = self.tag(Notation::Directive, "", Vec::new(), start..end);
            let role = Role::Close;
            return inner.is_empty().then_some(Found { tag, role, end });
        }
        let (name, role) = match name.strip_suffix("-end") {
            Some(name) => (name, Role::Close),
            None if is_closed => (name, Role::MayOpen),
            None => (name, Role::Open),
        };
        let attributes = self.directive_attributes(name_end, last);
        let tag = self.tag(Notation::Directive, name, attributes, start..end);
        Some(Found { tag, role, end })
    }

    /// `key="value"` pairs, also within braces, or else a title, also within brackets.
    fn directive_attributes(&self, from: usize, end: usize) -> Vec<Attribute<'s>> {
        let rest = &self.text[from..end];
        let title_end = match rest.strip_prefix('[').and_then(|rest| rest.find(']')) {
            Some(len) => from + 1 + len,
            None => from,
        };
        let mut attributes = Vec::new();
        if title_end > from {
            let title = AttributeValue::Text(&self.text[from + 1..title_end]);
            attributes.push(self.attribute("", title, from..title_end + 1));
        }
        let rest_at = if title_end > from {
            title_end + 1
        } else {
            from
        };
        let rest = self.text[rest_at..end].trim();
        let start = end - self.text[rest_at..end].trim_start().len();
        let braced = rest
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        let pairs = match braced {
            Some(inner) => self.arguments(start + 1, start + 1 + inner.len()),
            None => self
                .arguments(start, start + rest.len())
                .filter(|pairs| pairs.iter().all(|pair| !pair.name.is_empty())),
        };
        if let Some(pairs) = pairs {
            attributes.extend(pairs);
        } else {
            let title = AttributeValue::Text(rest);
            attributes.push(self.attribute("", title, start..start + rest.len()));
        }
        attributes
    }

    fn tag(
        &self,
        notation: Notation,
        name: &'s str,
        attributes: Vec<Attribute<'s>>,
        range: std::ops::Range<usize>,
    ) -> ElementTag<'s> {
        ElementTag {
            notation,
            name,
            attributes,
            span: self.span(range),
        }
    }

    fn attribute(
        &self,
        name: &'s str,
        value: AttributeValue<'s>,
        range: std::ops::Range<usize>,
    ) -> Attribute<'s> {
        Attribute {
            name,
            value,
            span: self.span(range),
        }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span {
            page: self.page,
            start: range.start as u32,
            end: range.end as u32,
        }
    }

    /// Where the letters and digits that begin at `at` end, and the bytes that `also` allows.
    fn word_end(&self, at: usize, limit: usize, also: fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(at..limit).unwrap_or_default();
        let len = rest
            .iter()
            .position(|&byte| !byte.is_ascii_alphanumeric() && !also(byte));
        at + len.unwrap_or(rest.len())
    }

    fn blanks_end(&self, at: usize, limit: usize) -> usize {
        let rest = self.bytes.get(at..limit).unwrap_or_default();
        let len = rest.iter().position(|byte| !byte.is_ascii_whitespace());
        at + len.unwrap_or(rest.len())
    }

    /// Where the brace at `at` is closed. Braces in strings of the expression count like any other.
    fn closing_brace(&mut self, at: usize) -> Option<usize> {
        let bytes = self.bytes;
        let braces = self.braces.get_or_insert_with(|| {
            let mut open = Vec::new();
            let mut pairs = Vec::new();
            for index in memchr::memchr2_iter(b'{', b'}', bytes) {
                if bytes[index] == b'{' {
                    open.push(index);
                } else if let Some(start) = open.pop() {
                    pairs.push((start, index));
                }
            }
            pairs.sort_unstable();
            pairs
        });
        let index = braces.binary_search_by_key(&at, |&(open, _)| open).ok()?;
        Some(braces[index].1)
    }
}

#[cfg(test)]
mod tests;
