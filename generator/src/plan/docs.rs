//! From the text of a page to the lines of a rustdoc comment: links led to items or to the web, everything else made harmless.
//! Knows the subset of Markdown that [`Doc`] promises, and does not trust the promise: whatever is not in the subset is escaped.

mod inline;

use serde::{Deserialize, Serialize};

use crate::model::Doc;

use super::DocLevel;
use inline::Inline;

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
        push_tame(markdown, &mut self.0);
        self.0.push('\n');
    }

    /// Adds an example in Rust that this program wrote itself, to be compiled with the crate's tests.
    pub(super) fn code(&mut self, lines: &[&str]) {
        self.part();
        for line in ["```"].iter().chain(lines).chain(&["```"]) {
            push_tame(line, &mut self.0);
            self.0.push('\n');
        }
    }

    /// Adds an example that is compiled, but not run.
    pub(super) fn unrun_code(&mut self, lines: &[&str]) {
        self.part();
        for line in ["```no_run"].iter().chain(lines).chain(&["```"]) {
            push_tame(line, &mut self.0);
            self.0.push('\n');
        }
    }

    /// Adds an example that is for people only; the lines that rustdoc would hide are left out.
    pub(super) fn shown_code(&mut self, lines: &[&str]) {
        self.part();
        let shown = lines.iter().filter(|line| !line.starts_with("# "));
        for line in ["```text"].iter().chain(shown).chain(&["```"]) {
            push_tame(line, &mut self.0);
            self.0.push('\n');
        }
    }

    /// Adds an item of Markdown that this program wrote itself to the list at the end, which may be a new one.
    pub(super) fn item(&mut self, markdown: &str) {
        let last = self.0.lines().next_back().unwrap_or_default();
        if !last.starts_with("- ") {
            self.part();
        }
        self.0.push_str("- ");
        push_tame(markdown, &mut self.0);
        self.0.push('\n');
    }

    /// Adds a table of code and words of this program. The first row is its head.
    pub(super) fn table(&mut self, rows: &[[String; 2]]) {
        self.part();
        for (at, [left, right]) in rows.iter().enumerate() {
            let cell = |text: &str| -> String {
                let escaped = text.chars().map(|c| if c == '|' { ' ' } else { tame(c) });
                escaped.collect()
            };
            self.0
                .extend(["| ", &cell(left), " | ", &cell(right), " |\n"]);
            if at == 0 {
                self.0.push_str("|---|---|\n");
            }
        }
    }

    /// Adds the text of a page.
    pub(super) fn text(&mut self, doc: &Doc, level: DocLevel, links: &dyn Links) {
        match level {
            DocLevel::None => {}
            DocLevel::Summary => self.block(first_block(&doc.0), links),
            DocLevel::Full => doc
                .0
                .split("\n\n")
                .for_each(|block| self.block(block, links)),
        }
    }

    /// One paragraph or one list: lines in a row.
    fn block(&mut self, block: &str, links: &dyn Links) {
        let mut lines = block
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .peekable();
        let mut in_list = false;
        while let Some(line) = lines.next() {
            let item = line.strip_prefix("- ");
            if !in_list {
                self.part();
            }
            in_list = item.is_some();
            let mut writer = Inline::new(&mut self.0, links);
            match item {
                Some(text) => {
                    writer.verbatim("- ");
                    writer.start(text.trim_start());
                }
                None => writer.start(line),
            }
            // What follows a line without being an item belongs to it: one line for each paragraph, one for each item.
            while let Some(more) = lines.next_if(|line| !line.starts_with("- ")) {
                writer.verbatim(" ");
                writer.run(more);
            }
            self.0.truncate(self.0.trim_end_matches(' ').len());
            self.0.push('\n');
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

/// One line for attributes: the text of a doc without its markup.
pub(super) fn plain_line(doc: &Doc) -> String {
    let mut text = String::new();
    let mut chars = first_block(&doc.0).chars().peekable();
    let mut target = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {
                text.extend(chars.next());
            }
            ']' if chars.peek() == Some(&'(') => target = true,
            ')' if target => target = false,
            '`' | '*' | '[' | ']' => {}
            '\n' => text.push(' '),
            _ if target => {}
            _ => text.push(tame(c)),
        }
    }
    text.trim().to_owned()
}

fn first_block(text: &str) -> &str {
    text.split("\n\n")
        .find(|block| !block.trim().is_empty())
        .unwrap_or("")
}

/// The character itself, or a space where it would end a line, hide text or turn it round.
fn tame(c: char) -> char {
    if c.is_control() || is_hidden(c) {
        ' '
    } else {
        c
    }
}

/// Adds a text, tamed.
fn push_tame(text: &str, out: &mut String) {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        out.push_str(text);
    } else {
        out.extend(text.chars().map(tame));
    }
}

/// Whether a character shows nothing itself, and ends a line, parts words unseen, or turns the text around it: the format
/// characters of Unicode (general categories Cf, Zl and Zp) that a text in this place has no use for.
pub fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
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
        docs.text(&Doc(text.to_owned()), DocLevel::Full, &Pages);
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
            ("a <b> c", "a \\<b> c"),
            (
                "![i](https://a.example/i.png)",
                "\\![i](https://a.example/i.png)",
            ),
            ("# h", "\\# h"),
            ("1. one", "1\\. one"),
            ("* one", "\\* one"),
            ("***", "\\***"),
            ("~~~", "\\~~~"),
            ("---", "\\---"),
            ("```rust", "\\`\\`\\`rust"),
            ("a ` b", "a \\` b"),
            ("    indented", "indented"),
            ("| a |", "\\| a |"),
            ("see https://a.example/x.", "see <https://a.example/x>."),
            (
                "[see https://a.example/x](nowhere.md)",
                "see <https://a.example/x>",
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
        assert!(text.trim_end().chars().all(|c| tame(c) == c), "{text:?}");
    }

    #[test]
    fn levels() {
        let doc = Doc("First.\n\nSecond.".to_owned());
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
            plain_line(&Doc(
                "Use [b](resources/b.md) and `c`, **not** a\\_x.\n\nMore.".to_owned()
            )),
            "Use b and c, not a_x."
        );
    }
}
