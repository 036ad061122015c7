//! From a URL template to the way through the tree of places: one leg for each thing that a method adds.
//! Knows the grammar of URLs; knows no other operation.

use std::collections::BTreeMap;

use crate::model::operation::{Argument, Piece, Segment, UrlTemplate};
use crate::model::{Model, Operation, TypeRef, WireName};
use crate::plan::{Dates, Scalar, items};

/// What leads from one place to the next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Edge {
    /// A fixed segment.
    Name(String),
    /// A key, as a segment.
    Key,
    /// A type cast, by the type's name.
    Cast(String),
    /// A call.
    Call {
        /// The name before the parenthesis.
        name: String,
        /// The arguments.
        arguments: Vec<EdgeArgument>,
    },
    /// Named keys in parentheses behind the segment before.
    AlternateKey(Vec<EdgeArgument>),
    /// Path addressing.
    ItemPath,
    /// A segment of text and values; a value is `None`.
    Text(Vec<Option<String>>),
}

/// An argument in a URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct EdgeArgument {
    /// Its name; empty for a key.
    pub(super) name: String,
    /// Whether the value stands in quotes.
    pub(super) quoted: bool,
    /// The type of the value.
    pub(super) scalar: Scalar,
}

/// One edge of a way, and the parameters whose values it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leg<'m> {
    pub(super) edge: Edge,
    pub(super) parameters: Vec<&'m WireName>,
}

/// What the URLs of all operations together say about how things are written: pages disagree in letter case and in quotes.
pub(super) struct Spelling<'m> {
    /// The crate whose types hold dates and times.
    dates: Dates,
    /// By name in lower case: the spelling that most URLs have.
    names: BTreeMap<String, &'m str>,
    /// By call, its arguments by name: whether each is quoted anywhere, and its type where all agree.
    calls: BTreeMap<(String, Vec<&'m str>), Vec<Noted>>,
}

/// Whether an argument is quoted anywhere, and its type where all agree.
type Noted = (bool, Option<Scalar>);

impl<'m> Spelling<'m> {
    /// Reads all URLs.
    pub(super) fn new(model: &'m Model, dates: Dates) -> Self {
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

    fn arguments(&self, name: &str, arguments: &'m [Argument]) -> Vec<EdgeArgument> {
        let key = (name.to_ascii_lowercase(), argument_names(arguments));
        let noted = self.calls.get(&key).map_or(&[][..], Vec::as_slice);
        let names = key.1.iter().zip(noted);
        names
            .map(|(name, (quoted, scalar))| EdgeArgument {
                name: encoded(name),
                quoted: *quoted,
                scalar: scalar.unwrap_or(Scalar::Text),
            })
            .collect()
    }

    /// The way that a URL describes.
    pub(super) fn legs(&self, url: &'m UrlTemplate) -> Vec<Leg<'m>> {
        let mut legs = Vec::new();
        let mut segments = url.segments.as_slice();
        while let Some((segment, rest)) = segments.split_first() {
            let (leg, opens) = self.leg(segment);
            segments = rest;
            match item_path(segments).filter(|_| opens) {
                Some(parameter) => {
                    legs.push(leg);
                    legs.push(Leg {
                        edge: Edge::ItemPath,
                        parameters: vec![parameter],
                    });
                    segments = &segments[1..];
                }
                None if opens => legs.push(as_written(segment, leg)),
                None => legs.push(leg),
            }
        }
        legs
    }

    /// One segment, and whether it opens path addressing, whose colon is not part of the leg.
    fn leg(&self, segment: &'m Segment) -> (Leg<'m>, bool) {
        let plain = |edge| Leg {
            edge,
            parameters: Vec::new(),
        };
        match segment {
            Segment::Name(name) => match name.strip_suffix(':').filter(|name| !name.is_empty()) {
                Some(name) => (plain(Edge::Name(self.name(name))), true),
                None => (plain(Edge::Name(self.name(name))), false),
            },
            Segment::Parameter(name) => (
                Leg {
                    edge: Edge::Key,
                    parameters: vec![name],
                },
                false,
            ),
            Segment::Cast(ty) => (plain(Edge::Cast(ty.0.clone())), false),
            Segment::Call {
                name,
                arguments,
                suffix,
            } => {
                let edge = Edge::Call {
                    name: self.name(name),
                    arguments: self.arguments(name, arguments),
                };
                let parameters = arguments.iter().map(|argument| &argument.parameter);
                let leg = Leg {
                    edge,
                    parameters: parameters.collect(),
                };
                (leg, suffix == ":")
            }
            Segment::Mixed(pieces) => match pieces.as_slice() {
                [Piece::Parameter(name), Piece::Text(colon)] if colon == ":" => (
                    Leg {
                        edge: Edge::Key,
                        parameters: vec![name],
                    },
                    true,
                ),
                pieces => (mixed(pieces), false),
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
        [Segment::Mixed(pieces), ..] => match pieces.as_slice() {
            [Piece::Parameter(name), Piece::Text(colon)] if colon == ":" => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// A segment whose closing colon opens nothing: the colon is text.
fn as_written<'m>(segment: &'m Segment, leg: Leg<'m>) -> Leg<'m> {
    match (segment, leg.edge) {
        (Segment::Mixed(pieces), _) => mixed(pieces),
        (_, Edge::Name(name)) => Leg {
            edge: Edge::Name(format!("{name}:")),
            parameters: leg.parameters,
        },
        (_, edge) => Leg {
            edge,
            parameters: leg.parameters,
        },
    }
}

fn mixed(pieces: &[Piece]) -> Leg<'_> {
    let mut leg = Leg {
        edge: Edge::Key,
        parameters: Vec::new(),
    };
    let mut written = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => written.push(Some(encoded(text))),
            Piece::Parameter(name) => {
                leg.parameters.push(name);
                written.push(None);
            }
        }
    }
    leg.edge = Edge::Text(written);
    leg
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
pub(super) fn encoded(text: &str) -> String {
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
