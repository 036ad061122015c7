//! What prose says about inheritance: "Inherits from X", "a subclass of", "base type for A and B" (dialect 11.6).

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::phrases;
use super::section::Section;
use super::{Fact, Rule, TypeExpr, type_expr};
use crate::source::Span;
use crate::syntax::{Block, Inline, Inlines};

/// Phrases before the name of a base type, lower case.
const BASE_PHRASES: &[&str] = &[
    "inherits from",
    "derived from",
    "derives from",
    "derived type of",
    "subclass of",
    "subclass from",
    "sub-class of",
    "subtype of",
    "sub-type of",
    "inherits the properties from",
    "inherits all the properties of",
    "inherits all the properties from",
    "inherits from the",
    "inherits properties from",
    "inherits all properties from",
    "extends the",
    "specialization of",
    "inherited from",
];

/// Phrases before the names of derived types, lower case.
const DERIVED_PHRASES: &[&str] = &[
    "base type for",
    "base type of",
    "base class for",
    "base class of",
    "base resource for",
    "abstract base",
    "inherited by",
    "derived types",
    "derive from",
    "inherit from",
    "supertype of",
    "base for the following",
    "base of the following",
];

/// What prose says about the place of one type among others.
#[derive(Debug, Default)]
pub(super) struct Inheritance {
    /// Its base types, best first.
    pub(super) bases: Vec<Fact<TypeExpr>>,
    /// Types that derive from it.
    pub(super) derived: Vec<Fact<TypeExpr>>,
    /// It is called a base type, or abstract.
    pub(super) says_abstract: bool,
}

/// Reads the introduction of a page.
pub(super) fn read(intro: &[Block<'_>]) -> Inheritance {
    let mut facts = Inheritance::default();
    let mut listing = false;
    for block in intro {
        if let Some(inlines) = block.as_paragraph() {
            listing = sentence(inlines, block.span, &mut facts);
        } else if let Some(items) = block.as_list().filter(|_| listing) {
            // "The following types derive from this type:" and then a list.
            for inlines in items.iter().flatten().filter_map(Block::as_paragraph) {
                facts.derived.extend(
                    links(&inlines.0)
                        .into_iter()
                        .take(1)
                        .map(|(expr, span)| Fact::new(expr, span, Rule::BaseSentence)),
                );
            }
        }
    }
    facts
}

/// A `Derived types` section: each link in the first column of its tables or in its list items names one.
pub(super) fn derived_types(section: &Section<'_, '_>) -> Vec<Fact<TypeExpr>> {
    let mut derived = Vec::new();
    for block in section.blocks {
        let rows = block.as_table().map_or(&[][..], |table| &table.rows);
        let items = block.as_list().unwrap_or_default();
        let in_table = rows.iter().flat_map(|row| links(&row.cells[0].inlines.0));
        let in_list = items
            .iter()
            .flatten()
            .filter_map(Block::as_paragraph)
            .flat_map(|inlines| links(&inlines.0).into_iter().take(1));
        derived.extend(
            in_table
                .chain(in_list)
                .map(|(expr, span)| Fact::new(expr, span, Rule::DerivedTypes)),
        );
    }
    derived
}

/// Most texts hold none of these words, and then none of the phrases either.
static HINTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    phrases::finder(&[
        "inherit",
        "deriv",
        "subclass",
        "sub-class",
        "subtype",
        "sub-type",
        "supertype",
        "extends the",
        "specialization",
        "base ",
        "abstract",
    ])
});

/// Reads one paragraph; true if it announces a list of derived types.
fn sentence(inlines: &Inlines<'_>, span: Span, facts: &mut Inheritance) -> bool {
    let mut announces = false;
    for (at, inline) in inlines.0.iter().enumerate() {
        let Inline::Text(text) = inline else { continue };
        if !HINTS.is_match(text.as_ref()) {
            continue;
        }
        let lower = text.to_ascii_lowercase();
        let last = |phrases: &[&str]| {
            phrases
                .iter()
                .filter_map(|phrase| lower.rfind(phrase).map(|found| found + phrase.len()))
                .max()
        };
        let base = last(BASE_PHRASES);
        let derived = last(DERIVED_PHRASES);
        facts.says_abstract |= lower.contains("abstract type")
            || lower.contains("abstract base")
            || lower.contains("base type")
            || lower.contains("base class");
        // "Types that derive from this one: …" and "derived from [x]" differ in what follows the phrase.
        let names_this = lower.contains("from this") || lower.contains("from it");
        if let Some(end) = base
            && !names_this
            && derived.is_none_or(|other| other <= end)
            && let Some((expr, place)) = next_name(&inlines.0, at, &text[end..], span)
        {
            facts.bases.push(Fact::new(expr, place, Rule::BaseSentence));
            continue;
        }
        if derived.is_some() || names_this && base.is_some() {
            announces = true;
            // "A base class for apply actions in the [x]" names no derived type: its link is too far from the phrase.
            let tail = &text[derived.unwrap_or(text.len())..];
            if tail.split_whitespace().count() > 3 {
                continue;
            }
            facts.derived.extend(
                links(&inlines.0[at + 1..])
                    .into_iter()
                    .map(|(expr, place)| Fact::new(expr, place, Rule::BaseSentence)),
            );
            break;
        }
    }
    announces
}

/// The name that follows a phrase: in the same text, or the next link, code span or bold word of the same sentence.
fn next_name(
    inlines: &[Inline<'_>],
    at: usize,
    tail: &str,
    span: Span,
) -> Option<(TypeExpr, Span)> {
    let trimmed = tail.trim();
    if trimmed.contains(". ") || trimmed.len() > 60 {
        return None;
    }
    if let Some((expr, place)) =
        inlines
            .get(at + 1..)?
            .iter()
            .take(3)
            .find_map(|inline| match inline {
                Inline::Link { text, target, span } => Some((
                    TypeExpr::Named {
                        name: text.trim().to_owned(),
                        target: Some(target.to_string()),
                    },
                    *span,
                )),
                Inline::Code(code) if type_expr::is_type_name(code.trim()) => Some((
                    TypeExpr::Named {
                        name: code.trim().to_owned(),
                        target: None,
                    },
                    span,
                )),
                _ => None,
            })
    {
        return Some((expr, place));
    }
    let words = trimmed
        .split_whitespace()
        .filter(|word| !matches!(*word, "the" | "a" | "an" | "type"));
    let bold = inlines.get(at + 2).and_then(|inline| match inline {
        Inline::Text(text) if matches!(inlines.get(at + 1), Some(Inline::Open(_))) => {
            Some(text.trim())
        }
        _ => None,
    });
    let name = bold
        .or_else(|| words.into_iter().next())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))?;
    type_expr::is_type_name(name).then(|| {
        (
            TypeExpr::Named {
                name: name.to_owned(),
                target: None,
            },
            span,
        )
    })
}

fn links(inlines: &[Inline<'_>]) -> Vec<(TypeExpr, Span)> {
    inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Link { text, target, span }
                if target.contains(".md") || target.contains(".markdown") =>
            {
                Some((
                    TypeExpr::Named {
                        name: text.trim().to_owned(),
                        target: Some(target.to_string()),
                    },
                    *span,
                ))
            }
            _ => None,
        })
        .collect()
}
