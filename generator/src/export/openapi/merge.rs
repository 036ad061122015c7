//! One method at one path, documented by several pages: which page speaks for it, and which types cover them all.
//!
//! `GET /deviceManagement/deviceConfigurations` stands on the page of every derived configuration; what it returns is their base.

use std::collections::BTreeMap;

use super::Ctx;
use crate::model::operation::{
    Body, Method, OperationKind, Response, ResponseBody, Segment, UrlTemplate,
};
use crate::model::{Operation, OperationId, TypeName, TypeRef};

/// An operation as documented, with the position of the URL in question among its URLs.
#[derive(Clone, Copy)]
pub(super) struct Entry<'m> {
    pub(super) id: &'m OperationId,
    pub(super) operation: &'m Operation,
    /// `None` when no URL leads there.
    pub(super) url: Option<&'m UrlTemplate>,
    pub(super) position: usize,
}

/// The types that the pages name at one path, and how many times.
pub(super) type Named<'m> = BTreeMap<&'m TypeName, usize>;

/// What several pages make together.
pub(super) struct Merged<'m> {
    /// The page that speaks.
    pub(super) main: Entry<'m>,
    /// The other ones, in order.
    pub(super) others: Vec<Entry<'m>>,
    /// The type to name in place of the main page's result.
    pub(super) result: Option<&'m TypeName>,
    /// The type to name in place of the main page's body.
    pub(super) body: Option<&'m TypeName>,
}

/// Merges the operations of one method at one path; there is at least one. `named` are the types that the pages name at this
/// path, with whatever method.
pub(super) fn merge<'m>(ctx: &Ctx<'m>, entries: &[Entry<'m>], named: &Named<'m>) -> Merged<'m> {
    // Where one page calls it an action, a page that creates something there is about something else.
    let is_action = |entry: &Entry| entry.operation.kind == OperationKind::Action;
    let acts = entries.iter().any(is_action);
    let main = *entries
        .iter()
        .min_by_key(|entry| (acts && !is_action(entry), rank(entry)))
        .expect("a slot is made for an operation");
    let others: Vec<_> = entries
        .iter()
        .filter(|entry| entry.id != main.id)
        .copied()
        .collect();
    let here = type_here(ctx, &main);
    let general = |ty| match here {
        Some(here) if ctx.model.lineage(ty).contains(&here) => here,
        _ => most_general(ctx, ty, named),
    };
    let result = result(main.operation).and_then(TypeRef::named).map(general);
    let body = body(main.operation).and_then(TypeRef::named).map(general);
    Merged {
        main,
        others,
        result,
        body,
    }
}

/// The type that the properties along the URL lead to: what the service may give there, or take.
fn type_here<'m>(ctx: &Ctx<'m>, entry: &Entry<'m>) -> Option<&'m TypeName> {
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

/// The types that an operation gives or takes.
pub(super) fn named(operation: &Operation) -> impl Iterator<Item = &TypeName> {
    [result(operation), body(operation)]
        .into_iter()
        .flatten()
        .filter_map(TypeRef::named)
}

/// Lower is better. A page that says what comes back speaks before one that does not, and a page about few URLs before one
/// about many, such as those on extended properties, which show one of the types that their URLs lead to.
fn rank(entry: &Entry) -> (bool, bool, bool, usize, bool, usize) {
    let operation = entry.operation;

    let result = result(operation);
    let silent = result.and_then(TypeRef::named).is_none();
    // A key leads to one object, a name rather to several.
    let ends_with_key = matches!(
        entry.url.and_then(|url| url.segments.last()),
        Some(Segment::Parameter(_))
    );
    let odd = operation.method == Method::Get
        && result.is_some_and(|ty| ty.is_collection() == ends_with_key);
    let vague = matches!(operation.body, Body::Untyped);
    (
        silent,
        odd,
        vague,
        operation.urls.len(),
        operation.permissions.is_none(),
        entry.position,
    )
}

/// The type of the first successful answer.
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

/// The farthest base of a type that the pages name here as well, if it stands for several types that derive from it or is
/// named at least as often as the one. `GET /users` is of users, though a page on managers calls them directory objects.
fn most_general<'m>(ctx: &Ctx<'m>, ty: &'m TypeName, named: &Named<'m>) -> &'m TypeName {
    let speaks = |base: &&TypeName| {
        let Some(times) = named.get(base) else {
            return false;
        };
        let derived = named
            .iter()
            .filter(|(name, _)| *name != base && ctx.model.lineage(name).contains(base));
        let (kinds, total) = derived.fold((0, 0), |(kinds, total), (_, times)| {
            (kinds + 1, total + times)
        });
        kinds > 1 || *times >= total
    };
    ctx.model
        .lineage(ty)
        .into_iter()
        .rfind(speaks)
        .unwrap_or(ty)
}
