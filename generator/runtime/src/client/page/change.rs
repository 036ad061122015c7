//! Changes since an earlier list: what is new or different, what is gone, and where to ask the next time.

use std::fmt;

use bytes::Bytes;

use super::{Items, Links, List, Paging, next};
use crate::additional::Additional;
use crate::client::Result;
use crate::client::response::Response;
use crate::record::{Record, State};
use crate::wire::{Element, UnexpectedElement, View};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change<T> {
    /// Is new, or has changed: what the service tells of it. A property that was cleared is `Null`, one that stayed may be absent.
    Changed(T),
    /// Is gone.
    Removed {
        /// Which one it was; empty if the service does not tell.
        id: String,
        /// `deleted`, or `changed`: it is there, but no longer in this list. Empty if the service does not tell.
        reason: String,
        /// All that the service tells of it.
        item: T,
    },
}

impl<T: Element> Change<T> {
    /// What has `@removed` is gone, whatever that holds.
    fn from_item(item: T) -> Self {
        let View::Record(record) = item.view_element() else {
            return Self::Changed(item);
        };
        let Some(removed) = record.additional().get("@removed") else {
            return Self::Changed(item);
        };
        let reason = removed.get("reason").and_then(|reason| reason.as_str());
        Self::Removed {
            id: id(record),
            reason: reason.unwrap_or_default().to_owned(),
            item,
        }
    }
}

fn id(record: &dyn Record) -> String {
    let index = record.shape().names.find("id");
    match index
        .and_then(|index| record.slot(index))
        .map(crate::record::Slot::state)
    {
        Some(State::Value(View::Str(id))) => id.to_owned(),
        Some(State::Value(View::Show(id))) => crate::wire::shown(id),
        Some(State::Value(_) | State::Absent | State::Null | State::Unexpected(_)) | None => record
            .additional()
            .get("id")
            .and_then(|id| id.as_str())
            .unwrap_or_default()
            .to_owned(),
    }
}

/// One page of changes. It may be empty although others follow; the last one tells where to ask the next time.
#[non_exhaustive]
pub struct DeltaPage<T> {
    /// The changes, in the service's order. One thing may have several; the last one counts.
    pub changes: Vec<Change<T>>,
    /// `@odata.count`, if it was asked for.
    pub count: Option<i64>,
    /// What stands among the changes and is of another kind, such as `null`.
    pub unexpected: Vec<UnexpectedElement>,
    /// Whatever else the answer holds.
    pub additional: Additional,
    links: Links,
}

impl<T> DeltaPage<T> {
    /// Where the next page is. Kept, it lets another run of the program go on from here: see
    /// [`Client::pages`](crate::client::Client::pages).
    pub fn next_link(&self) -> Option<&str> {
        self.links.next.as_deref()
    }

    /// On the last page: where to ask for what changes from now on.
    pub fn delta_link(&self) -> Option<&str> {
        self.links.delta.as_deref()
    }
}

impl<T: Element> DeltaPage<T> {
    /// The next page; `None` after the last one.
    ///
    /// Fails without sending anything when the link leads to where credentials must not go, or back to this page.
    pub async fn next(&self) -> Result<Option<Self>> {
        next(self).await
    }

    /// The changes of this page and of all that follow.
    pub fn stream(self) -> Items<Self> {
        Items::after(self)
    }
}

impl<T: Element> Paging for DeltaPage<T> {
    type Item = Change<T>;

    fn open(response: &Response, text: &Bytes) -> Result<Self> {
        let mut list = List::read::<T>(response, text)?;
        Ok(Self {
            changes: list.items().into_iter().map(Change::from_item).collect(),
            count: list.count(),
            links: list.links(response),
            unexpected: list.unexpected,
            additional: list.envelope.additional,
        })
    }

    fn unexpected(&self) -> &[UnexpectedElement] {
        &self.unexpected
    }

    fn links(&self) -> &Links {
        &self.links
    }

    fn total(&self) -> Option<i64> {
        self.count
    }

    fn into_items(self) -> Vec<Change<T>> {
        self.changes
    }
}

impl<T> fmt::Debug for DeltaPage<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeltaPage")
            .field("changes", &self.changes.len())
            .field("is_last", &self.links.next.is_none())
            .finish_non_exhaustive()
    }
}
