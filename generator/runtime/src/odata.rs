//! `OData` query options, typed: which properties, in which order, which items. What goes in are the constants of generated crates
//! and Rust values; what comes out is text as the `OData` ABNF 4.01 spells it. Percent-encoding is the business of the URL.
//!
//! ```
//! use docwright_runtime::odata::{Filter, Property};
//! # pub struct Message; pub struct Address;
//! const SUBJECT: Property<Message, String> = Property::new("subject");
//! const IS_READ: Property<Message, bool> = Property::new("isRead");
//! const TO: Property<Message, Vec<String>> = Property::new("to");
//!
//! let filter = SUBJECT.starts_with("Bob's").and(IS_READ.eq(false).or(TO.any(|it| it.eq("a@b.example"))));
//! assert_eq!(
//!     filter.as_str(),
//!     "startswith(subject,'Bob''s') and (isRead eq false or to/any(x:x eq 'a@b.example'))"
//! );
//! ```

mod expand;
mod filter;
mod formula;
mod literal;
mod names;
mod options;
mod order;
mod property;
mod read;

pub use expand::Nested;
pub use filter::Filter;
pub use formula::Formula;
pub use literal::{Literal, Null, Operand};
pub use names::{Expand, NamesList, OrderBy, PropertyNames, Select};
pub use options::phrase;
pub use order::Order;
pub use property::{Property, PropertyPath, Target};
