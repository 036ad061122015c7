//! One method at one path, documented by several pages: which page speaks for it, and which types cover them all.
//!
//! `GET /deviceManagement/deviceConfigurations` stands on the page of every derived configuration; what it returns is their base.

use super::Ctx;
use crate::model::operation::{Body, Response, ResponseBody};
use crate::model::{Operation, OperationId, TypeName, TypeRef};

/// An operation as documented, with the position of the URL in question among its URLs.
#[derive(Clone, Copy)]
pub(super) struct Entry<'m> {
    pub(super) id: &'m OperationId,
    pub(super) operation: &'m Operation,
    pub(super) position: usize,
}

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

/// Merges the operations of one method at one path; there is at least one.
pub(super) fn merge<'m>(ctx: &Ctx<'m>, entries: &[Entry<'m>]) -> Merged<'m> {
    let main = *entries
        .iter()
        .min_by_key(|entry| rank(entry))
        .expect("a slot is made for an operation");
    let others: Vec<_> = entries
        .iter()
        .filter(|entry| entry.id != main.id)
        .copied()
        .collect();
    let results = entries
        .iter()
        .filter_map(|entry| result(entry.operation))
        .filter(|ty| same_form(ty, result(main.operation)));
    let bodies = entries.iter().filter_map(|entry| body(entry.operation));
    let result = common(ctx, results.filter_map(TypeRef::named));
    let body = common(ctx, bodies.filter_map(TypeRef::named));
    Merged {
        main,
        others,
        result,
        body,
    }
}

/// Lower is better: a page that says what comes back and what is sent speaks before one that does not.
fn rank(entry: &Entry) -> (bool, bool, bool, usize) {
    let operation = entry.operation;
    let vague = matches!(operation.body, Body::Untyped);
    (
        result(operation).and_then(TypeRef::named).is_none(),
        vague,
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

fn same_form(ty: &TypeRef, main: Option<&TypeRef>) -> bool {
    main.is_some_and(|main| main.is_collection() == ty.is_collection())
}

/// The nearest type that all of these are or derive from. A root that nobody named says too little: then the one that
/// covers most of them, the first of equals.
fn common<'m>(ctx: &Ctx<'m>, names: impl Iterator<Item = &'m TypeName>) -> Option<&'m TypeName> {
    let names: Vec<_> = names.collect();
    let first = names.first()?;
    if names.iter().all(|name| name == first) {
        return Some(first);
    }
    let lineages: Vec<_> = names.iter().map(|name| ctx.model.lineage(name)).collect();
    let covered = |ty: &TypeName| lineages.iter().filter(|line| line.contains(&ty)).count();
    let nearest = lineages[0].iter().find(|ty| covered(ty) == names.len());
    if let Some(nearest) = nearest
        && (names.contains(nearest)
            || ctx
                .model
                .object(nearest)
                .is_some_and(|object| object.base.is_some()))
    {
        return Some(nearest);
    }
    names.iter().rev().max_by_key(|name| covered(name)).copied()
}
