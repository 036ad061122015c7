//! Collects changes of the API while the two models are gone through; each gets its direction here, and its places.

use crate::lint::fingerprint::Fingerprint;
use crate::model::TypeName;
use crate::model::things::Thing;

use super::change::{Change, Direction, Evidence, Impact, name};
use super::reach::Reach;
use super::renames::Renames;
use super::rules::Rule;
use super::side::{Side, Sites};

/// What is known while changes are looked for.
pub(super) struct Finder<'s> {
    /// As it was.
    pub(super) old: &'s Side,
    /// As it is.
    pub(super) new: &'s Side,
    /// Which types have another name.
    pub(super) renames: Renames,
    /// What travels which way.
    pub(super) reach: Reach,
    /// What was found.
    pub(super) changes: Vec<Change>,
    old_sites: Sites<'s>,
    new_sites: Sites<'s>,
}

/// A thing before and after.
pub(super) struct Both {
    old: Option<Thing>,
    new: Option<Thing>,
}

impl Both {
    /// Was not there before.
    pub(super) fn added(thing: Thing) -> Self {
        Self {
            old: None,
            new: Some(thing),
        }
    }

    /// Is not there any more.
    pub(super) fn removed(thing: Thing) -> Self {
        Self {
            old: Some(thing),
            new: None,
        }
    }

    /// Is there on both sides.
    pub(super) fn kept(old: Thing, new: Thing) -> Self {
        Self {
            old: Some(old),
            new: Some(new),
        }
    }
}

impl<'s> Finder<'s> {
    /// Nothing is found yet.
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

    /// Notes a change.
    pub(super) fn push(&mut self, rule: Rule, both: Both, direction: Direction) -> &mut Change {
        let old_site = both.old.as_ref().and_then(|it| self.old_sites.of(it));
        let new_site = both.new.as_ref().and_then(|it| self.new_sites.of(it));
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
            fingerprint: Fingerprint(0),
            old: both.old,
            new: both.new,
        });
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// Which way a type travels, under its old name or its new one.
    pub(super) fn direction(&self, old: &TypeName, new: &TypeName) -> Direction {
        join(self.reach.of_type(old), self.reach.of_type(new))
    }
}

/// Both ways that two states of a thing travel.
pub(super) fn join(one: Direction, other: Direction) -> Direction {
    match (one, other) {
        (Direction::Nowhere, other) | (other, Direction::Nowhere) => other,
        (one, other) if one == other => one,
        (Direction::Request | Direction::Response | Direction::Both, _) => Direction::Both,
    }
}

impl Change {
    /// Adds what was said, and what is.
    pub(super) fn values(
        &mut self,
        before: impl Into<String>,
        after: impl Into<String>,
    ) -> &mut Self {
        self.before = before.into();
        self.after = after.into();
        self
    }

    /// Adds what speaks for it being the same thing.
    pub(super) fn because(&mut self, evidence: Vec<Evidence>) -> &mut Self {
        self.evidence = evidence;
        self
    }

    /// Says what it does to programs that talk to the service, where that depends on more than the rule.
    pub(super) fn does(&mut self, service: Impact) -> &mut Self {
        self.service = service;
        self
    }

    /// What identifies the change from run to run.
    pub(super) fn print(&self) -> Fingerprint {
        let (old, new) = (self.old.as_ref().map(name), self.new.as_ref().map(name));
        let words = [
            self.rule.name(),
            old.as_deref().unwrap_or_default(),
            new.as_deref().unwrap_or_default(),
            &self.before,
            &self.after,
        ];
        Fingerprint::of(&words)
    }
}
