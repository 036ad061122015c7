//! What a page says of its response, in the sentence, in the annotation of the example, and in the example itself.

use super::super::TypeRef;
use super::Merged;
use super::operations::is_plural;
use crate::diag::{Code, Diagnostics};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::examples::{ExampleFact, ExampleMessage};
use crate::facts::operation::url::{self, Target};
use crate::facts::{Fact, PageFacts, TypeExpr, type_expr};

/// Checks the sentence against the successful examples.
pub(super) fn check(
    merged: &Merged<'_>,
    page: &PageFacts,
    facts: &OperationFacts,
    diagnostics: &mut Diagnostics,
) {
    let answers = answers(facts);
    statuses(facts, &answers, diagnostics);
    // Several methods have several sentences, and nobody says which belongs to which.
    let method = facts.requests.first().map(|request| request.value.method);
    let is_one = facts
        .requests
        .iter()
        .all(|request| Some(request.value.method) == method);
    if is_one {
        types(merged, page, facts, &answers, diagnostics);
    }
    for answer in &answers {
        annotated_list(answer, diagnostics);
    }
}

/// The successful responses to requests of the service.
fn answers(facts: &OperationFacts) -> Vec<&Fact<ExampleFact>> {
    let is_foreign = |at: usize| match facts.examples.get(at).map(|fact| &fact.value.message) {
        Some(ExampleMessage::Request { method, url }) => {
            let known = |request: &Fact<_>| -> bool {
                let line: &crate::facts::operation::request_line::RequestLine = &request.value;
                line.method == *method
            };
            let foreign =
                matches!(url::parse(url), Some(Target::Url(url)) if url.foreign_host.is_some());
            foreign || !facts.requests.iter().any(known)
        }
        Some(ExampleMessage::Response { .. } | ExampleMessage::Fragment) | None => true,
    };
    let success = |fact: &&Fact<ExampleFact>| match fact.value.message {
        ExampleMessage::Response { status } => {
            status.is_some_and(|status| (200..400).contains(&status))
                && !fact.value.answers.is_none_or(is_foreign)
        }
        ExampleMessage::Request { .. } | ExampleMessage::Fragment => false,
    };
    facts.examples.iter().filter(success).collect()
}

fn status_of(fact: &Fact<ExampleFact>) -> Option<u16> {
    match fact.value.message {
        ExampleMessage::Response { status } => status,
        ExampleMessage::Request { .. } | ExampleMessage::Fragment => None,
    }
}

/// Some success code is in both, or one of them has none.
fn statuses(facts: &OperationFacts, answers: &[&Fact<ExampleFact>], diagnostics: &mut Diagnostics) {
    let success = |status: &u16| (200..400).contains(status);
    let said: Vec<u16> = facts
        .responses
        .iter()
        .flat_map(|fact| fact.value.statuses.iter().copied())
        .filter(success)
        .collect();
    let shown = answers.iter().filter_map(|fact| status_of(fact));
    let agree = shown.clone().any(|status| said.contains(&status));
    let sentence = facts
        .responses
        .iter()
        .find(|fact| fact.value.statuses.iter().any(success));
    if let (false, Some(sentence), Some(answer)) = (agree, sentence, answers.first())
        && let (Some(shown), Some(said)) = (status_of(answer), said.first())
    {
        diagnostics.push(
            Code::StatusConflict
                .at(
                    answer.origin.span,
                    format!("the example answers {shown}, the text says {said}"),
                )
                .also(sentence.origin.span, "the text says so here")
                .help("make the two agree; the example was believed"),
        );
    }
}

/// Type and collection of the first answer with a body.
fn types(
    merged: &Merged<'_>,
    page: &PageFacts,
    facts: &OperationFacts,
    answers: &[&Fact<ExampleFact>],
    diagnostics: &mut Diagnostics,
) {
    // Without a status code it may be any sentence that links a type.
    let sentences = facts.responses.iter();
    let mut sentences = sentences.filter(|fact| !fact.value.statuses.is_empty());
    let said = sentences.find_map(|fact| {
        let expr = fact.value.ty.as_ref()?;
        Some((merged.resolved(expr, page)?, expr, fact))
    });
    let answer = answers.iter().find(|fact| fact.value.body.json().is_some());
    let (Some((said, link, sentence)), Some(answer)) = (said, answer) else {
        return;
    };
    let expr = answer.value.ty.as_deref().map(type_expr::parse_text);
    let annotated = expr.as_ref().and_then(|expr| merged.resolved(expr, page));
    if let Some(annotated) = &annotated
        && let (Some(one), Some(other)) = (said.named(), annotated.named())
        && !merged.related(one, other)
        && !merged.leads_to(page, link, other)
    {
        diagnostics.push(
            Code::ResponseTypeConflict
                .at(
                    answer.value.note_span.unwrap_or(answer.origin.span),
                    format!("the annotation says `{}`, the text `{}`", other.0, one.0),
                )
                .here("the annotation of the example")
                .also(sentence.origin.span, "the text says so here")
                .help("make the two agree; the annotation was believed"),
        );
        return;
    }
    let is_many = |ty: &TypeRef| ty.is_collection();
    let Some(listed) = is_list(&answer.value) else {
        return;
    };
    let Some(name) = said.named() else { return };
    if is_many(&said) != listed && !is_plural(link, name) {
        let (text, shown) = if listed {
            ("one object", "a list")
        } else {
            ("a collection", "one object")
        };
        diagnostics.push(
            Code::ResponseCollectionConflict
                .at(
                    answer.origin.span,
                    format!("the example shows {shown}, the text says {text}"),
                )
                .also(sentence.origin.span, "the text says so here")
                .help("make the two agree; the example was believed"),
        );
    }
}

/// An annotation that says collection, above one object.
fn annotated_list(answer: &Fact<ExampleFact>, diagnostics: &mut Diagnostics) {
    let says_many = answer.value.is_collection
        || answer
            .value
            .ty
            .as_deref()
            .is_some_and(|ty| matches!(type_expr::parse_text(ty), TypeExpr::Collection(_)));
    if says_many && is_list(&answer.value) == Some(false) {
        diagnostics.push(
            Code::ResponseCollectionConflict
                .at(
                    answer.value.note_span.unwrap_or(answer.origin.span),
                    "the annotation says a collection, the example shows one object",
                )
                .also(answer.origin.span, "the example")
                .help("make the two agree; the example was believed"),
        );
    }
}

/// Whether the body is `{"value": […]}` or a bare array; `None` without a JSON object or array, or where `value` is neither.
fn is_list(example: &ExampleFact) -> Option<bool> {
    let json = example.body.json()?;
    if json.is_array() {
        return Some(true);
    }
    match json.as_object()?.get("value") {
        Some(value) if value.is_array() => Some(true),
        Some(_) => None,
        None => Some(false),
    }
}
