//! What a description says beside its prose: read-only, required, default-returned, OData capabilities … (dialect 3.7).
//! Works on plain text; knows no types.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};

use super::phrases;
use crate::api::{Capability, Returned};
use crate::syntax::{Inline, Inlines};

/// Flags of a description.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct Notes {
    /// Where stated.
    pub nullable: Option<bool>,
    /// "Read-only."
    pub read_only: bool,
    /// "Write-only."
    pub write_only: bool,
    /// "Required." at the start or as a sentence of its own.
    pub required: bool,
    /// "Optional." at the start.
    pub optional: bool,
    /// "Key."
    pub key: bool,
    /// Which answers hold it, where stated.
    pub returned: Option<Returned>,
    /// OData options named.
    #[serde(with = "super::as_json")]
    pub capabilities: Vec<Capability>,
    /// `Inherited from [x](y)`: text and target of each link.
    pub inherited: Vec<(String, Option<String>)>,
    /// Deprecation, where stated.
    pub deprecated: bool,
    /// Several values at once, joined by commas.
    pub multi_valued: bool,
    /// The words of a secret: "access token", "password" …
    pub secret: bool,
}

/// Phrases that say that something is a secret. Matched in lower case.
const SECRET_PHRASES: &[&str] = &[
    "the access token",
    "access token required",
    "the password ",
    "password for",
    "client secret",
    "secret key",
    "private key",
    "the secret",
    "shared secret",
];

/// Reads the flags of a description.
pub fn read(inlines: &Inlines<'_>) -> Notes {
    Notes {
        capabilities: capabilities(inlines),
        inherited: inherited(inlines),
        ..from_text(&inlines.plain())
    }
}

/// The flags that do not depend on code spans and links.
pub fn from_text(text: &str) -> Notes {
    static SECRETS: LazyLock<AhoCorasick> = LazyLock::new(|| phrases::finder(SECRET_PHRASES));
    let lower = text.to_ascii_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let has = |phrase: &str| lower.contains(phrase);
    Notes {
        nullable: nullable(lower),
        read_only: has("read-only") || has("read only."),
        write_only: has("write-only"),
        required: is_sentence(lower, "required") && !lower.starts_with("required for")
            || has("(required)"),
        optional: lower.starts_with("optional") || has("(optional)"),
        key: lower.starts_with("key.")
            || lower.starts_with("key ")
            || has(". key.")
            || has("primary key"),
        returned: returned(lower),
        capabilities: Vec::new(),
        inherited: Vec::new(),
        deprecated: lower.starts_with("deprecated")
            || has("(deprecated)")
            || has("is deprecated")
            || has("has been deprecated"),
        multi_valued: has("multivalued")
            || has("multi-valued")
            || has("comma-separated list")
            || has("combination of"),
        secret: SECRETS.is_match(lower),
    }
}

/// Whether the word stands at the start, or as a sentence of its own.
fn is_sentence(lower: &str, word: &str) -> bool {
    lower.match_indices(word).any(|(at, _)| {
        let (before, after) = (&lower[..at], &lower[at + word.len()..]);
        let starts =
            before.is_empty() && (after.is_empty() || after.starts_with(['.', ',', ':', ' ']));
        let stands_alone = before.ends_with(". ") && (after.is_empty() || after.starts_with('.'));
        starts || stands_alone || before.ends_with(' ') && after.starts_with(". ")
    })
}

fn nullable(lower: &str) -> Option<bool> {
    if lower.contains("not nullable")
        || lower.contains("non-nullable")
        || lower.contains("cannot be null")
        || lower.contains("can't be null")
    {
        return Some(false);
    }
    (lower.contains("nullable.") || lower.starts_with("nullable") || lower.contains("is nullable"))
        .then_some(true)
}

fn returned(lower: &str) -> Option<Returned> {
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
    let not_by_default = says(&["not returned by default", "n't returned by default"]);
    if says(&[
        "only on `$select`",
        "only on $select",
        "only on applying a `$select`",
        "only on applying a $select",
        "only if requested by using $select",
    ]) || not_by_default && says(&["$select"])
    {
        return Some(Returned::OnSelect);
    }
    if says(&["only on $expand", "only when expanded"]) {
        return Some(Returned::OnExpand);
    }
    (says(&["returned by default"]) && !not_by_default).then_some(Returned::ByDefault)
}

