//! Who may call an operation, before and after.

use crate::model::operation::{PermissionSet, Permissions};
use crate::model::things::Thing;

use super::change::Direction;
use super::finder::Finder;
use super::operations::Ids;
use super::rules::Rule;

/// Notes every change of the permissions. A page that begins or ceases to tell of them changes nothing for callers.
pub(super) fn compare(
    finder: &mut Finder<'_>,
    ids: Ids<'_>,
    (old, new): (Option<&Permissions>, Option<&Permissions>),
) {
    let (Some(old), Some(new)) = (old, new) else {
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
        for (rule, what) in differences(before, after) {
            let words = if what.is_empty() {
                caller.to_owned()
            } else {
                format!("{what} ({caller})")
            };
            let both = ids.both(Thing::Permissions);
            finder
                .push(rule, both, Direction::Request)
                .values("", words);
        }
    }
}

fn differences(old: &PermissionSet, new: &PermissionSet) -> Vec<(Rule, String)> {
    match (old, new) {
        (PermissionSet::AnyOf(before), PermissionSet::AnyOf(after)) => {
            let gone = before.iter().filter(|it| !after.contains(it));
            let gone = gone.map(|it| (Rule::PermissionRemoved, it.clone()));
            let come = after.iter().filter(|it| !before.contains(it));
            let come = come.map(|it| (Rule::PermissionAdded, it.clone()));
            let mut out: Vec<_> = gone.chain(come).collect();
            if let (Some(before), Some(after)) = (before.first(), after.first())
                && before != after
            {
                out.push((Rule::LeastPrivilegedChanged, format!("{before} -> {after}")));
            }
            out
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
