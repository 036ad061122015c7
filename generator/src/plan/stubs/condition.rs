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
