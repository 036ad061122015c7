//! Lists of values in descriptions: "Possible values are: `a`, `b`." (dialect 5.3). Knows no types.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use serde::{Deserialize, Serialize};

use super::phrases;
use crate::source::Span;
use crate::syntax::{Cell, Inline};

/// Values that a description lists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ValueList {
    /// In page order, without `null`.
    pub values: Vec<String>,
    /// Values of a second list: only sent when `Prefer: include-unknown-enum-members` asks for them.
    pub opt_in: Vec<String>,
    /// `null` is listed.
    pub nullable: bool,
    /// The cell that lists them.
    pub span: Span,
}

/// Words after which a list follows, lower case. The first one in a text counts; of two there, the longer one.
const LEADS: &[&str] = &[
    "possible values",
    "possible value",
    "valid values",
    "supported values",
    "allowed values",
    "permitted values",
    "acceptable values",
    "accepted values",
    "available values",
    "possible types",
    "values are",
    "value can be",
    "can be one of",
    "values include",
    "one of the following values",
    "possible options",
    "possible states",
];

/// Words that end a list even without a full stop.
const ENDS: &[&str] = &[
    "inherited from",
    "default",
    "read-only",
    "see ",
    "supports ",
    "for more",
    "note",
    "required",
    "use the",
    "use `prefer",
    "you must use",
];

/// The list that a description cell holds, if any. Lists of numbers are none.
pub fn read(cell: &Cell<'_>) -> Option<ValueList> {
    let inlines = &cell.inlines.0;
    let (index, offset) = find_lead(inlines)?;
    let mut values = Vec::new();
    let mut rest = String::new();
    let end = collect(inlines, index, offset, &mut values, &mut rest);
    if values.is_empty() {
        values = plain_list(&rest);
    }
    let nullable = values.iter().any(|value| value == "null");
    values.retain(|value| value != "null" && !value.is_empty());
    dedup(&mut values);
    if values.is_empty()
        || values.iter().all(|value| {
            value
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'-' || b == b'.')
        })
    {
        return None;
    }
    let opt_in = opt_in_values(&inlines[end.min(inlines.len())..]);
    Some(ValueList {
        values,
        opt_in,
        nullable,
        span: cell.span,
    })
}

