//! The permissions of an operation before and after.

use crate::model::ApiItem;
use crate::model::OperationId;
use crate::model::operation::{Operation, PermissionSet};

use super::change::Direction;
use super::finder::Finder;
use super::pair::Pair;
use super::rules::Rule;

/// Records every change of the permissions. If only one of the pages lists permissions, nothing changes for callers.
pub(super) fn compare(
    finder: &mut Finder<'_>,
    ids: Pair<&OperationId>,
    operations: Pair<&Operation>,
) {
    let Pair {
        old: Some(old),
        new: Some(new),
    } = operations.map(|operation| operation.permissions.as_ref())
    else {
        return;
    };
    let callers = [
        (
            "delegated, work or school account",
            &old.delegated_work,
            &new.delegated_work,
        ),
        (
            "delegated, personal account",
            &old.delegated_personal,
            &new.delegated_personal,
        ),
        ("application", &old.application, &new.application),
    ];
    for (caller, before, after) in callers {
        for (rule, permission) in differences(before, after) {
            let value = if permission.is_empty() {
                caller.to_owned()
            } else {
                format!("{permission} ({caller})")
            };
            finder
                .push(rule, ids.things(ApiItem::Permissions), Direction::Request)
                .values("", value);
        }
    }
}

fn differences(old: &PermissionSet, new: &PermissionSet) -> Vec<(Rule, String)> {
    match (old, new) {
        (PermissionSet::AnyOf(before), PermissionSet::AnyOf(after)) => {
            let removed = before
                .iter()
                .filter(|name| !after.contains(name))
                .map(|name| (Rule::PermissionRemoved, name.clone()));
            let added = after
                .iter()
                .filter(|name| !before.contains(name))
                .map(|name| (Rule::PermissionAdded, name.clone()));
            let mut differences: Vec<_> = removed.chain(added).collect();
            if let (Some(before), Some(after)) = (before.first(), after.first())
                && before != after
            {
                let names = format!("{before} -> {after}");
                differences.push((Rule::LeastPrivilegedChanged, names));
            }
            differences
        }
        (PermissionSet::AnyOf(_), PermissionSet::NotSupported) => {
            vec![(Rule::CallerUnsupported, String::new())]
        }
        (PermissionSet::NotSupported, PermissionSet::AnyOf(_)) => {
            vec![(Rule::CallerSupported, String::new())]
        }
        (PermissionSet::Unknown | PermissionSet::NotSupported, PermissionSet::NotSupported)
        | (PermissionSet::Unknown, PermissionSet::AnyOf(_))
        | (_, PermissionSet::Unknown) => Vec::new(),
    }
}
