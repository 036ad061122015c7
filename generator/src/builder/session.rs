//! Pages, kept read: after a change only the changed page is read again, and the merge runs on what is there. For programs that
//! stay, such as a language server. Knows no editor and no clock.

use rayon::prelude::*;

use super::Input;
use super::input::{lint_page, page_facts};
use crate::diag::Diagnostics;
use crate::facts::PageFacts;
use crate::facts::references::References;
use crate::model::atlas::Atlas;
use crate::model::{self, Model};
use crate::source::PageId;

/// Everything that was read, and what each page claims.
#[derive(Debug)]
pub struct Session {
    input: Input,
    // One entry for each page, in the order of the pages.
    facts: Vec<PageFacts>,
    references: Vec<References>,
    found: Vec<Diagnostics>,
}

/// What a run over all pages gives.
#[derive(Debug)]
pub struct Survey {
    /// The API.
    pub model: Model,
    /// Where its names are defined and used.
    pub atlas: Atlas,
    /// Everything that is wrong, in order: what [`Input::lint`] reports.
    pub diagnostics: Diagnostics,
}

impl Session {
    /// Reads every page.
    pub fn new(input: Input) -> Self {
        let pages: Vec<_> = input.docs.sources.iter().collect();
        let read: Vec<_> = pages
            .into_par_iter()
            .map(|(id, source)| page_facts(id, source, lint_page))
            .collect();
        let mut session = Self {
            facts: Vec::with_capacity(read.len()),
            references: Vec::with_capacity(read.len()),
            found: Vec::with_capacity(read.len()),
            input,
        };
        for (facts, references, found) in read {
            session.facts.push(facts);
            session.references.push(references);
            session.found.push(found);
        }
        session
    }

    /// What was read.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// Puts another text in the place of a page's, and reads it. False when it is the text that is there.
    pub fn update(&mut self, page: PageId, text: String) -> bool {
        let docs = &mut self.input.docs;
        if docs.sources.get(page).text == text {
            return false;
        }
        docs.sources.replace(page, text);
        // What was odd about the bytes of the file is not so of this text.
        docs.diagnostics
            .0
            .retain(|diagnostic| diagnostic.primary.span.page != page);
        let (facts, references, found) = page_facts(page, docs.sources.get(page), lint_page);
        let at = page.0 as usize;
        self.facts[at] = facts;
        self.references[at] = references;
        self.found[at] = found;
        true
    }

    /// Merges what the pages claim now, and checks it.
    pub fn survey(&self) -> Survey {
        let mut diagnostics = self.input.docs.diagnostics.clone();
        let found = self.found.iter().flat_map(|found| &found.0);
        diagnostics.0.extend(found.cloned());
        let sources = &self.input.docs.sources;
        let (mut model, atlas) =
            model::atlas(&self.facts, &self.references, sources, &mut diagnostics);
        self.input.settle(&mut model, &mut diagnostics);
        Survey {
            model,
            atlas,
            diagnostics,
        }
    }
}
