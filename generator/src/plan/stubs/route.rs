//! From a URL template to a route through the tree of places: one step for each thing that a method adds.
//! Knows the grammar of URLs; knows nothing of Rust but the types of values.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::operation::{Argument, Piece, Segment, UrlTemplate};
use crate::model::{Model, Operation, TypeRef, WireName};
use crate::plan::{Dates, Scalar, items};

use super::step::{Step, StepArgument};

/// An operation, as its place in the sorted list of ids.
pub(super) type OpIndex = usize;

/// One URL of an operation, as the steps that lead there.
pub(super) struct Route<'m> {
    pub(super) operation: OpIndex,
    pub(super) template: &'m str,
    pub(super) steps: Vec<RouteStep<'m>>,
}

/// One step, and the parameters whose values it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RouteStep<'m> {
    pub(super) step: Step,
    pub(super) parameters: Vec<&'m WireName>,
}

impl RouteStep<'_> {
    fn plain(step: Step) -> Self {
        Self {
            step,
            parameters: Vec::new(),
        }
    }
}

impl<'m> RouteStep<'m> {
    fn key(parameter: &'m WireName) -> Self {
        Self {
            step: Step::Key,
            parameters: vec![parameter],
        }
    }
}

/// The routes to all operations, by id, each URL in its order.
pub(super) fn routes(model: &Model, dates: Dates) -> Vec<Route<'_>> {
    let spelling = UrlSpelling::new(model, dates);
    let operations: Vec<_> = model.operations.values().enumerate().collect();
    operations
        .into_par_iter()
        .flat_map_iter(|(operation, definition)| {
            let spelling = &spelling;
            definition.urls.iter().map(move |url| Route {
                operation,
                template: &url.template,
                steps: spelling.steps(url),
            })
        })
        .collect()
}

/// What the URLs of all operations together say about how things are written: pages disagree in letter case and in quotes.
struct UrlSpelling<'m> {
    /// The crate whose types hold dates and times.
    dates: Dates,
    /// By name in lower case: the spelling that most URLs have.
    names: BTreeMap<String, &'m str>,
    /// By call, its arguments by name: whether each is quoted anywhere, and its type where all agree.
    calls: BTreeMap<(String, Vec<&'m str>), Vec<Noted>>,
}

/// Whether an argument is quoted anywhere, and its type where all agree.
type Noted = (bool, Option<Scalar>);

