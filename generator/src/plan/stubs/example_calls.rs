//! A call of each operation by each of its URLs, with values that fit.

use std::sync::Arc;

use crate::model::operation::{Message, Operation as ModelOperation};
use crate::plan::{RustIdent, Scalar};

use super::kinds::{Kind, KindTarget, Kinds};
use super::operations::Planned;
use super::route::{OpIndex, Route};
use super::step::Step;
use super::{
    Argument, ArgumentTarget, Body, BodyKind, ChainedCall, ExampleCall, Operation, Sample,
};

/// The call of an operation by one of its URLs, without a body.
pub(super) fn at_url(
    kinds: &Kinds,
    route: &Route<'_>,
    planned: &Planned<'_>,
) -> Option<ExampleCall> {
    let mut kind = &kinds.root;
    let mut chain = Vec::new();
    let mut values = Vec::new();
    let mut steps = route.steps.iter();
    let last = loop {
        if let Some(ident) = operation(kind, None, route.operation).filter(|_| steps.len() == 0) {
            break ChainedCall {
                ident,
                arguments: own_samples(&planned.operation),
            };
        }
        let step = steps.next()?;
        let mut arguments = Vec::new();
        for ((_, scalar), name) in step.step.values().into_iter().zip(&step.parameters) {
            let (sample, text) = sample(scalar, &name.0);
            arguments.push(sample);
            values.push((name.0.clone(), text));
        }
        let folded = operation(kind, Some(&step.step), route.operation);
        if let Some(ident) = folded.filter(|_| steps.len() == 0) {
            arguments.extend(own_samples(&planned.operation));
            break ChainedCall { ident, arguments };
        }
        let (ident, next) = below(kinds, kind, &step.step)?;
        chain.push(ChainedCall { ident, arguments });
        kind = next;
    };
    chain.push(last);
    Some(ExampleCall {
        template: route.template.to_owned(),
        chain,
        values,
        ..without_url(planned)
    })
}

/// The call of an operation of which no URL is known, where the caller passes the place; without a body.
pub(super) fn without_url(planned: &Planned<'_>) -> ExampleCall {
    let operation = &planned.operation;
    ExampleCall {
        id: operation.id.clone(),
        ident: operation.ident.clone(),
        template: String::new(),
        condition: planned.placement.condition(),
        chain: vec![ChainedCall {
            ident: operation.ident.clone(),
            arguments: own_samples(operation),
        }],
        values: Vec::new(),
        body: None,
    }
}

/// The method of a kind of place that makes an operation with this step.
fn operation(kind: &Kind, step: Option<&Step>, operation: OpIndex) -> Option<RustIdent> {
    let method = kind.methods.iter().find(|method| {
        method.target == KindTarget::Operation(operation) && method.step.as_ref() == step
    })?;
    Some(method.ident.clone())
}

/// The method that leads to a place with this step, and the kind of that place.
fn below<'k>(kinds: &'k Kinds, kind: &Kind, step: &Step) -> Option<(RustIdent, &'k Kind)> {
    kind.methods.iter().find_map(|method| match method.target {
        KindTarget::Place(id) if method.step.as_ref() == Some(step) => {
            Some((method.ident.clone(), &kinds.places[id]))
        }
        KindTarget::Place(_) | KindTarget::Operation(_) => None,
    })
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
fn own_samples(operation: &Operation) -> Vec<Sample> {
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
