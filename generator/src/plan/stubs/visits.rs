//! The way to each operation by each of its URLs, with values that fit: what the example program goes through.

use std::sync::Arc;

use crate::model::operation::{Message, Operation as ModelOperation};
use crate::plan::{RustIdent, Scalar};

use super::classes::{Class, Classes, Goal};
use super::homes::Home;
use super::route::Edge;
use super::tree::Way;
use super::{Argument, ArgumentTarget, Body, BodyKind, Operation, Sample, Visit, VisitCall};

/// The way of a URL, as calls of methods.
pub(super) fn visit(
    classes: &Classes,
    way: &Way<'_>,
    operation: &Operation,
    (home, body): (&Home, Option<&Arc<str>>),
) -> Option<Visit> {
    let mut class = classes.all.last()?;
    let mut chain = Vec::new();
    let mut values = Vec::new();
    let mut legs = way.legs.as_slice();
    loop {
        if let Some(ident) = method(class, None, way.operation).filter(|_| legs.is_empty()) {
            chain.push(VisitCall {
                ident,
                arguments: own_samples(operation),
            });
            break;
        }
        let (leg, rest) = legs.split_first()?;
        legs = rest;
        let samples: Vec<(Sample, String)> = scalars(&leg.edge)
            .into_iter()
            .zip(&leg.parameters)
            .map(|(scalar, name)| sample(scalar, &name.0))
            .collect();
        for ((_, text), name) in samples.iter().zip(&leg.parameters) {
            values.push((name.0.clone(), text.clone()));
        }
        let mut arguments: Vec<Sample> = samples.into_iter().map(|(sample, _)| sample).collect();
        let folded = method(class, Some(&leg.edge), way.operation).filter(|_| legs.is_empty());
        if let Some(ident) = folded {
            arguments.extend(own_samples(operation));
            chain.push(VisitCall { ident, arguments });
            break;
        }
        let (ident, next) = class
            .methods
            .iter()
            .find_map(|method| match method.target {
                Goal::Class(id) if method.edge.as_ref() == Some(&leg.edge) => {
                    Some((method.ident.clone(), &classes.all[id]))
                }
                Goal::Class(_) | Goal::Operation(_) => None,
            })?;
        chain.push(VisitCall { ident, arguments });
        class = next;
    }
    Some(Visit {
        id: way.id.clone(),
        ident: operation.ident.clone(),
        template: way.template.to_owned(),
        condition: home.condition(),
        chain,
        values,
        body: body.cloned(),
    })
}

/// An operation of which no URL is known: the caller passes the place.
pub(super) fn nowhere(operation: &Operation, (home, body): (&Home, Option<&Arc<str>>)) -> Visit {
    Visit {
        id: operation.id.clone(),
        ident: operation.ident.clone(),
        template: String::new(),
        condition: home.condition(),
        chain: vec![VisitCall {
            ident: operation.ident.clone(),
            arguments: own_samples(operation),
        }],
        values: Vec::new(),
        body: body.cloned(),
    }
}

/// The method of a kind of place that goes this way to an operation.
fn method(class: &Class, edge: Option<&Edge>, operation: usize) -> Option<RustIdent> {
    let method = class.methods.iter().find(|method| {
        method.target == Goal::Operation(operation) && method.edge.as_ref() == edge
    })?;
    Some(method.ident.clone())
}

/// The types of the values that an edge takes.
fn scalars(edge: &Edge) -> Vec<Scalar> {
    match edge {
        Edge::Name(_) | Edge::Cast(_) => Vec::new(),
        Edge::Key | Edge::ItemPath => vec![Scalar::Text],
        Edge::Call { arguments, .. } | Edge::AlternateKey(arguments) => {
            arguments.iter().map(|argument| argument.scalar).collect()
        }
        Edge::Text(pieces) => pieces
            .iter()
            .filter(|piece| piece.is_none())
            .map(|_| Scalar::Text)
            .collect(),
    }
}

/// A value for a parameter, and how it is written in a URL.
fn sample(scalar: Scalar, name: &str) -> (Sample, String) {
    let text = match scalar {
        Scalar::Text | Scalar::Bytes => name.to_owned(),
        Scalar::Bool => "true".to_owned(),
        Scalar::Int32 | Scalar::Int64 | Scalar::Float | Scalar::Decimal => "1".to_owned(),
        Scalar::Timestamp(_) => "2024-05-06T07:08:09Z".to_owned(),
        Scalar::Date(_) => "2024-05-06".to_owned(),
        Scalar::Time(_) => "07:08:09".to_owned(),
        Scalar::Duration => "PT1H".to_owned(),
        Scalar::Guid => "00000000-0000-0000-0000-000000000001".to_owned(),
    };
    let sample = match scalar {
        Scalar::Text | Scalar::Bytes => Sample::Text(text.clone()),
        Scalar::Bool
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Float
        | Scalar::Decimal
        | Scalar::Timestamp(_)
        | Scalar::Date(_)
        | Scalar::Time(_)
        | Scalar::Duration
        | Scalar::Guid => Sample::Parsed(scalar, text.clone()),
    };
    (sample, text)
}

/// Values for what the operation itself takes.
pub(super) fn own_samples(operation: &Operation) -> Vec<Sample> {
    let argument = |argument: &Argument| {
        let name = match &argument.target {
            ArgumentTarget::Path => argument.ident.text(),
            ArgumentTarget::Query(name) | ArgumentTarget::Header(name) => name,
        };
        sample(argument.scalar, name).0
    };
    let arguments = operation.arguments.iter().map(argument);
    arguments
        .chain(operation.body.as_ref().map(body_sample))
        .collect()
}

fn body_sample(body: &Body) -> Sample {
    match body.kind {
        BodyKind::Value(_) | BodyKind::Parameters(_) | BodyKind::Untyped => Sample::Json,
        BodyKind::List(_) => Sample::List,
        BodyKind::Reference => Sample::Reference("things/1".to_owned()),
        BodyKind::Bytes(_) => Sample::Bytes,
        BodyKind::Multipart => Sample::Multipart,
    }
}

/// The body of the first request that the page shows.
pub(super) fn example_body(definition: &ModelOperation) -> Option<Arc<str>> {
    let mut examples = definition.examples.iter();
    let json = examples.find_map(|example| match &example.message {
        Message::Request { method, .. } if *method == definition.method => example.json.as_ref(),
        Message::Request { .. } | Message::Response { .. } | Message::Sample => None,
    });
    json.map(|json| json.to_string().into())
}
