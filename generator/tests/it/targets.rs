//! What the fuzzer calls, one module for each target: bytes go in, and whatever does not hold of them panics.
//!
//! `fuzz/` runs these on inputs that it makes up, `hostile/fuzz_cases.rs` on those that are kept, so both look for the same things.

pub(crate) mod code;
pub(crate) mod json;
pub(crate) mod page;
pub(crate) mod pipeline;
pub(crate) mod request_line;
pub(crate) mod type_cell;
