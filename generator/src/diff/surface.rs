//! From a plan to the public items of the crate: each with its type, its cargo features, and the documented item that it
//! represents. Knows no other plan; decides nothing.
//!
//! Listed is what programs may rely on: types, fields, variants, constants, operations with their constructor, setters and
//! response, and the calls that lead from the client to each operation. Records are created with `..Default::default()` and
//! destructured with `..`, and enums are `#[non_exhaustive]`, so new fields and variants break nobody. The names of request
//! builders are not stable: they depend on which URLs share one.

mod models;
mod stubs;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ApiItem;
use crate::model::TypeName;
use crate::plan::stubs::Condition;
use crate::plan::{FeatureName, Plan};

pub(super) use types::TypeNames;

/// The public items, by path.
#[derive(Debug, Default)]
pub(super) struct Surface {
    /// The items.
    pub(super) items: BTreeMap<String, Item>,
    /// The cargo features, each with all features that it enables, itself included.
    pub(super) features: BTreeMap<String, BTreeSet<String>>,
}

/// One public item.
#[derive(Debug)]
pub(super) struct Item {
    /// Whether programs may name it.
    pub(super) kind: ItemKind,
    /// The item that it is a part of, and is added and removed with.
    pub(super) parent: Option<String>,
    /// What it represents.
    pub(super) about: ApiItem,
    /// The types of its parameters.
    pub(super) parameters: Vec<String>,
    /// Its type, or the type that it returns.
    pub(super) ty: String,
    /// The cargo features that it requires.
    pub(super) condition: FeatureCondition,
    /// Whether it is deprecated.
    pub(super) deprecated: bool,
    /// The types of the API that its signature mentions.
    pub(super) mentions: BTreeSet<TypeName>,
}

/// Whether programs may name an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// Programs may name it.
    Stable,
    /// A request builder: its name depends on which URLs share it.
    Builder,
}

/// The cargo features that an item requires: all of one set, and at least one of each other set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FeatureCondition {
    all: BTreeSet<String>,
    any: Vec<BTreeSet<String>>,
}

impl FeatureCondition {
    fn and(&self, gate: Option<&FeatureName>) -> Self {
        let mut both = self.clone();
        both.all.extend(gate.map(|name| name.as_str().to_owned()));
        both
    }

    fn and_condition(&self, condition: &Condition) -> Self {
        let mut both = self.clone();
        let names = |features: &[FeatureName]| -> BTreeSet<String> {
            let names = features.iter();
            names.map(|name| name.as_str().to_owned()).collect()
        };
        match condition {
            Condition::Always => {}
            Condition::All(features) => both.all.extend(names(features)),
            Condition::Any(features) => both.any.push(names(features)),
        }
        both
    }

    /// Whether the condition holds wherever `before` held, with the features that the crate has now.
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

    /// The condition in words.
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

/// Lists the public items.
pub(super) fn surface(plan: &Plan) -> Surface {
    let types = TypeNames::new(plan);
    let mut surface = Surface::default();
    for feature in &plan.features {
        let enables = feature.enables.iter().map(|name| name.as_str().to_owned());
        let mut enabled: BTreeSet<String> = enables.collect();
        enabled.insert(feature.name.as_str().to_owned());
        surface
            .features
            .insert(feature.name.as_str().to_owned(), enabled);
    }
    models::add(plan, &types, &mut surface);
    if let Some(stubs) = &plan.stubs {
        stubs::add(stubs, &types, &mut surface);
    }
    surface
}

impl Surface {
    /// Adds an item, unless there is one at this path.
    fn add(&mut self, path: String, item: Item) {
        self.items.entry(path).or_insert(item);
    }
}

impl Item {
    fn new(about: ApiItem, ty: impl Into<String>, condition: FeatureCondition) -> Self {
        Self {
            kind: ItemKind::Stable,
            parent: None,
            about,
            parameters: Vec::new(),
            ty: ty.into(),
            condition,
            deprecated: false,
            mentions: BTreeSet::new(),
        }
    }

    fn part_of(mut self, parent: &str) -> Self {
        self.parent = Some(parent.to_owned());
        self
    }

    fn deprecated(mut self, is_deprecated: bool) -> Self {
        self.deprecated = is_deprecated;
        self
    }

    fn mentioning(mut self, types: impl IntoIterator<Item = TypeName>) -> Self {
        self.mentions.extend(types);
        self
    }

    /// The signature in output: `(String) -> User`.
    pub(super) fn signature(&self) -> String {
        let parameters = self.parameters.join(", ");
        match (parameters.as_str(), self.ty.as_str()) {
            ("", ty) => ty.to_owned(),
            (_, "") => format!("({parameters})"),
            (_, ty) => format!("({parameters}) -> {ty}"),
        }
    }

    /// Whether calls written for `old` still compile.
    pub(super) fn accepts(&self, old: &Self) -> bool {
        // A parameter in a URL or a header accepts every type that has a text form.
        let accepts = |new: &String, old: &String| {
            new == old || (new == types::ARGUMENT && types::SCALARS.contains(&old.as_str()))
        };
        let mut parameters = self.parameters.iter().zip(&old.parameters);
        self.ty == old.ty
            && self.parameters.len() == old.parameters.len()
            && parameters.all(|(new, old)| accepts(new, old))
    }
}
