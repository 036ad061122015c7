//! The claims about one operation: what its page, its examples and the tables of methods say of it.

use super::question::{Claim, Explanation, Question};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::examples::ExampleMessage;
use crate::facts::operation::permissions::Caller;
use crate::facts::operation::request_line::{self, RequestLine};
use crate::facts::operation::url::{self, Target};
use crate::facts::{Origin, PageFacts, Rule, TypeExpr, type_expr};
use crate::merge::{Merged, OperationPage, PageScope};
use crate::model::operation::{Body, Method, Operation, PermissionSet, ResponseBody};
use crate::model::url_types::form;
use crate::model::{OperationId, PagePath, TypeRef};

/// Finds the operation by its id (`user-get`), its title (`Get user`) or one of its URLs (`GET /users/{id}`), and explains it.
pub(super) fn explain(merged: &Merged<'_>, target: &str) -> Option<Explanation> {
    let (id, operation) = find(merged, target)?;
    let mut pages = merged.operations();
    let OperationPage { page, facts } =
        pages.find(|documented| documented.page.path == operation.page.0)?;
    let mut questions = vec![
        addresses(facts, operation),
        Question::new("status", &status(operation), statuses(facts)),
        Question::new(
            "returns",
            &returned(operation),
            returns(merged, page, facts),
        ),
        Question::new("body", &sent(&operation.body), bodies(merged, page, facts)),
        permissions(facts, operation),
    ];
    let owner = operation.owner.as_ref();
    let owner = owner.map_or("nobody", |owner| owner.0.as_str());
    let listed = rows(merged, page).map(|(owner, _, origin)| {
        let info = merged.model.pages.get(&PagePath(owner.path.clone()));
        let first = info.and_then(|info| info.types.first());
        let says = first.map_or_else(|| owner.path.clone(), |name| name.0.clone());
        Claim::new(says, origin, 1)
    });
    questions.push(Question::new("listed by", owner, listed.collect()));
    Some(Explanation {
        name: format!("{}: {}", id.0, operation.title),
        questions,
    })
}

fn find<'m>(merged: &'m Merged<'_>, target: &str) -> Option<(&'m OperationId, &'m Operation)> {
    let operations = || merged.model.operations.iter();
    let by_name = operations().find(|(id, operation)| {
        id.0.eq_ignore_ascii_case(target) || operation.title.eq_ignore_ascii_case(target)
    });
    by_name.or_else(|| {
        let (method, url) = match request_line::method(target) {
            Some((method, url)) => (Some(method), url),
            None => (None, target),
        };
        let Some(Target::Url(url)) = url::parse(url).filter(|_| url.contains('/')) else {
            return None;
        };
        let wanted = form(&url.template.segments);
        let is_at = |operation: &Operation| {
            let mut urls = operation.urls.iter();
            urls.any(|url| form(&url.segments) == wanted)
        };
        let by_method = |method: Method| {
            operations().find(|(_, operation)| operation.method == method && is_at(operation))
        };
        match method {
            Some(method) => by_method(method),
            None => by_method(Method::Get).or_else(|| operations().find(|(_, one)| is_at(one))),
        }
    })
}

/// Each request line that is one of the operation's URLs.
fn addresses(facts: &OperationFacts, operation: &Operation) -> Question {
    let shown = |request: &RequestLine| match &request.target {
        Target::Url(url) => format!("{} {}", request.method.as_str(), url.template.written),
        Target::Unknown { .. } => format!("{}, of an unknown URL", request.method.as_str()),
    };
    let claims = facts
        .requests
        .iter()
        .map(|fact| Claim::new(shown(&fact.value), fact.origin, 1));
    let urls: Vec<String> = operation
        .urls
        .iter()
        .map(|url| format!("{} {}", operation.method.as_str(), url.written))
        .collect();
    Question::listing("addresses", &urls, claims.collect())
}

fn status(operation: &Operation) -> String {
    let first = operation.responses.first();
    first.map_or_else(
        || "unknown".to_owned(),
        |response| response.status.to_string(),
    )
}

/// What examples answer, and what the text says.
fn statuses(facts: &OperationFacts) -> Vec<Claim> {
    let mut out = Vec::new();
    for fact in &facts.examples {
        if let ExampleMessage::Response {
            status: Some(status),
        } = fact.value.message
        {
            out.push(Claim::new(status.to_string(), fact.origin, 1));
        }
    }
    for fact in &facts.responses {
        for status in &fact.value.statuses {
            out.push(Claim::new(status.to_string(), fact.origin, 2));
        }
    }
    out
}

fn returned(operation: &Operation) -> String {
    let mut responses = operation.responses.iter();
    let body = responses.find_map(|response| match &response.body {
        ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(ty.to_string()),
        ResponseBody::Bytes { .. } => Some("bytes".to_owned()),
        ResponseBody::None => None,
    });
    body.unwrap_or_else(|| "nothing".to_owned())
}

