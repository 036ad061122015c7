//! What is wrong between pages, or between a page and the merged model: looked for only by `docwright lint`, on the claims
//! that the model was made of.

mod bodies;
mod declared;
mod enums;
mod links;
mod operations;
mod parameters;
mod responses;
mod rows;
mod types;

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::facts::references::References;
use crate::merge::{Merged, OperationPage};
use crate::source::Sources;

impl Merged<'_> {
    /// Reports what the pages contradict each other or themselves in. `references` are those of the pages, in the same order.
    pub fn check(
        &self,
        references: &[References],
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) {
        let merged = self;
        let general = || {
            let mut found = Diagnostics::default();
            links::check(references, sources, &mut found);
            types::check(merged, sources, &mut found);
            rows::check(merged, &mut found);
            enums::check(merged, sources, &mut found);
            operations::check(merged, &mut found);
            found
        };
        // One page's operations have nothing to do with those of another.
        let one = |page: OperationPage<'_>| {
            let mut found = Diagnostics::default();
            parameters::check(page.facts, sources, &mut found);
            responses::check(merged, page, sources, &mut found);
            bodies::check(merged, page, sources, &mut found);
            found
        };
        let pages: Vec<_> = merged.operations().collect();
        let pages = || pages.into_par_iter().map(one).collect::<Vec<_>>();
        let (general, pages) = rayon::join(general, pages);
        diagnostics.append(general);
        for found in pages {
            diagnostics.append(found);
        }
    }
}
