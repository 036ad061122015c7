//! Two states of an API → what has changed between them, each change with what it does to programs, and a verdict by semantic
//! versioning on the generated crate. Knows no git and no terminal.
//!
//! Two things are compared. The models say what changed in the API, and which way it travels. The plans say what changed in
//! Rust: every public item before and after, so the verdict on the crate is seen, not guessed from the change of the API. Each
//! difference in Rust is then given to the change that it comes from.
//!
//! The verdict holds for programs that make records with `..Default::default()` and take them apart with `..`, match enums with
//! a last arm for everything, and reach places by the calls that lead there, not by the names of their types.
//!
//! ```no_run
//! use docwright::Builder;
//! use docwright::diff::{Side, compare};
//! let side = |folder: &str| Ok::<_, docwright::Error>(Side::of_input(folder, Builder::new().docs(folder).read()?));
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
pub mod json;
mod locked;
pub mod markdown;
mod members;
mod operations;
mod pairs;
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

pub use change::{Change, Direction, Effect, EffectKind, Evidence, Impact, Site};
pub use rules::Rule;
pub use side::Side;
pub use verdict::{Bump, Verdict};

use std::collections::BTreeMap;

use finder::Finder;

/// Everything that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Diff {
    /// What the old state is called.
    pub old: String,
    /// What the new state is called.
    pub new: String,
    /// The changes: the worst for Rust first, then by rule and name.
    pub changes: Vec<Change>,
    /// What they mean for the generated crate.
    pub verdict: Verdict,
}

/// Compares two states of an API.
pub fn compare(old: &Side, new: &Side) -> Diff {
    let mut finder = Finder::new(old, new);
    types::compare(&mut finder);
    operations::compare(&mut finder);
    let found = effects::compare(&surface::surface(&old.plan), &surface::surface(&new.plan));
    causes::assign(&mut finder, found);
    locked::compare(&mut finder);
    let mut changes = finder.changes;
    for change in &mut changes {
        change.fingerprint = change.print();
    }
    changes.sort_by(|a, b| order(a).cmp(&order(b)));
    let rust = changes
        .iter()
        .map(|it| it.rust)
        .max()
        .unwrap_or(Impact::None);
    let service = changes.iter().map(|it| it.service).max();
    let service = service.unwrap_or(Impact::None);
    let version = &old.plan.package.version;
    Diff {
        old: old.name.clone(),
        new: new.name.clone(),
        verdict: Verdict::new(rust, service, !changes.is_empty(), version),
        changes,
    }
}

/// The worst for Rust first, then by rule, thing and values.
fn order(change: &Change) -> impl Ord {
    let worst = std::cmp::Reverse(change.rust);
    (
        worst,
        change.rule,
        change.thing(),
        &change.before,
        &change.after,
    )
}

impl Diff {
    /// What changed, counted, and the worst of it: `3 properties added, 1 type removed: breaking`.
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

    /// How many changes do this to programs that use the crate.
    pub fn count(&self, impact: Impact) -> usize {
        self.changes.iter().filter(|it| it.rust == impact).count()
    }
}
