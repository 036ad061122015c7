//! The repository's chores, all of them thin calls into the `docwright` library.
fn main() {}
