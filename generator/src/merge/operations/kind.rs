//! What an operation does: by method, the end of its URL, its title and what comes back (dialect 8.2).

use super::group::{Flavour, Group};
use super::source::{Api, Source};
use super::urls::Ending;
use crate::model::operation::{Method, OperationKind, Response, ResponseBody};

/// The kind of an operation, its responses known.
pub(super) fn kind(
    api: &Api<'_, '_>,
    source: &Source<'_>,
    group: &Group<'_>,
    responses: &[Response],
) -> OperationKind {
    match (group.flavour, group.method) {
        (Flavour::Reference, Method::Get | Method::Head | Method::Options) => {
            return OperationKind::ListReferences;
        }
        (Flavour::Reference, Method::Post | Method::Put | Method::Patch) => {
            return OperationKind::AddReference;
        }
        (Flavour::Reference, Method::Delete) => return OperationKind::RemoveReference,
        (Flavour::Count, _) => return OperationKind::Count,
        (Flavour::Plain | Flavour::Value, _) => {}
    }
    let ending = group.ending();
    match group.method {
        _ if ending == Some(Ending::Delta) => OperationKind::Delta,
        Method::Get | Method::Head | Method::Options => get_kind(source, ending, responses),
        Method::Post => post_kind(api, source, group, responses),
        Method::Put | Method::Patch if sends_bytes(source, group) => OperationKind::Upload,
        Method::Put => OperationKind::Replace,
        Method::Patch => OperationKind::Update,
        Method::Delete => OperationKind::Delete,
    }
}

fn get_kind(source: &Source<'_>, ending: Option<Ending>, responses: &[Response]) -> OperationKind {
    let body = responses.first().map(|response| &response.body);
    let redirects = responses
        .first()
        .is_some_and(|response| response.status == 302);
    let many = matches!(body, Some(ResponseBody::Value(ty) | ResponseBody::Type(ty)) if ty.is_collection());
    let words = Words::new(source);
    match ending {
        Some(Ending::Call | Ending::Operation) => OperationKind::Function,
        _ if words.is_function => OperationKind::Function,
        _ if matches!(body, Some(ResponseBody::Bytes { .. })) || redirects => {
            OperationKind::Download
        }
        _ if many => OperationKind::List,
        _ => OperationKind::Get,
    }
}

/// A POST to a collection creates, unless the page calls it an action.
fn post_kind(
    api: &Api<'_, '_>,
    source: &Source<'_>,
    group: &Group<'_>,
    responses: &[Response],
) -> OperationKind {
    let words = Words::new(source);
    if matches!(group.ending(), Some(Ending::Operation | Ending::Call)) {
        return OperationKind::Action;
    }
    let collection = group.urls.iter().any(|url| api.is_collection(url));
    let creates = responses.iter().any(|response| response.status == 201) && words.creates;
    if collection && !words.is_action || creates {
        return OperationKind::Create;
    }
    if words.is_action {
        return OperationKind::Action;
    }
    if sends_bytes(source, group) {
        return OperationKind::Upload;
    }
    if words.creates {
        OperationKind::Create
    } else {
        OperationKind::Action
    }
}

/// Whether the page speaks of bytes in the body, and of no properties.
fn sends_bytes(source: &Source<'_>, group: &Group<'_>) -> bool {
    let stated = source
        .facts
        .body
        .as_ref()
        .is_some_and(|body| body.bytes && body.tables.is_empty());
    stated || group.ending() == Some(Ending::Value)
}

/// What the title says.
struct Words {
    is_action: bool,
    is_function: bool,
    creates: bool,
}

impl Words {
    fn new(source: &Source<'_>) -> Self {
        let title = source.page.title.value.to_ascii_lowercase();
        let first = title.split_whitespace().next().unwrap_or_default();
        let last = title.split_whitespace().next_back().unwrap_or_default();
        // `owner: operation`, or a bare operation name.
        let is_operation = title.contains(": ") || !title.contains(' ');
        Self {
            is_action: last == "action" || is_operation,
            is_function: last == "function",
            creates: matches!(
                first,
                "create" | "add" | "post" | "upload" | "upsert" | "new" | "register" | "invite"
            ),
        }
    }
}
