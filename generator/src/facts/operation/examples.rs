//! The example messages of a page: found by the content of code blocks first, by annotation second (dialect 8.3 to 8.6),
//! and paired: which response answers which request.

mod line_counter;
mod place;

pub use place::{Place, Step, place};

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value as JsonValue;

use crate::api::Method;
use crate::diag::{Code, Diagnostics};
use crate::facts::annotation::{Annotation, Annotations};
use crate::facts::{Fact, Rule, json_value, section};
use crate::source::Span;
use crate::syntax::json::{self, Repair};
use crate::syntax::{Block, BlockKind, Code as CodeBlock, Page};

use super::http_message::{self, HttpMessage, StartLine};
use line_counter::LineCounter;

/// One example message.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub struct ExampleFact {
    /// The annotation's name; empty without one.
    pub name: String,
    /// The closest heading above.
    pub heading: String,
    /// Line of the fence, from 1.
    pub line: u32,
    /// What the annotation says of the type: `@odata.type`, as written.
    pub ty: Option<String>,
    /// The annotation's `isCollection`.
    pub is_collection: bool,
    /// The annotation's `truncated`.
    pub is_truncated: bool,
    /// What it is.
    pub message: ExampleMessage,
    /// Names as written.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: ExampleBody,
    /// Where a JSON body is.
    pub body_span: Option<Span>,
    /// Where the annotation is.
    pub note_span: Option<Span>,
    /// Of a response: the index of the request that it answers, among the examples of the page.
    pub answers: Option<usize>,
}

/// The kinds of examples.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ExampleMessage {
    /// A request.
    Request {
        /// The method.
        method: Method,
        /// The URL, as written.
        url: String,
    },
    /// A response; a bare JSON block annotated so, or standing where a response is due, has no status.
    Response {
        /// The status code, where given.
        status: Option<u16>,
    },
    /// JSON that is neither.
    Fragment,
}

/// The body of an example.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
pub enum ExampleBody {
    /// None.
    None,
    /// JSON.
    Json {
        /// The value, mended where needed.
        #[serde(with = "crate::facts::as_json")]
        value: Arc<JsonValue>,
        /// Parts were left out (`…`), so the value is incomplete.
        elided: bool,
    },
    /// Text, or bytes in words.
    Other,
}

impl ExampleBody {
    /// The JSON value, complete or not.
    pub fn json(&self) -> Option<&JsonValue> {
        match self {
            Self::Json { value, .. } => Some(value),
            Self::None | Self::Other => None,
        }
    }
}

/// A code block with what stands before it.
pub struct Sample<'p, 's> {
    /// The code.
    pub code: &'p CodeBlock<'s>,
    /// The block, fences included.
    pub block: &'p Block<'s>,
    /// The annotation that is bound to it.
    pub note: Option<Annotation>,
    /// The closest heading above.
    pub heading: String,
}

/// The code blocks of a page, each with the annotation bound to it: only blank lines and tab markers lie between, or a
/// paragraph where the annotation is `ignored` (dialect 6.2).
pub fn samples<'p, 's>(
    page: &'p Page<'s>,
    annotations: &Annotations,
    diagnostics: &mut Diagnostics,
) -> Vec<Sample<'p, 's>> {
    let mut walk = Walk {
        annotations,
        out: Vec::new(),
        note: None,
        heading: String::new(),
    };
    walk.blocks(&page.blocks, diagnostics);
    walk.out
}

struct Walk<'p, 's, 'a> {
    annotations: &'a Annotations,
    out: Vec<Sample<'p, 's>>,
    note: Option<Annotation>,
    heading: String,
}

