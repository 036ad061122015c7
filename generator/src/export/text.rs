//! Page text for a document that is read elsewhere: links to other pages become absolute, or plain text when no address is
//! known. Everything else stays as it is: both sides speak CommonMark.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::api::page_stem;
use crate::model::{Doc, PagePath};

/// Where pages are published: from the start of a page's path to what takes its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Links<'m>(pub(super) &'m BTreeMap<String, String>);

impl Links<'_> {
    /// The address of a page: the longest start that fits is replaced, and the extension goes.
    pub(super) fn page(self, page: &PagePath) -> Option<String> {
        self.target(&page.0)
    }

    fn target(self, path: &str) -> Option<String> {
        // The map is sorted, so of several starts the longest one comes last.
        let (start, base) = self
            .0
            .iter()
            .rev()
            .find(|(start, _)| path.starts_with(start.as_str()))?;
        let (path, fragment) = path[start.len()..]
            .split_once('#')
            .map_or((&path[start.len()..], None), |(path, f)| (path, Some(f)));
        let path = page_stem(path).unwrap_or(path);
        Some(match fragment {
            Some(fragment) => format!("{base}{path}#{fragment}"),
            None => format!("{base}{path}"),
        })
    }

    /// The text with its links to pages resolved.
    pub(super) fn resolve(self, doc: &Doc) -> Cow<'_, str> {
        if !doc.0.contains("](") {
            return Cow::Borrowed(&doc.0);
        }
        Cow::Owned(self.rewrite(&doc.0))
    }

    fn rewrite(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 64);
        let mut open = Vec::new(); // Where in `out` each `[` stands that waits for its `]`.
        let mut rest = text;
        while let Some(at) = rest.find(['\\', '`', '[', ']']) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let taken = match rest.as_bytes()[0] {
                b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                b'`' => code_span(rest),
                b'[' => {
                    open.push(out.len());
                    1
                }
                _ => match (open.pop(), link_target(rest)) {
                    (Some(start), Some(target)) => {
                        self.close(&mut out, start, target);
                        rest = &rest[target.len() + 3..];
                        continue;
                    }
                    _ => 1,
                },
            };
            out.push_str(&rest[..taken]);
            rest = &rest[taken..];
        }
        out.push_str(rest);
        out
    }

    /// Ends the link whose `[` stands at `start` of `out`.
    fn close(self, out: &mut String, start: usize, target: &str) {
        let address = if target.starts_with("https://") || target.starts_with("http://") {
            Some(target.to_owned())
        } else {
            self.target(target)
        };
        match address {
            Some(address) => {
                out.push_str("](");
                out.push_str(&address);
                out.push(')');
            }
            None => {
                out.remove(start);
            }
        }
    }
}

/// The length of the code span at the start of `text`, or of its backticks when nothing closes them.
fn code_span(text: &str) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mut at = ticks;
    while let Some(next) = text[at..].find('`') {
        at += next;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == ticks {
            return at;
        }
    }
    ticks
}

/// In `](target)…`, the target.
fn link_target(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("](")?;
    inner.split_once(')').map(|(target, _)| target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: Option<&str>, text: &str, expected: &str) {
        let bases = base
            .map(|base| (String::new(), base.to_owned()))
            .into_iter()
            .collect();
        assert_eq!(Links(&bases).resolve(&Doc(text.to_owned())), expected);
    }

    #[test]
    fn links_to_pages_become_absolute_or_text() {
        let text =
            "A [user](resources/user.md#x) of [the web](https://a.example/b) and `[no](link)`.";
        check(
            None,
            text,
            "A user of [the web](https://a.example/b) and `[no](link)`.",
        );
        let absolute = "A [user](https://docs.example/resources/user#x) of [the web](https://a.example/b) and `[no](link)`.";
        check(Some("https://docs.example/"), text, absolute);
    }

    #[test]
    fn what_is_no_link_stays() {
        check(None, r"a \[b](c) [d] `e", r"a \[b](c) [d] `e");
        check(None, "[a](b", "[a](b");
        check(None, r"[a\", r"[a\");
    }

    #[test]
    fn nested_brackets() {
        check(None, "[a [b] c](d.md)e", "a [b] ce");
    }
}
