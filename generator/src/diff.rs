//! Compares two states of an API: lists the changes with their impact on programs, and the release that semantic versioning
//! requires of the generated crate. Knows no git and no terminal.
//!
//! Two things are compared. The models show what changed in the API, and whether requests or responses are affected. The plans
//! show what changed in Rust, public item by public item, so the verdict on the crate is observed and not inferred from changes
//! of the API. Each difference in Rust is then assigned to the change that causes it.
//!
//! The verdict holds for programs that create records with `..Default::default()`, destructure them with `..`, match enums with
//! a wildcard arm, and use request builders through the calls that return them, not by their type names.
//!
//! ```no_run
//! use docwright::Builder;
//! use docwright::diff::{Side, compare};
//! let side = |folder: &str| Ok::<_, docwright::Error>(Side::from_input(folder, Builder::new().docs(folder).read()?));
//! let diff = compare(&side("docs-old")?, &side("docs")?);
//! println!("{}: {}", diff.summary(), diff.verdict.sentence());
//! # Ok::<(), docwright::Error>(())
//! ```

mod answers;
mod bodies;
mod causes;
pub mod change;
mod effects;
mod finder;
pub mod github;
pub mod human;
mod impact;
pub mod json;
mod locked;
pub mod markdown;
mod matching;
mod members;
mod operations;
mod pair;
mod parameters;
mod permissions;
mod properties;
mod reach;
mod renames;
pub mod rules;
mod side;
mod surface;
mod types;
mod verdict;

pub use change::{Change, Direction, Effect, EffectKind, Evidence, Site};
pub use impact::Impact;
pub use rules::Rule;
pub use side::Side;
pub use verdict::{Bump, Verdict};

use std::collections::BTreeMap;

use finder::Finder;

/// The differences between two states of an API.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    /// The name of the old state.
    pub old: String,
    /// The name of the new state.
    pub new: String,
    /// The changes: those with the greatest impact on Rust first, then by rule and name.
    pub changes: Vec<Change>,
    /// What they mean for the version of the generated crate.
    pub verdict: Verdict,
}

/// Compares two states of an API.
pub fn compare(old: &Side, new: &Side) -> Diff {
    let mut finder = Finder::new(old, new);
    types::compare(&mut finder);
    operations::compare(&mut finder);
    let differences = effects::compare(&surface::surface(&old.plan), &surface::surface(&new.plan));
    causes::assign(&mut finder, differences);
    locked::compare(&mut finder);
    let mut changes = finder.changes;
    for change in &mut changes {
        change.id = change.compute_id();
    }
    changes.sort_by(|a, b| order(a).cmp(&order(b)));
    Diff {
        old: old.name.clone(),
        new: new.name.clone(),
        verdict: Verdict::new(&changes, &old.plan.package.version),
        changes,
    }
}

/// By impact on Rust, then by rule, item and values.
fn order(change: &Change) -> impl Ord {
    let impact = std::cmp::Reverse(change.rust);
    (
        impact,
        change.rule,
        change.thing(),
        &change.before,
        &change.after,
    )
}

impl Diff {
    /// The number of changes by rule, and the greatest impact: `3 properties added, 1 type removed: breaking`.
    pub fn summary(&self) -> String {
        if self.changes.is_empty() {
            return "no change".to_owned();
        }
        let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
        for change in &self.changes {
            *counts.entry(change.rule).or_default() += 1;
        }
        let counts: Vec<String> = counts
            .iter()
            .map(|(rule, count)| rule.counted(*count))
            .collect();
        format!("{}: {}", counts.join(", "), self.verdict.rust.name())
    }

    /// The number of changes with this impact on programs that use the crate.
    pub fn count(&self, impact: Impact) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.rust == impact).count()
    }
}