impl<'p, 's> Walk<'p, 's, '_> {
    fn blocks(&mut self, blocks: &'p [Block<'s>], diagnostics: &mut Diagnostics) {
        for block in blocks {
            self.block(block, diagnostics);
        }
    }

    fn block(&mut self, block: &'p Block<'s>, diagnostics: &mut Diagnostics) {
        match &block.kind {
            BlockKind::Comment(comment) => {
                if let Some(note) = self.annotations.get(comment, diagnostics) {
                    self.note = Some(note.clone());
                }
            }
            BlockKind::Code(code) => {
                let note = self.note.take();
                let heading = self.heading.clone();
                self.out.push(Sample {
                    code,
                    block,
                    note,
                    heading,
                });
            }
            BlockKind::Heading { .. } => {
                // Tab markers are no headings.
                if let Some((_, title)) = section::heading(block) {
                    self.heading = title;
                    self.note = None;
                }
            }
            BlockKind::Paragraph(_) => {
                if self
                    .note
                    .as_ref()
                    .is_some_and(|note| note.block_type != "ignored")
                {
                    self.note = None;
                }
            }
            BlockKind::List(items) => {
                for item in items {
                    self.blocks(item, diagnostics);
                }
            }
            BlockKind::Quote(quote) => self.blocks(&quote.blocks, diagnostics),
            BlockKind::Element(element) => self.blocks(&element.children, diagnostics),
            BlockKind::DefinitionList(definitions) => {
                for detail in definitions
                    .iter()
                    .flat_map(|definition| &definition.details)
                {
                    self.blocks(detail, diagnostics);
                }
            }
            BlockKind::Table(_) => self.note = None,
            BlockKind::FrontMatter(_)
            | BlockKind::Html(_)
            | BlockKind::Rule
            | BlockKind::LinkDefinition
            | BlockKind::ModuleStatement(_)
            | BlockKind::Unparsed(_) => {}
        }
    }
}

/// Reads the messages of the samples, and pairs them. `requests` is where other blocks of the page that are annotated as
/// requests begin.
pub fn read(
    page: &Page<'_>,
    samples: &[Sample<'_, '_>],
    requests: &[u32],
    diagnostics: &mut Diagnostics,
) -> Vec<Fact<ExampleFact>> {
    let mut out: Vec<Fact<ExampleFact>> = Vec::new();
    let mut lines = LineCounter::new(page.text);
    for sample in samples {
        if !is_example(sample) {
            continue;
        }
        let line = lines.line_of(sample.block.span.start as usize);
        for message in http_message::read(&sample.code.text) {
            let due = response_is_due(&out);
            if let Some(example) = read_message(sample, &message, line, due, diagnostics) {
                out.push(Fact::new(example, sample.block.span, Rule::ExampleMessage));
            }
        }
    }
    pair(&mut out, requests, diagnostics);
    out
}

/// Code of programming languages is none, nor is a resource's JSON representation.
fn is_example(sample: &Sample<'_, '_>) -> bool {
    let language = sample.code.language.to_ascii_lowercase();
    let is_message = matches!(
        language.as_str(),
        "" | "http" | "json" | "msgraph-interactive"
    );
    let is_resource = sample
        .note
        .as_ref()
        .is_some_and(|note| note.block_type == "resource");
    is_message && !is_resource
}

fn response_is_due(out: &[Fact<ExampleFact>]) -> bool {
    out.last()
        .is_some_and(|last| matches!(last.value.message, ExampleMessage::Request { .. }))
}

fn read_message(
    sample: &Sample<'_, '_>,
    message: &HttpMessage<'_>,
    line: u32,
    response_is_due: bool,
    diagnostics: &mut Diagnostics,
) -> Option<ExampleFact> {
    let note = sample.note.as_ref();
    let body = read_body(sample, message, diagnostics);
    let kind = match message.start {
        Some(StartLine::Request { method, url }) => ExampleMessage::Request {
            method,
            url: url.to_owned(),
        },
        Some(StartLine::Response { status }) => ExampleMessage::Response {
            status: Some(status),
        },
        None if body.json().is_none() => return None,
        None => bare_kind(sample, note, response_is_due),
    };
    Some(ExampleFact {
        name: note.and_then(|note| note.name.clone()).unwrap_or_default(),
        heading: sample.heading.clone(),
        line,
        ty: note.and_then(|note| note.ty.clone()),
        is_collection: note.is_some_and(|note| note.is_collection),
        is_truncated: note.is_some_and(|note| note.is_truncated),
        message: kind,
        headers: message
            .headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body_span: body.json().map(|_| body_span(sample, message)),
        body,
        note_span: note.and_then(|note| note.span),
        answers: None,
    })
}

