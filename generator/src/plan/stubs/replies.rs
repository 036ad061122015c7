//! What a call gives back, decided by the documented responses.

use std::collections::BTreeSet;

use crate::model::operation::{Method, OperationKind, Response, ResponseBody};
use crate::model::{Operation, TypeKind, TypeRef};
use crate::plan::ctx::Ctx;
use crate::plan::items;
use crate::plan::{RustPath, RustType};

use super::Reply;

/// The reply of an operation.
pub(super) fn reply(ctx: &Ctx<'_>, operation: &Operation) -> Reply {
    let fine = || {
        operation
            .responses
            .iter()
            .filter(|response| is_fine(response))
    };
    match operation.kind {
        OperationKind::Count => return Reply::Count,
        OperationKind::Download => return Reply::Download,
        OperationKind::Get
        | OperationKind::List
        | OperationKind::Create
        | OperationKind::Update
        | OperationKind::Replace
        | OperationKind::Delete
        | OperationKind::Action
        | OperationKind::Function
        | OperationKind::Delta
        | OperationKind::AddReference
        | OperationKind::RemoveReference
        | OperationKind::ListReferences
        | OperationKind::Upload => {}
    }
    if fine().any(|response| matches!(response.body, ResponseBody::Bytes { .. })) {
        return Reply::Download;
    }
    let body = fine().find_map(|response| match &response.body {
        ResponseBody::Type(ty) => Some((ty, false)),
        ResponseBody::Value(ty) => Some((ty, true)),
        ResponseBody::None | ResponseBody::Bytes { .. } => None,
    });
    let may_be_empty = fine().any(|response| matches!(response.body, ResponseBody::None));
    let statuses: BTreeSet<u16> = fine().map(|response| response.status).collect();
    match body {
        Some((TypeRef::Collection(item), true)) => {
            let item = rust_type(ctx, item);
            if operation.kind == OperationKind::Delta {
                Reply::Delta(item)
            } else {
                Reply::Paged(item)
            }
        }
        Some((ty, true)) => Reply::Value(rust_type(ctx, ty)),
        Some((ty, false)) if may_be_empty => Reply::Maybe(rust_type(ctx, ty)),
        Some((ty, false)) => Reply::Json(rust_type(ctx, ty)),
        None if statuses.iter().any(|status| (300..400).contains(status)) => Reply::Download,
        None if statuses.contains(&202) => Reply::Started,
        None if statuses.is_empty() && operation.method == Method::Get => {
            Reply::Json(RustType::Json)
        }
        None => Reply::Nothing,
    }
}

/// Whether a response is a success, or leads to one.
pub(super) fn is_fine(response: &Response) -> bool {
    (200..400).contains(&response.status)
}

/// The type, as Rust has it.
pub(super) fn rust_type(ctx: &Ctx<'_>, ty: &TypeRef) -> RustType {
    let target = ty.named().and_then(|name| ctx.graph.id(name));
    items::rust_type(ctx, ty, target)
}

/// The record whose properties the reply consists of: what `select` and its like name.
pub(super) fn subject(ctx: &Ctx<'_>, operation: &Operation) -> Option<RustPath> {
    let fine = operation
        .responses
        .iter()
        .filter(|response| is_fine(response));
    let mut types = fine.filter_map(|response| match &response.body {
        ResponseBody::Type(ty) | ResponseBody::Value(ty) => ctx.graph.id(ty.named()?),
        ResponseBody::None | ResponseBody::Bytes { .. } => None,
    });
    types.find_map(|id| match &ctx.graph.defs[id].kind {
        TypeKind::Object(_) => Some(ctx.paths[id].clone()),
        TypeKind::Enum(_) => None,
    })
}
