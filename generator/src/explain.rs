//! What people ask about merged claims: why the model says what it says, where everything is written, and where names are used.
//! Knows no lines and no columns; changes nothing.

mod locations;
mod name_index;
mod operation;
mod origins;
mod question;
mod types;
mod values;

pub use locations::Locations;
pub use name_index::NameIndex;
pub use origins::{Origins, TypeOrigins};
pub use question::{Claim, Explanation, Question};

use crate::facts::references::References;
use crate::merge::Merged;

impl Merged<'_> {
    /// What the pages claim of a type (`user`, `microsoft.graph.user`), a property or member (`user.mail`) or an operation, in any
    /// letter case, and which claim was believed; `None` when there is no such thing.
    pub fn explain(&self, target: &str) -> Option<Explanation> {
        types::explain(self, target)
    }

    /// Where the types, properties, members and operations of the model are written.
    pub fn origins(&self) -> Origins {
        origins::find(self)
    }

    /// The same, and where the parts of operations are written.
    pub fn locations(&self) -> Locations {
        locations::find(self)
    }

    /// What the names on the pages mean, and where they are used. `references` are those of the pages, in the same order.
    pub fn name_index(&self, references: &[References]) -> NameIndex {
        NameIndex::new(self, references)
    }
}
