//! From the claims of all pages to one [`Model`]: `collect` finds the types and what their pages say of them, and the list in
//! `passes` completes the model, step by step. Knows no Markdown and no Rust.

mod areas;
mod bases;
mod collect;
mod define;
mod enum_names;
mod enums;
mod fixups;
mod from_examples;
mod index;
mod inherited_types;
mod keys;
mod merged;
mod navigation;
mod object_types;
mod objects;
mod operations;
mod passes;
mod rows;
mod scope;
mod secrets;
mod undocumented_types;
mod unions;
mod value_lists;

pub use collect::FORMAT;
pub(crate) use define::{EnumPart, TypePart};
pub use index::{Index, PageScope};
pub use merged::Merged;
pub(crate) use merged::OperationPage;
pub(crate) use objects::{is_identifier, is_open, shape_type};
pub(crate) use passes::Corrections;
pub(crate) use rows::body_rows;
pub(crate) use scope::report_unused;
pub(crate) use undocumented_types::{request_rows, request_type};

use crate::diag::Diagnostics;
use crate::facts::PageFacts;
use crate::model::Model;

/// Merges the claims of all pages, which must be in path order.
pub fn merge<'f>(pages: &'f [PageFacts], diagnostics: &mut Diagnostics) -> Merged<'f> {
    let mut merged = collect::collect(pages, diagnostics);
    passes::complete(&mut merged, diagnostics);
    merged
}

/// Corrects a merged model as the configuration says.
pub(crate) fn correct(
    model: &mut Model,
    corrections: &Corrections<'_>,
    diagnostics: &mut Diagnostics,
) {
    passes::correct(model, corrections, diagnostics);
}
