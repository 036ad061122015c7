//! What a record writes, in order, and records as untyped JSON.

use serde_json::{Map, Value};

use crate::core::echo::{self, Echo, Echoes};
use crate::number::{self, not_finite, number_value};
use crate::record::{Record, State, TAG};
use crate::wire::{Items, ListSink, View, shown};

/// One member or element as it must be written.
#[derive(Clone, Copy)]
pub(crate) enum Out<'a> {
    Null,
    View(View<'a>),
    /// As it came in.
    Json(&'a Value),
    /// An array of which some elements must be written as they came in.
    List(&'a dyn Items, Echoes<'a>),
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
    let echoes = additional.echoes();
    for (index, name) in shape.names.list().iter().enumerate() {
        let Some(slot) = record.slot(index) else {
            continue;
        };
        let out = match slot.state() {
            State::Absent => continue,
            State::Null => Out::Null,
            State::Unexpected(value) => Out::Json(value),
            State::Value(view) if echoes.is_empty() => Out::View(view),
            State::Value(view) => echoed(view, echoes.field(index)),
        };
        visit(name, out)?;
    }
    for (name, value) in additional.entries() {
        visit(name, Out::Json(value))?;
    }
    Ok(())
}

/// A value as it must be written, given what was noted for its field.
pub(crate) fn echoed<'a>(view: View<'a>, echoes: Echoes<'a>) -> Out<'a> {
    match view {
        _ if echoes.is_empty() => Out::View(view),
        View::Array(items) => Out::List(items, echoes),
        view => echoes.whole(view).map_or(Out::View(view), Out::Json),
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
        Out::Json(value) => value.clone(),
        Out::List(items, echoes) => (0..items.count())
            .map(|index| {
                let view = items.at(index);
                echoes
                    .element(index, view)
                    .cloned()
                    .unwrap_or_else(|| from_view(view))
            })
            .collect(),
    }
}

/// A value as untyped JSON.
pub(crate) fn from_view(view: View<'_>) -> Value {
    match view {
        View::Bool(it) => Value::Bool(it),
        View::I64(it) => it.into(),
        View::F64(it) => number_value(it, not_finite(it)),
        View::Number(it) => number::value(it).unwrap_or_default(),
        View::Str(it) => it.into(),
        View::Show(it) => shown(it).into(),
        View::Array(items) => (0..items.count())
            .map(|index| from_view(items.at(index)))
            .collect(),
        View::Record(record) => from_record(record),
        View::Json(it) => it.clone(),
    }
}

/// Turns what a list holds back into untyped JSON, as it came in.
pub(crate) fn drain(list: &mut dyn ListSink, mut noted: Vec<Echo>) -> Vec<Value> {
    echo::sort(&mut noted);
    let echoes = Echoes::new(&noted);
    let mut values = Vec::new();
    list.each_view(&mut |view| {
        let original = echoes.element(values.len(), view).cloned();
        values.push(original.unwrap_or_else(|| from_view(view)));
    });
    values
}
