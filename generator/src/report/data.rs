//! The data of the lists: four pieces of JSON, which the script parses when it needs them.

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

/// The pieces, as text for `script` elements.
#[derive(Debug)]
pub(super) struct Data {
    /// Each piece with the id of its element.
    pub(super) pieces: Vec<(&'static str, String)>,
}

/// The values that the other pieces refer to by index.
#[derive(Serialize)]
struct Common<'r> {
    /// The URL of the docs folder.
    folder: Option<&'r str>,
    /// Where pages are published.
    links: &'r [(String, String)],
    areas: &'r [String],
    rules: Vec<Rule>,
    /// The path and the area of each page.
    pages: Vec<(&'r str, usize)>,
}

/// A rule with findings.
#[derive(Serialize)]
struct Rule {
    name: &'static str,
    meaning: &'static str,
    /// Headings and their Markdown: paragraphs, and pages between `~~~` lines.
    sections: Vec<(&'static str, &'static str)>,
}

/// Page and line; line 0 if only the page is known.
type PageLine = (u32, usize);

/// A type in the form that the script reads: the index in the list of types, the name of a primitive, an array of one for a
/// collection, null for any value, and the text of the page if it could not be resolved.
#[derive(Serialize)]
#[serde(untagged)]
enum Type<'m> {
    Listed(usize),
    Primitive(&'static str),
    Collection([Box<Type<'m>>; 1]),
    Any(()),
    Unknown { unknown: &'m str },
}

/// What the pieces share: indexes of types, and positions.
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
            ranges: FileRanges::new(content.findings.docs),
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
    let sources = &content.findings.docs.sources;
    let pages = sources.iter();
    let config = sources.get(PageId::CONFIG);
    let in_config = |finding: &Finding| finding.diagnostic.primary.span.page == PageId::CONFIG;
    let config = content
        .findings
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
            .map(|(id, source)| (source.path.as_str(), areas.page_index(id)))
            .collect(),
    }
}

impl Context<'_> {
    /// The start of a span.
    fn start(&mut self, span: Span) -> PageLine {
        let (line, _) = self.ranges.range(span).start;
        (self.page(span), line)
    }

    /// The index of a page in the list; the configuration is the last.
    fn page(&self, span: Span) -> u32 {
        span.page
            .0
            .min(self.content.findings.docs.sources.len() as u32)
    }

    /// The start of a span, or else the page alone.
    fn start_or_page(&mut self, span: Option<Span>, page: Option<&PagePath>) -> Option<PageLine> {
        if let Some(span) = span {
            return Some(self.start(span));
        }
        let page = self.content.findings.docs.sources.find(&page?.0)?;
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

/// JSON without characters that are special in HTML, so that it cannot end the `script` element.
fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("the data is plain");
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}
