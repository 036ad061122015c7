//! The extensions of CommonMark that pages are read with.

use pulldown_cmark::Options;

/// What the library reads beyond CommonMark.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_DEFINITION_LIST);
