//! A smaller place within a place: from the text of a page, a span and a word to where the word stands. Knows no Markdown.

use super::Span;

/// The first place within `span` where `word` stands by itself, not as a part of a longer name. `text` is the whole page.
pub(crate) fn word(text: &str, span: Span, word: &str) -> Option<Span> {
    let from = span.start as usize;
    let shown = text.get(from..span.end as usize)?;
    let goes_on = |rest: &str| {
        let mut chars = rest.chars();
        let first = chars.next();
        // A dot goes on with a name, and ends a sentence.
        let first = if first == Some('.') {
            chars.next()
        } else {
            first
        };
        first.is_some_and(is_of_name)
    };
    let starts_inside = |before: &str| before.ends_with(|c: char| is_of_name(c) || c == '.');
    let mut found = shown.match_indices(word);
    let (at, _) = found.find(|(at, found)| {
        !found.is_empty() && !starts_inside(&shown[..*at]) && !goes_on(&shown[at + found.len()..])
    })?;
    Some(span.part(at, word.len()))
}

/// The line of `span`, without blanks around it, that begins with these words in any letter case.
pub(crate) fn line(text: &str, span: Span, words: &str) -> Option<Span> {
    let shown = text.get(span.start as usize..span.end as usize)?;
    let mut at = 0;
    for line in shown.split_inclusive('\n') {
        let written = line.trim();
        let head = written.get(..words.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(words)) {
            let start = at + (line.len() - line.trim_start().len());
            return Some(span.part(start, written.len()));
        }
        at += line.len();
    }
    None
}

/// The first place within `span` where `words` stand, whatever is around them.
pub(crate) fn text(text: &str, span: Span, words: &str) -> Option<Span> {
    let shown = text.get(span.start as usize..span.end as usize)?;
    let at = shown.find(words).filter(|_| !words.is_empty())?;
    Some(span.part(at, words.len()))
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::PageId;

    #[test]
    fn words_stand_by_themselves() {
        let page = "A.Read.All, X.A.Read, A.ReadWrite, A.Read. A";
        let whole = Span::new(PageId(0), 0, page.len() as u32);
        let at = |name: &str| word(page, whole, name).map(|span| (span.start, span.end));
        assert_eq!(at("A.Read"), Some((35, 41)));
        assert_eq!(at("A"), Some((43, 44)));
        assert_eq!(at("Write"), None);
        assert_eq!(at(""), None);
        assert_eq!(text(page, whole, "Write").map(|span| span.start), Some(28));
        let outside = Span { end: 900, ..whole };
        assert_eq!(word(page, outside, "A"), None);
    }
}
