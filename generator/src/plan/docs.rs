//! From the text of a page to the lines of a rustdoc comment, in which links lead to items or to the web and no text is markup.

mod inline;

use serde::{Deserialize, Serialize};

use crate::api::{Doc, DocBlock};
use crate::text;

use super::DocLevel;

/// The lines of a doc comment, without slashes.
///
/// **Invariant:** no line holds a control character, a line separator, or a mark that changes the direction of text. So a line
/// written after `///` ends where it should, and shows as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Docs(String);

impl Docs {
    /// The lines, in order; empty ones part paragraphs.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.lines()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds what something else says, as a part of its own.
    pub(super) fn append(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
        } else if !other.is_empty() {
            self.part();
            self.0.push_str(&other.0);
        }
    }

    /// Adds a paragraph of Markdown that this program wrote itself, cleaned nevertheless.
    pub(super) fn paragraph(&mut self, markdown: &str) {
        if markdown.is_empty() {
            return;
        }
        self.part();
        self.0.push_str(&text::visible(markdown));
        self.0.push('\n');
    }

    /// Adds an example that this program wrote itself.
    pub(super) fn code(&mut self, fence: Fence, lines: &[&str]) {
        self.part();
        self.0.push_str(match fence {
            Fence::Run => "```\n",
            Fence::NoRun => "```no_run\n",
            Fence::Text => "```text\n",
        });
        // What rustdoc would hide is hidden from people, too.
        let is_shown = |line: &&&str| fence != Fence::Text || !line.starts_with("# ");
        for line in lines.iter().filter(is_shown) {
            self.0.extend([&*text::visible(line), "\n"]);
        }
        self.0.push_str("```\n");
    }

    /// Adds an item of Markdown that this program wrote itself to the list at the end, which may be a new one.
    pub(super) fn item(&mut self, markdown: &str) {
        let last = self.0.lines().next_back().unwrap_or_default();
        if !last.starts_with("- ") {
            self.part();
        }
        self.0.push_str("- ");
        self.0.push_str(&text::visible(markdown));
        self.0.push('\n');
    }

    /// Adds a table of code and words of this program. The first row is its head.
    pub(super) fn table(&mut self, rows: &[[String; 2]]) {
        self.part();
        for (at, [left, right]) in rows.iter().enumerate() {
            let cell = |text: &str| text::visible(text).replace('|', " ");
            self.0
                .extend(["| ", &cell(left), " | ", &cell(right), " |\n"]);
            if at == 0 {
                self.0.push_str("|---|---|\n");
            }
        }
    }

    /// Adds the text of a page.
    pub(super) fn text(&mut self, doc: &Doc, level: DocLevel, links: &dyn Links) {
        let count = match level {
            DocLevel::None => 0,
            DocLevel::Summary => 1,
            DocLevel::Full => usize::MAX,
        };
        for block in doc.blocks().iter().take(count) {
            self.part();
            let mark = match block {
                DocBlock::Paragraph(_) => "",
                DocBlock::List(_) => "- ",
            };
            for line in block.lines() {
                self.0.push_str(mark);
                inline::write_line(line, links, &mut self.0);
                self.0.truncate(self.0.trim_end_matches(' ').len());
                self.0.push('\n');
            }
        }
    }

    /// Parts what follows from what is there.
    fn part(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }
}

/// Where links of a page lead.
pub(super) trait Links {
    /// What a target means at the place where the text will stand.
    fn resolve(&self, target: &str) -> Link;
}

/// A link, led somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// To an item, by its path in Rust.
    Item(String),
    /// To the web.
    Url(String),
    /// To nothing that is known: only the text stays.
    Nowhere,
}

/// How a code block is marked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    /// A test that is run.
    Run,
    /// A test that is compiled, but not run.
    NoRun,
    /// For people only.
    Text,
}

