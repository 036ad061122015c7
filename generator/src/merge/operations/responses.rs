//! What comes back (dialect 9.6). Status: example before sentence. Collection: example body before sentence before annotation.
//! Type: annotation before sentence before Methods table; where the annotation of an example is more special than the
//! sentence, the sentence says what comes back in general.

use super::group::{Flavour, Group};
use super::source::{Api, Source};
use super::urls::Ending;
use crate::facts::operation::examples::{ExampleBody, ExampleFact, ExampleMessage};
use crate::facts::operation::response::ResponseClaim;
use crate::facts::operation::url::{self, Target};
use crate::model::operation::{Method, Response, ResponseBody};
use crate::model::{Primitive, TypeName, TypeRef};

/// The responses of an operation: the successful ones, the main one first.
pub(super) fn responses(
    api: &Api<'_, '_>,
    source: &Source<'_>,
    group: &Group<'_>,
) -> Vec<Response> {
    let answers = answers(group);
    let claims: Vec<&ResponseClaim> = source
        .facts
        .responses
        .iter()
        .map(|fact| &fact.value)
        .collect();
    let claimed = claimed_statuses(&claims);
    let main = answers.first().copied();
    let status = main
        .and_then(status_of)
        .or_else(|| claimed.first().copied())
        .unwrap_or_else(|| default_status(group.method));
    let evidence = Evidence {
        api,
        source,
        group,
        answers: &answers,
        claims: &claims,
    };
    let mut out = vec![Response {
        status,
        body: evidence.body(status, main),
    }];
    let others = answers[answers.len().min(1)..]
        .iter()
        .filter_map(|answer| Some((status_of(answer)?, Some(*answer))));
    for (status, answer) in others.chain(claimed.iter().map(|status| (*status, None))) {
        if !out.iter().any(|known| known.status == status) {
            let body = evidence.body(status, answer);
            out.push(Response { status, body });
        }
    }
    out
}

/// The successful example responses to requests of the service, in page order. A response without status counts as one.
fn answers<'p>(group: &Group<'p>) -> Vec<&'p ExampleFact> {
    let mut foreign = false;
    let mut out = Vec::new();
    for example in &group.examples {
        match &example.message {
            ExampleMessage::Request { method, url } => {
                foreign = *method != group.method || is_foreign(url);
            }
            ExampleMessage::Response { status } => {
                let success = status.is_none_or(|status| (200..400).contains(&status));
                if success && !foreign {
                    out.push(*example);
                }
            }
            ExampleMessage::Fragment => {}
        }
    }
    out
}

fn is_foreign(written: &str) -> bool {
    match url::parse(written) {
        Some(Target::Url(url)) => url.foreign_host.is_some(),
        Some(Target::Unknown { .. }) | None => false,
    }
}

fn status_of(example: &ExampleFact) -> Option<u16> {
    match example.message {
        ExampleMessage::Response { status } => status,
        ExampleMessage::Request { .. } | ExampleMessage::Fragment => None,
    }
}

/// The success codes that the sentences name, in order.
fn claimed_statuses(claims: &[&ResponseClaim]) -> Vec<u16> {
    let all = claims
        .iter()
        .flat_map(|claim| claim.statuses.iter().copied());
    all.filter(|status| (200..400).contains(status)).collect()
}

/// OData 4.01 part 1, sections 8.2 and 11: what a method answers when nothing else is said.
fn default_status(method: Method) -> u16 {
    match method {
        Method::Delete => 204,
        Method::Get
        | Method::Head
        | Method::Post
        | Method::Put
        | Method::Patch
        | Method::Options => 200,
    }
}

/// All that is known of the responses of one operation.
struct Evidence<'e, 'p> {
    api: &'e Api<'e, 'e>,
    source: &'e Source<'p>,
    group: &'e Group<'p>,
    answers: &'e [&'p ExampleFact],
    claims: &'e [&'p ResponseClaim],
}

