//! Visits every value of a record, with its JSON pointer and the way it was read.

use serde_json::Value;

use crate::core::original::{Arrived, OriginalFormsRef};
use crate::pointer::{push_index, push_key};
use crate::record::{Record, State, TAG};
use crate::wire::{Items, View};

/// The value at a JSON pointer.
#[derive(Clone, Copy, Debug)]
pub enum Leaf<'a> {
    /// A documented property without a value.
    Null,
    /// A value of the documented type; an array only when it is empty.
    Value(View<'a>),
    /// A value of another kind than documented.
    Unexpected(&'a Value),
    /// The value of an unknown property.
    Additional(&'a Value),
    /// The value of an annotation: a name with `@` in it that the documentation does not know.
    Annotation(&'a Value),
    /// The `@odata.type`.
    Tag(&'a str),
}

/// Visits the record's values in the order in which they are written. Absent properties are not visited.
///
/// ```
/// # use docwright_runtime::{Additional, Field, json, walk::{Leaf, walk}};
/// #[derive(Clone, Default)]
/// pub struct Call { pub id: Field<String>, pub retries: Field<i32>, pub additional: Additional }
/// docwright_runtime::record! { Call "sample.call", derived = false, secrets = [], 0 id "id", 1 retries "retries" }
///
/// let call: Call = json::from_str(r#"{"id": "1", "retries": "many", "@odata.etag": "2", "new": 3}"#)?;
/// let mut seen = Vec::new();
/// walk(&call, &mut |pointer, leaf| seen.push(match leaf {
///     Leaf::Unexpected(value) => format!("{pointer} is {value}?"),
///     Leaf::Additional(_) => format!("{pointer}?"),
///     _ => pointer.to_owned(),
/// }));
/// assert_eq!(seen, ["/id", "/retries is \"many\"?", "/@odata.etag", "/new?"]);
/// # Ok::<(), docwright_runtime::Error>(())
/// ```
pub fn walk(record: &dyn Record, visit: &mut dyn FnMut(&str, Leaf<'_>)) {
    record_at(record, &mut String::new(), visit);
}

/// The same below a pointer, which is as before afterwards.
pub(crate) fn record_at(
    record: &dyn Record,
    path: &mut String,
    visit: &mut dyn FnMut(&str, Leaf<'_>),
) {
    let length = path.len();
    if let Some(tag) = record.odata_type() {
        push_key(path, TAG);
        visit(path, Leaf::Tag(tag));
        path.truncate(length);
    }
    let originals = record.additional().originals();
    for (index, name) in record.shape().names.list().iter().enumerate() {
        let Some(slot) = record.slot(index) else {
            continue;
        };
        let state = slot.state();
        if matches!(state, State::Absent) {
            continue;
        }
        push_key(path, name);
        match state {
            State::Absent => {}
            State::Null => visit(path, Leaf::Null),
            State::Unexpected(value) => visit(path, Leaf::Unexpected(value)),
            State::Value(view) => view_at(view, originals.field(index), path, visit),
        }
        path.truncate(length);
    }
    for (name, value) in record.additional().entries() {
        push_key(path, name);
        visit(
            path,
            if is_annotation(name) {
                Leaf::Annotation(value)
            } else {
                Leaf::Additional(value)
            },
        );
        path.truncate(length);
    }
}

fn view_at(
    view: View<'_>,
    originals: OriginalFormsRef<'_>,
    path: &mut String,
    visit: &mut dyn FnMut(&str, Leaf<'_>),
) {
    match view {
        View::Record(record) => record_at(record, path, visit),
        View::Array(items) if items.count() > 0 => items_at(items, originals, path, visit),
        leaf => visit(path, Leaf::Value(leaf)),
    }
}

fn items_at(
    items: &dyn Items,
    originals: OriginalFormsRef<'_>,
    path: &mut String,
    visit: &mut dyn FnMut(&str, Leaf<'_>),
) {
    let length = path.len();
    for (index, element) in originals.arrived(items).enumerate() {
        push_index(path, index);
        match element {
            Arrived::Item(at) => view_at(items.at(at), OriginalFormsRef::default(), path, visit),
            Arrived::Unexpected(value) => visit(path, Leaf::Unexpected(value)),
        }
        path.truncate(length);
    }
}

/// Whether a name is an annotation's: `@odata.etag`, `owner@odata.context`.
pub(crate) fn is_annotation(name: &str) -> bool {
    name.contains('@')
}
