//! Collects changes of the API while the two models are compared. Gives each change its direction and its sites.

use crate::lint::finding_id::FindingId;
use crate::model::ApiItem;
use crate::model::{Doc, TypeName};

use super::change::{Change, Direction, Evidence, name};
use super::impact::Impact;
use super::pair::Pair;
use super::reach::Reach;
use super::renames::Renames;
use super::rules::Rule;
use super::side::{Side, Sites};

/// The two states that are compared, and the changes so far.
pub(super) struct Finder<'s> {
    /// The old state.
    pub(super) old: &'s Side,
    /// The new state.
    pub(super) new: &'s Side,
    /// Which types have another name.
    pub(super) renames: Renames,
    /// Which types are sent and which are received.
    pub(super) reach: Reach,
    /// The changes so far.
    pub(super) changes: Vec<Change>,
    old_sites: Sites<'s>,
    new_sites: Sites<'s>,
}

/// What a change is about: an item before and after.
pub(super) struct ChangedItem {
    old: Option<ApiItem>,
    new: Option<ApiItem>,
}

impl ChangedItem {
    /// An item that is new.
    pub(super) fn added(thing: ApiItem) -> Self {
        Self {
            old: None,
            new: Some(thing),
        }
    }

    /// An item that no longer exists.
    pub(super) fn removed(thing: ApiItem) -> Self {
        Self {
            old: Some(thing),
            new: None,
        }
    }
}

/// An item that exists in both states.
impl From<Pair<ApiItem>> for ChangedItem {
    fn from(pair: Pair<ApiItem>) -> Self {
        Self {
            old: Some(pair.old),
            new: Some(pair.new),
        }
    }
}

/// The rules for an item that becomes deprecated, and for one that no longer is.
#[derive(Clone, Copy)]
pub(super) struct DeprecationRules {
    /// It becomes deprecated.
    pub(super) deprecated: Rule,
    /// It no longer is.
    pub(super) undeprecated: Rule,
}

impl<'s> Finder<'s> {
    /// Without any change so far.
    pub(super) fn new(old: &'s Side, new: &'s Side) -> Self {
        Self {
            renames: Renames::find(&old.model, &new.model),
            reach: Reach::new([&old.model, &new.model]),
            changes: Vec::new(),
            old_sites: old.sites(),
            new_sites: new.sites(),
            old,
            new,
        }
    }

    /// Records a change.
    pub(super) fn push(
        &mut self,
        rule: Rule,
        item: impl Into<ChangedItem>,
        direction: Direction,
    ) -> &mut Change {
        let item = item.into();
        let old_site = item.old.as_ref().and_then(|old| self.old_sites.find(old));
        let new_site = item.new.as_ref().and_then(|new| self.new_sites.find(new));
        self.changes.push(Change {
            rule,
            before: String::new(),
            after: String::new(),
            direction,
            service: direction.service(rule),
            rust: Impact::None,
            effects: Vec::new(),
            evidence: Vec::new(),
            old_site,
            new_site,
            id: FindingId(0),
            old: item.old,
            new: item.new,
        });
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// Records that an item became deprecated or no longer is. Another text about its deprecation is a change of its
    /// description.
    pub(super) fn deprecation(
        &mut self,
        rules: DeprecationRules,
        texts: Pair<&Option<Doc>>,
        item: impl Into<ChangedItem>,
        direction: Direction,
    ) {
        match (texts.old, texts.new) {
            (None, Some(text)) => {
                let after = text
                    .markdown()
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                self.push(rules.deprecated, item, direction)
                    .values("", after);
            }
            (Some(_), None) => {
                self.push(rules.undeprecated, item, direction);
            }
            (Some(old), Some(new)) if old != new => {
                self.push(Rule::DescriptionChanged, item, direction);
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
    }

    /// Whether a type is sent or received, under its old name or its new one.
    pub(super) fn direction(&self, names: Pair<&TypeName>) -> Direction {
        join(self.reach.of_type(names.old), self.reach.of_type(names.new))
    }
}

/// The directions of the old and of the new state together.
pub(super) fn join(old: Direction, new: Direction) -> Direction {
    match (old, new) {
        (Direction::Nowhere, other) | (other, Direction::Nowhere) => other,
        (old, new) if old == new => old,
        (Direction::Request | Direction::Response | Direction::Both, _) => Direction::Both,
    }
}

impl Change {
    /// Sets the old and the new value.
    pub(super) fn values(
        &mut self,
        before: impl Into<String>,
        after: impl Into<String>,
    ) -> &mut Self {
        self.before = before.into();
        self.after = after.into();
        self
    }

    /// Sets the evidence that the old and the new item are the same.
    pub(super) fn evidence(&mut self, evidence: Vec<Evidence>) -> &mut Self {
        self.evidence = evidence;
        self
    }

    /// Sets the impact on programs that use the service, where it depends on more than the rule.
    pub(super) fn service(&mut self, service: Impact) -> &mut Self {
        self.service = service;
        self
    }

    /// What identifies the change from run to run.
    pub(super) fn compute_id(&self) -> FindingId {
        let (old, new) = (self.old.as_ref().map(name), self.new.as_ref().map(name));
        FindingId::from_words(&[
            self.rule.name(),
            old.as_deref().unwrap_or_default(),
            new.as_deref().unwrap_or_default(),
            &self.before,
            &self.after,
        ])
    }
}
