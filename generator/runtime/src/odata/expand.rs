//! Options of what is expanded: `members($select=id;$top=5)`.

use std::fmt;
use std::marker::PhantomData;

use super::filter::Filter;
use super::names::{Expand, NamesList, OrderBy, PropertyNames, Select};
use super::property::{Property, PropertyPath, Target};

/// A property to expand, with options for what it leads to.
///
/// ```
/// # use docwright_runtime::{Additional, Field, odata::Property};
/// # #[derive(Clone, Default)] pub struct User { pub id: Field<String>, pub additional: Additional }
/// # docwright_runtime::record! { User "sample.user", derived = false, secrets = [], 0 id "id" }
/// # pub struct Group;
/// const MEMBERS: Property<Group, Vec<User>> = Property::new("members");
/// const ID: Property<User, String> = Property::new("id");
/// assert_eq!(MEMBERS.nested().select(ID).top(5).as_str(), "members($select=id;$top=5)");
/// ```
pub struct Nested<T, U> {
    path: String,
    options: String,
    /// `path(options)`, or the path alone.
    text: String,
    types: PhantomData<fn() -> (T, U)>,
}

impl<T, V: Target> Property<T, V> {
    /// The property, to be expanded with options.
    pub fn nested(self) -> Nested<T, V::Object> {
        Nested::new(self.as_str())
    }
}

impl<T, V: Target> PropertyPath<T, V> {
    /// The property, to be expanded with options.
    pub fn nested(self) -> Nested<T, V::Object> {
        Nested::new(self.as_str())
    }
}

impl<T, U> Nested<T, U> {
    fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            options: String::new(),
            text: path.to_owned(),
            types: PhantomData,
        }
    }

    /// Only these properties.
    pub fn select(self, names: impl Select<U>) -> Self {
        self.option("$select", NamesList::new(&names).as_str())
    }

    /// These in turn.
    pub fn expand(self, names: impl Expand<U>) -> Self {
        self.option("$expand", NamesList::new(&names).as_str())
    }

    /// In this order.
    pub fn order_by(self, names: impl OrderBy<U>) -> Self {
        self.option("$orderby", NamesList::new(&names).as_str())
    }

    /// Only those for which this holds.
    pub fn filter(self, filter: impl Into<Filter<U>>) -> Self {
        self.option("$filter", filter.into().as_str())
    }

    /// At most so many.
    pub fn top(self, number: u32) -> Self {
        self.option("$top", &number.to_string())
    }

    /// Without the first so many.
    pub fn skip(self, number: u32) -> Self {
        self.option("$skip", &number.to_string())
    }

    /// With their number.
    pub fn count(self) -> Self {
        self.option("$count", "true")
    }

    /// Any other option, as it stands in a URL before percent-encoding.
    pub fn option(mut self, name: &str, value: &str) -> Self {
        if !value.is_empty() {
            let semicolon = if self.options.is_empty() { "" } else { ";" };
            self.options = format!("{}{semicolon}{name}={value}", self.options);
            self.text = format!("{}({})", self.path, self.options);
        }
        self
    }

    /// The item as it stands in `$expand`.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T, U> PropertyNames for Nested<T, U> {
    fn append(&self, list: &mut NamesList) {
        list.push(self.as_str());
    }
}

impl<T, U> Expand<T> for Nested<T, U> {}

impl<T, U> Clone for Nested<T, U> {
    fn clone(&self) -> Self {
        Self {
            path: self.path.clone(),
            options: self.options.clone(),
            text: self.text.clone(),
            types: PhantomData,
        }
    }
}

impl<T, U> fmt::Debug for Nested<T, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nested({})", self.text)
    }
}