/// Index of the inline that holds the lead, and the offset behind the lead in it.
fn find_lead(inlines: &[Inline<'_>]) -> Option<(usize, usize)> {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| phrases::finder(LEADS));
    inlines.iter().enumerate().find_map(|(index, inline)| {
        let Inline::Text(text) = inline else {
            return None;
        };
        Some((index, FINDER.find(text.as_ref())?.end()))
    })
}

/// Takes code spans up to the end of the sentence; plain text of that sentence goes to `rest`. Returns where it stopped.
fn collect(
    inlines: &[Inline<'_>],
    index: usize,
    offset: usize,
    values: &mut Vec<String>,
    rest: &mut String,
) -> usize {
    let mut item_starts = false;
    for (at, inline) in inlines.iter().enumerate().skip(index) {
        match inline {
            Inline::Text(text) => {
                let text = if at == index {
                    &text[offset..]
                } else {
                    text.as_ref()
                };
                let text = if at == index {
                    text.trim_start_matches(|c: char| c == 's' || c.is_whitespace())
                } else {
                    text
                };
                let stop = sentence_end(text, !values.is_empty());
                let part = &text[..stop.unwrap_or(text.len())];
                rest.push_str(part);
                if item_starts && let Some(word) = list_item(part) {
                    values.push(word);
                }
                item_starts = false;
                if stop.is_some() {
                    return at;
                }
            }
            Inline::Code(code) => {
                item_starts = false;
                values.extend(code_values(code));
            }
            Inline::Tag { name } => match name.as_str() {
                "li" => item_starts = true,
                // After a break the list goes on only as a list of items.
                "br" | "p" => item_starts = values.is_empty() || item_starts,
                _ => {}
            },
            Inline::Link { .. } => rest.push('\u{0}'),
            Inline::Image { .. }
            | Inline::Element(_)
            | Inline::ElementEnd { .. }
            | Inline::Anchor { .. }
            | Inline::Break
            | Inline::Open(_)
            | Inline::Close(_) => {}
        }
    }
    inlines.len()
}

/// A code span mostly holds one value; some hold the whole list.
fn code_values(code: &str) -> Vec<String> {
    let trimmed = |value: &str| {
        value
            .trim()
            .trim_matches(|c| matches!(c, '"' | '\'' | '.'))
            .trim()
            .to_owned()
    };
    if code.contains(", ")
        || code.contains(" | ")
        || (code.contains(',') && code.split(',').all(|part| is_word(part.trim())))
    {
        return code.split([',', '|']).map(trimmed).collect();
    }
    vec![trimmed(code)]
}

/// Where the sentence ends in `text`: a full stop before a blank and a capital, at the very end, or a word that ends lists.
fn sentence_end(text: &str, has_values: bool) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let stop = text.char_indices().find_map(|(at, c)| {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let ends = after.trim().is_empty()
            || after.starts_with(' ')
                && after
                    .trim_start()
                    .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '(');
        (c == '.' && ends && (has_values || at > 0)).then_some(at)
    });
    let word = ENDS
        .iter()
        .filter(|_| has_values)
        .filter_map(|end| lower.find(end))
        .filter(|at| *at == 0 || !lower.as_bytes()[at - 1].is_ascii_alphanumeric())
        .min();
    // `(default)` right after a value belongs to the list.
    let word = word.filter(|at| !text[..*at].ends_with('('));
    [stop, word].into_iter().flatten().min()
}

/// `NotifySender -- some text`: the first word of a list item.
fn list_item(text: &str) -> Option<String> {
    let word = text
        .trim()
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | '('))
        .next()?;
    is_word(word).then(|| word.to_owned())
}

/// `D7, D30, D90, and D180`: taken only if every token is a word.
fn plain_list(text: &str) -> Vec<String> {
    let text = text
        .trim()
        .trim_start_matches("are")
        .trim_start_matches("is")
        .trim_start_matches("include")
        .trim_start_matches(':')
        .trim()
        .trim_end_matches('.');
    if text.contains('\u{0}') {
        return Vec::new();
    }
    let tokens: Vec<String> = text
        .split([',', ';'])
        .flat_map(|part| part.split(" or "))
        .flat_map(|part| part.split(" and "))
        .map(|part| {
            part.trim()
                .trim_start_matches("and ")
                .trim_start_matches("or ")
                .trim_matches(|c| matches!(c, '"' | '\'' | '*' | '“' | '”' | '‘' | '’'))
                .trim()
                .to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect();
    if tokens.len() >= 2 && tokens.iter().all(|token| is_word(token)) {
        tokens
    } else {
        Vec::new()
    }
}

/// "… `Prefer: include-unknown-enum-members` … to get the following values: `a`, `b`."
fn opt_in_values(inlines: &[Inline<'_>]) -> Vec<String> {
    let mentions = |inline: &Inline<'_>| matches!(inline, Inline::Code(text) | Inline::Text(text) if text.contains("include-unknown-enum-members"));
    let Some(at) = inlines.iter().position(mentions) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for inline in &inlines[at + 1..] {
        match inline {
            Inline::Code(code) => {
                out.extend(code_values(code).into_iter().filter(|value| is_word(value)));
            }
            Inline::Text(text) if !out.is_empty() && sentence_end(text, true).is_some() => break,
            _ => {}
        }
    }
    dedup(&mut out);
    out
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn dedup(values: &mut Vec<String>) {
    let mut seen = Vec::new();
    values.retain(|value| {
        let new = !seen.contains(value);
        if new {
            seen.push(value.clone());
        }
        new
    });
}
