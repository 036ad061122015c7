//! The object around a documented value: `{"value": …}`, with the links of a page. Services leave it out, or put nothing into it, or
//! put it where none is documented; what arrived is read as what it is, where that leaves no doubt.
//!
//! The envelope is a record like others, whose `value` is a field of whatever is asked for, so that everything here is compiled once.

use std::any::Any;

use bytes::Bytes;
use serde_json::Value;

use super::Result;
use super::error::Error;
use super::response::{Response, is_nothing, trimmed};
use crate::additional::Additional;
use crate::field::Field;
use crate::names::Names;
use crate::record::{Record, Shape, Slot, State};
use crate::wire::{OriginalForms, Taken, Token, UnexpectedElement, View, Wire};

pub(super) struct Envelope {
    pub(super) next: Field<String>,
    pub(super) delta: Field<String>,
    pub(super) count: Field<i64>,
    value: Box<dyn Slot>,
    pub(super) additional: Additional,
}

static SHAPE: Shape = Shape {
    rust_name: "Envelope",
    tag: "#",
    derived: false,
    secrets: &[],
    names: Names::new(&[
        "@odata.nextLink",
        "@odata.deltaLink",
        "@odata.count",
        "value",
    ]),
};

/// The index of `value`.
const VALUE: usize = 3;

impl Record for Envelope {
    fn parts(&self) -> (&'static Shape, &Additional) {
        (&SHAPE, &self.additional)
    }

    fn slot(&self, index: usize) -> Option<&dyn Slot> {
        Some(match index {
            0 => &self.next,
            1 => &self.delta,
            2 => &self.count,
            VALUE => &*self.value,
            _ => return None,
        })
    }

    fn slot_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        Some(match index {
            0 => &mut self.next,
            1 => &mut self.delta,
            2 => &mut self.count,
            VALUE => &mut *self.value,
            _ => return None,
        })
    }

    fn additional_mut(&mut self) -> &mut Additional {
        &mut self.additional
    }
}

/// What is documented to stand in an envelope.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Documented {
    List,
    One,
}

impl Envelope {
    /// Reads an answer into an envelope around this field.
    pub(super) fn read(
        response: &Response,
        text: &Bytes,
        value: Box<dyn Slot>,
        documented: Documented,
    ) -> Result<Self> {
        let mut envelope = Self {
            next: Field::Absent,
            delta: Field::Absent,
            count: Field::Absent,
            value,
            additional: Additional::default(),
        };
        if is_nothing(text) {
            return Ok(envelope);
        }
        if trimmed(text).starts_with(b"{") {
            response.decode_into(text, &mut envelope)?;
            match envelope.value.state() {
                State::Absent if envelope.is_bare() => {}
                State::Absent => envelope.take_whole(response, text, documented)?,
                State::Unexpected(value) => {
                    let value = value.clone();
                    envelope.take(value, documented);
                }
                State::Null | State::Value(_) => {}
            }
        } else {
            let value = response.decode::<Value>(text)?;
            envelope.take(value, documented);
        }
        Ok(envelope)
    }

    /// Whether it holds annotations only.
    fn is_bare(&self) -> bool {
        let mut names = self.additional.iter().map(|(name, _)| name);
        names.all(|name| name.contains('@'))
    }

    /// There is no `value`: the answer reports an error, or is itself what is documented to be in an envelope.
    fn take_whole(
        &mut self,
        response: &Response,
        text: &Bytes,
        documented: Documented,
    ) -> Result<()> {
        if self.additional.get("error").is_some_and(Value::is_object) {
            let error = Error::refusal(response.head().clone(), text.clone());
            return Err(error.with_request(response.request()));
        }
        let whole = response.decode::<Value>(text)?;
        self.take(whole, documented);
        if !knows_any(self.value.state()) {
            self.put(Value::Null);
            return Err(response.unexpected(text, "it has no `value`"));
        }
        self.additional = Additional::default();
        Ok(())
    }