/// The annotations of examples, the sentences, and the tables of methods.
fn returns(merged: &Merged<'_>, page: &PageFacts, facts: &OperationFacts) -> Vec<Claim> {
    let named = |expr: &TypeExpr, page: &PageFacts| {
        merged.index.resolve(expr, PageScope::new(page)).to_string()
    };
    let mut out = Vec::new();
    for fact in &facts.examples {
        let is_response = matches!(fact.value.message, ExampleMessage::Response { .. });
        if let (true, Some(ty), Some(span)) = (is_response, &fact.value.ty, fact.value.note_span) {
            let ty = merged
                .index
                .resolve(&type_expr::parse_text(ty), PageScope::new(page));
            let ty = if fact.value.is_collection && !ty.is_collection() {
                TypeRef::Collection(Box::new(ty))
            } else {
                ty
            };
            let rule = Rule::Annotation;
            out.push(Claim::new(ty.to_string(), Origin { span, rule }, 1));
        }
    }
    for fact in &facts.responses {
        if let Some(ty) = &fact.value.ty {
            out.push(Claim::new(named(ty, page), fact.origin, 2));
        }
    }
    for (owner, returns, origin) in rows(merged, page) {
        if let Some(ty) = returns {
            out.push(Claim::new(named(ty, owner), origin, 3));
        }
    }
    out
}

/// The rows of tables of methods that lead to a page, each with the page it stands on.
fn rows<'m>(
    merged: &'m Merged<'_>,
    page: &'m PageFacts,
) -> impl Iterator<Item = (&'m PageFacts, Option<&'m TypeExpr>, Origin)> {
    merged.pages.iter().flat_map(|owner| {
        let methods = owner.methods.iter().filter(|method| {
            let target = method.target.as_deref().unwrap_or_default();
            let path = target.split('#').next().unwrap_or_default();
            path.eq_ignore_ascii_case(&page.path)
        });
        methods.map(move |method| {
            let rule = Rule::MethodRow;
            let origin = Origin {
                span: method.span,
                rule,
            };
            (owner, method.returns.as_ref(), origin)
        })
    })
}

fn sent(body: &Body) -> String {
    match body {
        Body::None => "nothing".to_owned(),
        Body::Type { ty, .. } => ty.to_string(),
        Body::Parameters(parameters) => {
            let names: Vec<&str> = parameters.iter().map(|one| one.name.0.as_str()).collect();
            names.join(", ")
        }
        Body::Reference => "a reference".to_owned(),
        Body::Bytes { .. } => "bytes".to_owned(),
        Body::Untyped => "JSON of a form that nobody describes".to_owned(),
    }
}

/// What the sentence says, and the tables.
fn bodies(merged: &Merged<'_>, page: &PageFacts, facts: &OperationFacts) -> Vec<Claim> {
    let Some(body) = &facts.body else {
        return Vec::new();
    };
    let said = body.ty.iter().map(|fact| {
        let ty = merged.index.resolve(&fact.value, PageScope::new(page));
        Claim::new(ty.to_string(), fact.origin, 1)
    });
    let tables = body.tables.iter().filter_map(|table| {
        let names: Vec<&str> = table
            .rows
            .iter()
            .map(|row| row.name.value.as_str())
            .collect();
        let first = table.rows.first()?;
        Some(Claim::new(names.join(", "), first.name.origin, 2))
    });
    said.chain(tables).collect()
}

/// Each row of the tables, and what they give together.
fn permissions(facts: &OperationFacts, operation: &Operation) -> Question {
    let shown = |caller: Caller, set: &PermissionSet| {
        let caller = match caller {
            Caller::DelegatedWork => "delegated, work",
            Caller::DelegatedPersonal => "delegated, personal",
            Caller::Application => "application",
        };
        let set = match set {
            PermissionSet::Unknown => "left open".to_owned(),
            PermissionSet::NotSupported => "not supported".to_owned(),
            PermissionSet::AnyOf(scopes) => scopes.join(", "),
        };
        format!("{caller}: {set}")
    };
    let claims = facts.permissions.grants.iter().map(|fact| {
        let says = shown(fact.value.caller, &fact.value.set);
        Claim::new(says, fact.origin, 1)
    });
    let answers: Vec<String> = operation
        .permissions
        .iter()
        .flat_map(|all| {
            [
                shown(Caller::DelegatedWork, &all.delegated_work),
                shown(Caller::DelegatedPersonal, &all.delegated_personal),
                shown(Caller::Application, &all.application),
            ]
        })
        .collect();
    Question::listing("permissions", &answers, claims.collect())
}
