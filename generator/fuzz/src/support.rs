//! What the targets need of the tests' own helpers.

#[path = "../../tests/it/support/tiles.rs"]
mod tiles;
#[path = "../../tests/it/support/whole_model.rs"]
mod whole_model;

pub(crate) use tiles::assert_tiles;
pub(crate) use whole_model::assert_model;
