//! The library that generated crates link to: fields, records, open enums, JSON, and the API client.
//!
//! A generated struct is plain data with one table of its fields ([`record!`]). What serde's derives would generate for each type
//! is done here, once, for all tables, so generated crates compile fast. Reading and writing are lossless: a value of another type
//! than documented is kept in [`Field::Unexpected`], an unknown property in [`Additional`], and an element that does not fit its list
//! in [`unexpected_elements`].

#[macro_use]
mod macros;

pub mod choice;
#[cfg(feature = "client")]
pub mod client;
pub mod error;
pub mod field;
mod fill;
pub mod json;
pub mod names;
#[cfg(feature = "client")]
pub mod odata;
pub mod poly;
pub mod registry;
pub mod roundtrip;
pub mod scalar;
pub mod walk;

mod bridge;
mod compare;
mod core;
mod number;
mod pointer;
mod untyped;
mod value;

pub use choice::{Flags, UnknownValue};
pub use compare::changes;
pub use core::additional::Additional;
pub use core::record::unexpected_elements;
pub use core::wire::UnexpectedElement;
pub use core::{additional, record, wire};
pub use error::Error;
pub use field::Field;
pub use record::{Record, Shape};
pub use scalar::{Bytes, Decimal, Guid};

#[cfg(feature = "azure-identity")]
pub use {azure_core, azure_identity};

#[cfg(feature = "chrono")]
pub use chrono;
pub use jiff;
#[cfg(feature = "reqwest")]
pub use reqwest;
pub use serde;
pub use serde_json;
#[cfg(feature = "time")]
pub use time;

/// Used by the expansion of the macros; not part of the public API.
#[doc(hidden)]
pub mod private {
    pub use crate::bridge::{
        deserialize_record, deserialize_value, serialize_record, serialize_view,
    };
    pub use crate::choice::{read_choice, view_choice};
    pub use crate::compare::{debug_record, same_records};
    pub use crate::names::Names;
    pub use std::str::FromStr;
    pub use std::string::String;
}
