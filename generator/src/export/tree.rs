//! A JSON value that keeps the order of its keys and borrows its text. Knows nothing of the document it is part of.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde::Serialize;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Tree<'m> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text.
    Text(Cow<'m, str>),
    /// An array.
    List(Vec<Tree<'m>>),
    /// An object.
    Object(Object<'m>),
    /// JSON from a page.
    Json(&'m serde_json::Value),
}

/// A JSON object, its members in order of insertion. A `serde_json::Map` would sort them: its feature `preserve_order` changes
/// every map of the build, those in `api.json` too.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Object<'m>(IndexMap<Cow<'m, str>, Tree<'m>>);

impl Tree<'_> {
    /// Pretty-printed, with a closing newline.
    pub(super) fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).expect("all keys are strings");
        text.push('\n');
        text
    }

    /// A reference to a component: `{"$ref": "#/components/schemas/…"}`.
    pub(super) fn reference(section: &str, key: &str) -> Self {
        Object::new()
            .with("$ref", format!("#/components/{section}/{key}"))
            .into()
    }
}

impl<'m> Object<'m> {
    /// `{}`
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// With one more member.
    pub(super) fn with(mut self, key: impl Into<Cow<'m, str>>, value: impl Into<Tree<'m>>) -> Self {
        self.push(key, value);
        self
    }

    /// With one more member, if there is a value.
    pub(super) fn maybe(self, key: &'static str, value: Option<impl Into<Tree<'m>>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// With `key: true`, if the flag is set.
    pub(super) fn flag(self, key: &'static str, on: bool) -> Self {
        self.maybe(key, on.then_some(true))
    }

    /// With one more member, unless the list is empty.
    pub(super) fn list(self, key: &'static str, items: Vec<Tree<'m>>) -> Self {
        if items.is_empty() {
            self
        } else {
            self.with(key, items)
        }
    }

    /// With one more member, unless the text is empty.
    pub(super) fn text(self, key: &'static str, value: impl Into<Cow<'m, str>>) -> Self {
        let value = value.into();
        if value.is_empty() {
            self
        } else {
            self.with(key, Tree::Text(value))
        }
    }

    /// Adds a member.
    pub(super) fn push(&mut self, key: impl Into<Cow<'m, str>>, value: impl Into<Tree<'m>>) {
        self.0.insert(key.into(), value.into());
    }

    /// Whether there is a member of this name.
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Adds the members of another object but one.
    pub(super) fn extend(&mut self, other: Self, except: &str) {
        let members = other.0.into_iter().filter(|(key, _)| key != except);
        self.0.extend(members);
    }

    /// Whether it has no members.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'m> From<Object<'m>> for Tree<'m> {
    fn from(value: Object<'m>) -> Self {
        Self::Object(value)
    }
}

impl<'m> From<&'m serde_json::Value> for Tree<'m> {
    fn from(value: &'m serde_json::Value) -> Self {
        Self::Json(value)
    }
}

impl<'m> From<Vec<Tree<'m>>> for Tree<'m> {
    fn from(value: Vec<Tree<'m>>) -> Self {
        Self::List(value)
    }
}

impl<'m> From<&'m str> for Tree<'m> {
    fn from(value: &'m str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl<'m> From<Cow<'m, str>> for Tree<'m> {
    fn from(value: Cow<'m, str>) -> Self {
        Self::Text(value)
    }
}

impl From<String> for Tree<'_> {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl From<bool> for Tree<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Tree<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
