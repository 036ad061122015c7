//! A small set of permissions that suffices for several operations.
//!
//! Only permissions that are the least privileged one of at least one operation are chosen, so that the set contains nothing
//! broader than an operation requires, even if a broader permission would make the set smaller. Permissions that the others make
//! redundant are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::{NeededPermission, Reliance};
use crate::model::OperationId;

/// The set, by name, with the operations that rely on each. A list has the permissions that suffice for an operation, least
/// privileged first; no list is empty.
pub(super) fn cover(lists: &[(&OperationId, &[String])]) -> Vec<NeededPermission> {
    let chosen = choose(lists);
    let mut needed: BTreeMap<&str, Vec<Reliance>> = BTreeMap::new();
    for (id, list) in lists {
        let (rank, name) = list
            .iter()
            .enumerate()
            .find(|(_, name)| chosen.contains(name.as_str()))
            .expect("the set suffices for every operation");
        needed.entry(name).or_default().push(Reliance {
            id: (*id).clone(),
            would_do: list[..rank].to_vec(),
        });
    }
    let needed = needed
        .into_iter()
        .map(|(name, operations)| NeededPermission {
            name: name.to_owned(),
            operations,
        });
    needed.collect()
}

/// Greedy: repeatedly chooses the permission that suffices for the most open operations; among equals the one that is the first
/// of more lists, then the first by name. Finally removes redundant ones.
fn choose<'l>(lists: &[(&'l OperationId, &'l [String])]) -> BTreeSet<&'l str> {
    let least: BTreeSet<&str> = lists.iter().map(|(_, list)| list[0].as_str()).collect();
    let holds = |list: &[String], name: &str| list.iter().any(|other| other == name);
    let mut open: Vec<&[String]> = lists.iter().map(|(_, list)| *list).collect();
    let mut chosen: Vec<&str> = Vec::new();
    while !open.is_empty() {
        let worth = |name: &str| {
            let sufficient = open.iter().filter(|list| holds(list, name)).count();
            (
                sufficient,
                open.iter().filter(|list| list[0] == name).count(),
            )
        };
        // `max_by_key` returns the last of equals, so the names are in reverse order.
        let best = least.iter().rev().max_by_key(|name| worth(name));
        let best = *best.expect("every list has a first entry");
        chosen.push(best);
        open.retain(|list| !holds(list, best));
    }
    // Later choices may have made earlier ones redundant; the broadest were chosen first, so they are tried first.
    let mut at = 0;
    while at < chosen.len() {
        let name = chosen[at];
        let others = |list: &[String]| {
            let mut others = chosen.iter().filter(|other| **other != name);
            others.any(|other| holds(list, other))
        };
        if lists.iter().all(|(_, list)| others(list)) {
            chosen.remove(at);
        } else {
            at += 1;
        }
    }
    chosen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a: X, Y` per operation → `Y: a b (X)`, what would do in parentheses.
    #[track_caller]
    fn check(operations: &[&str], expected: &[&str]) {
        let parsed: Vec<(OperationId, Vec<String>)> = operations
            .iter()
            .map(|line| {
                let (id, list) = line.split_once(": ").unwrap();
                let list = list.split(", ").map(str::to_owned).collect();
                (OperationId(id.to_owned()), list)
            })
            .collect();
        let lists: Vec<(&OperationId, &[String])> =
            parsed.iter().map(|(id, list)| (id, &list[..])).collect();
        let shown: Vec<String> = cover(&lists)
            .iter()
            .map(|needed| {
                let by = needed.operations.iter().map(|by| match &by.would_do[..] {
                    [] => by.id.0.clone(),
                    names => format!("{} ({})", by.id.0, names.join(" ")),
                });
                format!("{}: {}", needed.name, by.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn one_operation_takes_its_least_privileged_one() {
        check(&["a: Basic, Read, Write"], &["Basic: a"]);
        check(&[], &[]);
    }

    #[test]
    fn what_another_operation_needs_anyway_is_enough() {
        check(
            &["a: Basic, Read, Write", "b: Read, Write"],
            &["Read: a (Basic) b"],
        );
        check(
            &["a: Basic, Read, Write", "b: Read, Write", "c: Write"],
            &["Write: a (Basic Read) b (Read) c"],
        );
    }

    #[test]
    fn nothing_is_taken_that_no_operation_asks_for_first() {
        check(&["a: X, All", "b: Y, All"], &["X: a", "Y: b"]);
    }

    #[test]
    fn what_others_make_superfluous_goes() {
        // `X` suffices for most and is taken first; what is needed besides does without it.
        check(
            &["a: X, Y", "b: X, Z", "c: Y, X", "d: Y", "e: Z"],
            &["Y: a (X) c d", "Z: b (X) e"],
        );
    }

    #[test]
    fn the_order_of_operations_does_not_matter() {
        check(&["a: A, B", "b: B, A"], &["A: a b (B)"]);
        check(&["a: B, A", "b: A, B"], &["A: a (B) b"]);
    }
}
