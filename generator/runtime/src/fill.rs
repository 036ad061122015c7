//! From members as they arrive to a record's slots; knows neither the format they come in nor the type they go to.

use serde_json::{Map, Value};

use crate::echo::Notes;
use crate::error::Error;
use crate::json::reader::{JsonElements, JsonMembers, Reader};
use crate::names::Names;
use crate::record::{Record, Shape};
use crate::value;
use crate::wire::{ListSink, Sink, Token};

/// The members of an object that are still to be read.
pub struct Members<'a, 'j>(pub(crate) MembersFrom<'a, 'j>);

pub(crate) enum MembersFrom<'a, 'j> {
    Json(&'a mut Reader<'j>),
    Other(&'a mut dyn MemberSource),
}

/// The elements of an array that are still to be read.
pub struct Elements<'a, 'j>(pub(crate) ElementsFrom<'a, 'j>);

pub(crate) enum ElementsFrom<'a, 'j> {
    Json(&'a mut Reader<'j>),
    Other(&'a mut dyn ElementSource),
}

/// The name of the next member.
pub(crate) enum Key {
    End,
    /// At this index of the names asked for.
    Known(usize),
    /// `@odata.type`
    Tag,
    Other(Box<str>),
}

/// The name that tells an object's type.
pub(crate) const TAG: &str = "@odata.type";

pub(crate) trait MemberSource {
    /// The next name; `hint` is the index that is likely.
    fn key(&mut self, names: &Names, hint: usize) -> Result<Key, Error>;
    /// The value that belongs to it.
    fn value(&mut self, sink: &mut dyn Sink, notes: &mut Notes) -> Result<(), Error>;
}

/// What became of an element.
pub(crate) enum Next {
    End,
    Taken,
    Refused(Value),
}

pub(crate) trait ElementSource {
    fn next(&mut self, sink: &mut dyn Sink, notes: &mut Notes) -> Result<Next, Error>;
}

/// Resolves a name that is in hand as text.
pub(crate) fn key_of(name: &str, names: &Names) -> Key {
    match names.find(name) {
        Some(index) => Key::Known(index),
        None if name == TAG => Key::Tag,
        None => Key::Other(name.into()),
    }
}

impl Members<'_, '_> {
    /// Reads them all as untyped JSON.
    pub fn into_value(self) -> Result<Value, Error> {
        match self.0 {
            MembersFrom::Json(reader) => reader.finish_object(),
            MembersFrom::Other(source) => read_object(source),
        }
    }
}

fn read_object(source: &mut dyn MemberSource) -> Result<Value, Error> {
    static NO_NAMES: Names = Names::new(&[]);
    let mut map = Map::new();
    loop {
        let name = match source.key(&NO_NAMES, 0)? {
            Key::End | Key::Known(_) => return Ok(Value::Object(map)),
            Key::Tag => TAG.into(),
            Key::Other(name) => name,
        };
        let value = raw(source, &name)?;
        map.insert(name.into(), value);
    }
}

fn raw<S: MemberSource + ?Sized>(source: &mut S, name: &str) -> Result<Value, Error> {
    let mut value = Value::Null;
    source
        .value(&mut value, &mut Notes::default())
        .map_err(|error| error.in_key(name))?;
    Ok(value)
}

impl Sink for Value {
    fn put(&mut self, token: Token<'_, '_>, _notes: &mut Notes) -> Result<Option<Value>, Error> {
        *self = token.into_value()?;
        Ok(None)
    }
}

impl Elements<'_, '_> {
    /// Reads them all as untyped JSON.
    pub fn into_value(self) -> Result<Value, Error> {
        let mut list = Vec::new();
        match self.0 {
            ElementsFrom::Json(reader) => return reader.finish_array(),
            ElementsFrom::Other(source) => collect(source, &mut list)?,
        }
        Ok(Value::Array(list))
    }

