//! What a record writes, in order, and records as untyped JSON.

use serde_json::{Map, Value};

use crate::core::original::{Arrived, Original, OriginalFormsRef};
use crate::number::{self, not_finite, number_value};
use crate::record::{Record, State, TAG};
use crate::wire::{Items, OriginalForms, View, shown};

/// One member or element as it must be written.
#[derive(Clone, Copy)]
pub(crate) enum Out<'a> {
    Null,
    View(View<'a>),
    /// As it came in.
    Json(&'a Value),
    /// A string or number as it came in: its value, and its JSON text.
    Text(View<'a>, &'a str),
    /// An array of which some elements must be written as they came in.
    List(&'a dyn Items, OriginalFormsRef<'a>),
}

/// Visits what a record writes, in order: its tag, its fields, what else it carries.
#[inline]
pub(crate) fn members<'a, E>(
    record: &'a dyn Record,
    mut visit: impl FnMut(&'a str, Out<'a>) -> Result<(), E>,
) -> Result<(), E> {
    let shape = record.shape();
    let additional = record.additional();
    if let Some(tag) = additional.tag_for(shape) {
        visit(TAG, Out::View(View::Str(tag)))?;
    }
    let originals = additional.originals();
    for (index, name) in shape.names.list().iter().enumerate() {
        let Some(slot) = record.slot(index) else {
            continue;
        };
        let out = match slot.state() {
            State::Absent => continue,
            State::Null => Out::Null,
            State::Unexpected(value) => Out::Json(value),
            State::Value(view) if originals.is_empty() => Out::View(view),
            State::Value(view) => in_original_form(view, originals.field(index)),
        };
        visit(name, out)?;
    }
    for (name, value) in additional.written(record) {
        visit(name, Out::Json(value))?;
    }
    Ok(())
}

/// A value as it must be written, given what is kept of its field.
pub(crate) fn in_original_form<'a>(view: View<'a>, originals: OriginalFormsRef<'a>) -> Out<'a> {
    match view {
        _ if originals.is_empty() => Out::View(view),
        View::Array(items) => Out::List(items, originals),
        view => original_or(view, originals.whole(view)),
    }
}

fn original_or<'a>(view: View<'a>, original: Option<&'a Original>) -> Out<'a> {
    match original {
        None | Some(Original::Elements(_)) => Out::View(view),
        Some(Original::Value(value)) => Out::Json(value),
        Some(Original::Text(text)) => Out::Text(view, text),
    }
}

/// The elements of a list as they must be written, in order.
pub(crate) fn elements<'a>(
    items: &'a dyn Items,
    originals: OriginalFormsRef<'a>,
) -> impl ExactSizeIterator<Item = Out<'a>> {
    originals.arrived(items).map(move |element| match element {
        Arrived::Unexpected(value) => Out::Json(value),
        Arrived::Item(index) => {
            let view = items.at(index);
            original_or(view, originals.element(index, view))
        }
    })
}

/// A list with the elements that do not fit it, as untyped JSON; `None` if it has none.
pub(crate) fn whole_list(view: View<'_>, forms: &OriginalForms) -> Option<Value> {
    match view {
        View::Array(items) if !forms.by_field().unexpected(items).is_empty() => {
            Some(from_out(Out::List(items, forms.by_field())))
        }
        _ => None,
    }
}

/// A record as untyped JSON.
pub(crate) fn from_record(record: &dyn Record) -> Value {
    let mut map = Map::new();
    let done: Result<(), std::convert::Infallible> = members(record, |name, out| {
        map.insert(name.to_owned(), from_out(out));
        Ok(())
    });
    match done {
        Ok(()) => Value::Object(map),
        Err(never) => match never {},
    }
}

pub(crate) fn from_out(out: Out<'_>) -> Value {
    match out {
        Out::Null => Value::Null,
        Out::View(view) => from_view(view),
        Out::Text(view, text) => number::value(text).unwrap_or_else(|| from_view(view)),
        Out::Json(value) => value.clone(),
        Out::List(items, originals) => elements(items, originals).map(from_out).collect(),
    }
}

/// A value as untyped JSON.
pub(crate) fn from_view(view: View<'_>) -> Value {
    match view {
        View::Bool(value) => Value::Bool(value),
        View::I64(value) => value.into(),
        View::F64(value) => number_value(value, not_finite(value)),
        View::Number(value) => number::value(value).unwrap_or_default(),
        View::Str(value) => value.into(),
        View::Show(value) => shown(value).into(),
        View::Array(items) => (0..items.count())
            .map(|index| from_view(items.at(index)))
            .collect(),
        View::Record(record) => from_record(record),
        View::Json(value) => value.clone(),
    }
}
