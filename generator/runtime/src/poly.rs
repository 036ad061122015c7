//! Values of a base type: which documented type a value has is told by its `@odata.type`, wherever it stands.

use serde_json::Value;

use crate::error::Error;
use crate::fill::key_of;
use crate::names::Names;
use crate::record::{Record, State, TAG};
use crate::untyped;
use crate::value;
use crate::wire::{Filling, Key, MemberSource, OriginalForms, Sink, Taken, Token};

/// A generated enum over a base type and the documented types derived from it.
pub trait Poly: Sized + 'static {
    /// API names of the variants' types, by variant index; the base's first.
    fn names() -> &'static Names;
    /// For each variant the index of its nearest documented ancestor.
    fn ancestors() -> &'static [usize];
    /// An empty value of the variant at this index; `None` when a cargo feature has switched it off.
    fn start(index: usize) -> Option<Self>;
    /// The value, whatever its type.
    fn as_record(&self) -> &dyn Record;
    /// The same, to change it.
    fn as_record_mut(&mut self) -> &mut dyn Record;
    /// The same, for good.
    fn into_record(self) -> Box<dyn Record>;
}

static NO_NAMES: Names = Names::new(&[]);

/// [`crate::wire::Wire::take`] for these enums.
#[doc(hidden)]
pub fn take<T: Poly>(token: Token<'_>) -> Result<Taken<T>, Error> {
    match token {
        Token::Object(members) => read(members.0).map(Taken::Fit),
        other => other.misfit(),
    }
}

/// Mostly the tag comes first and names the type. Otherwise the base is filled until the tag comes, then moved.
fn read<T: Poly>(source: &mut dyn MemberSource) -> Result<T, Error> {
    let first = source.key(&NO_NAMES, 0)?;
    if matches!(first, Key::Tag) {
        let tag = TagText::read(T::names(), source)?;
        let mut value: T = start(tag.index)?;
        let record = value.as_record_mut();
        let filling = Filling::new(record);
        tag.mark(record);
        source.fill(record, filling)?;
        return Ok(value);
    }
    let mut value: T = start(0)?;
    let base = value.as_record_mut();
    let mut filling = Filling::new(base);
    let first = match first {
        Key::Other(name) => key_of(&name, &base.shape().names),
        Key::End | Key::Known(_) | Key::Tag => Key::End,
    };
    if !filling.until_tag(base, first, source)? {
        filling.finish(base);
        return Ok(value);
    }
    let tag = TagText::read(T::names(), source)?;
    let mut derived: T = start(tag.index)?;
    if derived.as_record().shape().tag == base.shape().tag {
        tag.mark(base);
        source.fill(base, filling)?;
        return Ok(value);
    }
    filling.finish(base);
    let record = derived.as_record_mut();
    let mut filling = Filling::new(record);
    tag.mark(record);
    transplant(base, record, &mut filling.forms)?;
    source.fill(record, filling)?;
    Ok(derived)
}

/// The variant, or the nearest ancestor that is switched on.
fn start<T: Poly>(index: usize) -> Result<T, Error> {
    let mut index = index;
    loop {
        match T::start(index) {
            Some(value) => return Ok(value),
            None if index == 0 => return Err(Error::new("an enum without its base type")),
            None => {
                index = T::ancestors()
                    .get(index)
                    .copied()
                    .filter(|next| *next < index)
                    .unwrap_or(0);
            }
        }
    }
}

/// Moves everything from a record of the base type to one of a derived type.
fn transplant(
    base: &mut dyn Record,
    derived: &mut dyn Record,
    forms: &mut OriginalForms,
) -> Result<(), Error> {
    let from = base.shape();
    let to = derived.shape();
    let values = value::from_record(base);
    let originals = base.additional_mut().take_originals();
    for (index, name) in from.names.list().iter().enumerate() {
        let Some(slot) = base
            .slot_mut(index)
            .filter(|slot| !matches!(slot.state(), State::Absent))
        else {
            continue;
        };
        let target = to.names.find(name);
        match target.and_then(|target| derived.slot_mut(target)) {
            Some(place) => {
                let target = target.unwrap_or_default();
                if place.seize(slot) {
                    forms.adopt(&originals, index, target);
                } else {
                    forms.field(target, place);
                    untyped::put(values[name].clone(), place, forms)?;
                }
            }
            None => derived
                .additional_mut()
                .append((*name).into(), values[name].clone()),
        }
    }
    for (name, value) in base.additional_mut().take_entries() {
        match to
            .names
            .find(&name)
            .and_then(|index| Some((index, derived.slot_mut(index)?)))
        {
            Some((index, place)) => {
                forms.field(index, place);
                untyped::put(value, place, forms)?;
            }
            None => derived.additional_mut().append(name, value),
        }
    }
    Ok(())
}

/// The value of `@odata.type`, looked up.
struct TagText {
    names: &'static Names,
    index: usize,
    /// What it was, unless it was `#` and the name at the index.
    text: Option<Value>,
}

impl TagText {
    fn read(names: &'static Names, source: &mut dyn MemberSource) -> Result<Self, Error> {
        let mut tag = Self {
            names,
            index: 0,
            text: None,
        };
        source
            .value(&mut tag, &mut OriginalForms::default())
            .map_err(|error| error.in_key(TAG))?;
        Ok(tag)
    }

    /// Gives the record the tag that it arrived with.
    fn mark(self, record: &mut dyn Record) {
        let own = record.shape();
        let additional = record.additional_mut();
        match self.text {
            None if own.api_name() == self.names.list()[self.index] => additional.tag_own(),
            None => additional.set_odata_type(Some(&format!("#{}", self.names.list()[self.index]))),
            Some(Value::String(text)) => additional.set_odata_type(Some(&text)),
            Some(other) => additional.append(TAG.into(), other),
        }
    }
}

impl Sink for TagText {
    fn put(
        &mut self,
        token: Token<'_>,
        _forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        if let Token::Str(text) = token {
            let name = text.strip_prefix('#').unwrap_or(text);
            let exact = self.names.find(name);
            self.index = exact
                .or_else(|| self.names.find_ignoring_case(name))
                .unwrap_or(0);
            if exact.is_some() && name.len() < text.len() {
                return Ok(None);
            }
        }
        self.text = Some(token.into_value()?);
        Ok(None)
    }
}
