//! Which types share a file: those of one area and namespace whose names begin with the same word, so that a type is found
//! where its name says, and a new type moves no other. Knows sizes and names, not what is in a type.

use std::collections::{BTreeMap, BTreeSet};

use crate::files::RelPath;

use super::StdPaths;
use super::graph::TypeId;
use super::names::{self, RustIdent};

/// A file to be: its module, and the types in it, in order of their names.
pub(super) struct Group {
    pub(super) module: RustIdent,
    pub(super) types: Vec<TypeId>,
}

/// A type, as this module sees it.
pub(super) struct Member {
    /// The type.
    pub(super) id: TypeId,
    /// The words of its name.
    pub(super) words: Vec<String>,
    /// How many fields or variants it will have.
    pub(super) size: usize,
}

/// Fields and variants in a file before it is split; each takes about five lines.
const FULL: usize = 120;

/// The path of a Rust file.
pub(super) fn rust_file(stem: &str) -> RelPath {
    RelPath::new(format!("{stem}.rs")).expect("stems are made of identifiers")
}

impl StdPaths {
    /// How they are written in a module that defines these.
    pub(super) fn beside<'p>(mut defined: impl Iterator<Item = &'p RustIdent>) -> Self {
        if defined.any(|ident| matches!(ident.text(), "String" | "Vec" | "Box")) {
            Self::Full
        } else {
            Self::Short
        }
    }
}

/// Distributes the types of one area and one namespace over files. The prefix tells namespaces apart.
pub(super) fn group(
    members: Vec<Member>,
    prefix: &str,
    taken: &mut BTreeSet<String>,
) -> Vec<Group> {
    let mut groups = Vec::new();
    split(members, 1, &mut groups);
    let mut named: Vec<Group> = groups
        .into_iter()
        .map(|(words, mut members)| {
            members.sort_by_key(|member| member.id);
            let module = names::module(format!("{prefix} {words}").trim(), taken);
            Group {
                module,
                types: members.into_iter().map(|member| member.id).collect(),
            }
        })
        .collect();
    named.sort_by(|a, b| a.module.cmp(&b.module));
    named
}

/// Groups by the first so many words; a group that is too full is split by one word more.
fn split(members: Vec<Member>, words: usize, out: &mut Vec<(String, Vec<Member>)>) {
    let mut groups: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    for member in members {
        let count = words.min(member.words.len());
        groups
            .entry(member.words[..count].join(" "))
            .or_default()
            .push(member);
    }
    for (name, group) in groups {
        let full = group.iter().map(|member| member.size).sum::<usize>() > FULL;
        let can_split = group.len() > 1 && group.iter().any(|member| member.words.len() > words);
        if full && can_split {
            split(group, words + 1, out);
        } else {
            out.push((name, group));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_meet_by_their_first_words() {
        let member = |id, name: &str, size| Member {
            id,
            words: names::words(name),
            size,
        };
        let members = vec![
            member(0, "device", 70),
            member(1, "deviceCompliance", 40),
            member(2, "deviceCompliancePolicy", 40),
            member(3, "mail", 3),
            member(4, "mailFolder", 9),
        ];
        let groups = group(members, "", &mut BTreeSet::new());
        let seen: Vec<(&str, &[TypeId])> = groups
            .iter()
            .map(|g| (g.module.text(), g.types.as_slice()))
            .collect();
        assert_eq!(
            seen,
            [
                ("device", &[0][..]),
                ("device_compliance", &[1, 2]),
                ("mail", &[3, 4])
            ]
        );
    }
}
