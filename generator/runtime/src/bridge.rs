//! serde on top of tokens and views: any self-describing format can be read, and any format that takes maps written.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use crate::core::original::OriginalFormsRef;
use crate::error::Error;
use crate::field::Field;
use crate::fill;
use crate::names::Names;
use crate::number::{self, not_finite};
use crate::record::Record;
use crate::value::{self, Out, members};
use crate::wire::{
    Element, ElementSource, Elements, Filling, Items, Key, ListSink, MemberSource, Members, Next,
    OriginalForms, Sink, Token, View, Wire, shown,
};

/// Reads a record from any format.
pub fn deserialize_record<'de, T: Record + Default, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut record = T::default();
    deserialize_into(&mut record, deserializer)?;
    Ok(record)
}

/// One copy per format, whatever the type.
fn deserialize_into<'de, D: Deserializer<'de>>(
    record: &mut dyn Record,
    deserializer: D,
) -> Result<(), D::Error> {
    let mut sink = RecordSink(record);
    let seed = Seed {
        sink: &mut sink,
        forms: &mut OriginalForms::default(),
    };
    match seed.deserialize(deserializer)? {
        None => Ok(()),
        Some(_) => Err(de::Error::custom("expected an object")),
    }
}

struct RecordSink<'a>(&'a mut dyn Record);

impl Sink for RecordSink<'_> {
    fn put(
        &mut self,
        token: Token<'_>,
        _forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        match token {
            Token::Object(members) => members.fill(self.0).map(|()| None),
            other => other.into_value().map(Some),
        }
    }
}

/// Reads one value from any format.
pub fn deserialize_value<'de, T: Element, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut one = One(Vec::with_capacity(1));
    Seed {
        sink: &mut one,
        forms: &mut OriginalForms::default(),
    }
    .deserialize(deserializer)?;
    one.0
        .pop()
        .ok_or_else(|| de::Error::custom("a value of another kind"))
}

struct One<T>(Vec<T>);

impl<T: Element> Sink for One<T> {
    fn put(&mut self, token: Token<'_>, forms: &mut OriginalForms) -> Result<Option<Value>, Error> {
        T::push(&mut self.0, token, forms)
    }
}

impl<'de, T: Wire> de::Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut field = Self::Absent;
        let mut forms = OriginalForms::default();
        Seed {
            sink: &mut field,
            forms: &mut forms,
        }
        .deserialize(deserializer)?;
        // Alone, a list has no record that could keep what does not fit it.
        let whole = match &field {
            Self::Value(list) => value::whole_list(list.view(), &forms),
            Self::Absent | Self::Null | Self::Unexpected(_) => None,
        };
        Ok(whole.map_or(field, |whole| Self::Unexpected(Box::new(whole))))
    }
}

struct Seed<'a> {
    sink: &'a mut dyn Sink,
    forms: &'a mut OriginalForms,
}

