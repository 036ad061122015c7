//! Lists of properties, as `$select`, `$expand` and `$orderby` take them: one, a tuple, an array, a `Vec`; constants or text.

use super::order::Order;
use super::property::{Property, PropertyPath};

/// Anything that names properties, whatever their types. Which of them an option takes is the matter of [`Select`], [`Expand`] and
/// [`OrderBy`].
pub trait PropertyNames {
    /// Appends its names.
    fn append(&self, list: &mut NamesList);
}

/// Names, joined by commas.
#[derive(Clone, Debug, Default)]
pub struct NamesList(String);

impl NamesList {
    /// The list of these.
    pub fn new(names: &dyn PropertyNames) -> Self {
        let mut list = Self::default();
        names.append(&mut list);
        list
    }

    /// Appends one; text without a name in it adds nothing.
    pub fn push(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() {
            self.0.push_str(if self.0.is_empty() { "" } else { "," });
            self.0.push_str(name);
        }
    }

    /// The list as it stands in a query option.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no name in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

macro_rules! named {
    ($([$($parameter:ident),*] $type:ty),* $(,)?) => {
        $(impl<$($parameter),*> PropertyNames for $type {
            fn append(&self, list: &mut NamesList) {
                list.push(self.as_str());
            }
        })*
    };
}

named! { [] String, [T] Order<T>, [T, V] PropertyPath<T, V> }

impl PropertyNames for str {
    fn append(&self, list: &mut NamesList) {
        list.push(self);
    }
}

impl<T, V> PropertyNames for Property<T, V> {
    fn append(&self, list: &mut NamesList) {
        list.push((*self).as_str());
    }
}

impl<A: PropertyNames + ?Sized> PropertyNames for &A {
    fn append(&self, list: &mut NamesList) {
        (**self).append(list);
    }
}

impl<A: PropertyNames> PropertyNames for [A] {
    fn append(&self, list: &mut NamesList) {
        for name in self {
            name.append(list);
        }
    }
}

impl<A: PropertyNames, const N: usize> PropertyNames for [A; N] {
    fn append(&self, list: &mut NamesList) {
        self.as_slice().append(list);
    }
}

impl<N: PropertyNames> PropertyNames for Vec<N> {
    fn append(&self, list: &mut NamesList) {
        self.as_slice().append(list);
    }
}

/// What `$select` of a `T` takes: properties, paths of them, text.
pub trait Select<T>: PropertyNames {}

/// What `$expand` of a `T` takes: properties, with or without options of their own, and text.
pub trait Expand<T>: PropertyNames {}

/// What `$orderby` of a `T` takes: properties, with or without a direction, and text.
pub trait OrderBy<T>: PropertyNames {}

macro_rules! containers {
    ($($option:ident),*) => {
        $(
            impl<T> $option<T> for str {}
            impl<T> $option<T> for String {}
            impl<T, V> $option<T> for Property<T, V> {}
            impl<T, V> $option<T> for PropertyPath<T, V> {}
            impl<T, A: $option<T> + ?Sized> $option<T> for &A {}
            impl<T, A: $option<T>> $option<T> for [A] {}
            impl<T, A: $option<T>, const N: usize> $option<T> for [A; N] {}
            impl<T, N: $option<T>> $option<T> for Vec<N> {}
        )*
    };
}

containers!(Select, Expand, OrderBy);

impl<T> OrderBy<T> for Order<T> {}

macro_rules! tuples {
    ($(($($name:ident)+))*) => {
        $(
            #[expect(non_snake_case, reason = "the types' names serve as the values' names")]
            impl<$($name: PropertyNames),+> PropertyNames for ($($name,)+) {
                fn append(&self, list: &mut NamesList) {
                    let ($($name,)+) = self;
                    $($name.append(list);)+
                }
            }
            impl<T, $($name: Select<T>),+> Select<T> for ($($name,)+) {}
            impl<T, $($name: Expand<T>),+> Expand<T> for ($($name,)+) {}
            impl<T, $($name: OrderBy<T>),+> OrderBy<T> for ($($name,)+) {}
        )*
    };
}

tuples! {
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
    (A B C D E F G H I)
    (A B C D E F G H I J)
    (A B C D E F G H I J K)
    (A B C D E F G H I J K L)
    (A B C D E F G H I J K L M)
    (A B C D E F G H I J K L M N)
    (A B C D E F G H I J K L M N O)
    (A B C D E F G H I J K L M N O P)
}
