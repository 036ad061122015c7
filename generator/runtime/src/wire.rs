//! The two sides of a value: [`Token`] is what arrives, [`View`] is what goes out. Neither knows a format.

use serde_json::Value;

pub use crate::echo::Notes;
use crate::error::Error;
pub use crate::fill::{Elements, Members};
use crate::record::Record;

/// One value as it arrives. Containers are read by consuming them.
pub enum Token<'a, 'j> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    I64(i64),
    /// An integer above `i64::MAX`.
    U64(u64),
    /// Any other number, with its literal where the source is text. A literal beyond `f64` is infinite here.
    F64(f64, &'a str),
    /// A string.
    Str(&'a str),
    /// An array; its elements are still to be read.
    Array(Elements<'a, 'j>),
    /// An object; its members are still to be read.
    Object(Members<'a, 'j>),
}

impl Token<'_, '_> {
    /// Reads it as untyped JSON. A number beyond `f64` becomes a string: no [`Value`] can hold it.
    pub fn into_value(self) -> Result<Value, Error> {
        Ok(match self {
            Self::Null => Value::Null,
            Self::Bool(it) => Value::Bool(it),
            Self::I64(it) => it.into(),
            Self::U64(it) => it.into(),
            Self::F64(it, literal) => number_value(it, literal),
            Self::Str(it) => Value::String(it.to_owned()),
            Self::Array(it) => it.into_value()?,
            Self::Object(it) => it.into_value()?,
        })
    }

    /// It does not fit: reads it as untyped JSON.
    #[cold]
    #[inline(never)]
    pub fn misfit<T>(self) -> Result<Taken<T>, Error> {
        self.into_value().map(Taken::Misfit)
    }
}

/// A float as JSON; one that JSON cannot write is kept as its text.
pub(crate) fn number_value(it: f64, literal: &str) -> Value {
    match serde_json::Number::from_f64(it) {
        Some(number) => Value::Number(number),
        None => Value::String(literal.to_owned()),
    }
}

/// What became of a token.
pub enum Taken<T> {
    /// It is a value of the type.
    Fit(T),
    /// It is of another kind; here it is, unharmed.
    Misfit(Value),
}

/// A type that can stand in a [`crate::Field`].
pub trait Wire: Clone + 'static {
    /// Reads one value; `Null` never comes here from a field. Must consume a container wholly.
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error>;

    /// The value, for writing, comparing and printing.
    fn view(&self) -> View<'_>;
}

/// A type that can stand in an array.
pub trait Element: Clone + 'static {
    /// Reads one value and appends it, or gives back what does not fit.
    fn push(
        list: &mut Vec<Self>,
        token: Token<'_, '_>,
        notes: &mut Notes,
    ) -> Result<Option<Value>, Error>;

    /// The value, for writing, comparing and printing.
    fn view_element(&self) -> View<'_>;
}

/// [`Element::push`] for everything that is also [`Wire`].
pub fn push_wire<T: Wire>(
    list: &mut Vec<T>,
    token: Token<'_, '_>,
    notes: &mut Notes,
) -> Result<Option<Value>, Error> {
    if matches!(token, Token::Null) {
        return Ok(Some(Value::Null));
    }
    Ok(match T::take(token, notes)? {
        Taken::Fit(value) => {
            list.push(value);
            None
        }
        Taken::Misfit(value) => Some(value),
    })
}

/// One value as it goes out.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// `true` or `false`
    Bool(bool),
    /// An integer.
    I64(i64),
    /// A float; `NaN` and infinities travel as strings.
    F64(f64),
    /// A number, as its JSON literal.
    Number(&'a str),
    /// A string.
    Str(&'a str),
    /// A value that shows itself as a string: a date, a GUID, bytes.
    Show(&'a dyn Show),
    /// An array.
    Array(&'a dyn Items),
    /// An object.
    Record(&'a dyn Record),
    /// Untyped JSON.
    Json(&'a Value),
}

/// A value that travels as a string which is made when needed.
pub trait Show {
    /// Appends the text, in UTF-8 and without quotes or escapes.
    fn show(&self, out: &mut Vec<u8>);

    /// The same in the one spelling that is compared, where there are several.
    fn show_canonical(&self, out: &mut Vec<u8>) {
        self.show(out);
    }
}

/// The text of such a value.
pub(crate) fn shown(value: &dyn Show) -> String {
    let mut text = Vec::new();
    value.show(&mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// The elements of an array.
pub trait Items {
    /// How many there are.
    fn count(&self) -> usize;
    /// One of them.
    fn at(&self, index: usize) -> View<'_>;
}

impl<T: Element> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> View<'_> {
        self[index].view_element()
    }
}

/// Receives a value that a source has in hand.
pub trait Sink {
    /// Takes it, or gives it back as untyped JSON.
    fn put(&mut self, token: Token<'_, '_>, notes: &mut Notes) -> Result<Option<Value>, Error>;
}

struct Pusher<'a, T>(&'a mut Vec<T>);

/// An array under construction.
pub(crate) trait ListSink: Sink {
    fn each_view(&self, each: &mut dyn FnMut(View<'_>));
}

impl<T: Element> Sink for Pusher<'_, T> {
    fn put(&mut self, token: Token<'_, '_>, notes: &mut Notes) -> Result<Option<Value>, Error> {
        T::push(self.0, token, notes)
    }
}

impl<T: Element> ListSink for Pusher<'_, T> {
    fn each_view(&self, each: &mut dyn FnMut(View<'_>)) {
        for element in self.0.iter() {
            each(element.view_element());
        }
    }
}

impl<T: Element> Wire for Vec<T> {
    fn take(token: Token<'_, '_>, notes: &mut Notes) -> Result<Taken<Self>, Error> {
        let Token::Array(elements) = token else {
            return token.misfit();
        };
        let mut list = Vec::new();
        Ok(match elements.fill(&mut Pusher(&mut list), notes)? {
            None => Taken::Fit(list),
            Some(values) => Taken::Misfit(values),
        })
    }

    fn view(&self) -> View<'_> {
        View::Array(self)
    }
}
