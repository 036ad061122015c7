//! Who may call an operation, by kind of caller.

use serde::{Deserialize, Serialize};

/// Who may call it.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Permissions {
    /// Delegated, work or school account.
    pub delegated_work: PermissionSet,
    /// Delegated, personal account.
    pub delegated_personal: PermissionSet,
    /// Application.
    pub application: PermissionSet,
}

/// The permissions of one kind of caller.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PermissionSet {
    /// The page leaves it open.
    #[default]
    Unknown,
    /// "Not supported."
    NotSupported,
    /// Any of these will do, least privileged first.
    AnyOf(Vec<String>),
}
