//! Reads api pages: from the outline of one page to the claims it makes about its operations. Knows the sections and the
//! grammar of request lines; knows no types and no other page.

pub mod body;
pub mod examples;
pub mod http_message;
pub mod mentions;
pub mod parameters;
pub mod permissions;
pub mod query_options;
pub mod request_line;
pub mod response;
pub mod url;
pub mod url_names;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::annotation::Annotations;
use super::property::PropertyFact;
use super::section::Section;
use super::vocabulary::SectionKind;
use super::{Fact, introduction};
use crate::api::Doc;
use crate::diag::Diagnostics;
use crate::syntax::{Block, Page};

use body::BodyFacts;
use examples::{ExampleFact, Sample};
use parameters::HeaderFact;
use permissions::PermissionFacts;
use query_options::QueryOptions;
use request_line::RequestLine;
use response::ResponseClaim;

/// What an api page claims, beside title, namespace and area, which every page has.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
pub struct OperationFacts {
    /// The introduction.
    pub doc: Doc,
    /// Request lines, in page order; repeated ones once.
    pub requests: Vec<Fact<RequestLine>>,
    /// The permission section.
    pub permissions: PermissionFacts,
    /// What the page says about OData options.
    pub query_options: QueryOptions,
    /// Rows of path parameter tables.
    pub path_parameters: Vec<PropertyFact>,
    /// Rows of function parameter tables.
    pub function_parameters: Vec<PropertyFact>,
    /// Rows of query parameter tables.
    pub query_parameters: Vec<PropertyFact>,
    /// Rows of header tables.
    pub headers: Vec<HeaderFact>,
    /// Parameters that the running text of introduction and body names.
    pub mentioned: Vec<Fact<String>>,
    /// The request-body section; `None` when there is no such section.
    pub body: Option<BodyFacts>,
    /// Paragraphs of the response section that claim something.
    pub responses: Vec<Fact<ResponseClaim>>,
    /// Example messages, in page order.
    pub examples: Vec<Fact<ExampleFact>>,
}

impl OperationFacts {
    /// The rows of all tables of parameters and of the request body.
    pub fn rows(&self) -> impl Iterator<Item = &PropertyFact> {
        let body = self.body.iter().flat_map(|body| &body.tables);
        let parameters = [
            &self.path_parameters,
            &self.function_parameters,
            &self.query_parameters,
        ];
        parameters
            .into_iter()
            .flatten()
            .chain(body.flat_map(|table| &table.rows))
    }
}

/// Reads an api page. `path` is the page's own, against which links are resolved.
pub fn extract(
    page: &Page<'_>,
    sections: &[Section<'_, '_>],
    path: &str,
    annotations: &Annotations,
    diagnostics: &mut Diagnostics,
) -> OperationFacts {
    let mut facts = OperationFacts::default();
    for section in sections {
        read_section(section, path, &mut facts, diagnostics);
    }
    let samples = examples::samples(page, annotations, diagnostics);
    let (lines, messages) = split_samples(samples, sections);
    for sample in &lines {
        request_line::read(sample.code, page.text, &mut facts.requests, diagnostics);
    }
    drop_repeated(&mut facts.requests);
    // A block of the HTTP request section that is annotated as a request is an example as well.
    let requests: Vec<_> = lines
        .iter()
        .filter(|sample| block_type(sample) == "request")
        .map(|sample| sample.block.span.start)
        .collect();
    facts.examples = examples::read(page, &messages, &requests, diagnostics);
    facts
}

