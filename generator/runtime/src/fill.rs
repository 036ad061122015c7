//! The loops that take members as they arrive to a record's slots, and elements to a list. Each format has its own copy of
//! them, whatever the type; nothing here knows either.

use serde_json::{Map, Value};

use crate::error::Error;
use crate::names::Names;
use crate::record::{Record, Shape, TAG};
use crate::wire::{
    ElementSource, Filling, Key, ListSink, MemberSource, Next, OriginalForms, Sink, Token,
    UnexpectedElement,
};

/// Resolves a name that is in hand as text.
pub(crate) fn key_of(name: &str, names: &Names) -> Key {
    match names.find(name) {
        Some(index) => Key::Known(index),
        None if name == TAG => Key::Tag,
        None => Key::Other(name.into()),
    }
}

/// Reads all members as untyped JSON.
pub(crate) fn untyped_object<S: MemberSource>(source: &mut S) -> Result<Value, Error> {
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
        .value(&mut value, &mut OriginalForms::default())
        .map_err(|error| error.in_key(name))?;
    Ok(value)
}

impl Sink for Value {
    fn put(
        &mut self,
        token: Token<'_>,
        _forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        *self = token.into_value()?;
        Ok(None)
    }
}

/// Reads all elements that are left as untyped JSON.
pub(crate) fn untyped_array<S: ElementSource>(source: &mut S) -> Result<Value, Error> {
    let mut values = Vec::new();
    loop {
        let mut value = Value::Null;
        match source
            .next(&mut value, &mut OriginalForms::default())
            .map_err(|error| error.in_index(values.len()))?
        {
            Next::End => return Ok(Value::Array(values)),
            Next::Taken => values.push(value),
            Next::Refused(value) => values.push(value),
        }
    }
}

/// Reads all elements into a list. Those that do not fit are kept beside it; when none fits, gives back the whole array as untyped
/// JSON.
pub(crate) fn list<S: ElementSource>(
    source: &mut S,
    list: &mut dyn ListSink,
    forms: &mut OriginalForms,
) -> Result<Option<Value>, Error> {
    let mut unexpected: Vec<UnexpectedElement> = Vec::new();
    let mut count = 0;
    loop {
        let index = count + unexpected.len();
        forms.at_element(Some(count));
        match source
            .next(list, forms)
            .map_err(|error| error.in_index(index))?
        {
            Next::End => break,
            Next::Taken => count += 1,
            Next::Refused(value) => unexpected.push(UnexpectedElement { index, value }),
        }
    }
    forms.at_element(None);
    if unexpected.is_empty() {
        return Ok(None);
    }
    if count == 0 {
        let values = unexpected.into_iter().map(|element| element.value);
        return Ok(Some(values.collect()));
    }
    forms.keep_elements(unexpected, list.items());
    Ok(None)
}

/// Fills a record with all members that are left.
pub(crate) fn record<S: MemberSource>(
    source: &mut S,
    record: &mut dyn Record,
    mut filling: Filling,
) -> Result<(), Error> {
    let shape = record.shape();
    loop {
        match source.key(&shape.names, filling.hint)? {
            Key::End => break,
            Key::Tag => read_tag(record, source)?,
            key => filling.member(record, key, source)?,
        }
    }
    filling.finish(record);
    Ok(())
}

impl Filling {
    /// Reads members until the tag is next; says whether it is.
    pub(crate) fn until_tag(
        &mut self,
        record: &mut dyn Record,
        first: Key,
        source: &mut dyn MemberSource,
    ) -> Result<bool, Error> {
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
        record.additional_mut().finish(self.forms);
    }

    #[expect(
        clippy::inline_always,
        reason = "measured: calls within the reading of a property cost a tenth of it"
    )]
    #[inline(always)]
    fn member<S: MemberSource + ?Sized>(
        &mut self,
        record: &mut dyn Record,
        key: Key,
        source: &mut S,
    ) -> Result<(), Error> {
        let name = match key {
            Key::End | Key::Tag => return Ok(()),
            Key::Other(name) => name,
            Key::Known(index) => {
                let name = record.shape().names.list()[index];
                self.hint = index + 1;
                if let Some(slot) = record.slot_mut(index) {
                    self.forms.field(index, slot);
                    return match source.value(slot, &mut self.forms) {
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
fn read_tag<S: MemberSource>(record: &mut dyn Record, source: &mut S) -> Result<(), Error> {
    let mut tag = TagSink {
        shape: record.shape(),
        own: false,
        other: None,
    };
    source
        .value(&mut tag, &mut OriginalForms::default())
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
    fn put(
        &mut self,
        token: Token<'_>,
        _forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        match token {
            Token::Str(text) if text == self.shape.tag => self.own = true,
            other => self.other = Some(other.into_value()?),
        }
        Ok(None)
    }
}
