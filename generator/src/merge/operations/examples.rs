//! The page's examples with the types of their bodies: by annotation, else by the body's own tag, else what the operation
//! sends or returns.

use std::sync::Arc;

use serde_json::Value as JsonValue;

use super::group::Group;
use super::source::{Api, Source};
use crate::facts::operation::examples::{ExampleBody, ExampleFact, ExampleMessage};
use crate::facts::operation::url::{self, Target};
use crate::model::TypeRef;
use crate::model::operation::{Body, Example, Message, Response, ResponseBody, Segment};

/// What an operation sends and returns.
#[derive(Clone, Copy)]
pub(super) struct Exchange<'o> {
    pub(super) body: &'o Body,
    pub(super) responses: &'o [Response],
}

/// The examples of a group.
pub(super) fn examples(
    api: &Api<'_, '_>,
    source: &Source<'_>,
    group: &Group<'_>,
    exchange: Exchange<'_>,
) -> Vec<Example> {
    let mut out = Vec::with_capacity(group.examples.len());
    for example in &group.examples {
        let message = match &example.message {
            ExampleMessage::Request { method, url } => Message::Request {
                method: *method,
                url: url.clone(),
            },
            ExampleMessage::Response { status } => Message::Response {
                status: status.unwrap_or_else(|| {
                    exchange
                        .responses
                        .first()
                        .map_or(200, |response| response.status)
                }),
            },
            ExampleMessage::Fragment => Message::Sample,
        };
        let (ty, wrapped) = body_type(api, source, example, &message, exchange);
        out.push(Example {
            name: if example.name.is_empty() {
                example.heading.clone()
            } else {
                example.name.clone()
            },
            line: example.line,
            message,
            headers: example
                .headers
                .iter()
                .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
                .collect(),
            json: complete(&example.body),
            ty,
            wrapped,
        });
    }
    out
}

fn complete(body: &ExampleBody) -> Option<Arc<JsonValue>> {
    match body {
        ExampleBody::Json {
            value,
            elided: false,
        } => Some(Arc::clone(value)),
        ExampleBody::Json { elided: true, .. } | ExampleBody::None | ExampleBody::Other => None,
    }
}

/// The type of the body inside its envelope, and whether there is one.
fn body_type(
    api: &Api<'_, '_>,
    source: &Source<'_>,
    example: &ExampleFact,
    message: &Message,
    exchange: Exchange<'_>,
) -> (Option<TypeRef>, bool) {
    let Some(json) = example.body.json() else {
        return (None, false);
    };
    let (is_success, default) = match message {
        Message::Sample => (true, None),
        // What goes to another host, or to a part of what the page is about, has a type of its own.
        Message::Request { .. } | Message::Response { .. } if is_elsewhere(source, example) => {
            (true, None)
        }
        Message::Request { .. } => (true, sent(exchange.body)),
        Message::Response { status } => (
            (200..400).contains(status),
            returned(exchange.responses, *status),
        ),
    };
    if !is_success {
        return (None, false);
    }
    let annotated = example
        .ty
        .as_deref()
        .and_then(|ty| api.tagged(ty, source.scope));
    // `commsNotifications` is itself an object with a list called `value`.
    let own_tag = json.get("@odata.type").and_then(JsonValue::as_str);
    let own_type = own_tag.and_then(|tag| api.tagged(tag, source.scope));
    let is_itself = annotated
        .iter()
        .chain(&own_type)
        .any(|ty| holds_list(api, ty));
    let many = is_list(json) && !is_itself;
    let inner = enveloped(json).filter(|_| !is_itself);
    let first = match inner.or(many.then_some(json)) {
        Some(JsonValue::Array(items)) => items.first(),
        Some(value) => Some(value),
        None => Some(json),
    };
    let tag = first
        .and_then(|item| item.get("@odata.type"))
        .or_else(|| json.get("@odata.type"));
    let tagged = || {
        api.tagged(tag?.as_str()?, source.scope)
            .filter(|_| !(many && json.get("@odata.type") == tag))
    };
    let ty = annotated
        .or_else(tagged)
        .or(default)
        .map(|ty| ty.element().clone());
    let wrapped = inner.is_some()
        && ty
            .as_ref()
            .is_none_or(|ty| value_type(api, ty).is_none() || many);
    let of_many = |ty| TypeRef::Collection(Box::new(ty));
    (if many { ty.map(of_many) } else { ty }, wrapped)
}