impl Evidence<'_, '_> {
    /// The body that comes with a status. `example` is the response that shows it, if one does.
    fn body(&self, status: u16, example: Option<&ExampleFact>) -> ResponseBody {
        let empty = ResponseBody::None;
        if matches!(status, 204 | 205 | 304) || self.group.method == Method::Head {
            return empty;
        }
        let shown = example.map_or(&ExampleBody::None, |example| &example.body);
        let is_json = shown.json().is_some();
        if self.group.flavour == Flavour::Count && !is_json {
            return bytes("text/plain", None);
        }
        if (300..400).contains(&status) && !is_json {
            return empty;
        }
        let claim = self.claim(status);
        let ty = self.element(example, claim);
        if self.is_bytes(example, claim, ty.as_ref()) {
            return bytes(content_type(example), self.stands_for());
        }
        let says_nothing = claim.is_some_and(|claim| claim.nothing)
            || status == 202
            || self.group.method == Method::Delete;
        if !is_json && (says_nothing || ty.is_none()) && !self.expects_body(claim) {
            return empty;
        }
        let many = self.is_collection(example, claim);
        wrap(ty.unwrap_or(TypeRef::Untyped), many, shown)
    }

    /// The sentence that is about a status: the one that names it first, or the only one.
    fn claim(&self, status: u16) -> Option<&ResponseClaim> {
        let naming = self
            .claims
            .iter()
            .find(|claim| claim.statuses.first() == Some(&status));
        let any = || {
            self.claims
                .iter()
                .find(|claim| claim.statuses.contains(&status) || claim.statuses.is_empty())
        };
        naming.or_else(any).or_else(|| self.claims.first()).copied()
    }

    /// A GET answers with something.
    fn expects_body(&self, claim: Option<&ResponseClaim>) -> bool {
        self.group.method == Method::Get && !claim.is_some_and(|claim| claim.nothing)
    }

    /// The type of the body, or of an element of it.
    fn element(
        &self,
        example: Option<&ExampleFact>,
        claim: Option<&ResponseClaim>,
    ) -> Option<TypeRef> {
        let scope = self.source.scope;
        let annotated = example
            .and_then(|example| self.annotated(example))
            .or_else(|| {
                let others = self
                    .answers
                    .iter()
                    .filter(|answer| answer.body.json().is_some());
                others.copied().find_map(|answer| self.annotated(answer))
            });
        let said = claim
            .and_then(|claim| claim.ty.as_ref())
            .or_else(|| self.claims.iter().find_map(|claim| claim.ty.as_ref()))
            .and_then(|expr| self.api.resolved(expr, scope));
        let listed = self
            .source
            .returns
            .and_then(|expr| self.api.resolved(expr, scope));
        let element = match (annotated, said) {
            (Some(annotated), Some(said)) => Some(self.more_general(annotated, said)),
            (annotated, said) => annotated
                .or(said)
                .or(listed)
                .or_else(|| example.and_then(|example| self.tagged(example))),
        };
        element.map(|ty| ty.element().clone())
    }

    /// Of two types, the one that the other derives from; the first if they have nothing to do with each other.
    fn more_general(&self, first: TypeRef, second: TypeRef) -> TypeRef {
        let general = match (first.named(), second.named()) {
            (Some(one), Some(other)) => self.api.derives(one, other),
            _ => false,
        };
        if general { second } else { first }
    }

    /// The type that an annotation gives to what a download holds; it may stand at the redirect that leads there.
    fn stands_for(&self) -> Option<TypeName> {
        let annotated = self
            .answers
            .iter()
            .find_map(|answer| self.annotated(answer))?;
        let name = annotated.named()?;
        self.api.model.object(name).map(|_| name.clone())
    }

    fn annotated(&self, example: &ExampleFact) -> Option<TypeRef> {
        self.api.tagged(example.ty.as_deref()?, self.source.scope)
    }

