//! The old and the new state of something, side by side. Knows nothing of what it holds.

use crate::model::ApiItem;

/// The old and the new state of something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<T> {
    /// Before.
    pub(super) old: T,
    /// After.
    pub(super) new: T,
}

impl<T> Pair<T> {
    /// Of two states.
    pub(super) fn new(old: T, new: T) -> Self {
        Self { old, new }
    }

    /// The same function of both states.
    pub(super) fn map<U>(self, mut function: impl FnMut(T) -> U) -> Pair<U> {
        Pair {
            old: function(self.old),
            new: function(self.new),
        }
    }
}

impl<T: PartialEq> Pair<T> {
    /// Whether the states are different.
    pub(super) fn differs(&self) -> bool {
        self.old != self.new
    }
}

impl<T: Clone> Pair<&T> {
    /// The things that two names stand for: `ids.things(ApiItem::Operation)`.
    pub(super) fn things(self, kind: impl Fn(T) -> ApiItem) -> Pair<ApiItem> {
        self.map(|name| kind(name.clone()))
    }
}
