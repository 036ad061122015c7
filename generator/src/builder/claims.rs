//! What the pages claim, before they meet: from the text of each page to its claims and the findings on it. Knows no model.

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::facts::references::References;
use crate::facts::{self, PageFacts};
use crate::source::{PageId, Source, Sources};
use crate::syntax;

/// How closely pages are inspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inspection {
    /// As far as generation needs it.
    Claims,
    /// With every rule of `docwright lint`.
    Lint,
}

/// The claims of one page.
pub(super) struct PageClaims {
    /// The claims.
    pub(super) facts: PageFacts,
    /// The links of the page; none without [`Inspection::Lint`].
    pub(super) references: References,
    /// The findings on the page.
    pub(super) findings: Diagnostics,
}

/// The claims of all pages: one entry of each list for each page, in the order of the pages.
#[derive(Debug)]
pub(super) struct Claims {
    /// See [`PageClaims::facts`].
    pub(super) facts: Vec<PageFacts>,
    /// See [`PageClaims::references`].
    pub(super) references: Vec<References>,
    /// See [`PageClaims::findings`].
    pub(super) findings: Vec<Diagnostics>,
}

impl PageClaims {
    /// Parses a page and extracts its claims.
    pub(super) fn read(id: PageId, source: &Source, inspection: Inspection) -> Self {
        let mut findings = Diagnostics::default();
        let page = syntax::parse(id, &source.text, &mut findings).flattened();
        let facts = facts::extract(&page, &source.path, &mut findings);
        let references = match inspection {
            Inspection::Claims => References::default(),
            Inspection::Lint => {
                facts::check::page(&page, &facts, &mut findings);
                facts::references::read(&page, &facts.path)
            }
        };
        Self {
            facts,
            references,
            findings,
        }
    }
}

impl Claims {
    /// Reads all pages in parallel. The result is the same for any number of threads.
    pub(super) fn read(sources: &Sources, inspection: Inspection) -> Self {
        let pages: Vec<_> = sources.iter().collect();
        let read: Vec<_> = pages
            .into_par_iter()
            .map(|(id, source)| PageClaims::read(id, source, inspection))
            .collect();
        let mut claims = Self {
            facts: Vec::with_capacity(read.len()),
            references: Vec::with_capacity(read.len()),
            findings: Vec::with_capacity(read.len()),
        };
        for page in read {
            claims.facts.push(page.facts);
            claims.references.push(page.references);
            claims.findings.push(page.findings);
        }
        claims
    }

    /// Puts the claims of one page in the place of those that it had.
    pub(super) fn replace(&mut self, page: PageId, claims: PageClaims) {
        let at = page.0 as usize;
        self.facts[at] = claims.facts;
        self.references[at] = claims.references;
        self.findings[at] = claims.findings;
    }

    /// Frees the memory on another thread: that takes as long as a stage, and nobody has to wait for it.
    pub(super) fn discard(self) {
        rayon::spawn(move || drop(self));
    }
}
