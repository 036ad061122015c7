//! The permissions that a program needs: from the operations that it calls to the least privileged set for each kind of caller.
//! The operations are given by name or URL ([`select`]) or found in Rust source ([`source`]). Knows no files.

mod cover;
mod report;
pub mod select;
#[cfg(feature = "cli")]
pub mod source;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::operation::{Method, PermissionSet, Permissions};
use crate::model::{Model, OperationId};

/// A position in a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SourceLine {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// The called operations with the source lines of their calls; without lines if the user named the operation.
pub type Calls = BTreeMap<OperationId, BTreeSet<SourceLine>>;

/// Code that looks like a call of an operation but could not be resolved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct UnresolvedCall {
    /// The position.
    pub place: SourceLine,
    /// The code, abbreviated.
    pub text: String,
    /// Why it could not be resolved.
    pub reason: String,
}

/// The permissions that a program needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PermissionReport {
    /// The operations that it calls, by id.
    pub operations: Vec<CalledOperation>,
    /// The permissions for each kind of caller.
    pub callers: Vec<CallerPermissions>,
    /// The calls that could not be resolved, by position.
    pub unresolved: Vec<UnresolvedCall>,
}

/// An operation that is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalledOperation {
    /// Its id.
    pub id: OperationId,
    /// Its HTTP method.
    pub method: Method,
    /// Its first URL; `None` if the page has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The positions of the calls.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub places: BTreeSet<SourceLine>,
}

/// The kinds of callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Caller {
    /// An app on behalf of a user with a work or school account.
    DelegatedWork,
    /// An app on behalf of a user with a personal account.
    DelegatedPersonal,
    /// An app on its own behalf.
    Application,
}

/// The permissions that one kind of caller needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallerPermissions {
    /// The kind.
    pub caller: Caller,
    /// The permissions, by name. Together they suffice for every operation that is not listed below.
    pub permissions: Vec<NeededPermission>,
    /// Operations that this kind of caller cannot call.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_supported: Vec<OperationId>,
    /// Operations whose pages list no permissions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<OperationId>,
}

/// A permission, and the operations that it is needed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NeededPermission {
    /// Its name.
    pub name: String,
    /// The operations.
    pub operations: Vec<Reliance>,
}

/// An operation that relies on a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reliance {
    /// The operation.
    pub id: OperationId,
    /// Less privileged ones that suffice for this operation alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub would_do: Vec<String>,
}

/// The permissions that the operations need together. Unknown ids are left out.
pub fn report(
    model: &Model,
    calls: Calls,
    unresolved: BTreeSet<UnresolvedCall>,
) -> PermissionReport {
    let called = |(id, places): (OperationId, BTreeSet<SourceLine>)| {
        let operation = model.operations.get(&id)?;
        Some(CalledOperation {
            method: operation.method,
            url: operation.urls.first().map(|url| url.template.clone()),
            id,
            places,
        })
    };
    let operations: Vec<CalledOperation> = calls.into_iter().filter_map(called).collect();
    let callers = [
        Caller::DelegatedWork,
        Caller::DelegatedPersonal,
        Caller::Application,
    ];
    PermissionReport {
        callers: callers
            .into_iter()
            .map(|caller| caller_permissions(model, &operations, caller))
            .collect(),
        operations,
        unresolved: unresolved.into_iter().collect(),
    }
}

fn caller_permissions(
    model: &Model,
    operations: &[CalledOperation],
    caller: Caller,
) -> CallerPermissions {
    let mut needs = CallerPermissions {
        caller,
        permissions: Vec::new(),
        not_supported: Vec::new(),
        unknown: Vec::new(),
    };
    let mut lists: Vec<(&OperationId, &[String])> = Vec::new();
    for CalledOperation { id, .. } in operations {
        let permissions = model.operations[id].permissions.as_ref();
        match permissions.map(|permissions| caller_set(permissions, caller)) {
            Some(PermissionSet::AnyOf(list)) if !list.is_empty() => lists.push((id, list)),
            Some(PermissionSet::NotSupported) => needs.not_supported.push(id.clone()),
            Some(PermissionSet::Unknown | PermissionSet::AnyOf(_)) | None => {
                needs.unknown.push(id.clone());
            }
        }
    }
    needs.permissions = cover::cover(&lists);
    needs
}

fn caller_set(permissions: &Permissions, caller: Caller) -> &PermissionSet {
    match caller {
        Caller::DelegatedWork => &permissions.delegated_work,
        Caller::DelegatedPersonal => &permissions.delegated_personal,
        Caller::Application => &permissions.application,
    }
}
