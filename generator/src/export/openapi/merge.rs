//! One method of one path, documented by several pages: chooses the page that describes it and the types that cover all pages.
//!
//! `GET /deviceManagement/deviceConfigurations` is on the page of every derived configuration; it returns their base.

use std::collections::BTreeMap;

use super::Ctx;
use crate::model::operation::{
    Body, Method, OperationKind, Response, ResponseBody, Segment, UrlTemplate,
};
use crate::model::{Operation, OperationId, TypeName, TypeRef};

/// An operation, and one of its URLs.
#[derive(Clone, Copy)]
pub(super) struct DocumentedCall<'m> {
    /// The id of the operation.
    pub(super) id: &'m OperationId,
    /// The operation.
    pub(super) operation: &'m Operation,
    /// The URL; `None` if the operation has none.
    pub(super) url: Option<&'m UrlTemplate>,
    /// The position of the URL among those of the operation.
    pub(super) position: usize,
}

/// The types that the pages name at one path, with their counts.
pub(super) type TypeCounts<'m> = BTreeMap<&'m TypeName, usize>;

/// The merged operation.
pub(super) struct MergedCall<'m> {
    /// The page that describes the operation.
    pub(super) main: DocumentedCall<'m>,
    /// The other pages, in order.
    pub(super) others: Vec<DocumentedCall<'m>>,
    /// The type that replaces the main page's result.
    pub(super) result: Option<&'m TypeName>,
    /// The type that replaces the main page's body.
    pub(super) body: Option<&'m TypeName>,
}

/// Merges the operations of one method at one path, at least one. `named` counts the types that the pages name at this path, with
/// any method.
pub(super) fn merge<'m>(
    ctx: &Ctx<'m>,
    entries: &[DocumentedCall<'m>],
    named: &TypeCounts<'m>,
) -> MergedCall<'m> {
    // If one page documents an action, a page that creates something at this URL is about something else.
    let is_action = |entry: &DocumentedCall| entry.operation.kind == OperationKind::Action;
    let has_action = entries.iter().any(is_action);
    let main = *entries
        .iter()
        .min_by_key(|entry| (has_action && !is_action(entry), rank(entry)))
        .expect("every method of a path has an operation");
    let others: Vec<_> = entries
        .iter()
        .filter(|entry| entry.id != main.id)
        .copied()
        .collect();
    let at_url = type_at_url(ctx, &main);
    let general = |ty| match at_url {
        Some(base) if ctx.model.lineage(ty).contains(&base) => base,
        _ => most_general(ctx, ty, named),
    };
    let result = result(main.operation).and_then(TypeRef::named).map(general);
    let body = body(main.operation).and_then(TypeRef::named).map(general);
    MergedCall {
        main,
        others,
        result,
        body,
    }
}

/// The type at the end of the URL, found by following its properties.
fn type_at_url<'m>(ctx: &Ctx<'m>, entry: &DocumentedCall<'m>) -> Option<&'m TypeName> {
    match entry.operation.kind {
        OperationKind::Action | OperationKind::Function | OperationKind::Delta => return None,
        OperationKind::Get
        | OperationKind::List
        | OperationKind::Create
        | OperationKind::Update
        | OperationKind::Replace
        | OperationKind::Delete
        | OperationKind::AddReference
        | OperationKind::RemoveReference
        | OperationKind::ListReferences
        | OperationKind::Count
        | OperationKind::Download
        | OperationKind::Upload => {}
    }
    let segments = &entry.url?.segments;
    if !ctx.url_types.is_documented(ctx.model, segments) {
        return None;
    }
    let ty = ctx.url_types.end(ctx.model, segments)?;
    let (name, _) = ctx.model.types.get_key_value(ty.named()?)?;
    Some(name)
}

/// The types that an operation returns or sends.
pub(super) fn named_types(operation: &Operation) -> impl Iterator<Item = &TypeName> {
    [result(operation), body(operation)]
        .into_iter()
        .flatten()
        .filter_map(TypeRef::named)
}

/// Lower is better. A page with a documented response is preferred, then one with few URLs: pages with many, such as those on
/// extended properties, show only one of the types at their URLs.
fn rank(entry: &DocumentedCall) -> (bool, bool, bool, usize, bool, usize) {
    let operation = entry.operation;
    let result = result(operation);
    let is_untyped = result.and_then(TypeRef::named).is_none();
    // A key identifies one object; a name usually a collection.
    let ends_with_key = matches!(
        entry.url.and_then(|url| url.segments.last()),
        Some(Segment::Parameter(_))
    );
    let has_wrong_count = operation.method == Method::Get
        && result.is_some_and(|ty| ty.is_collection() == ends_with_key);
    let has_untyped_body = matches!(operation.body, Body::Untyped);
    (
        is_untyped,
        has_wrong_count,
        has_untyped_body,
        operation.urls.len(),
        operation.permissions.is_none(),
        entry.position,
    )
}

/// The type of the first successful response.
pub(super) fn result(operation: &Operation) -> Option<&TypeRef> {
    operation
        .responses
        .iter()
        .filter(|response| is_success(response))
        .find_map(|response| match &response.body {
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(ty),
            ResponseBody::None | ResponseBody::Bytes { .. } => None,
        })
}

fn is_success(response: &Response) -> bool {
    (200..300).contains(&response.status)
}

fn body(operation: &Operation) -> Option<&TypeRef> {
    match &operation.body {
        Body::Type { ty, .. } => Some(ty),
        Body::None | Body::Parameters(_) | Body::Reference | Body::Bytes { .. } | Body::Untyped => {
            None
        }
    }
}

/// The most distant base of a type that the pages also name here, if it covers several derived types or is named at least as
/// often as the single one. `GET /users` returns users, although a page on managers calls them directory objects.
fn most_general<'m>(ctx: &Ctx<'m>, ty: &'m TypeName, named: &TypeCounts<'m>) -> &'m TypeName {
    let is_general = |base: &&TypeName| {
        let Some(count) = named.get(base) else {
            return false;
        };
        let derived = named
            .iter()
            .filter(|(name, _)| *name != base && ctx.model.lineage(name).contains(base));
        let (kinds, total) = derived.fold((0, 0), |(kinds, total), (_, count)| {
            (kinds + 1, total + count)
        });
        kinds > 1 || *count >= total
    };
    ctx.model
        .lineage(ty)
        .into_iter()
        .rfind(is_general)
        .unwrap_or(ty)
}
