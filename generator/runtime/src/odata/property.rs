//! Properties as typed constants, and paths of them: `from/emailAddress/address`.

use std::fmt;
use std::marker::PhantomData;

use super::filter::Filter;
use super::formula::{Formula, Variable};
use super::literal::{Literal, Null, Operand};
use super::order::Order;
use crate::record::Record;

/// A property of a `T`, whose values are `V`. Generated crates have a constant for each documented one.
///
/// A cast is one too: `Property::<DirectoryObject, User>::new("microsoft.graph.user")` leads to what only users have.
pub struct Property<T, V> {
    path: &'static str,
    types: PhantomData<fn() -> (T, V)>,
}

/// A path of properties, or a function of one: made from a [`Property`].
pub struct PropertyPath<T, V> {
    formula: Formula,
    types: PhantomData<fn() -> (T, V)>,
}

/// A type whose properties can be named: an object, a list of objects, one of several derived types ([`crate::any!`]).
pub trait Target {
    /// The type that the properties belong to.
    type Object;

    /// The value as an object, if it is one.
    fn record(&self) -> Option<&dyn Record>;
}

impl<T: Record> Target for T {
    type Object = T;

    fn record(&self) -> Option<&dyn Record> {
        Some(self)
    }
}

impl<T: Target> Target for Vec<T> {
    type Object = T::Object;

    fn record(&self) -> Option<&dyn Record> {
        None
    }
}

impl<T, V> Property<T, V> {
    /// The property at this path, as it stands in URLs.
    pub const fn new(path: &'static str) -> Self {
        Self {
            path,
            types: PhantomData,
        }
    }

    /// The path, as it stands in URLs.
    pub const fn as_str(self) -> &'static str {
        self.path
    }

    /// The same, for what only paths have.
    pub fn path(self) -> PropertyPath<T, V> {
        let mut formula = Formula::default();
        formula.push(self.path);
        PropertyPath::from_formula(formula)
    }
}

impl<T, V> PropertyPath<T, V> {
    pub(super) fn from_formula(formula: Formula) -> Self {
        Self {
            formula,
            types: PhantomData,
        }
    }

    pub(super) fn variable(variable: Variable) -> Self {
        Self::from_formula(Formula::variable(variable))
    }

    pub(super) fn formula(&self) -> &Formula {
        &self.formula
    }

    /// The path, as it stands in URLs.
    pub fn as_str(&self) -> &str {
        self.formula.as_str()
    }

    fn path(self) -> Self {
        self
    }

    /// A function of it.
    fn function<W>(self, name: &str) -> PropertyPath<T, W> {
        let mut formula = Formula::default();
        formula.push(name);
        formula.push("(");
        formula.push_formula(&self.formula);
        formula.push(")");
        PropertyPath::from_formula(formula)
    }

    fn segment<W>(mut self, name: &str) -> PropertyPath<T, W> {
        self.formula.push("/");
        self.formula.push(name);
        PropertyPath::from_formula(self.formula)
    }

    fn lambda<U>(
        mut self,
        operator: &str,
        test: impl FnOnce(PropertyPath<T, U>) -> Filter<T>,
    ) -> Filter<T> {
        let variable = Variable::new();
        let body = test(PropertyPath::variable(variable));
        self.formula.push_lambda(operator, variable, body.formula());
        Filter::function(self.formula)
    }
}

