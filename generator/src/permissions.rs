//! Which permissions a program needs: from the operations that it calls to the least privileged set for each kind of caller.
//! The operations come as names and URLs ([`select`]) or from Rust source ([`source`]). Knows no files.

mod cover;
mod report;
pub mod select;
#[cfg(feature = "cli")]
pub mod source;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::operation::{Method, PermissionSet, Permissions};
use crate::model::{Model, OperationId};

/// A place in a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file, as the caller names it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
}

/// The operations that are called, and the places that call them; none for one that was named.
pub type Calls = BTreeMap<OperationId, BTreeSet<Place>>;

/// Something that looks like a call and leads to no operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unresolved {
    /// Where.
    pub place: Place,
    /// What stands there, in short.
    pub text: String,
    /// Why it could not be followed.
    pub reason: String,
}

/// What a program needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What it calls, by id.
    pub operations: Vec<Called>,
    /// What it needs, for each kind of caller.
    pub callers: Vec<Needs>,
    /// What was not understood, by place.
    pub unresolved: Vec<Unresolved>,
}

/// An operation that is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Called {
    /// Its id.
    pub id: OperationId,
    /// HTTP method.
    pub method: Method,
    /// The first of its URLs; `None` when the page has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where it is called.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub places: BTreeSet<Place>,
}

/// The kinds of callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Caller {
    /// An app on behalf of somebody with a work or school account.
    DelegatedWork,
    /// An app on behalf of somebody with a personal account.
    DelegatedPersonal,
    /// An app on its own behalf.
    Application,
}

/// What one kind of caller needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Needs {
    /// The kind.
    pub caller: Caller,
    /// The permissions, by name: together they suffice for every operation that is not listed below.
    pub permissions: Vec<Needed>,
    /// Operations that this kind of caller cannot call.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_supported: Vec<OperationId>,
    /// Operations whose pages do not say what they need.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<OperationId>,
}

/// A permission, and what it is needed for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Needed {
    /// Its name.
    pub name: String,
    /// The operations that rely on it.
    pub operations: Vec<Reliance>,
}

/// An operation that relies on a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reliance {
    /// The operation.
    pub id: OperationId,
    /// The less privileged ones that would do for this operation alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub would_do: Vec<String>,
}

/// What the operations need together. An id that the model does not have is left out.
pub fn report(model: &Model, calls: Calls, unresolved: BTreeSet<Unresolved>) -> Report {
    let called = |(id, places): (OperationId, BTreeSet<Place>)| {
        let operation = model.operations.get(&id)?;
        Some(Called {
            method: operation.method,
            url: operation.urls.first().map(|url| url.template.clone()),
            id,
            places,
        })
    };
    let operations: Vec<Called> = calls.into_iter().filter_map(called).collect();
    let callers = [
        Caller::DelegatedWork,
        Caller::DelegatedPersonal,
        Caller::Application,
    ];
    Report {
        callers: callers
            .into_iter()
            .map(|caller| needs(model, &operations, caller))
            .collect(),
        operations,
        unresolved: unresolved.into_iter().collect(),
    }
}

fn needs(model: &Model, operations: &[Called], caller: Caller) -> Needs {
    let mut needs = Needs {
        caller,
        permissions: Vec::new(),
        not_supported: Vec::new(),
        unknown: Vec::new(),
    };
    let mut lists: Vec<(&OperationId, &[String])> = Vec::new();
    for Called { id, .. } in operations {
        let permissions = model.operations[id].permissions.as_ref();
        match permissions.map(|permissions| of(permissions, caller)) {
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

fn of(permissions: &Permissions, caller: Caller) -> &PermissionSet {
    match caller {
        Caller::DelegatedWork => &permissions.delegated_work,
        Caller::DelegatedPersonal => &permissions.delegated_personal,
        Caller::Application => &permissions.application,
    }
}
