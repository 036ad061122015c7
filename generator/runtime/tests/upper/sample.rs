//! A small API by hand: what a generated crate would hold.

use docwright_runtime::odata::Property;
use docwright_runtime::{Additional, Field, UnknownValue};

#[derive(Clone, Default)]
pub(crate) struct Person {
    pub(crate) id: Field<String>,
    pub(crate) name: Field<String>,
    pub(crate) additional: Additional,
}

docwright_runtime::record! { Person "sample.person", false, [], 0 id "id", 1 name "name" }

#[derive(Clone)]
#[non_exhaustive]
pub(crate) enum Importance {
    Low,
    High,
    Unknown(UnknownValue),
}

docwright_runtime::open_enum! { Importance, 0 Low "low", 1 High "high" }

pub(crate) mod person {
    use super::{Person, Property};

    pub(crate) const ID: Property<Person, String> = Property::new("id");
    pub(crate) const NAME: Property<Person, String> = Property::new("name");
    pub(crate) const FRIENDS: Property<Person, Vec<Person>> = Property::new("friends");
}