fn read_section(
    section: &Section<'_, '_>,
    path: &str,
    facts: &mut OperationFacts,
    diagnostics: &mut Diagnostics,
) {
    let blocks = section.blocks;
    match section.kind {
        SectionKind::Intro => {
            facts.doc = introduction::doc(blocks, path);
            mentions::read(blocks, &mut facts.mentioned);
        }
        SectionKind::Permissions => {
            let found = permissions::read(blocks, diagnostics);
            facts.permissions.grants.extend(found.grants);
            facts.permissions.includes.extend(found.includes);
        }
        SectionKind::QueryParameters => {
            query_options::read(blocks, &mut facts.query_options);
            facts
                .query_parameters
                .extend(parameters::read(blocks, path, diagnostics));
        }
        SectionKind::FunctionParameters => {
            let rows = parameters::read(blocks, path, diagnostics);
            facts.function_parameters.extend(rows);
        }
        SectionKind::PathParameters => {
            let rows = parameters::read(blocks, path, diagnostics);
            facts.path_parameters.extend(rows);
        }
        SectionKind::RequestHeaders => {
            facts
                .headers
                .extend(parameters::read_headers(blocks, path, diagnostics));
        }
        SectionKind::RequestBody => {
            add_body(body::read(blocks, path, diagnostics), &mut facts.body);
            mentions::read(blocks, &mut facts.mentioned);
        }
        SectionKind::Response => facts.responses.extend(response::read(blocks)),
        SectionKind::HttpRequest | SectionKind::Examples | SectionKind::Other => {}
        SectionKind::Properties
        | SectionKind::Relationships
        | SectionKind::Json
        | SectionKind::Methods
        | SectionKind::Members
        | SectionKind::EnumValues
        | SectionKind::DerivedTypes => {}
    }
}

/// A page may have one body section per scenario: what they say adds up.
fn add_body(more: BodyFacts, body: &mut Option<BodyFacts>) {
    let Some(known) = body else {
        *body = Some(more);
        return;
    };
    known.nothing &= more.nothing;
    known.bytes |= more.bytes;
    known.is_parameters |= more.is_parameters;
    known.ty = known.ty.take().or(more.ty);
    known.tables.extend(more.tables);
}

/// Tells the blocks of request lines from the example messages: those of an HTTP request section, or, on a page whose
/// sections hold none, the `ignored` blocks and those before the first example (dialect 8.1).
fn split_samples<'p, 's>(
    samples: Vec<Sample<'p, 's>>,
    sections: &[Section<'_, '_>],
) -> (Vec<Sample<'p, 's>>, Vec<Sample<'p, 's>>) {
    let kind_at = |block: &Block<'_>| {
        let at = block.span.start;
        sections
            .iter()
            .rev()
            .find(|section| section.span.start <= at)
            .map_or(SectionKind::Intro, |section| section.kind)
    };
    let is_message = |sample: &Sample<'_, '_>| {
        matches!(
            block_type(sample),
            "request" | "response" | "example" | "resource"
        )
    };
    let holds_lines = |sample: &Sample<'_, '_>| only_request_lines(&sample.code.text);
    let in_section = |sample: &Sample<'_, '_>| {
        kind_at(sample.block) == SectionKind::HttpRequest && !is_message(sample)
    };
    if samples
        .iter()
        .any(|sample| in_section(sample) && has_request_line(&sample.code.text))
    {
        return samples
            .into_iter()
            .partition(|sample| in_section(sample) && !starts_response(&sample.code.text));
    }
    samples.into_iter().partition(|sample| {
        if is_message(sample) {
            return kind_at(sample.block) == SectionKind::HttpRequest && holds_lines(sample);
        }
        let is_example = kind_at(sample.block) == SectionKind::Examples;
        holds_lines(sample) && (block_type(sample) == "ignored" || !is_example)
    })
}

/// What the annotation calls the block; empty without one.
fn block_type<'a>(sample: &'a Sample<'_, '_>) -> &'a str {
    sample
        .note
        .as_ref()
        .map_or("", |note| note.block_type.as_str())
}

fn has_request_line(text: &str) -> bool {
    text.lines()
        .any(|line| request_line::method(line).is_some())
}

fn only_request_lines(text: &str) -> bool {
    has_request_line(text)
        && text
            .lines()
            .all(|line| line.trim().is_empty() || request_line::method(line).is_some())
}

fn starts_response(text: &str) -> bool {
    text.trim_start()
        .get(..5)
        .is_some_and(|head| head.eq_ignore_ascii_case("http/"))
}

/// Twelve pages repeat a request line word for word.
fn drop_repeated(requests: &mut Vec<Fact<RequestLine>>) {
    let mut seen: BTreeSet<RequestLine> = BTreeSet::new();
    requests.retain(|request| seen.insert(request.value.clone()));
}
