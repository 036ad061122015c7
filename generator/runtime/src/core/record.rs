//! Object types as tables of slots: the traits that [`crate::record!`] implements, on which reading and writing are based.

use std::any::Any;

use serde_json::Value;

use super::additional::Additional;
use super::original::{OriginalForms, UnexpectedElement};
use super::wire::{Element, Sink, Taken, Token, View, Wire};
use crate::error::Error;
use crate::field::Field;
use crate::names::Names;

/// The name of the property that tells an object's type.
pub(crate) const TAG: &str = "@odata.type";

/// The static description of an object type.
pub struct Shape {
    /// The Rust type's name.
    pub rust_name: &'static str,
    /// The `@odata.type` of its values: `#microsoft.graph.call`.
    pub tag: &'static str,
    /// Has a documented base type, so a value made in Rust writes its tag.
    pub derived: bool,
    /// Indices of properties that are never printed.
    pub secrets: &'static [usize],
    /// The wire names, by slot index; also those of properties that a cargo feature has switched off.
    pub names: Names,
}

impl Shape {
    /// The qualified name in the API: `microsoft.graph.call`.
    pub fn api_name(&self) -> &'static str {
        self.tag.trim_start_matches('#')
    }
}

/// A generated object type.
pub trait Record: Any {
    /// The description of the type, and the undocumented part of the value.
    fn parts(&self) -> (&'static Shape, &Additional);

    /// The field at this index of [`Shape::names`]; `None` when a cargo feature has switched it off.
    fn slot(&self, index: usize) -> Option<&dyn Slot>;

    /// The same as a mutable reference.
    fn slot_mut(&mut self, index: usize) -> Option<&mut dyn Slot>;

    /// The undocumented part as a mutable reference.
    fn additional_mut(&mut self) -> &mut Additional;

    /// The description of the type.
    fn shape(&self) -> &'static Shape {
        self.parts().0
    }

    /// The undocumented part.
    fn additional(&self) -> &Additional {
        self.parts().1
    }

    /// The `@odata.type` that will be written, if any.
    fn odata_type(&self) -> Option<&str> {
        self.additional().tag_for(self.shape())
    }
}

/// The elements of another kind than documented in the lists of this record, with the name of the property that holds the list.
///
/// A list keeps the elements that are of its type; the others stand here, and are written back in their places for as long as the
/// list is the one that was read. A list in which no element is of its type is [`Field::Unexpected`] as a whole.
///
/// ```
/// # use docwright_runtime::{Additional, Field, json, serde_json::json, unexpected_elements};
/// # #[derive(Clone, Default)]
/// # pub struct Call { pub tags: Field<Vec<String>>, pub additional: Additional }
/// # docwright_runtime::record! { Call "sample.call", derived = false, secrets = [], 0 tags "tags" }
/// let call: Call = json::from_str(r#"{"tags": ["a", null, "b"]}"#)?;
/// assert_eq!(call.tags, ["a", "b"].into());
/// let (name, element) = unexpected_elements(&call)[0];
/// assert_eq!((name, element.index, &element.value), ("tags", 1, &json!(null)));
/// assert_eq!(json::to_string(&call), r#"{"tags":["a",null,"b"]}"#);
/// # Ok::<(), docwright_runtime::Error>(())
/// ```
pub fn unexpected_elements(record: &dyn Record) -> Vec<(&'static str, &UnexpectedElement)> {
    let originals = record.additional().originals();
    let mut elements = Vec::new();
    if originals.is_empty() {
        return elements;
    }
    for (index, name) in record.shape().names.list().iter().enumerate() {
        if let Some(State::Value(View::Array(items))) = record.slot(index).map(Slot::state) {
            let unexpected = originals.field(index).unexpected(items);
            elements.extend(unexpected.iter().map(|element| (*name, element)));
        }
    }
    elements
}

/// A field, without its type.
pub trait Slot: Sink + Any {
    /// The content of the field.
    fn state(&self) -> State<'_>;

    /// Becomes a copy of another field of the same type; does nothing otherwise.
    fn assign(&mut self, from: &dyn Slot);

    /// Moves the content of another field here; returns whether it has the same type.
    fn seize(&mut self, from: &mut dyn Slot) -> bool;
}

/// The content of a field.
#[derive(Clone, Copy)]
pub enum State<'a> {
    /// The property is missing.
    Absent,
    /// `null`
    Null,
    /// A value of the documented type.
    Value(View<'a>),
    /// A value of another type.
    Unexpected(&'a Value),
}

impl<T: Wire> Sink for Field<T> {
    fn put(&mut self, token: Token<'_>, forms: &mut OriginalForms) -> Result<Option<Value>, Error> {
        *self = match token {
            Token::Null => Self::Null,
            token => match T::take(token, forms)? {
                Taken::Fit(value) => Self::Value(value),
                Taken::Misfit(value) => Self::Unexpected(Box::new(value)),
            },
        };
        Ok(None)
    }
}

impl<T: Wire> Slot for Field<T> {
    fn state(&self) -> State<'_> {
        match self {
            Self::Absent => State::Absent,
            Self::Null => State::Null,
            Self::Value(value) => State::Value(value.view()),
            Self::Unexpected(value) => State::Unexpected(value),
        }
    }

    fn assign(&mut self, from: &dyn Slot) {
        if let Some(from) = (from as &dyn Any).downcast_ref::<Self>() {
            self.clone_from(from);
        }
    }

    fn seize(&mut self, from: &mut dyn Slot) -> bool {
        match (from as &mut dyn Any).downcast_mut::<Self>() {
            Some(from) => {
                // Swapping needs no code for dropping.
                std::mem::swap(self, from);
                true
            }
            None => false,
        }
    }
}

// The new value leaves this frame before anything inside it is read: on a deep path only pointers stay on the stack.
#[inline(never)]
#[expect(
    clippy::unnecessary_box_returns,
    reason = "the box is the point: see above"
)]
fn fresh<T: Default>() -> Box<T> {
    Box::default()
}

impl<T: Record + Clone + Default> Wire for Box<T> {
    fn take(token: Token<'_>, _forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        let Token::Object(members) = token else {
            return token.misfit();
        };
        let mut record = fresh::<T>();
        members.fill(&mut *record)?;
        Ok(Taken::Fit(record))
    }

    fn view(&self) -> View<'_> {
        View::Record(&**self)
    }
}

#[inline(never)]
fn push_fresh<T: Default>(list: &mut Vec<T>) {
    list.push(T::default());
}

/// The element is read where it stands.
impl<T: Record + Clone + Default> Element for T {
    fn push(
        list: &mut Vec<T>,
        token: Token<'_>,
        _forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        let Token::Object(members) = token else {
            return token.into_value().map(Some);
        };
        push_fresh(list);
        match list.last_mut() {
            Some(record) => members.fill(record)?,
            None => return Err(Error::new("no room")),
        }
        Ok(None)
    }

    fn view_element(&self) -> View<'_> {
        View::Record(self)
    }
}