/// What properties and paths can do alike.
macro_rules! alike {
    ($type:ident) => {
        impl<T, V> $type<T, V> {
            /// Equal to this.
            pub fn eq(self, other: impl Operand<T, V>) -> Filter<T> {
                Filter::compare(self.path().formula, " eq ", &other)
            }

            /// Not equal to this.
            pub fn ne(self, other: impl Operand<T, V>) -> Filter<T> {
                Filter::compare(self.path().formula, " ne ", &other)
            }

            /// Greater than this.
            pub fn gt(self, other: impl Operand<T, V>) -> Filter<T> {
                Filter::compare(self.path().formula, " gt ", &other)
            }

            /// Greater than or equal to this.
            pub fn ge(self, other: impl Operand<T, V>) -> Filter<T> {
                Filter::compare(self.path().formula, " ge ", &other)
            }

            /// Less than this.
            pub fn lt(self, other: impl Operand<T, V>) -> Filter<T> {
                Filter::compare(self.path().formula, " lt ", &other)
            }

            /// Less than or equal to this.
            pub fn le(self, other: impl Operand<T, V>) -> Filter<T> {
                Filter::compare(self.path().formula, " le ", &other)
            }

            /// Has this member set, of a property that holds several.
            pub fn has(self, other: impl Operand<T, V>) -> Filter<T> {
                Filter::compare(self.path().formula, " has ", &other)
            }

            /// Equal to one of these. Of no values at all nothing is one: the filter is then `false`.
            pub fn in_<O: Operand<T, V>>(self, others: impl IntoIterator<Item = O>) -> Filter<T> {
                let mut list = Formula::default();
                for (index, other) in others.into_iter().enumerate() {
                    list.push(if index > 0 { "," } else { "" });
                    other.write(&mut list);
                }
                Filter::one_of(self.path().formula, &list)
            }

            /// Has no value.
            pub fn is_null(self) -> Filter<T> {
                self.eq(Null)
            }

            /// Has a value.
            pub fn is_not_null(self) -> Filter<T> {
                self.ne(Null)
            }

            /// Smallest first.
            pub fn asc(self) -> Order<T> {
                Order::new(self.path().formula, "asc")
            }

            /// Largest first.
            pub fn desc(self) -> Order<T> {
                Order::new(self.path().formula, "desc")
            }

            /// A property of this property's value: `from/emailAddress`.
            pub fn then<W>(self, next: Property<V::Object, W>) -> PropertyPath<T, W>
            where
                V: Target,
            {
                self.path().segment(next.as_str())
            }
        }

        impl<T> $type<T, String> {
            /// Starts with this.
            pub fn starts_with(self, text: impl Operand<T, String>) -> Filter<T> {
                Filter::call("startswith", &self.path().formula, &text)
            }

            /// Ends with this.
            pub fn ends_with(self, text: impl Operand<T, String>) -> Filter<T> {
                Filter::call("endswith", &self.path().formula, &text)
            }

            /// Has this in it.
            pub fn contains(self, text: impl Operand<T, String>) -> Filter<T> {
                Filter::call("contains", &self.path().formula, &text)
            }

            /// In lower case, to compare ignoring case.
            pub fn to_lower(self) -> PropertyPath<T, String> {
                self.path().function("tolower")
            }

            /// In upper case.
            pub fn to_upper(self) -> PropertyPath<T, String> {
                self.path().function("toupper")
            }

            /// The number of characters.
            pub fn length(self) -> PropertyPath<T, i64> {
                self.path().function("length")
            }
        }

        impl<T, U> $type<T, Vec<U>> {
            /// At least one element passes the test.
            pub fn any(self, test: impl FnOnce(PropertyPath<T, U>) -> Filter<T>) -> Filter<T> {
                self.path().lambda("any", test)
            }

            /// All elements pass the test.
            pub fn all(self, test: impl FnOnce(PropertyPath<T, U>) -> Filter<T>) -> Filter<T> {
                self.path().lambda("all", test)
            }

            /// There is at least one element.
            pub fn is_not_empty(self) -> Filter<T> {
                let path: PropertyPath<T, bool> = self.path().segment("any()");
                Filter::function(path.formula)
            }

            /// The number of elements: `…/$count`.
            pub fn count(self) -> PropertyPath<T, i64> {
                self.path().segment("$count")
            }
        }
    };
}

alike!(Property);
alike!(PropertyPath);

impl<T, V> Literal for Property<T, V> {
    fn write(&self, out: &mut Formula) {
        out.push(self.as_str());
    }
}

impl<T, V> Operand<T, V> for Property<T, V> {}

impl<T, V> Literal for PropertyPath<T, V> {
    fn write(&self, out: &mut Formula) {
        out.push_formula(self.formula());
    }
}

impl<T, V> Operand<T, V> for PropertyPath<T, V> {}

impl<T, V> Clone for Property<T, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, V> Copy for Property<T, V> {}

impl<T, V> Clone for PropertyPath<T, V> {
    fn clone(&self) -> Self {
        Self::from_formula(self.formula.clone())
    }
}

impl<T, V> fmt::Debug for Property<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Property({})", self.path)
    }
}

impl<T, V> fmt::Display for Property<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.path)
    }
}

impl<T, V> fmt::Debug for PropertyPath<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PropertyPath({})", self.as_str())
    }
}
