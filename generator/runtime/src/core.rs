//! Values, the records that hold them, and what a record keeps beside its fields. The four modules are one idea: a value may
//! be a record, a record is a table of slots for values, and what does not fit a slot stays with the record.

pub mod additional;
pub(crate) mod original;
pub mod record;
pub mod wire;
