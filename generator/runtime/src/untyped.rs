//! Untyped JSON as a source of values.

use serde_json::{Value, map};

use crate::error::Error;
use crate::fill;
use crate::names::Names;
use crate::record::Record;
use crate::wire::{
    ElementSource, Elements, Filling, Key, ListSink, MemberSource, Members, Next, OriginalForms,
    Sink, Token,
};

/// Hands a value to a sink.
pub(crate) fn put(
    value: Value,
    sink: &mut dyn Sink,
    forms: &mut OriginalForms,
) -> Result<Option<Value>, Error> {
    match value {
        Value::Null => sink.put(Token::Null, forms),
        Value::Bool(it) => sink.put(Token::Bool(it), forms),
        Value::Number(it) => sink.put(token(&it), forms),
        Value::String(it) => sink.put(Token::Str(&it), forms),
        Value::Array(it) => {
            let mut list = List(it.into_iter());
            sink.put(Token::Array(Elements(&mut list)), forms)
        }
        Value::Object(it) => {
            let mut object = Object {
                rest: it.into_iter(),
                value: Value::Null,
            };
            sink.put(Token::Object(Members(&mut object)), forms)
        }
    }
}

fn token(it: &serde_json::Number) -> Token<'static> {
    match (it.as_i64(), it.as_u64(), it.as_f64()) {
        (Some(it), _, _) => Token::I64(it),
        (None, Some(it), _) => Token::U64(it),
        (None, None, it) => Token::F64(it.unwrap_or(f64::NAN), ""),
    }
}

struct List(std::vec::IntoIter<Value>);

impl ElementSource for List {
    fn next(&mut self, sink: &mut dyn Sink, forms: &mut OriginalForms) -> Result<Next, Error> {
        let Some(value) = self.0.next() else {
            return Ok(Next::End);
        };
        Ok(put(value, sink, forms)?.map_or(Next::Taken, Next::Refused))
    }

    fn fill(
        &mut self,
        list: &mut dyn ListSink,
        forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        fill::list(self, list, forms)
    }

    fn untyped(&mut self) -> Result<Value, Error> {
        Ok(Value::Array(self.0.by_ref().collect()))
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
        Ok(fill::key_of(&name, names))
    }

    fn value(&mut self, sink: &mut dyn Sink, forms: &mut OriginalForms) -> Result<(), Error> {
        put(self.value.take(), sink, forms).map(drop)
    }

    fn fill(&mut self, record: &mut dyn Record, filling: Filling) -> Result<(), Error> {
        fill::record(self, record, filling)
    }

    fn untyped(&mut self) -> Result<Value, Error> {
        Ok(Value::Object(self.rest.by_ref().collect()))
    }
}
