//! What rustdoc says of operations and places: the page's text, who may call, what comes back, and an example that compiles.

use crate::model::operation::{Body, PermissionSet, Permissions};
use crate::model::{Doc, Operation as ModelOperation};
use crate::plan::ctx::Ctx;
use crate::plan::docs::{Link, Links};
use crate::plan::texts::{Here, code};
use crate::plan::{DocLevel, Docs, RustIdent};

use super::Operation;
use super::placement::Placement;
use super::step::Step;

/// What an operation says, but for its example, which needs the tree of places.
pub(super) fn operation_docs(
    ctx: &Ctx<'_>,
    placement: &Placement,
    operation: &ModelOperation,
) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs == DocLevel::None {
        return docs;
    }
    let here = Here {
        ctx,
        gates: [placement.gate.as_ref(), None],
    };
    docs.text(&operation.doc, ctx.config.docs, &here);
    if docs.is_empty() {
        docs.text(&Doc::from_text(&operation.title), ctx.config.docs, &here);
    }
    let method = operation.method.as_str();
    for url in operation.urls.iter().take(MAX_URLS) {
        docs.item(&code(&format!("{method} {}", url.template)));
    }
    if operation.urls.len() > MAX_URLS {
        let more = operation.urls.len() - MAX_URLS;
        docs.item(&format!("and {more} more; see `URLS`"));
    }
    if let Some(permissions) = &operation.permissions {
        docs.table(&permission_rows(permissions));
    }
    let statuses: Vec<String> = operation
        .responses
        .iter()
        .map(|response| code(&response.status.to_string()))
        .collect();
    let mut tail = Vec::new();
    tail.extend(sent_as(&operation.body));
    if !statuses.is_empty() {
        tail.push(format!("Responds with status {}.", statuses.join(" or ")));
    }
    tail.push(match here.page_url(&operation.page, "") {
        Some(url) => format!("[Documented here](<{url}>)."),
        None => format!("Documented in {}.", code(&operation.page.0)),
    });
    if let Some(gate) = &placement.gate {
        tail.push(format!("Needs the cargo feature `{}`.", gate.as_str()));
    }
    docs.paragraph(&tail.join(" "));
    docs
}

/// What bytes are sent as, where the page names a type; callers may know better.
fn sent_as(body: &Body) -> Option<String> {
    match body {
        Body::Bytes { content_type } if content_type.starts_with("multipart/") => None,
        Body::Bytes { content_type } if !content_type.is_empty() => Some(format!(
            "The bytes are sent as {}; `header(\"Content-Type\", …)` overrides that.",
            code(content_type)
        )),
        Body::Bytes { .. } | Body::None | Body::Type { .. } | Body::Parameters(_) => None,
        Body::Reference | Body::Untyped => None,
    }
}

/// More URLs than these are not listed.
const MAX_URLS: usize = 6;

fn permission_rows(permissions: &Permissions) -> Vec<[String; 2]> {
    let row = |who: &str, set: &PermissionSet| {
        let text = match set {
            PermissionSet::Unknown => "not documented".to_owned(),
            PermissionSet::NotSupported => "not supported".to_owned(),
            PermissionSet::AnyOf(names) => {
                let names: Vec<String> = names.iter().map(|name| code(name)).collect();
                names.join(", ")
            }
        };
        [who.to_owned(), text]
    };
    vec![
        [
            "Caller".to_owned(),
            "Any one of these permissions, least privileged first".to_owned(),
        ],
        row("Work or school account", &permissions.delegated_work),
        row("Personal account", &permissions.delegated_personal),
        row("Application", &permissions.application),
    ]
}

/// What an operation does, in one sentence.
pub(super) fn summary(operation: &ModelOperation) -> Doc {
    if operation.doc.is_empty() {
        Doc::from_text(&operation.title)
    } else {
        operation.doc.first_sentence()
    }
}

/// What the constructor of an operation says.
pub(super) fn at_docs(ctx: &Ctx<'_>, operation: &ModelOperation) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs != DocLevel::None {
        docs.paragraph(if operation.urls.is_empty() {
            "Builds the request for this path; the documentation gives none."
        } else {
            "Builds the request for an arbitrary path."
        });
    }
    docs
}

/// What the struct of an operation's parameters says.
pub(super) fn parameters_docs(ctx: &Ctx<'_>, operation: &RustIdent) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs != DocLevel::None {
        docs.paragraph(&format!("The parameters of [`{}`].", operation.written()));
    }
    docs
}

/// What a kind of place says.
pub(super) fn kind_docs(level: DocLevel, template: &str) -> Docs {
    let mut docs = Docs::default();
    if level != DocLevel::None {
        docs.paragraph(&format!(
            "Request builder for {} and for paths with the same requests.",
            code(template)
        ));
    }
    docs
}

/// What a method says that leads to another place.
pub(super) fn step_docs(level: DocLevel, url: &str) -> Docs {
    let mut docs = Docs::default();
    if level != DocLevel::None {
        docs.paragraph(&code(url));
    }
    docs
}

/// What a method says that makes an operation.
pub(super) fn call_docs(level: DocLevel, url: &str, operation: &Operation) -> Docs {
    let mut docs = Docs::default();
    if level == DocLevel::None {
        return docs;
    }
    let method = operation.method.as_str();
    docs.paragraph(&code(&format!("{method} {url}")));
    docs.text(&operation.summary, level, &Nowhere);
    let name = operation.ident.written();
    docs.paragraph(&format!("See [`{name}`](operations::{name})."));
    docs
}

/// The URL of a place with this template, and of what a step adds to it.
pub(super) fn url(place: &str, step: Option<&Step>, parameters: &[String]) -> String {
    let end = step.map_or_else(String::new, |step| step.template(parameters));
    match format!("{place}{end}").as_str() {
        "" => "/".to_owned(),
        url => url.to_owned(),
    }
}

struct Nowhere;

impl Links for Nowhere {
    fn resolve(&self, _target: &str) -> Link {
        Link::Nowhere
    }
}

/// What the client says.
pub(super) fn client_docs(ctx: &Ctx<'_>) -> Docs {
    let mut docs = Docs::default();
    if ctx.config.docs != DocLevel::None {
        docs.paragraph("The API client. Each of its methods starts a request path with the first segment of a URL.");
        docs.paragraph("Clones are cheap, and share connections and tokens.");
        docs.paragraph(
            "An operation that lists objects returns one page when it is awaited; `stream()` of [`Listing`](super::prelude::Listing) \
             yields the items of all pages. `properties` has the names for `select`, `filter` and the other query options.",
        );
        docs.paragraph(
            "A failed call returns an [`Error`](super::Error) with the kind of failure, the service's message, the service's id of the \
             request, and the permissions that the caller needs. Its text is one line that says what to do.",
        );
    }
    docs
}
