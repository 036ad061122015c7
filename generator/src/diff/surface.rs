//! From a plan to everything public that programs can use: each item with its type, with what switches it on, and with the
//! documented thing that it stands for. Knows no other plan; decides nothing.
//!
//! What programs may rely on, and so what is listed: types, fields, variants, constants, operations with their constructor,
//! setters and answer, and the calls that lead from the client to each operation. Records are made with `..Default::default()`
//! and taken apart with `..`, enums are `#[non_exhaustive]`, so new fields and variants break nobody. The names of place types
//! are not promised: they follow from which places are alike.

mod models;
mod stubs;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::TypeName;
use crate::model::things::Thing;
use crate::plan::stubs::Condition;
use crate::plan::{FeatureName, Plan};

pub(super) use types::Types;

/// Everything public, by its path as users write it.
#[derive(Debug, Default)]
pub(super) struct Surface {
    /// The items.
    pub(super) items: BTreeMap<String, Item>,
    /// The cargo features, each with all that it switches on, itself too.
    pub(super) features: BTreeMap<String, BTreeSet<String>>,
}

/// One public item.
#[derive(Debug)]
pub(super) struct Item {
    /// What it is.
    pub(super) kind: ItemKind,
    /// The item that it is a part of: with that one it comes and goes.
    pub(super) whole: Option<String>,
    /// What it stands for.
    pub(super) about: Thing,
    /// The types of what it takes, in order.
    pub(super) takes: Vec<String>,
    /// The type that it has, or gives.
    pub(super) gives: String,
    /// What has to be on.
    pub(super) needs: Needs,
    /// The compiler warns of it.
    pub(super) deprecated: bool,
    /// The types of the API that its own types name.
    pub(super) mentions: BTreeSet<TypeName>,
}

/// What promises are made about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// Programs may name it.
    Promised,
    /// The type of a place: its name follows from which places are alike.
    Place,
}

/// What has to be on: all of some features, and one of each of some lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    all: BTreeSet<String>,
    any: Vec<BTreeSet<String>>,
}

impl Needs {
    fn and(&self, gate: Option<&FeatureName>) -> Self {
        let mut needs = self.clone();
        needs.all.extend(gate.map(|it| it.as_str().to_owned()));
        needs
    }

    fn and_condition(&self, condition: &Condition) -> Self {
        let mut needs = self.clone();
        let names = |features: &[FeatureName]| -> BTreeSet<String> {
            features.iter().map(|it| it.as_str().to_owned()).collect()
        };
        match condition {
            Condition::Always => {}
            Condition::All(features) => needs.all.extend(names(features)),
            Condition::Any(features) => needs.any.push(names(features)),
        }
        needs
    }

    /// Whether it is on wherever `before` was: the features of the crate are now these.
    pub(super) fn holds_where(
        &self,
        before: &Self,
        features: &BTreeMap<String, BTreeSet<String>>,
    ) -> bool {
        let with_enabled = |names: &BTreeSet<String>| -> BTreeSet<String> {
            let enabled = names.iter().filter_map(|name| features.get(name));
            names.iter().chain(enabled.flatten()).cloned().collect()
        };
        let on = with_enabled(&before.all);
        let holds = |wanted: &BTreeSet<String>| {
            let any_of = |list: &BTreeSet<String>| {
                let mut list = list.iter();
                list.all(|name| !with_enabled(&BTreeSet::from([name.clone()])).is_disjoint(wanted))
            };
            !on.is_disjoint(wanted) || before.any.iter().any(any_of)
        };
        self.all
            .iter()
            .all(|name| holds(&BTreeSet::from([name.clone()])))
            && self.any.iter().all(holds)
    }

    /// As it is written for people.
    pub(super) fn words(&self) -> String {
        let all = self.all.iter().map(|name| format!("`{name}`"));
        let any = self.any.iter().map(|list| {
            let names: Vec<String> = list.iter().map(|name| format!("`{name}`")).collect();
            if let [only] = names.as_slice() {
                only.clone()
            } else {
                format!("one of {}", names.join(", "))
            }
        });
        let words: Vec<String> = all.chain(any).collect();
        if words.is_empty() {
            "no feature".to_owned()
        } else {
            words.join(" and ")
        }
    }
}

/// Lists everything.
pub(super) fn surface(plan: &Plan) -> Surface {
    let types = Types::new(plan);
    let mut surface = Surface::default();
    for feature in &plan.features {
        let enables = feature.enables.iter().map(|it| it.as_str().to_owned());
        let mut on: BTreeSet<String> = enables.collect();
        on.insert(feature.name.as_str().to_owned());
        surface
            .features
            .insert(feature.name.as_str().to_owned(), on);
    }
    models::add(plan, &types, &mut surface);
    if let Some(stubs) = &plan.stubs {
        stubs::add(stubs, &types, &mut surface);
    }
    surface
}

impl Surface {
    /// The first one at a path stays, as it does in Rust.
    fn add(&mut self, path: String, item: Item) {
        self.items.entry(path).or_insert(item);
    }
}

impl Item {
    fn new(about: Thing, gives: impl Into<String>, needs: Needs) -> Self {
        Self {
            kind: ItemKind::Promised,
            whole: None,
            about,
            takes: Vec::new(),
            gives: gives.into(),
            needs,
            deprecated: false,
            mentions: BTreeSet::new(),
        }
    }

    fn part_of(mut self, whole: &str) -> Self {
        self.whole = Some(whole.to_owned());
        self
    }

    fn deprecated(mut self, is_deprecated: bool) -> Self {
        self.deprecated = is_deprecated;
        self
    }

    fn naming(mut self, types: impl IntoIterator<Item = TypeName>) -> Self {
        self.mentions.extend(types);
        self
    }

    /// As it is written for people: what it takes and gives.
    pub(super) fn signature(&self) -> String {
        if self.takes.is_empty() {
            return self.gives.clone();
        }
        let takes = self.takes.join(", ");
        if self.gives.is_empty() {
            format!("({takes})")
        } else {
            format!("({takes}) -> {}", self.gives)
        }
    }

    /// Whether what was written for `old` still compiles.
    pub(super) fn accepts(&self, old: &Self) -> bool {
        // What goes into a URL or a header as text may be any value that can be written there.
        let takes = |new: &String, old: &String| {
            new == old || (new == types::ARGUMENT && types::SCALARS.contains(&old.as_str()))
        };
        self.gives == old.gives
            && self.takes.len() == old.takes.len()
            && self
                .takes
                .iter()
                .zip(&old.takes)
                .all(|(new, old)| takes(new, old))
    }
}