    /// Takes a value that stands in no envelope, or a single one where a list is documented.
    fn take(&mut self, value: Value, documented: Documented) {
        self.put(value.clone());
        let is_unread = matches!(self.value.state(), State::Unexpected(_));
        if is_unread && documented == Documented::List && !value.is_array() {
            self.put(Value::Array(vec![value.clone()]));
            if !knows_any(self.value.state()) {
                self.put(value);
            }
        }
    }

    fn put(&mut self, value: Value) {
        let mut forms = OriginalForms::default();
        forms.field(VALUE, &Field::<Value>::Absent);
        // A field takes every value.
        let _ = crate::untyped::put(value, &mut *self.value, &mut forms);
        self.additional.finish(forms);
    }

    /// The field; must be asked for as the type that it was made as.
    pub(super) fn take_value<T: Wire>(&mut self) -> Field<T> {
        let value: &mut dyn Any = &mut *self.value;
        let field = value.downcast_mut::<Field<T>>().map(Field::take);
        field.unwrap_or_default()
    }

    /// The elements of the list that are of another kind.
    pub(super) fn unexpected_elements(&self) -> Vec<UnexpectedElement> {
        if let State::Unexpected(Value::Array(values)) = self.value.state() {
            let elements = values.iter().cloned().enumerate();
            return elements
                .map(|(index, value)| UnexpectedElement { index, value })
                .collect();
        }
        let elements = crate::unexpected_elements(self).into_iter();
        elements.map(|(_, element)| element.clone()).collect()
    }

    fn is_nothing(&self) -> bool {
        matches!(self.value.state(), State::Absent | State::Null)
    }

    /// Where nothing arrived: a list without items, or an object without properties.
    fn put_nothing(&mut self) {
        self.put(Value::Array(Vec::new()));
        if !matches!(self.value.state(), State::Value(_)) {
            self.put(Value::Object(serde_json::Map::new()));
        }
    }

    /// Whether a list was asked for, and something else stands in its place.
    pub(super) fn is_no_list(&self) -> bool {
        matches!(self.value.state(), State::Unexpected(value) if !value.is_array())
    }
}

/// Whether a value is one that the documentation knows: an object has at least one documented property.
fn knows_any(state: State<'_>) -> bool {
    match state {
        State::Value(View::Array(items)) => items.count() > 0 && knows(items.at(0)),
        State::Value(view) => knows(view),
        State::Absent | State::Null | State::Unexpected(_) => false,
    }
}

fn knows(view: View<'_>) -> bool {
    let View::Record(record) = view else {
        return true;
    };
    let slots = (0..record.shape().names.list().len()).filter_map(|index| record.slot(index));
    let mut states = slots.map(Slot::state);
    states.any(|state| matches!(state, State::Null | State::Value(_)))
}

/// The answer to an operation with a single value in an envelope.
pub(super) async fn read_value<T: Wire>(mut response: Response) -> Result<T> {
    let text = response.read().await?;
    let slot = Box::new(Field::<T>::Absent);
    let mut envelope = Envelope::read(&response, &text, slot, Documented::One)?;
    if let Some(nothing) = nothing_of::<T>()
        && envelope.is_nothing()
    {
        return Ok(nothing);
    }
    if envelope.is_nothing() {
        envelope.put_nothing();
    }
    match envelope.take_value::<T>() {
        Field::Value(value) => Ok(value),
        Field::Absent | Field::Null | Field::Unexpected(_) => {
            Err(response.unexpected(&text, "its `value` is missing or of another kind"))
        }
    }
}

/// `null` as a value of this type, which untyped JSON takes.
fn nothing_of<T: Wire>() -> Option<T> {
    match T::take(Token::Null, &mut OriginalForms::default()) {
        Ok(Taken::Fit(value)) => Some(value),
        Ok(Taken::Misfit(_)) | Err(_) => None,
    }
}
