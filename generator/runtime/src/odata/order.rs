//! One criterion of `$orderby`.

use std::fmt;
use std::marker::PhantomData;

use super::formula::Formula;

/// A property with a direction: `receivedDateTime desc`.
pub struct Order<T> {
    text: String,
    types: PhantomData<fn() -> T>,
}

impl<T> Order<T> {
    pub(super) fn new(mut formula: Formula, direction: &str) -> Self {
        formula.push(" ");
        formula.push(direction);
        Self {
            text: formula.as_str().to_owned(),
            types: PhantomData,
        }
    }

    /// The criterion as it stands in `$orderby`.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T> Clone for Order<T> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            types: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Order<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Order({})", self.text)
    }
}
