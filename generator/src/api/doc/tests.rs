//! What is written is read again as it was; other Markdown is read as far as the subset goes.

use super::*;

fn text(text: &str) -> DocInline {
    DocInline::Text(text.to_owned())
}

/// Holds what a text is written as after it was read.
#[track_caller]
fn check(markdown: &str, expected: &str) {
    let doc = Doc::parse(markdown);
    assert_eq!(doc.markdown(), expected);
    assert_eq!(Doc::parse(expected), doc, "{expected}");
}

#[test]
fn blocks() {
    check(
        "One\ntwo.\n\nThree:\n- a\n  b\n- c\n\n\n End. ",
        "One two.\n\nThree:\n\n- a b\n- c\n\nEnd.",
    );
    check("- a\n\n- b", "- a\n\n- b");
    check(" \n", "");
    let doc = Doc::parse("A *b* `c`.\n\n- [d](e.md)\n- f");
    assert_eq!(doc.plain(), "A b c.\nd\nf");
    assert_eq!(doc.summary().markdown(), "A *b* `c`.");
    assert_eq!(doc.links().collect::<Vec<_>>(), ["e.md"]);
}

#[test]
fn inlines() {
    for markdown in [
        "a **b** *c* `d` [e](f.md) [`g`](h.md#i) [j *k*](https://a.example/l)",
        "***a** b* **c *d***",
        r"\*\*a\*\* \`b\` \[c\](d) a\_b 1 \< 2 \& 3 \$top \# \| \~ \\",
        "`a\\` b",
    ] {
        let doc = Doc::parse(markdown);
        assert_eq!(Doc::parse(&doc.markdown()), doc, "{markdown}");
    }
    check("**a *b* c** d", "**a *b* c** d");
    check(r"a\_b", r"a\_b");
}

#[test]
fn what_is_no_markup_is_text() {
    check("a ` b", r"a \` b");
    check("a ** b", r"a \*\* b");
    check("*a **b*", r"\*a \*\*b\*");
    check("[a](b", r"\[a\](b");
    check("[a [b](c.md)](d)", r"\[a [b](c.md)\](d)");
    check("``a`b``", r"a\`b");
    check("<b>&amp;", r"\<b\>\&amp;");
    check("a\u{202e}b\u{7}c", "a b c");
    check("\\", r"\\");
}

#[test]
fn links_lead_where_they_are_led_or_become_text() {
    let doc = Doc::parse("A [b](c.md), a [d](e.md).");
    let links = |target: &str| (target == "c.md").then(|| "https://a.example/c".to_owned());
    assert_eq!(
        doc.markdown_with(&links),
        "A [b](https://a.example/c), a d."
    );
}

/// Numbers in a row that look random.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn line(&mut self, depth: u64) -> Vec<DocInline> {
        const TEXTS: [&str; 10] = ["a", " b ", "*", "**", "`", "\\", "- ", "[c](d)", ".", ""];
        let length = self.below(4);
        let pick = |numbers: &mut Self| {
            let at = numbers.below(TEXTS.len() as u64);
            TEXTS[usize::try_from(at).unwrap_or_default()]
        };
        let one = |_| match self.below(if depth == 0 { 2 } else { 6 }) {
            0 => text(pick(self)),
            1 => DocInline::Code(pick(self).trim().to_owned()),
            2 => DocInline::Link {
                label: self.line(depth - 1),
                target: "e.md".to_owned(),
            },
            3 | 4 => DocInline::Strong(self.line(depth - 1)),
            _ => DocInline::Emphasis(self.line(depth - 1)),
        };
        (0..length).map(one).collect()
    }
}

#[test]
fn any_text_is_read_as_it_was_written() {
    let mut numbers = Numbers(7);
    for _ in 0..2_000 {
        let doc = Doc::new([
            DocBlock::Paragraph(numbers.line(3)),
            DocBlock::List(vec![numbers.line(2), numbers.line(2)]),
        ]);
        let markdown = doc.markdown();
        assert_eq!(Doc::parse(&markdown), doc, "{markdown}");
        let stored = serde_json::to_string(&doc).unwrap();
        assert_eq!(serde_json::from_str::<Doc>(&stored).unwrap(), doc);
        let stored = postcard::to_allocvec(&doc).unwrap();
        assert_eq!(postcard::from_bytes::<Doc>(&stored).unwrap(), doc);
    }
}