/// "Supports `$filter` (`eq`, `ne`), `$orderby`." Negated sentences count for nothing.
fn capabilities(inlines: &Inlines<'_>) -> Vec<Capability> {
    let mut out: Vec<Capability> = Vec::new();
    let mut supporting = false;
    let mut in_parenthesis = false;
    for inline in &inlines.0 {
        match inline {
            Inline::Text(text) => {
                let lower = text.to_ascii_lowercase();
                if let Some(at) = lower.rfind("support") {
                    let negated = ["not ", "n't ", "isn't", "only "]
                        .iter()
                        .any(|no| lower[..at].ends_with(no));
                    supporting = !negated && !lower[at..].contains(". ");
                    plain_options(&lower[at..], supporting, &mut out);
                } else if supporting && (lower.contains(". ") || lower.trim() == ".") {
                    supporting = false;
                }
                in_parenthesis = match (text.rfind('('), text.rfind(')')) {
                    (Some(open), Some(close)) => open > close,
                    (Some(_), None) => true,
                    (None, Some(_)) => false,
                    (None, None) => in_parenthesis,
                };
            }
            Inline::Code(code) if supporting => {
                let code = code.trim();
                if code.starts_with('$') {
                    push_option(&mut out, code);
                } else if in_parenthesis
                    && let Some(last) = out.last_mut()
                    && code.bytes().all(|b| b.is_ascii_alphabetic())
                    && !last.operators.iter().any(|o| o == code)
                {
                    last.operators.push(code.to_owned());
                }
            }
            _ => {}
        }
    }
    out
}

/// Options that stand as plain text: `Supports $filter and $orderby.`
fn plain_options(lower: &str, supporting: bool, out: &mut Vec<Capability>) {
    if !supporting {
        return;
    }
    for (at, _) in lower.match_indices('$') {
        let word: &str = lower[at + 1..]
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or_default();
        if !word.is_empty() {
            push_option(out, &lower[at..=at + word.len()]);
        }
    }
}

fn push_option(out: &mut Vec<Capability>, option: &str) {
    let name: String = option
        .chars()
        .enumerate()
        .take_while(|(at, c)| *at == 0 || c.is_ascii_alphabetic())
        .map(|(_, c)| c.to_ascii_lowercase())
        .collect();
    if name.len() > 1 && !out.iter().any(|known| known.option == name) {
        out.push(Capability {
            option: name,
            operators: Vec::new(),
        });
    }
}

/// The links after "Inherited from"; a bare name counts too.
fn inherited(inlines: &Inlines<'_>) -> Vec<(String, Option<String>)> {
    let says = |text: &str| text.to_ascii_lowercase().contains("inherited from");
    let Some(at) = inlines
        .0
        .iter()
        .position(|inline| matches!(inline, Inline::Text(text) if says(text)))
    else {
        return Vec::new();
    };
    let links: Vec<_> = inlines.0[at..]
        .iter()
        .filter_map(|inline| match inline {
            Inline::Link { text, target, .. } => {
                Some((text.trim().to_owned(), Some(target.to_string())))
            }
            _ => None,
        })
        .collect();
    if !links.is_empty() {
        return links;
    }
    let Inline::Text(text) = &inlines.0[at] else {
        return Vec::new();
    };
    let lower = text.to_ascii_lowercase();
    let start = lower
        .find("inherited from")
        .map_or(0, |found| found + "inherited from".len());
    let mut word = text[start..]
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_owned();
    if word.is_empty() {
        // The name may be a code span or bold.
        word = inlines.0[at + 1..]
            .iter()
            .find_map(|inline| match inline {
                Inline::Code(code) | Inline::Text(code) => {
                    Some(code.trim().trim_end_matches('.').to_owned())
                }
                _ => None,
            })
            .unwrap_or_default();
    }
    if super::type_expr::is_type_name(&word) {
        vec![(word, None)]
    } else {
        Vec::new()
    }
}
