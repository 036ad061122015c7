//! What the page says about OData system query options (dialect 9.2). Negated sentences count for nothing.

use serde::{Deserialize, Serialize};

use crate::syntax::{Block, Inline, Inlines};

/// What a page says about `$select` and its siblings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct QueryOptions {
    /// The options that it names, lower case apart from what follows `$`, in page order.
    pub listed: Vec<String>,
    /// It supports "the OData query parameters", and does not say which.
    pub general: bool,
    /// It supports none.
    pub refused: bool,
}

/// The options of OData 4.01 part 2, section 5.1, and the tokens of delta and paging links.
const KNOWN: &[&str] = &[
    "$apply",
    "$compute",
    "$count",
    "$deltatoken",
    "$expand",
    "$filter",
    "$format",
    "$orderby",
    "$search",
    "$select",
    "$skip",
    "$skiptoken",
    "$top",
];

/// Reads the running text and the lists of a query-parameter section; its tables are read as parameters.
pub fn read(blocks: &[Block<'_>], options: &mut QueryOptions) {
    for block in blocks {
        if let Some(inlines) = block.as_paragraph() {
            read_paragraph(inlines, options);
        } else if let Some(items) = block.as_list() {
            for item in items {
                read(item, options);
            }
        }
    }
    if options.refused && (options.general || !options.listed.is_empty()) {
        options.refused = false;
    }
}

fn read_paragraph(inlines: &Inlines<'_>, options: &mut QueryOptions) {
    let text = plain_with_codes(inlines);
    for sentence in text.split(". ") {
        let lower = sentence.to_ascii_lowercase();
        let negative = [
            "not support",
            "n't support",
            "aren't supported",
            "not supported",
            "no query",
            "cannot be used",
            "can't be used",
        ]
        .iter()
        .any(|words| lower.contains(words));
        if negative {
            options.refused |= lower.contains("odata") || lower.contains("query param");
            continue;
        }
        let before = options.listed.len();
        add_options(&lower, &mut options.listed);
        let names_none = options.listed.len() == before && !lower.contains('$');
        options.general |= names_none
            && lower.contains("support")
            && (lower.contains("odata") || lower.contains("query param"));
    }
}

/// The text with link texts and code spans: options stand in all of them.
fn plain_with_codes(inlines: &Inlines<'_>) -> String {
    let mut out = String::new();
    for inline in &inlines.0 {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Link { text, .. } => {
                out.push_str(text);
            }
            Inline::Break | Inline::Tag { .. } => out.push(' '),
            Inline::Image { .. }
            | Inline::Element(_)
            | Inline::ElementEnd { .. }
            | Inline::Anchor { .. }
            | Inline::Open(_)
            | Inline::Close(_) => {}
        }
    }
    out
}

/// Adds the known options among the `$words` of a lower-case text.
pub fn add_options(lower: &str, out: &mut Vec<String>) {
    for (at, _) in lower.match_indices('$') {
        let word = lower[at + 1..]
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or_default();
        let option = &lower[at..=at + word.len()];
        if KNOWN.contains(&option) && !out.iter().any(|known| known == option) {
            out.push(option.to_owned());
        }
    }
}