impl Seed<'_> {
    fn put<E: de::Error>(self, token: Token<'_>) -> Result<Option<Value>, E> {
        self.sink.put(token, self.forms).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        self.put(Token::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        self.put(Token::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        self.put(Token::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        self.put(Token::I64(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        self.put(i64::try_from(value).map_or(Token::U64(value), Token::I64))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        self.put(Token::F64(
            value,
            if value.is_finite() {
                ""
            } else {
                not_finite(value)
            },
        ))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        self.put(Token::Str(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Self::Value, A::Error> {
        let mut list = Bridge {
            access,
            first: None,
            error: None,
            de: PhantomData,
        };
        let done = self.sink.put(Token::Array(Elements(&mut list)), self.forms);
        list.error
            .map_or_else(|| done.map_err(de::Error::custom), Err)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let first = access.next_key_seed(KeySeed(&NUMBER))?.unwrap_or(Key::End);
        if matches!(first, Key::Known(_)) {
            let literal: String = access.next_value()?;
            let value = number::value(&literal).ok_or_else(|| de::Error::custom("not a number"))?;
            return crate::untyped::put(value, self.sink, self.forms).map_err(de::Error::custom);
        }
        let mut map = Bridge {
            access,
            first: Some(first),
            error: None,
            de: PhantomData,
        };
        let done = self.sink.put(Token::Object(Members(&mut map)), self.forms);
        map.error
            .map_or_else(|| done.map_err(de::Error::custom), Err)
    }
}

/// How `serde_json` shows a number when its feature `arbitrary_precision` is on, which any crate of a program may cause.
static NUMBER: Names = Names::new(&["$serde_json::private::Number"]);

/// A format's own access to a container; its error waits here while ours passes through the slots.
struct Bridge<'de, A, E> {
    access: A,
    /// A name that was read already.
    first: Option<Key>,
    error: Option<E>,
    de: PhantomData<&'de ()>,
}

impl<A, E> Bridge<'_, A, E> {
    #[cold]
    fn fail(&mut self, error: E) -> Error {
        self.error = Some(error);
        Error::new("")
    }
}

impl<'de, A: SeqAccess<'de>> ElementSource for Bridge<'de, A, A::Error> {
    fn next(&mut self, sink: &mut dyn Sink, forms: &mut OriginalForms) -> Result<Next, Error> {
        match self.access.next_element_seed(Seed { sink, forms }) {
            Ok(None) => Ok(Next::End),
            Ok(Some(None)) => Ok(Next::Taken),
            Ok(Some(Some(value))) => Ok(Next::Refused(value)),
            Err(error) => Err(self.fail(error)),
        }
    }

    fn fill(
        &mut self,
        list: &mut dyn ListSink,
        forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        fill::list(self, list, forms)
    }

    fn untyped(&mut self) -> Result<Value, Error> {
        fill::untyped_array(self)
    }
}

struct KeySeed<'a>(&'a Names);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
        Ok(fill::key_of(name, self.0))
    }
}

impl<'de, A: MapAccess<'de>> MemberSource for Bridge<'de, A, A::Error> {
    fn key(&mut self, names: &Names, _hint: usize) -> Result<Key, Error> {
        if let Some(first) = self.first.take() {
            return Ok(match first {
                Key::Other(name) => names.find(&name).map_or(Key::Other(name), Key::Known),
                first => first,
            });
        }
        match self.access.next_key_seed(KeySeed(names)) {
            Ok(key) => Ok(key.unwrap_or(Key::End)),
            Err(error) => Err(self.fail(error)),
        }
    }

    fn value(&mut self, sink: &mut dyn Sink, forms: &mut OriginalForms) -> Result<(), Error> {
        match self.access.next_value_seed(Seed { sink, forms }) {
            Ok(_) => Ok(()),
            Err(error) => Err(self.fail(error)),
        }
    }

    fn fill(&mut self, record: &mut dyn Record, filling: Filling) -> Result<(), Error> {
        fill::record(self, record, filling)
    }

    fn untyped(&mut self) -> Result<Value, Error> {
        fill::untyped_object(self)
    }
}

/// Writes a record in any format.
pub fn serialize_record<S: Serializer>(
    record: &dyn Record,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    members(record, |name, out| map.serialize_entry(name, &out))?;
    map.end()
}

/// Writes a value in any format.
pub fn serialize_view<S: Serializer>(view: View<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match view {
        View::Bool(value) => serializer.serialize_bool(value),
        View::I64(value) => serializer.serialize_i64(value),
        View::F64(value) if value.is_finite() => serializer.serialize_f64(value),
        View::F64(value) => serializer.serialize_str(not_finite(value)),
        View::Number(value) => {
            let number = number::value(value).ok_or_else(|| S::Error::custom("not a number"))?;
            number.serialize(serializer)
        }
        View::Str(value) => serializer.serialize_str(value),
        View::Show(value) => serializer.serialize_str(&shown(value)),
        View::Array(items) => list(items, OriginalFormsRef::default(), serializer),
        View::Record(record) => serialize_record(record, serializer),
        View::Json(value) => value.serialize(serializer),
    }
}

fn list<S: Serializer>(
    items: &dyn Items,
    originals: OriginalFormsRef<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let elements = value::elements(items, originals);
    let mut list = serializer.serialize_seq(Some(elements.len()))?;
    for element in elements {
        list.serialize_element(&element)?;
    }
    list.end()
}

impl Serialize for Out<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Out::Null => serializer.serialize_unit(),
            Out::View(view) => serialize_view(view, serializer),
            Out::Text(view, text) => match number::value(text) {
                Some(number) => number.serialize(serializer),
                None => serialize_view(view, serializer),
            },
            Out::Json(value) => value.serialize(serializer),
            Out::List(items, originals) => list(items, originals, serializer),
        }
    }
}

/// `Absent` has no form of its own outside a record: it is written as `null`.
impl<T: Wire> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => serializer.serialize_unit(),
            Self::Value(value) => serialize_view(value.view(), serializer),
            Self::Unexpected(value) => value.serialize(serializer),
        }
    }
}
