//! Pages, kept read: after a change only the changed page is read again, and the merge runs on what is there. For programs that
//! stay, such as a language server. Knows no editor and no clock.

use super::Input;
use super::claims::{Claims, Inspection, PageClaims};
use crate::diag::Diagnostics;
use crate::explain::NameIndex;
use crate::merge::merge;
use crate::model::Model;
use crate::source::PageId;

/// Everything that was read, and what each page claims.
#[derive(Debug)]
pub struct Session {
    input: Input,
    claims: Claims,
}

/// What a run over all pages gives.
#[derive(Debug)]
pub struct Survey {
    /// The API.
    pub model: Model,
    /// Where its names are defined and used.
    pub names: NameIndex,
    /// Everything that is wrong, in order: what [`Input::lint`] reports.
    pub diagnostics: Diagnostics,
}

impl Session {
    /// Reads every page.
    pub fn new(input: Input) -> Self {
        let claims = Claims::read(&input.docs.sources, Inspection::Lint);
        Self { input, claims }
    }

    /// What was read.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// Replaces the text of a page and reads it again. False when the text is the same.
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
        let claims = PageClaims::read(page, docs.sources.get(page), Inspection::Lint);
        self.claims.replace(page, claims);
        true
    }

    /// Merges what the pages claim now, and checks it.
    pub fn survey(&self) -> Survey {
        let mut diagnostics = self.input.docs.diagnostics.clone();
        let findings = self.claims.findings.iter().flat_map(|found| &found.0);
        diagnostics.0.extend(findings.cloned());
        let Claims {
            facts, references, ..
        } = &self.claims;
        let merged = merge(facts, &mut diagnostics);
        merged.check(references, &self.input.docs.sources, &mut diagnostics);
        let names = merged.name_index(references);
        let (model, diagnostics) = self.input.finish(merged.model, diagnostics);
        Survey {
            model,
            names,
            diagnostics,
        }
    }
}
