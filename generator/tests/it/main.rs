<<<<<<< HEAD
//! All integration tests, in one binary: linking is what costs.

mod export;
=======
//! The tests of all stages, as one binary.

mod corpus;
mod support;
>>>>>>> d4afe92 (Syntax: pages to blocks and inline text, in one pass over the lines)
