//! What the lists of the page are made of: four pieces of JSON, which the script reads when it needs them.

mod findings;
mod operations;
mod types;

use std::collections::BTreeMap;

use serde::Serialize;

use super::Content;
use super::areas::Areas;
use super::tally::Tally;
use crate::diag::explanation::{Section, sections};
use crate::lint::Finding;
use crate::lint::file_range::FileRanges;
use crate::model::{PagePath, TypeName, TypeRef};
use crate::source::{PageId, Span};

/// The pieces, as text that may stand in a `script` element.
#[derive(Debug)]
pub(super) struct Data {
    /// Each piece with the id of its element.
    pub(super) pieces: Vec<(&'static str, String)>,
}

/// What the other pieces refer to by number.
#[derive(Serialize)]
struct Common<'r> {
    /// The way to the docs folder.
    folder: Option<&'r str>,
    /// Where pages are published.
    links: &'r [(String, String)],
    areas: &'r [String],
    rules: Vec<Rule>,
    /// Path and area of each page.
    pages: Vec<(&'r str, usize)>,
}

/// A rule that found something.
#[derive(Serialize)]
struct Rule {
    name: &'static str,
    meaning: &'static str,
    /// Headings and their Markdown: paragraphs, and pages between `~~~` lines.
    sections: Vec<(&'static str, &'static str)>,
}

/// Page and line; no line when only the page is known.
type At = (u32, usize);

/// A type, as the script reads it: the number of a type in the list, the name of a primitive one, a list of one for a
/// collection, nothing for any value, and what the page says where that could not be followed.
#[derive(Serialize)]
#[serde(untagged)]
enum Type<'m> {
    Listed(usize),
    Primitive(&'static str),
    Collection([Box<Type<'m>>; 1]),
    Any(()),
    Unknown { unknown: &'m str },
}

/// What the pieces share: numbers of types, and places.
struct Context<'r> {
    content: &'r Content<'r>,
    areas: &'r Areas,
    types: BTreeMap<&'r TypeName, usize>,
    ranges: FileRanges<'r>,
}

impl Data {
    /// Collects everything.
    pub(super) fn new(content: &Content<'_>, areas: &Areas, tally: &Tally) -> Self {
        let mut context = Context {
            content,
            areas,
            types: content.model.types.keys().zip(0..).collect(),
            ranges: FileRanges::new(content.found.docs),
        };
        Self {
            pieces: vec![
                ("data-common", json(&common(content, areas, tally))),
                ("data-findings", json(&context.findings(tally))),
                ("data-types", json(&context.types())),
                ("data-operations", json(&context.operations())),
            ],
        }
    }
}

fn common<'r>(content: &'r Content<'_>, areas: &'r Areas, tally: &Tally) -> Common<'r> {
    let sources = &content.found.docs.sources;
    let pages = sources.iter();
    let config = sources.get(PageId::CONFIG);
    let in_config = |finding: &Finding| finding.diagnostic.primary.span.page == PageId::CONFIG;
    let config = content
        .found
        .findings
        .iter()
        .any(in_config)
        .then_some((PageId::CONFIG, config));
    let rules = tally.rules.iter().map(|(code, _)| Rule {
        name: code.name(),
        meaning: code.meaning(),
        sections: sections(code.explanation())
            .into_iter()
            .map(|Section { heading, text }| (heading, text))
            .collect(),
    });
    Common {
        folder: content.folder.as_deref(),
        links: &content.links,
        areas: areas.names(),
        rules: rules.collect(),
        pages: pages
            .chain(config)
            .map(|(id, source)| (source.path.as_str(), areas.of_page(id)))
            .collect(),
    }
}

impl Context<'_> {
    /// Where a span begins.
    fn at(&mut self, span: Span) -> At {
        let (line, _) = self.ranges.range(span).start;
        (self.page(span), line)
    }

    /// The number of the page in the list of pages, where the configuration is the last.
    fn page(&self, span: Span) -> u32 {
        span.page
            .0
            .min(self.content.found.docs.sources.len() as u32)
    }

    /// The place, or the page alone.
    fn at_or_page(&mut self, span: Option<Span>, page: Option<&PagePath>) -> Option<At> {
        if let Some(span) = span {
            return Some(self.at(span));
        }
        let page = self.content.found.docs.sources.find(&page?.0)?;
        Some((page.0, 0))
    }

    fn ty<'m>(&self, ty: &'m TypeRef) -> Type<'m> {
        match ty {
            TypeRef::Primitive(primitive) => Type::Primitive(primitive.as_str()),
            TypeRef::Named(name) => match self.types.get(name) {
                Some(number) => Type::Listed(*number),
                None => Type::Unknown { unknown: &name.0 },
            },
            TypeRef::Collection(item) => Type::Collection([Box::new(self.ty(item))]),
            TypeRef::Untyped => Type::Any(()),
            TypeRef::Unknown { text } => Type::Unknown { unknown: text },
        }
    }
}

/// JSON without any character that HTML knows: nothing in it can end the element that it stands in.
fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("the data is plain");
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