impl<'m> UrlSpelling<'m> {
    /// Reads all URLs.
    fn new(model: &'m Model, dates: Dates) -> Self {
        let mut counts: BTreeMap<String, BTreeMap<&'m str, usize>> = BTreeMap::new();
        let mut spelling = Self {
            dates,
            names: BTreeMap::new(),
            calls: BTreeMap::new(),
        };
        for operation in model.operations.values() {
            for segment in operation.urls.iter().flat_map(|url| &url.segments) {
                let name = match segment {
                    Segment::Name(name) => name,
                    Segment::Call {
                        name, arguments, ..
                    } => {
                        spelling.note_call(operation, name, arguments);
                        name
                    }
                    Segment::Parameter(_) | Segment::Cast(_) | Segment::Mixed(_) => continue,
                };
                let name = name.trim_end_matches(':');
                *counts
                    .entry(name.to_ascii_lowercase())
                    .or_default()
                    .entry(name)
                    .or_default() += 1;
            }
        }
        // The most frequent; of several the first in the alphabet, where capitals come first.
        let best = |spellings: BTreeMap<&'m str, usize>| {
            let best = spellings
                .into_iter()
                .max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)));
            best.map_or("", |(name, _)| name)
        };
        spelling.names = counts
            .into_iter()
            .map(|(lower, spellings)| (lower, best(spellings)))
            .collect();
        spelling
    }

    fn note_call(&mut self, operation: &'m Operation, name: &'m str, arguments: &'m [Argument]) {
        let dates = self.dates;
        let scalar = |argument: &Argument| {
            let parameter = operation
                .parameters
                .iter()
                .find(|parameter| parameter.name == argument.parameter);
            parameter.map_or(Scalar::Text, |parameter| scalar_of(&parameter.ty, dates))
        };
        let noted = self
            .calls
            .entry((name.to_ascii_lowercase(), argument_names(arguments)))
            .or_insert_with(|| {
                let first = arguments.iter();
                first.map(|a| (a.quoted, Some(scalar(a)))).collect()
            });
        for ((quoted, known), argument) in noted.iter_mut().zip(arguments) {
            *quoted |= argument.quoted;
            *known = known.filter(|known| *known == scalar(argument));
        }
    }

    /// A name as most URLs spell it, fit for a URL.
    fn name(&self, written: &str) -> String {
        let best = self.names.get(&written.to_ascii_lowercase());
        encoded(best.copied().unwrap_or(written))
    }

    fn arguments(&self, name: &str, arguments: &'m [Argument]) -> Vec<StepArgument> {
        let key = (name.to_ascii_lowercase(), argument_names(arguments));
        let noted = self.calls.get(&key).map_or(&[][..], Vec::as_slice);
        let names = key.1.iter().zip(noted);
        names
            .map(|(name, (quoted, scalar))| StepArgument {
                name: encoded(name),
                quoted: *quoted,
                scalar: scalar.unwrap_or(Scalar::Text),
            })
            .collect()
    }

    /// The steps that a URL describes.
    fn steps(&self, url: &'m UrlTemplate) -> Vec<RouteStep<'m>> {
        let mut steps = Vec::new();
        let mut segments = url.segments.as_slice();
        while let Some((segment, rest)) = segments.split_first() {
            let (step, opens) = self.step(segment);
            segments = rest;
            match item_path(segments).filter(|_| opens) {
                Some(parameter) => {
                    steps.push(step);
                    steps.push(RouteStep {
                        step: Step::ItemPath,
                        parameters: vec![parameter],
                    });
                    segments = &segments[1..];
                }
                None if opens => steps.push(as_written(segment, step)),
                None => steps.push(step),
            }
        }
        steps
    }

    /// One segment, and whether it opens path addressing, whose colon is not part of the step.
    fn step(&self, segment: &'m Segment) -> (RouteStep<'m>, bool) {
        match segment {
            Segment::Name(name) => {
                let before_colon = name.strip_suffix(':').filter(|name| !name.is_empty());
                let step = Step::Name(self.name(before_colon.unwrap_or(name)));
                (RouteStep::plain(step), before_colon.is_some())
            }
            Segment::Parameter(name) => (RouteStep::key(name), false),
            Segment::Cast(ty) => (RouteStep::plain(Step::Cast(ty.0.clone())), false),
            Segment::Call {
                name,
                arguments,
                suffix,
            } => {
                let parameters = arguments.iter().map(|argument| &argument.parameter);
                let step = RouteStep {
                    step: Step::Call {
                        name: self.name(name),
                        arguments: self.arguments(name, arguments),
                    },
                    parameters: parameters.collect(),
                };
                (step, suffix == ":")
            }
            Segment::Mixed(pieces) => match key_and_colon(pieces) {
                Some(name) => (RouteStep::key(name), true),
                None => (mixed(pieces), false),
            },
        }
    }
}

fn argument_names(arguments: &[Argument]) -> Vec<&str> {
    let names = arguments.iter().map(|argument| argument.name.as_ref());
    names
        .map(|name| name.map_or("", |name| name.0.as_str()))
        .collect()
}

/// The parameter of the path that path addressing opens: it ends with a colon, or with the URL.
fn item_path(segments: &[Segment]) -> Option<&WireName> {
    match segments {
        [Segment::Parameter(name)] => Some(name),
        [Segment::Mixed(pieces), ..] => key_and_colon(pieces),
        _ => None,
    }
}

/// The parameter of `{id}:`.
fn key_and_colon(pieces: &[Piece]) -> Option<&WireName> {
    match pieces {
        [Piece::Parameter(name), Piece::Text(colon)] if colon == ":" => Some(name),
        _ => None,
    }
}

/// A segment whose closing colon opens nothing: the colon is text.
fn as_written<'m>(segment: &'m Segment, written: RouteStep<'m>) -> RouteStep<'m> {
    match (segment, written.step) {
        (Segment::Mixed(pieces), _) => mixed(pieces),
        (_, Step::Name(name)) => RouteStep::plain(Step::Name(format!("{name}:"))),
        (_, step) => RouteStep { step, ..written },
    }
}

fn mixed(pieces: &[Piece]) -> RouteStep<'_> {
    let mut parameters = Vec::new();
    let written = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => Some(encoded(text)),
        Piece::Parameter(name) => {
            parameters.push(name);
            None
        }
    });
    RouteStep {
        step: Step::Text(written.collect()),
        parameters,
    }
}

/// The type of an argument in a URL.
pub(super) fn scalar_of(ty: &TypeRef, dates: Dates) -> Scalar {
    match ty {
        TypeRef::Primitive(primitive) => items::scalar(*primitive, dates),
        TypeRef::Named(_) | TypeRef::Collection(_) | TypeRef::Untyped | TypeRef::Unknown { .. } => {
            Scalar::Text
        }
    }
}

/// Text of a page as part of a URL: what may not stand in a path segment (RFC 3986, section 3.3) is percent-encoded.
fn encoded(text: &str) -> String {
    use std::fmt::Write;
    let is_dots = matches!(text, "." | "..");
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-_~!$&'()*+,;=:@".contains(&byte);
        if plain || (byte == b'.' && !is_dots) {
            out.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
