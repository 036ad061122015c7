//! What generated crates link to.