/// One line for attributes: the first block without its markup.
pub(super) fn plain_line(doc: &Doc) -> String {
    let text = doc.summary().plain();
    text::visible(&text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Pages;

    impl Links for Pages {
        fn resolve(&self, target: &str) -> Link {
            match target {
                "resources/user.md" => Link::Item("models::User".to_owned()),
                _ if target.starts_with("https://") => Link::Url(target.to_owned()),
                _ => Link::Nowhere,
            }
        }
    }

    fn full(text: &str) -> String {
        let mut docs = Docs::default();
        docs.text(&Doc::parse(text), DocLevel::Full, &Pages);
        docs.0
    }

    #[test]
    fn paragraphs_and_lists_are_a_line_each() {
        assert_eq!(
            full("One\ntwo.\n\nThree:\n- a\n  b\n- c\n\nEnd."),
            "One two.\n\nThree:\n\n- a b\n- c\n\nEnd.\n"
        );
    }

    #[test]
    fn links_lead_to_items_or_the_web_or_lose_their_target() {
        assert_eq!(
            full("A [user](resources/user.md)."),
            "A [user](models::User).\n"
        );
        assert_eq!(
            full("A [`user`](resources/user.md)."),
            "A [`user`](models::User).\n"
        );
        assert_eq!(
            full("See [the site](https://a.example/x#z)."),
            "See [the site](https://a.example/x#z).\n"
        );
        assert_eq!(
            full("See [x](https://a.example/\"<b>\\[)."),
            "See [x](https://a.example/%22%3Cb%3E%5C%5B).\n"
        );
        assert_eq!(full("A [ghost](resources/ghost.md)."), "A ghost.\n");
    }

    #[test]
    fn what_is_not_in_the_subset_is_escaped() {
        for (text, expected) in [
            ("a [b] c", "a \\[b\\] c"),
            ("a <b> c", "a \\<b\\> c"),
            (
                "![i](https://a.example/i.png)",
                "\\![i](https://a.example/i.png)",
            ),
            ("# h", "\\# h"),
            ("1. one", "1\\. one"),
            ("* one", "\\* one"),
            ("***", "\\*\\*\\*"),
            ("~~~", "\\~\\~\\~"),
            ("---", "\\---"),
            ("```rust", "\\`\\`\\`rust"),
            ("a ` b", "a \\` b"),
            ("    indented", "indented"),
            ("| a |", "\\| a \\|"),
            ("see https://a.example/x.", "see <https://a.example/x>."),
            (
                "[see https://a.example/x](nowhere.md)",
                "see <https://a.example/x>",
            ),
            (
                "see https://a.example/a_b?c=d&e#f.",
                "see <https://a.example/a_b?c=d&e#f>.",
            ),
            ("http://", "http://"),
            ("end\\", "end\\\\"),
            ("\\[fine\\]", "\\[fine\\]"),
            ("[x]: https://a.example", "\\[x\\]: <https://a.example>"),
            (
                "**strong** *emphasis* `a[0]<T>`",
                "**strong** *emphasis* `a[0]<T>`",
            ),
        ] {
            assert_eq!(full(text), format!("{expected}\n"), "{text}");
        }
    }

    #[test]
    fn no_line_holds_what_could_end_it_or_turn_it_round() {
        let hostile = "a\rb\0c\u{202e}d\u{2028}e\u{85}f `g\u{2066}\u{b}h` [i\u{7}](https://a.example/\u{202d}\u{1}) */ //! #![x]";
        let text = full(hostile);
        assert_eq!(text.matches('\n').count(), 1);
        assert!(!text.trim_end().contains(text::is_invisible), "{text:?}");
    }

    #[test]
    fn levels() {
        let doc = Doc::parse("First.\n\nSecond.");
        for (level, expected) in [
            (DocLevel::Full, "First.\n\nSecond.\n"),
            (DocLevel::Summary, "First.\n"),
            (DocLevel::None, ""),
        ] {
            let mut docs = Docs::default();
            docs.text(&doc, level, &Pages);
            assert_eq!(docs.0, expected);
        }
    }

    #[test]
    fn notes_lose_their_markup() {
        assert_eq!(
            plain_line(&Doc::parse(
                "Use [b](resources/b.md) and `c`, **not** a\\_x.\n\nMore."
            )),
            "Use b and c, not a_x."
        );
    }
}
