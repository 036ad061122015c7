//! What a page says of its response, in the sentence, in the annotation of the example, and in the example itself.

use super::operations::is_plural;
use crate::diag::{Code, Diagnostics};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::examples::{ExampleFact, ExampleMessage, Step, place};
use crate::facts::operation::url::{self, Target};
use crate::facts::{Fact, TypeExpr, type_expr};
use crate::merge::{Merged, OperationPage};
use crate::model::TypeRef;
use crate::source::{Sources, Span, find};

/// Checks the sentence against the successful examples.
pub(super) fn check(
    merged: &Merged<'_>,
    OperationPage { page, facts }: OperationPage<'_>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) {
    let answers: Vec<Answer<'_>> = answers(facts)
        .into_iter()
        .map(|fact| Answer {
            fact,
            text: &sources.get(fact.origin.span.page).text,
        })
        .collect();
    statuses(facts, &answers, diagnostics);
    // Several methods have several sentences, and nobody says which belongs to which.
    let method = facts.requests.first().map(|request| request.value.method);
    let is_one = facts
        .requests
        .iter()
        .all(|request| Some(request.value.method) == method);
    if is_one {
        types(merged, OperationPage { page, facts }, &answers, diagnostics);
    }
    for answer in &answers {
        annotated_list(answer, diagnostics);
    }
}

/// A response, and the text of its page.
#[derive(Clone, Copy)]
struct Answer<'a> {
    fact: &'a Fact<ExampleFact>,
    text: &'a str,
}

impl Answer<'_> {
    /// The line that says the status.
    fn start_line(&self) -> Span {
        let block = self.fact.origin.span;
        find::line(self.text, block, "HTTP").unwrap_or(block)
    }

    /// What the annotation says of the type, in the annotation.
    fn note(&self, words: &str) -> Span {
        let note = self.fact.value.note_span.unwrap_or(self.fact.origin.span);
        find::text(self.text, note, words).unwrap_or(note)
    }

    /// The body, or the key of the list in it.
    fn body(&self) -> Span {
        let whole = self.fact.value.body_span.unwrap_or(self.fact.origin.span);
        let list = [Step::Key("value".to_owned())];
        place(self.text, whole, &list).map_or(whole, |place| place.key)
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
fn statuses(facts: &OperationFacts, answers: &[Answer<'_>], diagnostics: &mut Diagnostics) {
    let success = |status: &u16| (200..400).contains(status);
    let said: Vec<u16> = facts
        .responses
        .iter()
        .flat_map(|fact| fact.value.statuses.iter().copied())
        .filter(success)
        .collect();
    let shown = answers.iter().filter_map(|answer| status_of(answer.fact));
    let agree = shown.clone().any(|status| said.contains(&status));
    let sentence = facts
        .responses
        .iter()
        .find(|fact| fact.value.statuses.iter().any(success));
    if let (false, Some(sentence), Some(answer)) = (agree, sentence, answers.first())
        && let (Some(shown), Some(said)) = (status_of(answer.fact), said.first())
    {
        diagnostics.push(
            Code::StatusConflict
                .at(
                    answer.start_line(),
                    format!("the example answers {shown}, the text says {said}"),
                )
                .here(format!("the example says {shown} here"))
                .also(sentence.origin.span, format!("the text says {said} here"))
                .help("make the two agree; the example was believed"),
        );
    }
}

/// Type and collection of the first answer with a body.
fn types(
    merged: &Merged<'_>,
    OperationPage { page, facts }: OperationPage<'_>,
    answers: &[Answer<'_>],
    diagnostics: &mut Diagnostics,
) {
    // Without a status code it may be any sentence that links a type.
    let sentences = facts.responses.iter();
    let mut sentences = sentences.filter(|fact| !fact.value.statuses.is_empty());
    let said = sentences.find_map(|fact| {
        let expr = fact.value.ty.as_ref()?;
        Some((merged.resolved(expr, page)?, expr, fact))
    });
    let answer = answers
        .iter()
        .find(|answer| answer.fact.value.body.json().is_some());
    let (Some((said, link, sentence)), Some(answer)) = (said, answer) else {
        return;
    };
    let named = answer.fact.value.ty.as_deref();
    let expr = named.map(type_expr::parse_text);
    let annotated = expr.as_ref().and_then(|expr| merged.resolved(expr, page));
    if let Some(annotated) = &annotated
        && let (Some(one), Some(other)) = (said.named(), annotated.named())
        && !merged.related(one, other)
        && !merged.leads_to(page, link, other)
    {
        diagnostics.push(
            Code::ResponseTypeConflict
                .at(
                    answer.note(named.unwrap_or_default()),
                    format!("the annotation says `{}`, the text `{}`", other.0, one.0),
                )
                .here("the annotation of the example")
                .also(sentence.origin.span, "the text says so here")
                .help("make the two agree; the annotation was believed"),
        );
        return;
    }
    if let Some(name) = said.named()
        && !is_plural(link, name)
    {
        collections(&said, sentence.origin.span, answer, diagnostics);
    }
}

/// Whether the example and the sentence at a place agree on how many objects come back.
fn collections(said: &TypeRef, at: Span, answer: &Answer<'_>, diagnostics: &mut Diagnostics) {
    let Some(listed) = is_list(&answer.fact.value) else {
        return;
    };
    let is_many = said.is_collection();
    // "includes [directory] properties" does not say how many objects that are.
    let is_vague =
        !is_many && sentence_text(answer.text, at).is_some_and(|text| text.contains(" properties"));
    if is_many != listed && !is_vague {
        let (text, shown) = if listed {
            ("one object", "a list")
        } else {
            ("a collection", "one object")
        };
        diagnostics.push(
            Code::ResponseCollectionConflict
                .at(
                    answer.body(),
                    format!("the example shows {shown}, the text says {text}"),
                )
                .here(format!("the example shows {shown}"))
                .also(at, format!("the text says {text}"))
                .help("make the two agree; the example was believed"),
        );
    }
}

/// The words of a sentence, which stands on the page of the answer.
fn sentence_text(page: &str, span: Span) -> Option<&str> {
    page.get(span.start as usize..span.end as usize)
}

/// An annotation that says collection, above one object.
fn annotated_list(answer: &Answer<'_>, diagnostics: &mut Diagnostics) {
    let example = &answer.fact.value;
    let says_many = example.is_collection
        || example
            .ty
            .as_deref()
            .is_some_and(|ty| matches!(type_expr::parse_text(ty), TypeExpr::Collection(_)));
    if says_many && is_list(example) == Some(false) {
        let words = if example.is_collection {
            "isCollection"
        } else {
            example.ty.as_deref().unwrap_or_default()
        };
        diagnostics.push(
            Code::ResponseCollectionConflict
                .at(
                    answer.note(words),
                    "the annotation says a collection, the example shows one object",
                )
                .here("the annotation says a collection")
                .also(answer.body(), "the example shows one object")
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
