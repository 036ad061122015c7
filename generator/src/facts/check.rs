//! What is wrong with one page by itself, beyond what its readers stumble over: looked for only by `docwright lint`, on the
//! same blocks and claims that everything else is made of.

mod annotations;
mod cells;
mod messages;
mod namespaces;
mod outline;
mod permissions;
mod rows;
mod todo;

use super::PageFacts;
use super::section::sections;
use crate::diag::Diagnostics;
use crate::syntax::Page;

/// Checks a page against itself. `facts` are its own claims.
pub fn page(page: &Page<'_>, facts: &PageFacts, diagnostics: &mut Diagnostics) {
    let sections = sections(page);
    outline::headings(page, diagnostics);
    outline::title(page, facts, diagnostics);
    outline::doc_type(page, facts, diagnostics);
    outline::json(facts, &sections, diagnostics);
    namespaces::check(page, facts, diagnostics);
    annotations::check(page, diagnostics);
    todo::check(page, diagnostics);
    rows::check(page, facts, diagnostics);
    rows::without_type(page, facts, diagnostics);
    rows::type_columns(&sections, facts, diagnostics);
    cells::check(page, diagnostics);
    messages::check(page, facts, &sections, diagnostics);
    permissions::check(page, facts, &sections, diagnostics);
}