    /// The type by the body's own `@odata.type`.
    fn tagged(&self, example: &ExampleFact) -> Option<TypeRef> {
        let json = example.body.json()?;
        let inner = json.get("value").unwrap_or(json);
        let item = inner
            .as_array()
            .map_or(Some(inner), |items| items.first())?;
        let tag = item
            .get("@odata.type")
            .or_else(|| json.get("@odata.type"))?
            .as_str()?;
        self.api.tagged(tag, self.source.scope)
    }

    fn is_collection(&self, example: Option<&ExampleFact>, claim: Option<&ResponseClaim>) -> bool {
        if let Some(json) = example.and_then(|example| example.body.json()) {
            return super::examples::is_list(json);
        }
        let is_many =
            |ty: &crate::facts::TypeExpr| matches!(ty, crate::facts::TypeExpr::Collection(_));
        if let Some(ty) = claim.and_then(|claim| claim.ty.as_ref()) {
            return is_many(ty);
        }
        let annotated = example.is_some_and(|example| example.is_collection);
        annotated || self.source.returns.is_some_and(is_many)
    }

    /// Bytes: `$value`, an annotated or stated stream, or an example that shows something other than JSON.
    fn is_bytes(
        &self,
        example: Option<&ExampleFact>,
        claim: Option<&ResponseClaim>,
        ty: Option<&TypeRef>,
    ) -> bool {
        let shown = example.map(|example| &example.body);
        let is_text =
            matches!(shown, Some(ExampleBody::Other)) && !content_type(example).contains("json");
        if let Some(ty) = ty
            && !is_text
        {
            return *ty == TypeRef::Primitive(Primitive::Stream);
        }
        if matches!(shown, Some(ExampleBody::Json { .. })) {
            return false;
        }
        let stated = claim.is_some_and(|claim| claim.bytes);
        let is_value = self.group.ending() == Some(Ending::Value);
        stated
            || matches!(shown, Some(ExampleBody::Other))
            || (is_value && self.group.method == Method::Get)
    }
}

/// Collections and scalars come inside `{"value": …}`; a bare array does not. A single object inside of it is a quirk of
/// the pages' generator: the service returns the object itself (dialect 8.5).
fn wrap(element: TypeRef, many: bool, shown: &ExampleBody) -> ResponseBody {
    let is_bare_array = shown.json().is_some_and(serde_json::Value::is_array);
    let is_scalar = matches!(element, TypeRef::Primitive(_));
    let is_scalar = is_scalar && !matches!(shown, ExampleBody::Other);
    let is_value = shown.json().and_then(|json| json.get("value")).is_some();
    match (many, element) {
        (true, element) if is_bare_array => {
            ResponseBody::Type(TypeRef::Collection(Box::new(element)))
        }
        (true, element) => ResponseBody::Value(TypeRef::Collection(Box::new(element))),
        (false, element) if is_scalar => ResponseBody::Value(element),
        // A scalar in an envelope, of a type that nobody names: `{"value": true}`.
        (false, TypeRef::Untyped) if is_value => ResponseBody::Value(scalar(shown)),
        (false, element) => ResponseBody::Type(element),
    }
}

fn scalar(shown: &ExampleBody) -> TypeRef {
    match shown.json().and_then(|json| json.get("value")) {
        Some(serde_json::Value::Bool(_)) => TypeRef::Primitive(Primitive::Boolean),
        Some(serde_json::Value::String(_)) => TypeRef::Primitive(Primitive::String),
        Some(serde_json::Value::Number(number)) if !number.is_f64() => {
            TypeRef::Primitive(Primitive::Int32)
        }
        Some(serde_json::Value::Number(_)) => TypeRef::Primitive(Primitive::Double),
        _ => TypeRef::Untyped,
    }
}

fn bytes(content_type: &str, ty: Option<TypeName>) -> ResponseBody {
    ResponseBody::Bytes {
        content_type: content_type.to_owned(),
        ty,
    }
}

fn content_type(example: Option<&ExampleFact>) -> &str {
    let headers = example
        .map(|example| example.headers.as_slice())
        .unwrap_or_default();
    headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        .map_or("", |(_, value)| {
            value.split(';').next().unwrap_or_default().trim()
        })
}
