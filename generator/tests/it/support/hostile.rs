//! Pages that nobody writes: one construct, many times over.

/// Named pages of about `size` bytes each. Each of them is slow for a reader that looks for an end again and again.
pub(crate) fn pages(size: usize) -> Vec<(&'static str, String)> {
    let times = |piece: &str| piece.repeat(size / piece.len() + 1);
    let mut pages: Vec<(&str, String)> = REPEATED
        .iter()
        .map(|piece| (*piece, times(piece)))
        .collect();
    pages.extend(
        CLOSED_ONCE
            .iter()
            .map(|(piece, end)| (*piece, times(piece) + end)),
    );
    let pipes = times("|");
    pages.push((
        "a header of pipes",
        format!("{pipes}\n{}\n{pipes}\n", times("|-")),
    ));
    pages.push((
        "short rows below a wide header",
        format!(
            "{}\n{}\n{}",
            "|a".repeat(900),
            "|-".repeat(900),
            times("|a\n")
        ),
    ));
    pages.push((
        "an open row that goes on",
        format!("|a|b|\n|-|-|\n|a\n{}|\n", times("b\n")),
    ));
    pages.push(("open rows", format!("|a|b|\n|-|-|\n{}", times("|a|b\n"))));
    pages.push(("a list as deep as can be", deep_list(size)));
    pages.push(("runs of backticks, each longer", growing("`", size)));
    pages.push(("fences, each shorter", shrinking_fences(size)));
    pages.push((
        "images in images",
        format!("{}{}", times("![a "), times("](b)")),
    ));
    pages.push((
        "links in brackets",
        format!("{}a{}", times("["), times("](b)")),
    ));
    pages
}

const REPEATED: &[&str] = &[
    "a",
    " ",
    "\n",
    "\r",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "a\n",
    "a\n\n",
    "# a\n",
    "- a\n",
    "-\n",
    "1. a\n",
    "> a\n",
    "> ",
    "- ",
    "* ",
    "1) ",
    ">",
    "- > ",
    "[",
    "]",
    "![",
    "[]",
    "[a](",
    "[a](b",
    "[a](b \"",
    "[a](<b",
    "[a][b",
    "[a]: ",
    "[a]: b\n",
    "[a]",
    "](",
    "(",
    "\\",
    "\\|",
    "*",
    "*a ",
    "_a",
    "**a* ",
    "a**b",
    "***a ",
    "`",
    "`a``b",
    "<",
    "<a ",
    "<!--",
    "<!-- -->",
    "x <!-- ",
    "x <!-- -->",
    "`<!--",
    "&",
    "&#",
    "&amp;",
    "&#x0;",
    "|",
    "|a\n|-\n",
    "|a|b\n",
    "---\n",
    "===\n",
    "a\n===\n",
    "```\n",
    "````\n",
    "~~~ a\n",
    "- ```\n",
    "- ````\nx\n",
    "- - ```\nx\n",
    "> ```\nx\n",
    "   ```\nx\n",
    "a\n---\n",
    "<A>\n",
    "<A b={\n",
    "</a>\n",
    "<A><B>",
    "|a|b|\n|-|-|-|\n",
    "|a|b|c|d|\n|-|\n",
    "    |a|b|\n    |-|-|\n",
    "|a|b|\n|-|-|\n|c|d|e|\n",
    "\u{a0}\u{a0}- a\n",
    "- a\n  - <!-- b\n",
    "    <!-- a\n\n--> b\n",
    "<div>\n",
    "<div>\n\n",
    "<script>\n",
    "<?",
    "<![CDATA[",
    "    a\n",
    "\ta\n",
    "a: b\n",
    "- <!--\n",
    "- x <!--\n",
    "> <!--\n",
    "{\"a\":",
    "[{",
    "\"",
    "'",
    "“",
    "/*",
    "...",
    "{a:'b\n",
];

/// A piece many times, and in the end what would close it.
const CLOSED_ONCE: &[(&str, &str)] = &[
    ("x <!-- \n", "-->"),
    ("- x <!-- \n", "-->"),
    ("- <!-- \n", "-->"),
    ("`<!-- ` \n", "-->"),
    ("[a](b c", ")"),
    ("|[a](b c\n", "|-|\n)|"),
    ("- ```\nx\n", "\n```\n"),
    ("- ```\nx\n", "```json\n"),
    ("- a <!-- x\ny -->\n", "-->"),
    ("[a ", "](b)"),
    ("*a ", "*"),
    ("<a ", ">"),
    ("---\na: b\n", "---"),
];

fn deep_list(size: usize) -> String {
    let mut page = String::new();
    let mut depth = 0;
    while page.len() < size {
        page.push_str(&"  ".repeat(depth));
        page.push_str("- a\n");
        depth += 1;
    }
    page
}

fn growing(mark: &str, size: usize) -> String {
    let mut page = String::new();
    let mut count = 1;
    while page.len() < size {
        page.push_str(&mark.repeat(count));
        page.push('a');
        count += 1;
    }
    page
}

fn shrinking_fences(size: usize) -> String {
    let mut page = String::new();
    for count in (3..size.isqrt() + 3).rev() {
        page.push_str("- ");
        page.push_str(&"`".repeat(count));
        page.push_str("\nx\n");
    }
    page
}
