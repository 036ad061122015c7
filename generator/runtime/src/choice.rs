//! Open enums: known members by name, unknown text kept; and sets of members that travel as one comma-joined string.

use std::fmt;

use serde_json::Value;

use crate::error::Error;
use crate::names::Names;
use crate::wire::OriginalForms;
use crate::wire::{Element, Show, Taken, Token, View, Wire, push_wire, shown};

/// The text of an enum member that this version of the crate does not know.
///
/// Only the crate makes one: a member that is unknown today may be a variant tomorrow, so compare `as_str()`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Made by [`crate::open_enum!`] only.
    #[doc(hidden)]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text, as it came in.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A generated enum.
pub trait Choice: Clone + 'static {
    /// The members' names, by variant index.
    fn names() -> &'static Names;

    /// The member at this index; text that is no member's name when the index is too large.
    fn from_index(index: usize, text: &str) -> Self;

    /// The name as on the wire.
    fn as_str(&self) -> &str;

    /// This very text, even where it is a member's name in another spelling: for services that do not take the documented one.
    ///
    /// ```
    /// # use docwright_runtime::{UnknownValue, choice::Choice, json};
    /// # #[derive(Clone)]
    /// # #[non_exhaustive]
    /// # pub enum Importance { High, Unknown(UnknownValue) }
    /// # docwright_runtime::open_enum! { Importance, 0 High "high" }
    /// assert_eq!(json::to_string(&Importance::from("HIGH")), "\"high\"");
    /// assert_eq!(json::to_string(&Importance::verbatim("HIGH")), "\"HIGH\"");
    /// ```
    fn verbatim(text: &str) -> Self {
        Self::from_index(usize::MAX, text)
    }

    /// Matches exactly first, then ignoring ASCII case; anything else is unknown text.
    fn from_text(text: &str) -> Self {
        Self::from_index(index_of(Self::names(), text), text)
    }
}

fn index_of(names: &Names, text: &str) -> usize {
    names
        .find(text)
        .or_else(|| names.find_ignoring_case(text))
        .unwrap_or(usize::MAX)
}

/// [`Wire::take`] for enums.
#[doc(hidden)]
pub fn read_choice<T: Choice>(
    token: Token<'_>,
    forms: &mut OriginalForms,
) -> Result<Taken<T>, Error> {
    let Token::Str(text) = token else {
        return token.misfit();
    };
    if let Some(index) = T::names().find(text) {
        return Ok(Taken::Fit(T::from_index(index, text)));
    }
    let choice = T::from_text(text);
    if choice.as_str() != text {
        forms.keep(text.into(), View::Str(choice.as_str()));
    }
    Ok(Taken::Fit(choice))
}

/// [`Wire::view`] for enums.
#[doc(hidden)]
pub fn view_choice<T: Choice>(choice: &T) -> View<'_> {
    View::Str(choice.as_str())
}

/// Several members of an enum, in order; one comma-joined string on the wire.
///
/// ```
/// # use docwright_runtime::{Flags, UnknownValue};
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Day { Monday, Tuesday, Unknown(UnknownValue) }
/// docwright_runtime::open_enum! { Day, 0 Monday "monday", 1 Tuesday "tuesday" }
///
/// let mut days: Flags<Day> = [Day::Monday].into_iter().collect();
/// days.insert(Day::Tuesday);
/// assert!(days.contains(&Day::Monday));
/// assert_eq!(days.to_string(), "monday,tuesday");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Flags<E>(Vec<E>);

impl<E> Default for Flags<E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<E: Choice> Flags<E> {
    /// Whether the member is among them.
    pub fn contains(&self, member: &E) -> bool {
        self.0.iter().any(|other| other.as_str() == member.as_str())
    }

    /// Adds a member; says whether it was new.
    pub fn insert(&mut self, member: E) -> bool {
        let new = !self.contains(&member);
        if new {
            self.0.push(member);
        }
        new
    }

    /// Removes a member; says whether it was there.
    pub fn remove(&mut self, member: &E) -> bool {
        let before = self.0.len();
        self.0.retain(|other| other.as_str() != member.as_str());
        self.0.len() < before
    }

    /// The members, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<E: Choice> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&shown(self))
    }
}

impl<E: Choice> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut flags = Self::default();
        for member in members {
            flags.insert(member);
        }
        flags
    }
}

impl<E: Choice> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        Self(vec![member])
    }
}

impl<'a, E: Choice> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<E> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<E: Choice> Show for Flags<E> {
    fn show(&self, out: &mut Vec<u8>) {
        for (index, member) in self.0.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            out.extend_from_slice(member.as_str().as_bytes());
        }
    }
}

impl<E: Choice> Wire for Flags<E> {
    fn take(token: Token<'_>, forms: &mut OriginalForms) -> Result<Taken<Self>, Error> {
        let Token::Str(text) = token else {
            return token.misfit();
        };
        let members = text
            .split(',')
            .map(str::trim)
            .filter(|member| !member.is_empty());
        let flags: Self = members.map(E::from_text).collect();
        if flags.to_string() != text {
            forms.keep(Value::String(text.to_owned()), View::Show(&flags));
        }
        Ok(Taken::Fit(flags))
    }

    fn view(&self) -> View<'_> {
        View::Show(self)
    }
}

impl<E: Choice> Element for Flags<E> {
    fn push(
        list: &mut Vec<Self>,
        token: Token<'_>,
        forms: &mut OriginalForms,
    ) -> Result<Option<Value>, Error> {
        push_wire(list, token, forms)
    }

    fn view_element(&self) -> View<'_> {
        self.view()
    }
}
