//! Claims of single pages: one small page for each rule, with the claims read from it beside it.

mod invariants;
mod operation;
mod resource;
