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
        Value::Bool(value) => sink.put(Token::Bool(value), forms),
        Value::Number(value) => sink.put(token(&value), forms),
        Value::String(value) => sink.put(Token::Str(&value), forms),
        Value::Array(value) => {
            let mut list = List(value.into_iter());
            sink.put(Token::Array(Elements(&mut list)), forms)
        }
        Value::Object(value) => {
            let mut object = Object {
                rest: value.into_iter(),
                value: Value::Null,
            };
            sink.put(Token::Object(Members(&mut object)), forms)
        }
    }
}

fn token(number: &serde_json::Number) -> Token<'static> {
    match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(value), _, _) => Token::I64(value),
        (None, Some(value), _) => Token::U64(value),
        (None, None, value) => Token::F64(value.unwrap_or(f64::NAN), ""),
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
