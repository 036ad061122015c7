//! One change: its rule, its item, its sites in the pages and its impact. Data only.

use std::fmt;

use crate::lint::finding_id::FindingId;
use crate::model::ApiItem;

use super::impact::Impact;
use super::rules::Rule;

/// Whether requests or responses carry the changed item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Requests carry it.
    Request,
    /// Responses carry it.
    Response,
    /// Both.
    Both,
    /// No documented operation carries it.
    Nowhere,
}

impl Direction {
    /// Of an item that is sent, received, or both.
    pub fn new(is_sent: bool, is_received: bool) -> Self {
        match (is_sent, is_received) {
            (true, true) => Self::Both,
            (true, false) => Self::Request,
            (false, true) => Self::Response,
            (false, false) => Self::Nowhere,
        }
    }

    /// The name in output: `request`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
            Self::Nowhere => "nowhere",
        }
    }

    /// The impact of a change of this rule on programs that use the service.
    pub fn service(self, rule: Rule) -> Impact {
        let (request, response) = rule.service();
        match self {
            Self::Request => request,
            Self::Response => response,
            Self::Both => request.max(response),
            Self::Nowhere => Impact::None,
        }
    }
}

/// A change between two states of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind of change.
    pub rule: Rule,
    /// The item in the old state; `None` if it was added.
    pub old: Option<ApiItem>,
    /// The item in the new state; `None` if it was removed.
    pub new: Option<ApiItem>,
    /// The old value, in a few words; empty if the item says it all.
    pub before: String,
    /// The new value.
    pub after: String,
    /// Whether requests or responses carry the item.
    pub direction: Direction,
    /// The impact on programs that use the service, in any language.
    pub service: Impact,
    /// The impact on programs that use the Rust crate: the greatest of [`Change::effects`].
    pub rust: Impact,
    /// The differences in Rust that it causes.
    pub effects: Vec<Effect>,
    /// Why two items with different names are taken for the same.
    pub evidence: Vec<Evidence>,
    /// The position in the old pages.
    pub old_site: Option<Site>,
    /// The position in the new pages.
    pub new_site: Option<Site>,
    /// Computed from the rule, the item and the values: stays the same when lines move.
    pub id: FindingId,
}

/// A position in the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The page's file, or its name in git: `docs/resources/user.md`.
    pub file: String,
    /// Line and column, both from 1; `None` for a model read from `api.json`, which names pages only.
    pub position: Option<(usize, usize)>,
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match self.position {
            Some((line, column)) => write!(f, ":{line}:{column}"),
            None => Ok(()),
        }
    }
}

/// A reason to take two items with different names for the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The same page describes them.
    SamePage,
    /// The names are similar, by this percentage.
    SimilarName(u8),
    /// This many of all properties or members have the same names.
    SameShape(usize, usize),
    /// This many of all properties and operations that use them are the same.
    SameUsers(usize, usize),
    /// Both have this type.
    SameType(String),
    /// They have the same position in the list.
    SamePosition(usize),
    /// They have the same description.
    SameText,
    /// They have the same number.
    SameNumber(i64),
    /// They have the same request line.
    SameRequest(String),
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SamePage => f.write_str("same page"),
            Self::SimilarName(percent) => write!(f, "names alike to {percent} %"),
            Self::SameShape(same, all) => write!(f, "{same} of {all} parts the same"),
            Self::SameUsers(same, all) => write!(f, "{same} of {all} uses the same"),
            Self::SameType(ty) => write!(f, "same type `{ty}`"),
            Self::SamePosition(at) => write!(f, "same position {at}"),
            Self::SameText => f.write_str("same description"),
            Self::SameNumber(number) => write!(f, "same number {number}"),
            Self::SameRequest(line) => write!(f, "same request `{line}`"),
        }
    }
}

/// A difference in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The kind of difference.
    pub kind: EffectKind,
    /// The item: `models::User.display_name`, `client.me().get()`.
    pub item: String,
    /// The impact on programs.
    pub impact: Impact,
}

/// The kinds of differences in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectKind {
    /// The item is new.
    Added,
    /// The item no longer exists.
    Removed,
    /// Its type or its signature differs.
    Changed {
        /// The old one.
        old: String,
        /// The new one.
        new: String,
    },
    /// It represents another item of the API. Programs may still compile.
    Represents {
        /// The item that it represents now.
        now: String,
    },
    /// It requires other cargo features.
    Requires {
        /// The old features.
        old: String,
        /// The new features.
        new: String,
    },
    /// It became deprecated.
    Deprecated,
    /// It is no longer deprecated.
    Undeprecated,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = &self.item;
        match &self.kind {
            EffectKind::Added => write!(f, "`{item}` was added"),
            EffectKind::Removed => write!(f, "`{item}` was removed"),
            EffectKind::Changed { old, new } => write!(f, "`{item}`: `{old}` -> `{new}`"),
            EffectKind::Represents { now } => write!(f, "`{item}` now represents `{now}`"),
            EffectKind::Requires { old, new } => {
                write!(f, "`{item}` needs {new} instead of {old}")
            }
            EffectKind::Deprecated => write!(f, "`{item}` is deprecated"),
            EffectKind::Undeprecated => write!(f, "`{item}` is no longer deprecated"),
        }
    }
}

impl Change {
    /// The item in the new state, or in the old one if it was removed.
    pub fn thing(&self) -> &ApiItem {
        let thing = self.new.as_ref().or(self.old.as_ref());
        thing.unwrap_or(&ApiItem::Api)
    }

    /// The position in the new pages, or in the old ones if there is none.
    pub fn site(&self) -> Option<&Site> {
        self.new_site.as_ref().or(self.old_site.as_ref())
    }

    /// The change in one line: `property type changed: microsoft.graph.call.state: String -> callState`.
    pub fn sentence(&self) -> String {
        let (noun, verb) = self.rule.words();
        format!("{noun} {verb}: {}", self.subject())
    }

    /// The item and its values: `microsoft.graph.call.state: String -> callState`.
    pub fn subject(&self) -> String {
        let thing = match (&self.old, &self.new) {
            (Some(old), Some(new)) if old != new => format!("{} -> {}", name(old), name(new)),
            (Some(_) | None, _) => name(self.thing()),
        };
        match (self.before.as_str(), self.after.as_str()) {
            ("", "") => thing,
            ("", value) | (value, "") => format!("{thing}: {value}"),
            (before, after) => format!("{thing}: {before} -> {after}"),
        }
    }
}

/// The name of an item in output: `microsoft.graph.call.state`, `call-answer`.
pub fn name(thing: &ApiItem) -> String {
    match thing {
        ApiItem::Type(name) => name.0.clone(),
        ApiItem::Property(owner, part) | ApiItem::Member(owner, part) => {
            format!("{}.{}", owner.0, part.0)
        }
        ApiItem::Operation(id) => id.0.clone(),
        ApiItem::Url(id, template) => format!("{} {template}", id.0),
        ApiItem::Parameter(id, part) => format!("{}.{}", id.0, part.0),
        ApiItem::Body(id) => format!("{} (request body)", id.0),
        ApiItem::Response(id) => format!("{} (response)", id.0),
        ApiItem::Permissions(id) => format!("{} (permissions)", id.0),
        ApiItem::Area(area) => area.clone(),
        ApiItem::Api => "the API".to_owned(),
    }
}
