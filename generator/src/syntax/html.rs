//! Which tags are HTML, and which lines start an HTML block.

/// Real tags. Everything else in angle brackets is a placeholder, such as `<country>`. Sorted.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Tags that are at home inside a line, so that a line which begins with one is still running text.
const INLINE_TAGS: &[&str] = &[
    "a", "abbr", "b", "big", "br", "button", "code", "del", "em", "font", "i", "img", "input",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "tt", "u", "var", "wbr",
];

/// Whether `name`, in lower case, is a real tag.
pub(super) fn is_known_tag(name: &str) -> bool {
    TAGS.binary_search(&name).is_ok()
}

/// How an HTML block ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HtmlEnd {
    /// Before the next blank line.
    Blank,
    /// With the line that has this.
    Text(&'static str),
}

/// How the HTML block that begins with this line ends, if one does. Comments are not meant.
pub(super) fn block_start(line: &[u8]) -> Option<HtmlEnd> {
    let rest = line.strip_prefix(b"<")?;
    match rest.first()? {
        b'?' => return Some(HtmlEnd::Text("?>")),
        b'!' if rest.starts_with(b"![CDATA[") => return Some(HtmlEnd::Text("]]>")),
        b'!' if rest.get(1).is_some_and(u8::is_ascii_alphabetic) => {
            return Some(HtmlEnd::Text(">"));
        }
        _ => {}
    }
    let rest = rest.strip_prefix(b"/").unwrap_or(rest);
    let len = rest
        .iter()
        .take(12)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let name = String::from_utf8_lossy(&rest[..len]).to_ascii_lowercase();
    if !rest
        .get(len)
        .is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'>' | b'/'))
    {
        return None;
    }
    match name.as_str() {
        "script" => Some(HtmlEnd::Text("</script>")),
        "style" => Some(HtmlEnd::Text("</style>")),
        "pre" => Some(HtmlEnd::Text("</pre>")),
        name if is_known_tag(name) && INLINE_TAGS.binary_search(&name).is_err() => {
            Some(HtmlEnd::Blank)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(TAGS.is_sorted() && INLINE_TAGS.is_sorted());
    }

    #[test]
    fn inline_tags_start_no_block() {
        assert_eq!(block_start(b"<div class='x'>"), Some(HtmlEnd::Blank));
        assert_eq!(block_start(b"<br/>text"), None);
        assert_eq!(block_start(b"<country>"), None);
    }
}
