//! Untyped JSON as a source of values, and records as untyped JSON.

use serde_json::{Map, Value, map};

use crate::echo::{Echo, Echoes, Notes};
use crate::error::Error;
use crate::fill::{
    ElementSource, Elements, ElementsFrom, Key, MemberSource, Members, MembersFrom, Next, key_of,
};
use crate::names::Names;
use crate::record::{Record, State};
use crate::wire::{ListSink, Sink, Token, View, number_value, shown};

/// Hands a value to a sink.
pub(crate) fn put(
    value: Value,
    sink: &mut dyn Sink,
    notes: &mut Notes,
) -> Result<Option<Value>, Error> {
    match value {
        Value::Null => sink.put(Token::Null, notes),
        Value::Bool(it) => sink.put(Token::Bool(it), notes),
        Value::Number(it) => sink.put(number(&it), notes),
        Value::String(it) => sink.put(Token::Str(&it), notes),
        Value::Array(it) => {
            let mut list = List(it.into_iter());
            sink.put(
                Token::Array(Elements(ElementsFrom::Other(&mut list))),
                notes,
            )
        }
        Value::Object(it) => {
            let mut object = Object {
                rest: it.into_iter(),
                value: Value::Null,
            };
            sink.put(
                Token::Object(Members(MembersFrom::Other(&mut object))),
                notes,
            )
        }
    }
}

fn number(it: &serde_json::Number) -> Token<'static, 'static> {
    match (it.as_i64(), it.as_u64(), it.as_f64()) {
        (Some(it), _, _) => Token::I64(it),
        (None, Some(it), _) => Token::U64(it),
        (None, None, it) => Token::F64(it.unwrap_or(f64::NAN), ""),
    }
}

struct List(std::vec::IntoIter<Value>);

impl ElementSource for List {
    fn next(&mut self, sink: &mut dyn Sink, notes: &mut Notes) -> Result<Next, Error> {
        let Some(value) = self.0.next() else {
            return Ok(Next::End);
        };
        Ok(put(value, sink, notes)?.map_or(Next::Taken, Next::Refused))
    }
}

struct Object {
    rest: map::IntoIter,
    value: Value,
}

impl MemberSource for Object {
    fn key(&mut self, names: &Names, _hint: usize) -> Result<Key, Error> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(Key::End);
        };
        self.value = value;
        Ok(key_of(&name, names))
    }

    fn value(&mut self, sink: &mut dyn Sink, notes: &mut Notes) -> Result<(), Error> {
        put(self.value.take(), sink, notes).map(drop)
    }
}

/// One member or element as it must be written.
#[derive(Clone, Copy)]
pub(crate) enum Out<'a> {
    Null,
    View(View<'a>),
    /// As it came in.
    Json(&'a Value),
    /// An array of which some elements must be written as they came in.
    List(&'a dyn crate::wire::Items, Echoes<'a>),
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
        visit(crate::fill::TAG, Out::View(View::Str(tag)))?;
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
        View::F64(it) => number_value(it, crate::scalar::not_finite(it)),
        View::Number(it) => crate::json::from_str(it).unwrap_or(Value::Null),
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
    crate::echo::sort(&mut noted);
    let echoes = Echoes::new(&noted);
    let mut values = Vec::new();
    list.each_view(&mut |view| {
        let original = echoes.element(values.len(), view).cloned();
        values.push(original.unwrap_or_else(|| from_view(view)));
    });
    values
}
