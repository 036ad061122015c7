//! What is wrong with an argument. Kept where it is met, told when the call is sent.

use std::borrow::Cow;
use std::fmt;

/// An argument that cannot stand in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(Cow<'static, str>);

impl Fault {
    /// One line, lower case, without a full stop.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(message.into())
    }

    /// The same, with the place it concerns before it.
    pub(crate) fn about(self, place: impl fmt::Display) -> Self {
        Self(format!("{place}: {}", self.0).into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}
