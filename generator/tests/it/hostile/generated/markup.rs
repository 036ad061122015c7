//! HTML as a browser takes it, as far as it matters here: which tags there are, with which attributes, and what scripts say.
//! Knows nothing of rustdoc.

/// A tag that opens an element.
#[derive(Debug)]
pub(super) struct Tag<'h> {
    /// In small letters.
    pub(super) name: String,
    /// Names in small letters, values without quotes.
    pub(super) attributes: Vec<(String, &'h str)>,
    /// Of an element whose content is no text for people (`script`, `style`): that content.
    pub(super) raw: &'h str,
}

/// Every opening tag of a page, comments and texts left aside.
pub(super) fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (mut tag, behind) = tag(rest);
            rest = behind;
            if matches!(tag.name.as_str(), "script" | "style") {
                let end = rest.find(&format!("</{}", tag.name)).unwrap_or(rest.len());
                (tag.raw, rest) = rest.split_at(end);
            }
            tags.push(tag);
        }
    }
    tags
}

/// The tag that begins here, behind its `<`, and what stands behind it.
fn tag(html: &str) -> (Tag<'_>, &str) {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '/' | '>');
    let end = html.find(is_end).unwrap_or(html.len());
    let mut tag = Tag {
        name: html[..end].to_ascii_lowercase(),
        attributes: Vec::new(),
        raw: "",
    };
    let mut rest = &html[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(behind) = rest.strip_prefix('>') {
            return (tag, behind);
        }
        if rest.is_empty() {
            return (tag, rest);
        }
        // A `=` in front is part of the name.
        let end = rest
            .char_indices()
            .find(|(at, c)| *at > 0 && *c == '=' || is_end(*c));
        let (name, behind) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        let (value, behind) = match behind.trim_start().strip_prefix('=') {
            Some(value) => value_of(value.trim_start()),
            None => ("", behind),
        };
        tag.attributes.push((name.to_ascii_lowercase(), value));
        rest = behind;
    }
}

fn value_of(html: &str) -> (&str, &str) {
    let quote = html.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        return html[1..].split_once(quote).unwrap_or((&html[1..], ""));
    }
    let end = html.find(|c: char| c.is_whitespace() || c == '>');
    html.split_at(end.unwrap_or(html.len()))
}

#[test]
fn tags_are_found() {
    let shown = |html| {
        let tags = tags(html).into_iter();
        let show = |tag: Tag<'_>| format!("{} {:?} {}", tag.name, tag.attributes, tag.raw);
        tags.map(show).collect::<Vec<_>>().join("\n")
    };
    let html =
        "a < b &lt;i> <B CLASS=x y='a>b'/><!-- <u> --></b><script a>x<y</script><svg/onload=f()>";
    assert_eq!(
        shown(html),
        "b [(\"class\", \"x\"), (\"y\", \"a>b\")] \nscript [(\"a\", \"\")] x<y\nsvg [(\"onload\", \"f()\")] "
    );
}
