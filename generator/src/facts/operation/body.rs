//! The request-body section (dialect 9.4): whether there is a body, of which type, and which properties the page lists.
//! Judges by the words of the section alone.

use serde::{Deserialize, Serialize};

use crate::api::Doc;
use crate::diag::Diagnostics;
use crate::facts::property::{self, PropertyFact};
use crate::facts::{Fact, Rule, TypeExpr, doc_text, type_expr};
use crate::syntax::{Block, Inline, Inlines};

use super::parameters;

/// What the section says.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct BodyFacts {
    /// "Do not supply a request body."
    pub nothing: bool,
    /// The link after "representation of", "supply a" and the like.
    pub ty: Option<Fact<TypeExpr>>,
    /// "a JSON object with the following parameters": an object of its own.
    pub is_parameters: bool,
    /// "the binary stream": bytes.
    pub bytes: bool,
    /// Its tables.
    pub tables: Vec<BodyTable>,
    /// The running text.
    pub doc: Doc,
}

/// A table of the section.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct BodyTable {
    /// The header says `Property`, so the rows are properties of a type; else they are parameters.
    pub names_properties: bool,
    /// The rows.
    pub rows: Vec<PropertyFact>,
}

/// Reads the blocks of the section.
pub fn read(blocks: &[Block<'_>], page: &str, diagnostics: &mut Diagnostics) -> BodyFacts {
    let mut facts = BodyFacts {
        doc: doc_text::doc_of_blocks(blocks, page),
        ..BodyFacts::default()
    };
    for block in blocks {
        read_block(block, &mut facts);
    }
    for table in parameters::named(blocks, diagnostics) {
        let rows = property::rows(table, page, Rule::ParameterRow);
        let names_properties = property::first_header(table).starts_with("propert");
        // A table below another one with a sub-heading is about a nested type; it is kept apart by being a table of its own.
        if !rows.is_empty() {
            facts.tables.push(BodyTable {
                names_properties,
                rows,
            });
        }
    }
    facts
}

fn read_block(block: &Block<'_>, facts: &mut BodyFacts) {
    if let Some(inlines) = block.as_paragraph() {
        read_paragraph(inlines, facts);
    } else if let Some(items) = block.as_list() {
        for block in items.iter().flatten() {
            read_block(block, facts);
        }
    }
}

fn read_paragraph(inlines: &Inlines<'_>, facts: &mut BodyFacts) {
    let lower = inlines.plain().to_ascii_lowercase();
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
    facts.nothing |= has(&[
        "not supply a request body",
        "n't supply a request body",
        "not provide a request body",
        "n't provide a request body",
        "not include a request body",
        "not require a request body",
        "n't require a request body",
        "no request body",
        "request body is not required",
        "not supply the request body",
        "leave the request body empty",
        "request body must be empty",
        "empty request body",
        "not have a request body",
        "n't have a request body",
        "this method takes no body",
        "body is empty",
    ]) || lower.trim_end_matches('.') == "none"
        || lower.trim_end_matches('.') == "empty";
    facts.bytes |= has(&[
        "binary stream",
        "binary data",
        "binary content",
        "binary file",
        "binary of the",
        "contents of the file",
        "content of the file",
        "raw bytes",
        "byte stream",
        "file contents",
        "contents of the request body should be",
        "mime content",
        "mime format",
    ]);
    facts.is_parameters |= has(&[
        "with the following parameters",
        "following parameters",
        "representation of the parameters",
        "representation of these parameters",
        "parameters for the",
        "shows the parameters",
    ]);
    if facts.ty.is_none() {
        facts.ty = body_type(inlines);
    }
}

/// The link to a type that "representation of" (or "for"), "supply", "provide" or "collection of" leads to.
fn body_type(inlines: &Inlines<'_>) -> Option<Fact<TypeExpr>> {
    let mut before = String::new();
    for inline in &inlines.0 {
        match inline {
            Inline::Text(text) | Inline::Code(text) => before.push_str(&text.to_ascii_lowercase()),
            Inline::Link { text, target, span } => {
                let sentence = before.rsplit(". ").next().unwrap_or_default();
                let leads = [
                    "representation",
                    "supply",
                    "provide",
                    "include",
                    "specify",
                    "contains",
                    "json object",
                    "send",
                ]
                .iter()
                .any(|word| sentence.contains(word));
                let is_type = !target.contains("://") && target.contains("resources/");
                if leads && is_type && !sentence.contains("create") {
                    return Some(Fact::new(
                        link_type(text, target, sentence),
                        *span,
                        Rule::BodySentence,
                    ));
                }
                before.push_str(&text.to_ascii_lowercase());
            }
            Inline::Image { .. } | Inline::Tag { .. } | Inline::Break => before.push(' '),
            Inline::Element(_)
            | Inline::ElementEnd { .. }
            | Inline::Anchor { .. }
            | Inline::Open(_)
            | Inline::Close(_) => {}
        }
    }
    None
}

fn link_type(text: &str, target: &str, sentence: &str) -> TypeExpr {
    let name = text.trim().trim_matches(['*', '`']).trim();
    let element = match type_expr::parse_text(name) {
        TypeExpr::Named { name, .. } => TypeExpr::Named {
            name,
            target: Some(target.to_owned()),
        },
        TypeExpr::Unreadable { text } => TypeExpr::Named {
            name: text,
            target: Some(target.to_owned()),
        },
        other => other,
    };
    let tail = sentence.trim_end();
    let many = [
        "collection of",
        "list of",
        "array of",
        "collection of the",
        "list of the",
        "array of the",
    ]
    .iter()
    .any(|words| tail.ends_with(words));
    match element {
        already @ TypeExpr::Collection(_) => already,
        other if many => TypeExpr::Collection(Box::new(other)),
        other => other,
    }
}
