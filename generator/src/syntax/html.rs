//! Which tags are HTML, and what an HTML block is made of: comments, and the markup between them.

use std::ops::Range;

use super::text::{trim_end, trim_start};

/// Real tags. Everything else in angle brackets is a placeholder, such as `<country>`, or a component.
const TAGS: &str = "a abbr article aside b big blockquote body br button caption center code col colgroup dd del \
    details div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i \
    iframe img input ins kbd label li link main mark meta nav ol p picture pre q s samp script section \
    small source span strike strong style sub summary sup svg table tbody td template tfoot th thead tr \
    tt u ul var video wbr";

/// Whether `name`, in lower case, is a real tag.
fn is_known_tag(name: &str) -> bool {
    TAGS.split(' ').any(|known| known == name)
}

/// Whether a name that begins with a capital is HTML all the same: `BR`, `TABLE`, `Br`, but not `Table`.
pub(super) fn is_loud_tag(name: &str) -> bool {
    let is_loud = name.len() <= 2
        || name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_loud && is_known_tag(&name.to_ascii_lowercase())
}

/// The name of the tag, if it is a real one: `br` for `<br>`, `<br/>`, `<br class="x">` and `</br>`; `/ul` for `</ul>`.
pub(super) fn tag_name(tag: &str) -> Option<String> {
    let inside = tag.strip_prefix('<')?;
    let (closing, rest) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = rest[..len].to_ascii_lowercase();
    if !is_known_tag(&name) {
        return None;
    }
    let is_void = matches!(name.as_str(), "br" | "hr" | "img");
    Some(if closing && !is_void {
        format!("/{name}")
    } else {
        name
    })
}

/// Whether a line begins with a tag that is none of HTML's.
pub(super) fn begins_with_foreign_tag(line: &[u8]) -> bool {
    let Some(inside) = line.strip_prefix(b"<") else {
        return false;
    };
    let name = inside.strip_prefix(b"/").unwrap_or(inside);
    let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric());
    let name = name[..len.count()].to_ascii_lowercase();
    let is_name = name.first().is_some_and(u8::is_ascii_alphabetic);
    is_name && std::str::from_utf8(&name).is_ok_and(|name| !is_known_tag(name))
}

/// The id of the target of links that this tag is: `<a name="id">`, `<a id='id'>`.
pub(super) fn anchor(tag: &str) -> Option<&str> {
    if tag_name(tag).is_none_or(|name| name != "a") || attribute(tag, "href").is_some() {
        return None;
    }
    attribute(tag, "id").or_else(|| attribute(tag, "name"))
}

/// The value of an attribute of a tag, if it has one, in quotes. `name` is in lower case.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag.find(|c: char| c.is_whitespace()).map(|at| &tag[at..])?;
    loop {
        let (before, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let quote = value
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, behind) = value[1..].split_once(quote)?;
        let found = before.split_whitespace().next_back()?;
        if found.eq_ignore_ascii_case(name) {
            return Some(value).filter(|value| !value.is_empty());
        }
        rest = behind;
    }
}

/// A piece of an HTML block, as byte ranges within its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A comment.
    Comment(CommentRange),
    /// Everything else, without blanks around it.
    Markup(Range<usize>),
}

/// Where a comment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CommentRange {
    /// From `<!--` to `-->`.
    pub(super) whole: Range<usize>,
    /// Between them.
    pub(super) text: Range<usize>,
    /// Whether `-->` is there.
    pub(super) is_closed: bool,
}

/// Parts an HTML block into its comments and the markup between them. The text of `<script>` and its like has no comments.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut at = trim_start(bytes, 0, bytes.len());
    let is_raw = ["<script", "<style", "<pre", "<textarea"]
        .iter()
        .any(|tag| {
            bytes.len() >= tag.len() && bytes[..tag.len()].eq_ignore_ascii_case(tag.as_bytes())
        });
    while at < bytes.len() {
        let comment = if is_raw { None } else { comment_at(bytes, at) };
        let end = if let Some(comment) = comment {
            let end = comment.whole.end;
            pieces.push(Piece::Comment(comment));
            end
        } else {
            let next = if is_raw {
                None
            } else {
                memchr::memmem::find(&bytes[at + 1..], b"<!--")
            };
            let end = next.map_or(bytes.len(), |next| at + 1 + next);
            pieces.push(Piece::Markup(at..trim_end(bytes, at, end)));
            end
        };
        at = trim_start(bytes, end, bytes.len());
    }
    pieces
}

fn comment_at(bytes: &[u8], at: usize) -> Option<CommentRange> {
    let rest = bytes[at..].strip_prefix(b"<!--")?;
    let start = at + 4;
    // `<!-->` and `<!--->` are whole comments.
    let short = [b">".as_slice(), b"->"]
        .into_iter()
        .find(|end| rest.starts_with(end));
    if let Some(short) = short {
        return Some(CommentRange {
            whole: at..start + short.len(),
            text: start..start,
            is_closed: true,
        });
    }
    let len = memchr::memmem::find(rest, b"-->");
    let text = start..len.map_or_else(|| trim_end(bytes, start, bytes.len()), |len| start + len);
    Some(CommentRange {
        whole: at..text.end + if len.is_some() { 3 } else { 0 },
        text,
        is_closed: len.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tags() {
        assert_eq!(tag_name("<BR />").as_deref(), Some("br"));
        assert_eq!(tag_name("</br>").as_deref(), Some("br"));
        assert_eq!(tag_name("</ul>").as_deref(), Some("/ul"));
        assert_eq!(tag_name("<country>"), None);
    }

    #[test]
    fn anchors() {
        assert_eq!(anchor("<a name=\"x\">"), Some("x"));
        assert_eq!(anchor("<a\n id='x y' />"), Some("x y"));
        assert_eq!(anchor("<a href=\"x\">"), None);
        assert_eq!(anchor("<a href=\"x\" id=\"y\">"), None);
        assert_eq!(anchor("<a id=\"\">"), None);
        assert_eq!(anchor("<abbr id=\"x\">"), None);
        assert_eq!(anchor("<a>"), None);
    }
}
