//! When an item of the stubs is compiled: always, or with all or any of some features.

use std::collections::BTreeSet;

use crate::plan::{FeatureName, Gate};

/// When an item is compiled.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// Always.
    Always,
    /// When all of these features are on.
    All(Vec<FeatureName>),
    /// When one of these features is on.
    Any(Vec<FeatureName>),
}

/// More features than this are not told apart: the item is always compiled.
const MAX_ALTERNATIVES: usize = 8;

impl Condition {
    /// The condition of an item that needs all of these features.
    pub(super) fn all(features: impl Iterator<Item = FeatureName>) -> Self {
        let mut features: Vec<FeatureName> = features.collect();
        features.sort();
        if features.is_empty() {
            Self::Always
        } else {
            Self::All(features)
        }
    }

    /// The condition of an item with parts behind these gates, each of which can be there without the others.
    pub(super) fn any<'g>(gates: impl Iterator<Item = &'g Gate>) -> Self {
        let features: Option<BTreeSet<&FeatureName>> = gates.map(Option::as_ref).collect();
        match features {
            Some(features) if (1..=MAX_ALTERNATIVES).contains(&features.len()) => {
                Self::Any(features.into_iter().cloned().collect())
            }
            Some(_) | None => Self::Always,
        }
    }

    /// What is needed besides where `outer` holds anyway.
    pub(super) fn within(&self, outer: &Self) -> Self {
        match (self, outer) {
            (Self::Any(inner), Self::All(outer))
                if outer.iter().any(|feature| inner.contains(feature)) =>
            {
                Self::Always
            }
            (Self::Any(inner), Self::Any(outer))
                if outer.iter().all(|feature| inner.contains(feature)) =>
            {
                Self::Always
            }
            (Self::All(inner), Self::All(outer)) => Self::all(without(inner, outer)),
            (Self::All(inner), Self::Any(outer)) if outer.len() == 1 => {
                Self::all(without(inner, outer))
            }
            (inner, _) => inner.clone(),
        }
    }

    /// The condition of a file with items of these conditions.
    pub(super) fn union<'c>(conditions: impl Iterator<Item = &'c Self>) -> Self {
        let mut gates: Vec<Gate> = Vec::new();
        for condition in conditions {
            match condition {
                Self::Any(features) | Self::All(features) => {
                    gates.extend(features.iter().cloned().map(Some));
                }
                Self::Always => return Self::Always,
            }
        }
        Self::any(gates.iter())
    }
}

/// These features but for those that are on anyway.
fn without<'f>(
    features: &'f [FeatureName],
    on: &'f [FeatureName],
) -> impl Iterator<Item = FeatureName> + 'f {
    features
        .iter()
        .filter(|feature| !on.contains(feature))
        .cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<FeatureName> {
        names
            .iter()
            .map(|name| FeatureName((*name).to_owned()))
            .collect()
    }

    #[test]
    fn what_holds_anyway_is_not_asked_for_again() {
        let all = |features: &[&str]| Condition::All(names(features));
        let any = |features: &[&str]| Condition::Any(names(features));
        let always = Condition::Always;
        for (inner, outer, rest) in [
            (any(&["a", "b"]), any(&["a", "b"]), &always),
            (any(&["a", "b"]), any(&["a"]), &always),
            (any(&["a"]), any(&["a", "b"]), &any(&["a"])),
            (any(&["a", "b"]), all(&["a", "c"]), &always),
            (all(&["a", "b"]), all(&["a"]), &all(&["b"])),
            (all(&["a"]), any(&["a"]), &always),
            (all(&["a"]), any(&["a", "b"]), &all(&["a"])),
            (all(&["a"]), always.clone(), &all(&["a"])),
            (always.clone(), all(&["a"]), &always),
        ] {
            assert_eq!(inner.within(&outer), *rest, "{inner:?} within {outer:?}");
        }
    }
}