/// JSON without a start line is a response where the annotation or the heading says so.
fn bare_kind(
    sample: &Sample<'_, '_>,
    note: Option<&Annotation>,
    response_is_due: bool,
) -> ExampleMessage {
    let block_type = note.map_or("", |note| note.block_type.as_str());
    let heading = sample.heading.to_ascii_lowercase();
    let is_response = block_type == "response"
        || (block_type.is_empty() && response_is_due && heading.contains("response"));
    if is_response {
        ExampleMessage::Response { status: None }
    } else {
        ExampleMessage::Fragment
    }
}

fn read_body(
    sample: &Sample<'_, '_>,
    message: &HttpMessage<'_>,
    diagnostics: &mut Diagnostics,
) -> ExampleBody {
    if message.body.is_empty() {
        return ExampleBody::None;
    }
    // `{Raw bytes of the file}`: words in brackets, and no attempt at JSON.
    let is_words = !message.body.contains(['"', ':', ',']);
    if !message.body.starts_with(['{', '[']) || is_words && message.body.contains(' ') {
        return ExampleBody::Other;
    }
    let at = sample.code.span.start + message.body_at as u32;
    let (value, repairs) = json::read(message.body, sample.code.span.page, at);
    let Some(value) = value else {
        diagnostics.push(
            Code::UnreadableJson
                .at(
                    sample.block.span,
                    "the body of this example is no JSON, even read leniently",
                )
                .help("write the body as JSON, without placeholders outside of strings"),
        );
        return ExampleBody::Other;
    };
    if json_value::is_prose(&value, &repairs) {
        return ExampleBody::Other;
    }
    let span = body_span(sample, message);
    json_value::report_repairs(
        &repairs,
        message.body,
        span,
        "the body of this example",
        diagnostics,
    );
    ExampleBody::Json {
        value: Arc::new(json_value::owned(&value)),
        elided: repairs.contains(&Repair::Elided),
    }
}

/// Where the body stands; of an indented block, somewhere near.
fn body_span(sample: &Sample<'_, '_>, message: &HttpMessage<'_>) -> Span {
    let code = sample.code.span;
    let start = (code.start + message.body_at as u32).min(code.end);
    Span {
        start,
        end: (start + message.body.len() as u32).min(code.end),
        ..code
    }
}

/// By name where the response has one and it matches, else the last request before it that has no answer yet; a further
/// response to the same request is kept, and counts for less (dialect 8.6).
fn pair(examples: &mut [Fact<ExampleFact>], requests: &[u32], diagnostics: &mut Diagnostics) {
    for index in 0..examples.len() {
        let response = &examples[index].value;
        if !matches!(response.message, ExampleMessage::Response { .. }) {
            continue;
        }
        let is_request =
            |at: &usize| matches!(examples[*at].value.message, ExampleMessage::Request { .. });
        let named = (!response.name.is_empty())
            .then(|| {
                (0..index)
                    .rev()
                    .filter(is_request)
                    .find(|at| examples[*at].value.name == response.name)
            })
            .flatten();
        let answers = named.or_else(|| (0..index).rev().find(is_request));
        let start = examples[index].origin.span.start;
        if answers.is_none() && !requests.iter().any(|request| *request < start) {
            diagnostics.push(
                Code::UnpairedResponse
                    .at(
                        examples[index].origin.span,
                        "no request stands before this response",
                    )
                    .help("show the request first, or give both the same name"),
            );
        }
        examples[index].value.answers = answers;
    }
}
