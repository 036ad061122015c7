//! Changes since an earlier list: new and changed items, removed items, and the link for the next time.

use std::fmt;

use bytes::Bytes;
use serde_json::Value;

use super::{Items, Links, List, Paging, next};
use crate::additional::Additional;
use crate::client::Result;
use crate::client::error::Error;
use crate::client::response::Response;
use crate::record::{Record, Slot, State};
use crate::wire::{Element, UnexpectedElement, View};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change<T> {
    /// A new or changed item. A property that was cleared is `Null`; one that did not change may be absent.
    Changed(T),
    /// A removed item: it has `@removed`, is a deleted entity, or has an object in its property `deleted`.
    Removed {
        /// Its id; empty if the service does not give it.
        id: String,
        /// `deleted`, or `changed`: it exists, but is no longer in this list. Empty if the service does not say.
        reason: String,
        /// Everything that the service says about it.
        item: T,
    },
}

impl<T: Element> Change<T> {
    fn from_item(item: T) -> Self {
        let View::Record(record) = item.view_element() else {
            return Self::Changed(item);
        };
        match removal(record) {
            None => Self::Changed(item),
            Some(reason) => Self::Removed {
                id: id(record),
                reason,
                item,
            },
        }
    }
}

/// Why an item is gone, if it is: `@removed` says so whatever it holds (OData JSON 4.01 section 15.3), and so do the context
/// `…/$deletedEntity` of OData 4.0, and a property `deleted` that holds an object.
fn removal(record: &dyn Record) -> Option<String> {
    let additional = record.additional();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(removed) = additional
        .get("@removed")
        .or_else(|| additional.get("@odata.removed"))
    {
        return Some(removed.get("reason").and_then(text).unwrap_or_default());
    }
    let context = additional
        .get("@odata.context")
        .or_else(|| additional.get("@context"));
    let context = context.and_then(Value::as_str).unwrap_or_default();
    if context.ends_with("/$deletedEntity") {
        let reason = property(record, "reason").map(|value| view_text(value));
        return Some(reason.unwrap_or_default());
    }
    match property(record, "deleted")? {
        View::Record(_) | View::Json(Value::Object(_)) => Some("deleted".to_owned()),
        _ => None,
    }
}

/// A property, whether the documentation knows it or not; `None` where it has no value.
fn property<'a>(record: &'a dyn Record, name: &str) -> Option<View<'a>> {
    let index = record.shape().names.find(name);
    match index.and_then(|index| record.slot(index)).map(Slot::state) {
        Some(State::Value(view)) => Some(view),
        Some(State::Unexpected(value)) => Some(View::Json(value)),
        Some(State::Absent | State::Null) => None,
        None => record.additional().get(name).map(View::Json),
    }
}

/// Text as it is, and nothing of what is no text.
fn view_text(view: View<'_>) -> String {
    match view {
        View::Str(text) => text.to_owned(),
        View::Json(Value::String(text)) => text.clone(),
        View::Show(value) => crate::wire::shown(value),
        _ => String::new(),
    }
}

fn id(record: &dyn Record) -> String {
    property(record, "id")
        .map(|id| view_text(id))
        .unwrap_or_default()
}

/// One page of changes. It may be empty although others follow; the last one has the link for the next time.
#[non_exhaustive]
pub struct DeltaPage<T> {
    /// The changes, in the service's order. An item may occur several times; the last change counts.
    pub changes: Vec<Change<T>>,
    /// `@odata.count`, if it was requested.
    pub count: Option<i64>,
    /// The elements among the changes that have another type, such as `null`.
    pub unexpected: Vec<UnexpectedElement>,
    /// The rest of the answer.
    pub additional: Additional,
    links: Links,
}

impl<T> DeltaPage<T> {
    /// The link to the next page. Another run of the program can continue from it: see
    /// [`Client::pages`](crate::client::Client::pages).
    pub fn next_link(&self) -> Option<&str> {
        self.links.next.as_deref()
    }

    /// On the last page: the link to the changes from now on.
    pub fn delta_link(&self) -> Option<&str> {
        self.links.delta.as_deref()
    }
}

impl<T> DeltaPage<T> {
    /// Why the page is not whole, if its text breaks off: then it holds the changes before the break, and there is no next page.
    pub fn broken(&self) -> Option<&Error> {
        self.links.broken.as_deref()
    }
}

impl<T: Element> DeltaPage<T> {
    /// The next page; `None` after the last one.
    ///
    /// Fails without sending anything when the link leads to an untrusted origin, or back to this page.
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
