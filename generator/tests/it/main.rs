//! All integration tests, in one binary: linking is what costs.

mod corpus;
mod export;
mod reading;
mod support;
mod syntax;
