//! A property of an object: absent, null, a value of the documented type, or a value of another type.

use serde_json::Value;

/// One property.
///
/// An `Absent` property is not written, and `Null` clears the property in a PATCH. `Unexpected` keeps a value whose type is not the
/// documented one, so that reading never fails and writing returns the value unchanged.
///
/// The methods mirror those of `Option`; all but `Value` count as `None`.
///
/// ```
/// use docwright_runtime::Field;
/// let subject: Field<String> = "Plan".into();
/// assert_eq!(subject.as_deref(), Some("Plan"));
/// let cleared: Field<String> = Field::Null;
/// assert!(cleared.is_null() && cleared.as_ref().is_none());
/// assert_eq!(Field::<i32>::default(), Field::Absent);
/// let categories: Field<Vec<String>> = ["Blue", "Red"].into();
/// assert_eq!(categories.as_deref().map(<[_]>::len), Some(2));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Field<T> {
    /// The property is missing. It is not written.
    Absent,
    /// The property is `null`.
    Null,
    /// A value of the documented type.
    Value(T),
    /// A value of another type than documented.
    Unexpected(Box<Value>),
}

impl<T> Default for Field<T> {
    #[inline]
    fn default() -> Self {
        Self::Absent
    }
}

impl<T> Field<T> {
    /// A field with this value, converted first: `Field::new(recipient)` where the type is an enum over derived types.
    pub fn new(value: impl Into<T>) -> Self {
        Self::Value(value.into())
    }

    /// `None` becomes `Absent`: the property is left as it is.
    pub fn from_option(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }

    /// `None` becomes `Null`: the property is cleared.
    pub fn or_null(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }

    /// Whether the property is missing.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether there is a value of the documented type.
    pub const fn is_some(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Whether there is no value of the documented type.
    pub const fn is_none(&self) -> bool {
        !self.is_some()
    }

    /// Whether there is a value of the documented type for which the test holds.
    pub fn is_some_and(self, test: impl FnOnce(T) -> bool) -> bool {
        self.into_option().is_some_and(test)
    }

    /// The value, if its type is not the documented one.
    pub fn unexpected(&self) -> Option<&Value> {
        match self {
            Self::Unexpected(value) => Some(value),
            Self::Absent | Self::Null | Self::Value(_) => None,
        }
    }

    /// The value, borrowed.
    pub const fn as_ref(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null | Self::Unexpected(_) => None,
        }
    }

    /// A mutable reference to the value.
    pub const fn as_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null | Self::Unexpected(_) => None,
        }
    }

    /// The value, dereferenced: `&str`, `&[T]`, the struct in a box.
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: std::ops::Deref,
    {
        self.as_ref().map(T::deref)
    }

    /// The value, dereferenced, as a mutable reference.
    pub fn as_deref_mut(&mut self) -> Option<&mut T::Target>
    where
        T: std::ops::DerefMut,
    {
        self.as_mut().map(T::deref_mut)
    }

    /// The value, if there is one of the documented type.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null | Self::Unexpected(_) => None,
        }
    }

    /// The value, or this default.
    pub fn unwrap_or(self, default: T) -> T {
        self.into_option().unwrap_or(default)
    }

    /// The value, or the result of this function.
    pub fn unwrap_or_else(self, default: impl FnOnce() -> T) -> T {
        self.into_option().unwrap_or_else(default)
    }

    /// The value, or the type's default.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// The value, or this error.
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.into_option().ok_or(error)
    }

    /// The value, or the error that this function returns.
    pub fn ok_or_else<E>(self, error: impl FnOnce() -> E) -> Result<T, E> {
        self.into_option().ok_or_else(error)
    }

    /// The value, mapped by this function.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Option<U> {
        self.into_option().map(change)
    }

    /// The value, or this default.
    pub fn map_or<U>(self, default: U, change: impl FnOnce(T) -> U) -> U {
        self.into_option().map_or(default, change)
    }

    /// The result of this function for the value.
    pub fn and_then<U>(self, change: impl FnOnce(T) -> Option<U>) -> Option<U> {
        self.into_option().and_then(change)
    }

    /// The value, if the test holds for it.
    pub fn filter(self, test: impl FnOnce(&T) -> bool) -> Option<T> {
        self.into_option().filter(test)
    }

    /// Takes the field and leaves `Absent` in its place.
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// Sets a value and returns the previous field.
    pub fn replace(&mut self, value: T) -> Self {
        std::mem::replace(self, Self::Value(value))
    }

    /// Sets a value and returns a mutable reference to it.
    pub fn insert(&mut self, value: T) -> &mut T {
        *self = Self::Value(value);
        self.as_mut().expect("a value was just set")
    }

    /// A mutable reference to the value; a field without one is set to this value first.
    pub fn get_or_insert(&mut self, value: T) -> &mut T {
        self.get_or_insert_with(|| value)
    }

    /// A mutable reference to the value; a field without one is set to the type's default first.
    pub fn get_or_insert_default(&mut self) -> &mut T
    where
        T: Default,
    {
        self.get_or_insert_with(T::default)
    }

    /// A mutable reference to the value; a field without one is set to the result of this function first.
    pub fn get_or_insert_with(&mut self, make: impl FnOnce() -> T) -> &mut T {
        if self.is_none() {
            *self = Self::Value(make());
        }
        self.as_mut().expect("a value was just set")
    }

    /// Iterates over the value, if there is one.
    pub fn iter(&self) -> std::option::IntoIter<&T> {
        self.as_ref().into_iter()
    }

    /// A copy of the value.
    pub fn to_option(&self) -> Option<T>
    where
        T: Clone,
    {
        self.as_ref().cloned()
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<T> for Field<Box<T>> {
    fn from(value: T) -> Self {
        Self::Value(Box::new(value))
    }
}

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// A list, each element converted: `["Blue", "Red"].into()`.
impl<T: Into<U>, U, const N: usize> From<[T; N]> for Field<Vec<U>> {
    fn from(values: [T; N]) -> Self {
        values.into_iter().collect()
    }
}

/// A list, each element converted; an empty one is a value too.
impl<T: Into<U>, U> FromIterator<T> for Field<Vec<U>> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::Value(values.into_iter().map(T::into).collect())
    }
}

impl<'a, T> IntoIterator for &'a Field<T> {
    type Item = &'a T;
    type IntoIter = std::option::IntoIter<&'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> IntoIterator for Field<T> {
    type Item = T;
    type IntoIter = std::option::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_option().into_iter()
    }
}