/// Whether a request, or the one that a response answers, goes to another host, or one name beyond the page's URLs:
/// `…/format/font` on a page about `…/format`.
fn is_elsewhere(source: &Source<'_>, example: &ExampleFact) -> bool {
    let asked = example.answers.and_then(|at| source.facts.examples.get(at));
    let ExampleMessage::Request { url, .. } = &asked.map_or(example, |fact| &fact.value).message
    else {
        return false;
    };
    let Some(Target::Url(url)) = url::parse(url) else {
        return false;
    };
    let mut segments = url.template.segments.iter().rev();
    let (last, before) = (literal(segments.next()), literal(segments.next()));
    url.foreign_host.is_some()
        || last
            .zip(before)
            .is_some_and(|(last, before)| is_beyond(source, last, before))
}

/// Whether some URL of the page ends in `before`, and none in `last`.
fn is_beyond(source: &Source<'_>, last: &str, before: &str) -> bool {
    let ends = |name: &str| {
        source.facts.requests.iter().any(|request| {
            let Target::Url(url) = &request.value.target else {
                return false;
            };
            literal(url.template.segments.last()).is_some_and(|end| end.eq_ignore_ascii_case(name))
        })
    };
    // Sample keys hold digits or marks.
    let is_word = last.bytes().all(|b| b.is_ascii_alphabetic());
    is_word && ends(before) && !ends(last)
}

/// A segment that is the same for every caller.
fn literal(segment: Option<&Segment>) -> Option<&str> {
    match segment? {
        Segment::Name(name) => Some(name),
        Segment::Parameter(_) | Segment::Cast(_) | Segment::Call { .. } | Segment::Mixed(_) => None,
    }
}

/// Whether a type has a list of objects called `value` of its own.
fn holds_list(api: &Api<'_, '_>, ty: &TypeRef) -> bool {
    !ty.is_collection()
        && value_type(api, ty).is_some_and(|ty| ty.is_collection() && ty.named().is_some())
}

/// The type of a property of its own called `value`.
fn value_type<'a>(api: &'a Api<'_, '_>, ty: &TypeRef) -> Option<&'a TypeRef> {
    let name = ty.named()?;
    let lineage = api.model.lineage(name);
    let mut properties = lineage
        .iter()
        .filter_map(|name| api.model.object(name))
        .flat_map(|object| &object.properties);
    properties
        .find(|property| property.name.0 == "value")
        .map(|property| &property.ty)
}

fn sent(body: &Body) -> Option<TypeRef> {
    match body {
        Body::Type { ty, .. } => Some(ty.clone()),
        Body::None | Body::Parameters(_) | Body::Reference | Body::Bytes { .. } | Body::Untyped => {
            None
        }
    }
}

fn returned(responses: &[Response], status: u16) -> Option<TypeRef> {
    let of = |response: &Response| match &response.body {
        ResponseBody::Type(ty) | ResponseBody::Value(ty) if *ty != TypeRef::Untyped => {
            Some(ty.clone())
        }
        ResponseBody::Type(_)
        | ResponseBody::Value(_)
        | ResponseBody::None
        | ResponseBody::Bytes { .. } => None,
    };
    let same = responses
        .iter()
        .filter(|response| response.status == status)
        .find_map(of);
    same.or_else(|| responses.iter().find_map(of))
}

/// `{"value": […]}`, or a bare array.
pub(super) fn is_list(json: &JsonValue) -> bool {
    json.is_array() || enveloped(json).is_some_and(JsonValue::is_array)
}

/// What `{"value": …}` holds, when that and annotations are all there is.
fn enveloped(json: &JsonValue) -> Option<&JsonValue> {
    let members = json.as_object()?;
    let inner = members.get("value")?;
    let alone = members
        .keys()
        .all(|key| key == "value" || key.contains('@') || key.starts_with("odata."));
    (alone
        && (inner.is_array()
            || inner.is_object()
            || members.len() == 1
            || members.contains_key("@odata.context")))
    .then_some(inner)
}