    /// Reads them into a list; when one does not fit, gives back the whole array as untyped JSON.
    pub(crate) fn fill(
        self,
        list: &mut dyn ListSink,
        notes: &mut Notes,
    ) -> Result<Option<Value>, Error> {
        match self.0 {
            ElementsFrom::Json(reader) => fill_list(&mut JsonElements::new(reader), list, notes),
            ElementsFrom::Other(source) => fill_list(source, list, notes),
        }
    }
}

fn collect<S: ElementSource + ?Sized>(source: &mut S, list: &mut Vec<Value>) -> Result<(), Error> {
    loop {
        let mut value = Value::Null;
        match source
            .next(&mut value, &mut Notes::default())
            .map_err(|error| error.in_index(list.len()))?
        {
            Next::End => return Ok(()),
            Next::Taken => list.push(value),
            Next::Refused(value) => list.push(value),
        }
    }
}

fn fill_list<S: ElementSource + ?Sized>(
    source: &mut S,
    list: &mut dyn ListSink,
    notes: &mut Notes,
) -> Result<Option<Value>, Error> {
    let start = notes.echoes.len();
    let mut index = 0;
    let refused = loop {
        notes.at_element(Some(index));
        match source
            .next(list, notes)
            .map_err(|error| error.in_index(index))?
        {
            Next::End => break None,
            Next::Taken => index += 1,
            Next::Refused(value) => break Some(value),
        }
    };
    notes.at_element(None);
    let Some(refused) = refused else {
        return Ok(None);
    };
    let mut values = value::drain(list, notes.echoes.split_off(start));
    values.push(refused);
    collect(source, &mut values)?;
    Ok(Some(Value::Array(values)))
}

/// Fills a new record.
pub(crate) fn fill(record: &mut dyn Record, members: Members<'_, '_>) -> Result<(), Error> {
    match members.0 {
        MembersFrom::Json(reader) => {
            Filling::new(record).complete(record, &mut JsonMembers::new(reader))
        }
        MembersFrom::Other(source) => Filling::new(record).complete(record, source),
    }
}

/// A record that is being filled.
pub(crate) struct Filling {
    pub(crate) notes: Notes,
    hint: usize,
}

impl Filling {
    pub(crate) fn new(record: &mut dyn Record) -> Self {
        record.additional_mut().begin();
        Self {
            notes: Notes::default(),
            hint: 0,
        }
    }

    /// Reads all members.
    pub(crate) fn complete<S>(
        mut self,
        record: &mut dyn Record,
        source: &mut S,
    ) -> Result<(), Error>
    where
        S: MemberSource + ?Sized,
    {
        let shape = record.shape();
        loop {
            match source.key(&shape.names, self.hint)? {
                Key::End => break,
                Key::Tag => read_tag(record, source)?,
                key => self.member(record, key, source)?,
            }
        }
        self.finish(record);
        Ok(())
    }

    /// Reads members until the tag is next; says whether it is.
    pub(crate) fn until_tag<S>(
        &mut self,
        record: &mut dyn Record,
        first: Key,
        source: &mut S,
    ) -> Result<bool, Error>
    where
        S: MemberSource + ?Sized,
    {
        let shape = record.shape();
        let mut key = first;
        loop {
            match key {
                Key::End => return Ok(false),
                Key::Tag => return Ok(true),
                Key::Known(_) | Key::Other(_) => self.member(record, key, source)?,
            }
            key = source.key(&shape.names, self.hint)?;
        }
    }

    pub(crate) fn finish(self, record: &mut dyn Record) {
        record.additional_mut().finish(self.notes.echoes);
    }

    fn member<S>(&mut self, record: &mut dyn Record, key: Key, source: &mut S) -> Result<(), Error>
    where
        S: MemberSource + ?Sized,
    {
        let name = match key {
            Key::End | Key::Tag => return Ok(()),
            Key::Other(name) => name,
            Key::Known(index) => {
                let name = record.shape().names.list()[index];
                self.hint = index + 1;
                if let Some(slot) = record.slot_mut(index) {
                    self.notes.field(index, slot);
                    return match source.value(slot, &mut self.notes) {
                        Ok(()) => Ok(()),
                        Err(error) => Err(error.in_key(name)),
                    };
                }
                name.into()
            }
        };
        let value = raw(source, &name)?;
        record.additional_mut().append(name, value);
        Ok(())
    }
}

/// Reads the value of `@odata.type`.
pub(crate) fn read_tag<S>(record: &mut dyn Record, source: &mut S) -> Result<(), Error>
where
    S: MemberSource + ?Sized,
{
    let mut tag = TagSink {
        shape: record.shape(),
        own: false,
        other: None,
    };
    source
        .value(&mut tag, &mut Notes::default())
        .map_err(|error| error.in_key(TAG))?;
    let additional = record.additional_mut();
    match tag.other {
        None if tag.own => additional.tag_own(),
        None => {}
        Some(Value::String(text)) => additional.set_odata_type(Some(&text)),
        Some(value) => additional.append(TAG.into(), value),
    }
    Ok(())
}

struct TagSink {
    shape: &'static Shape,
    own: bool,
    other: Option<Value>,
}

impl Sink for TagSink {
    fn put(&mut self, token: Token<'_, '_>, _notes: &mut Notes) -> Result<Option<Value>, Error> {
        match token {
            Token::Str(text) if text == self.shape.tag => self.own = true,
            other => self.other = Some(other.into_value()?),
        }
        Ok(None)
    }
}
