//! All integration tests, in one binary: linking is what costs.

mod corpus;
mod export;
mod hostile;
mod reading;
mod support;
mod syntax;
