//! Pages with their marks, and what the mask makes of them.

use super::*;

/// The marks of a page, as they are written, those with lines of their own in brackets; then the masked page.
fn show(text: &str) -> (String, String, usize) {
    let mut diagnostics = Diagnostics::default();
    let marks = Marks::scan(PageId(0), text, 0, &mut diagnostics);
    let masked = marks.mask(text).into_owned();
    let list = marks.list.iter().map(|mark| {
        let source = &text[mark.start..mark.end];
        if mark.is_block {
            format!("[{source}]")
        } else {
            source.to_owned()
        }
    });
    let masked = String::from_utf8(masked).expect("whole characters are replaced");
    (
        list.collect::<Vec<_>>().join(" "),
        masked,
        diagnostics.0.len(),
    )
}

#[test]
fn marks() {
    for (text, list, masked, findings) in [
        (
            "<Note>\nText\n</Note>",
            "[<Note>] [</Note>]",
            "***   \nText\n***    ",
            0,
        ),
        (
            "A <UUID> and <Icon name=\"x\" />",
            "<Icon name=\"x\" />",
            "A <UUID> and xxxxxxxxxxxxxxxxx",
            0,
        ),
        ("<Note>\n\nText", "", "<Note>\n\nText", 0),
        (
            "<Note kind=\"x\">\n\nText",
            "[<Note kind=\"x\">]",
            "***            \n\nText",
            1,
        ),
        (
            "<Note>Text\n</Note>",
            "<Note> </Note>",
            "xxxxxxText\nxxxxxxx",
            0,
        ),
        (
            "`<Icon name=\"x\" />` \\<Icon name=\"x\" />",
            "",
            "`<Icon name=\"x\" />` \\<Icon name=\"x\" />",
            0,
        ),
        (
            "```\n:::note\n```\n> ```\n:::note",
            "[:::note]",
            "```\n:::note\n```\n> ```\n***    ",
            1,
        ),
        (
            "<!-- <Icon name=\"x\" />\n:::note\n--> {{< a >}}",
            "{{< a >}}",
            "<!-- <Icon name=\"x\" />\n:::note\n--> xxxxxxxxx",
            0,
        ),
        (
            "## A {#a-b}\n## B {#}\n## /{id}",
            "{#a-b}",
            "## A       \n## B {#}\n## /{id}",
            0,
        ),
        (
            "## {{% a %}} A {#a}",
            "{{% a %}} {#a}",
            "## xxxxxxxxx A     ",
            0,
        ),
        (
            "[a]({{< ref \"b\" >}}#c)",
            "{{< ref \"b\" >}}",
            "[a](xxxxxxxxxxxxxxx#c)",
            0,
        ),
        (
            "import A from 'a'\nimport {B} from 'b'\n\nimport what you need",
            "[import A from 'a'\nimport {B} from 'b']",
            "***              \n                   \n\nimport what you need",
            0,
        ),
        (
            "{/* a\n\nb */}\n{/* c",
            "[{/* a\n\nb */}]",
            "***  \n\n     \n{/* c",
            0,
        ),
        (
            "> :::note\n> a\n> :::",
            "[:::note] [:::]",
            "> ***    \n> a\n> ***",
            0,
        ),
        (
            ":::row:::\n:::image source=\"a\":::\n:::row-end:::",
            "[:::row:::] [:::image source=\"a\":::] [:::row-end:::]",
            "***      \n***                   \n***          ",
            0,
        ),
        (
            ":::a\n:::b\n:::\n:::\n:::",
            "[:::a] [:::b] [:::] [:::] [:::]",
            "*** \n*** \n***\n***\n***",
            1,
        ),
        (
            "<Aa b=\"1\"\n   c>\r\nText\r\n</Aa>",
            "[<Aa b=\"1\"\n   c>] [</Aa>]",
            "***      \n     \r\nText\r\n***  ",
            0,
        ),
        (
            "text <table><tr><td>1</table>\n<table><tr><td>1</table>",
            "[<table><tr><td>1</table>]",
            "text <table><tr><td>1</table>\n***                     ",
            0,
        ),
    ] {
        let found = show(text);
        assert_eq!(
            found,
            (list.to_owned(), masked.to_owned(), findings),
            "{text}"
        );
    }
}
