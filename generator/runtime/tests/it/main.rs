//! What generated code relies on, over types written as the generator writes them.

mod reading;
#[rustfmt::skip]
pub mod sample;
