//! One change: what it is, what it is about, where the pages say so, and what it does to whom. Data only.

use std::fmt;

use crate::lint::fingerprint::Fingerprint;
use crate::model::things::Thing;

use super::rules::Rule;

/// What a change does to those who rely on what was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Nothing.
    None,
    /// There is more than before, and what was used still works.
    Minor,
    /// Something that was used does not work any more.
    Breaking,
}

impl Impact {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Breaking => "breaking",
        }
    }
}

/// Which way the changed thing travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Programs send it.
    Request,
    /// Programs receive it.
    Response,
    /// Both.
    Both,
    /// No documented operation leads to it.
    Nowhere,
}

impl Direction {
    /// From whether it is sent, and whether it is received.
    pub fn new(is_sent: bool, is_received: bool) -> Self {
        match (is_sent, is_received) {
            (true, true) => Self::Both,
            (true, false) => Self::Request,
            (false, true) => Self::Response,
            (false, false) => Self::Nowhere,
        }
    }

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
            Self::Nowhere => "nowhere",
        }
    }

    /// What a change of this rule does to programs that talk to the service.
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
    /// What kind of change it is.
    pub rule: Rule,
    /// What it is about, as it was; `None` for what is new.
    pub old: Option<Thing>,
    /// What it is about, as it is now; `None` for what went.
    pub new: Option<Thing>,
    /// What was said, in a few words; empty where the thing itself says it all.
    pub before: String,
    /// What is said now.
    pub after: String,
    /// Which way it travels.
    pub direction: Direction,
    /// What it does to programs that talk to the service, whatever language they are written in.
    pub service: Impact,
    /// What it does to programs that use the Rust crate: the worst of [`Change::effects`].
    pub rust: Impact,
    /// What differs in Rust because of it.
    pub effects: Vec<Effect>,
    /// What speaks for a thing being the same under another name.
    pub evidence: Vec<Evidence>,
    /// Where it stood.
    pub old_site: Option<Site>,
    /// Where it stands.
    pub new_site: Option<Site>,
    /// What stays the same while lines move: of the rule, the thing and the values.
    pub fingerprint: Fingerprint,
}

/// A place in the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The page as one would open it, or as git names it: `docs/resources/user.md`.
    pub file: String,
    /// Line and column, both from 1; an `api.json` knows pages only.
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

/// What speaks for two things being one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The same page describes them.
    SamePage,
    /// The names are alike, in percent.
    SimilarName(u8),
    /// So many of so many properties or members have the same names.
    SameShape(usize, usize),
    /// So many of so many places that use them are the same.
    SameUsers(usize, usize),
    /// Both have this type.
    SameType(String),
    /// They stand in the same place of the list.
    SamePosition(usize),
    /// The same words describe them.
    SameText,
    /// The same integer stands beside them.
    SameNumber(i64),
    /// The same request line.
    SameRequest(String),
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SamePage => f.write_str("same page"),
            Self::SimilarName(percent) => write!(f, "names alike to {percent} %"),
            Self::SameShape(same, of) => write!(f, "{same} of {of} parts the same"),
            Self::SameUsers(same, of) => write!(f, "{same} of {of} uses the same"),
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
    /// What happened.
    pub kind: EffectKind,
    /// The item: `models::User.display_name`, `client.me().get()`.
    pub item: String,
    /// What it does to programs.
    pub impact: Impact,
}

/// The kinds of differences in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EffectKind {
    /// The item is new.
    Added,
    /// The item is gone.
    Removed,
    /// Its type, or what it takes and returns, differs.
    Changed {
        /// As it was.
        old: String,
        /// As it is.
        new: String,
    },
    /// It stands for another thing of the API than it did. Programs may well compile.
    Means {
        /// What it stands for now.
        now: String,
    },
    /// Other cargo features switch it on.
    Needs {
        /// Those so far.
        old: String,
        /// Those from now on.
        new: String,
    },
    /// The compiler warns of it.
    Deprecated,
    /// The compiler does not warn of it any more.
    Undeprecated,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = &self.item;
        match &self.kind {
            EffectKind::Added => write!(f, "`{item}` is new"),
            EffectKind::Removed => write!(f, "`{item}` is gone"),
            EffectKind::Changed { old, new } => write!(f, "`{item}`: `{old}` -> `{new}`"),
            EffectKind::Means { now } => write!(f, "`{item}` stands for `{now}` now"),
            EffectKind::Needs { old, new } => {
                write!(f, "`{item}` needs {new} instead of {old}")
            }
            EffectKind::Deprecated => write!(f, "`{item}` is deprecated"),
            EffectKind::Undeprecated => write!(f, "`{item}` is no longer deprecated"),
        }
    }
}

impl Change {
    /// What it is about: as it is now, or as it was.
    pub fn thing(&self) -> &Thing {
        let thing = self.new.as_ref().or(self.old.as_ref());
        thing.unwrap_or(&Thing::Api)
    }

    /// Where to look: where it stands, or where it stood.
    pub fn site(&self) -> Option<&Site> {
        self.new_site.as_ref().or(self.old_site.as_ref())
    }

    /// What changed, in one line: `property type changed: microsoft.graph.call.state: String -> callState`.
    pub fn sentence(&self) -> String {
        let (noun, verb) = self.rule.words();
        format!("{noun} {verb}: {}", self.what())
    }

    /// The same without the words of the rule: `microsoft.graph.call.state: String -> callState`.
    pub fn what(&self) -> String {
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

/// A thing as people call it: `microsoft.graph.call.state`, `call-answer`.
pub fn name(thing: &Thing) -> String {
    match thing {
        Thing::Type(name) => name.0.clone(),
        Thing::Property(owner, part) | Thing::Member(owner, part) => {
            format!("{}.{}", owner.0, part.0)
        }
        Thing::Operation(id) => id.0.clone(),
        Thing::Url(id, template) => format!("{} {template}", id.0),
        Thing::Parameter(id, part) => format!("{}.{}", id.0, part.0),
        Thing::Body(id) => format!("{} (request body)", id.0),
        Thing::Response(id) => format!("{} (response)", id.0),
        Thing::Permissions(id) => format!("{} (permissions)", id.0),
        Thing::Area(area) => area.clone(),
        Thing::Api => "the API".to_owned(),
    }
}
