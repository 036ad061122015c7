//! Page text for a document that is read elsewhere: links to other pages become absolute, or plain text when no address is
//! known. Everything else stays as it is: both sides speak CommonMark.

use std::collections::BTreeMap;

use crate::api::{Doc, PagePath, page_stem};

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
    pub(super) fn resolve(self, doc: &Doc) -> String {
        doc.markdown_with(&|target| {
            let is_on_the_web = target.starts_with("https://") || target.starts_with("http://");
            if is_on_the_web {
                Some(target.to_owned())
            } else {
                self.target(target)
            }
        })
    }
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
        assert_eq!(Links(&bases).resolve(&Doc::parse(text)), expected);
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
}
