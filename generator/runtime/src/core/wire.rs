//! Values independent of a format: a [`Token`] is a value being read, a [`View`] a value being written.

use serde_json::Value;

pub use super::original::{OriginalForms, UnexpectedElement};
use super::record::Record;
use crate::error::Error;
use crate::names::Names;
use crate::number::number_value;

/// One value as it arrives. Containers are read by consuming them.
pub enum Token<'a> {
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
    /// A string with half of a surrogate pair, which no Rust string can hold: U+FFFD stands in its place. Then its JSON text.
    Damaged(&'a str, &'a str),
    /// An array; its elements are still to be read.
    Array(Elements<'a>),
    /// An object; its members are still to be read.
    Object(Members<'a>),
}

impl Token<'_> {
    /// Reads it as untyped JSON. A number beyond `f64` becomes a string: no [`Value`] can hold it.
    pub fn into_value(self) -> Result<Value, Error> {
        Ok(match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::I64(value) => value.into(),
            Self::U64(value) => value.into(),
            Self::F64(value, literal) => number_value(value, literal),
            Self::Str(value) | Self::Damaged(value, _) => Value::String(value.to_owned()),
            Self::Array(value) => value.into_value()?,
            Self::Object(value) => value.into_value()?,
        })
    }

    /// It does not fit: reads it as untyped JSON.
    #[cold]
    #[inline(never)]
    pub fn misfit<T>(self) -> Result<Taken<T>, Error> {
        self.into_value().map(Taken::Misfit)
    }
}

/// The members of an object that are still to be read.
pub struct Members<'a>(pub(crate) &'a mut dyn MemberSource);

impl Members<'_> {
    /// Reads them all as untyped JSON.
    pub fn into_value(self) -> Result<Value, Error> {
        self.0.untyped()
    }

    /// Fills a new record.
    pub(crate) fn fill(self, record: &mut dyn Record) -> Result<(), Error> {
        let filling = Filling::new(record);
        self.0.fill(record, filling)
    }
}

/// The elements of an array that are still to be read.
pub struct Elements<'a>(pub(crate) &'a mut dyn ElementSource);

impl Elements<'_> {
    /// Reads them all as untyped JSON.
    pub fn into_value(self) -> Result<Value, Error> {
        self.0.untyped()
    }
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

/// A format's access to the members of an object. Filling and reading as a whole are methods, so that each format has its own
/// copy of those loops, and no call within them is virtual.
pub(crate) trait MemberSource {
    /// The next name; `hint` is the index that is likely.
    fn key(&mut self, names: &Names, hint: usize) -> Result<Key, Error>;

    /// The value that belongs to it.
    fn value(&mut self, sink: &mut dyn Sink, forms: &mut OriginalForms) -> Result<(), Error>;

    /// Fills a record with all members that are left.
    fn fill(&mut self, record: &mut dyn Record, filling: Filling) -> Result<(), Error>;

    /// Reads all members that are left as untyped JSON.
    fn untyped(&mut self) -> Result<Value, Error>;

    /// The JSON text of the whole object, where the source is such text.
    #[cfg(feature = "client")]
    fn text(&mut self) -> Result<Option<&str>, Error> {
        Ok(None)
    }
}

/// What became of an element.
pub(crate) enum Next {
    End,
    Taken,
    Refused(Value),
}

/// A format's access to the elements of an array.
pub(crate) trait ElementSource {
    /// Hands over the next element.
    fn next(&mut self, sink: &mut dyn Sink, forms: &mut OriginalForms) -> Result<Next, Error>;

    /// Reads all elements into a list. Those that do not fit are kept beside it; when none fits, gives back the whole array as
    /// untyped JSON.
    fn fill(
        &mut self,
        list: &mut dyn ListSink,
        forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error>;

    /// Reads all elements that are left as untyped JSON.
    fn untyped(&mut self) -> Result<Value, Error>;

    /// The JSON text of the whole array, where the source is such text.
    #[cfg(feature = "client")]
    fn text(&mut self) -> Result<Option<&str>, Error> {
        Ok(None)
    }
}

/// How far the filling of a record has come.
pub(crate) struct Filling {
    pub(crate) forms: OriginalForms,
    /// The index of the property that is likely next.
    pub(crate) hint: usize,
}

impl Filling {
    pub(crate) fn new(record: &mut dyn Record) -> Self {
        record.additional_mut().begin();
        Self {
            forms: OriginalForms::default(),
            hint: 0,
        }
    }
}

/// The result of reading a token as a type.
pub enum Taken<T> {
    /// It is a value of the type.
    Fit(T),
    /// It has another type; the value is returned unchanged.
    Misfit(Value),
}

/// A type that can be the value of a [`crate::Field`].
pub trait Wire: Clone + 'static {
    /// Reads one value; `Null` never comes here from a field. Must consume a container wholly.
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error>;

    /// The value, for writing, comparing and printing.
    fn view(&self) -> View<'_>;
}

/// A type that can be the element of an array.
pub trait Element: Clone + 'static {
    /// Reads one value and appends it, or returns the value if it does not fit.
    fn push(
        list: &mut Vec<Self>,
        token: Token<'_>,
        forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error>;

    /// The value, for writing, comparing and printing.
    fn view_element(&self) -> View<'_>;
}

/// [`Element::push`] for everything that is also [`Wire`].
pub fn push_wire<T: Wire>(
    list: &mut Vec<T>,
    token: Token<'_>,
    forms: &mut OriginalForms,
) -> Result<Option<Value>, Error> {
    if matches!(token, Token::Null) {
        return Ok(Some(Value::Null));
    }
    Ok(match T::take(token, forms)? {
        Taken::Fit(value) => {
            list.push(value);
            None
        }
        Taken::Misfit(value) => Some(value),
    })
}

/// One value being written.
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

/// A value that is written as a string, which is made when it is needed.
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
    /// The number of elements.
    fn count(&self) -> usize;
    /// The element at this index.
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

/// Receives a value from a source.
pub trait Sink {
    /// Takes the value, or returns it as untyped JSON.
    fn put(&mut self, token: Token<'_>, forms: &mut OriginalForms) -> Result<Option<Value>, Error>;
}

struct Pusher<'a, T>(&'a mut Vec<T>);

/// An array under construction.
pub(crate) trait ListSink: Sink {
    /// What has been put into it.
    fn items(&self) -> &dyn Items;
}

impl<T: Element> Sink for Pusher<'_, T> {
    fn put(&mut self, token: Token<'_>, forms: &mut OriginalForms) -> Result<Option<Value>, Error> {
        T::push(self.0, token, forms)
    }
}

impl<T: Element> ListSink for Pusher<'_, T> {
    fn items(&self) -> &dyn Items {
        self.0
    }
}

impl<T: Element> Wire for Vec<T> {
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        let Token::Array(elements) = token else {
            return token.misfit();
        };
        let mut list = Vec::new();
        Ok(match elements.0.fill(&mut Pusher(&mut list), forms)? {
            None => Taken::Fit(list),
            Some(values) => Taken::Misfit(values),
        })
    }

    fn view(&self) -> View<'_> {
        View::Array(self)
    }
}
