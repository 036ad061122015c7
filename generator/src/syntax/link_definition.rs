//! Link reference definitions: `[label]: target "title"`, one to a line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::inline::link::{destination, label_end, title_end};
use super::lines::Line;
use super::text::trim_start;

/// All definitions of a page. Labels compare without case, and with runs of blanks as one; of two, the first counts.
#[derive(Debug, Default)]
pub(super) struct Definitions<'s>(BTreeMap<String, Cow<'s, str>>);

impl<'s> Definitions<'s> {
    /// Finds the definitions of a page. They may stand behind their uses, so this runs first.
    pub(super) fn collect(text: &'s str, lines: &[Line]) -> Self {
        let mut definitions = BTreeMap::new();
        if memchr::memmem::find(text.as_bytes(), b"]:").is_some() {
            for line in lines {
                if let Some((label, target)) = read(text, *line) {
                    definitions.entry(normalise(label)).or_insert(target);
                }
            }
        }
        Self(definitions)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, label: &str) -> Option<Cow<'s, str>> {
        self.0.get(&normalise(label)).cloned()
    }
}

fn normalise(label: &str) -> String {
    let mut normal = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(&word.to_lowercase());
    }
    normal
}

/// Label and target, if the line is a definition and nothing else.
pub(super) fn read(text: &str, line: Line) -> Option<(&str, Cow<'_, str>)> {
    let view = line.view(text.as_bytes());
    let (first, end) = (view.first, view.end);
    if view.indent > 3 || text.as_bytes().get(first) != Some(&b'[') || first >= end {
        return None;
    }
    let text = &text[..end];
    let bytes = text.as_bytes();
    let close = label_end(text, first + 1)?;
    if bytes.get(close + 1) != Some(&b':') || text[first + 1..close].trim().is_empty() {
        return None;
    }
    let start = trim_start(bytes, close + 2, end);
    let found = destination(text, start).filter(|found| found.next > start)?;
    let title = trim_start(bytes, found.next, end);
    let complete = title == end || (title > found.next && title_end(bytes, title) == Some(end));
    complete.then(|| (&text[first + 1..close], found.target))
}
