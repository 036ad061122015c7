//! Everything that was read, and the stages that run on it.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::export::ApiInfo;
use crate::facts::{self, PageFacts};
use crate::model::{self, Model};
use crate::source::read::Docs;
use crate::source::{PageId, Source};
use crate::syntax;

/// Configuration and pages, read.
#[derive(Debug)]
pub struct Input {
    /// The configuration.
    pub config: Config,
    /// Where it was read from, or would have been.
    pub config_file: PathBuf,
    /// The pages.
    pub docs: Docs,
}

impl Input {
    /// The pages' model, and everything that is wrong with the pages, in order.
    ///
    /// The pages are read in parallel; the result is the same for any number of threads.
    pub fn model(&self) -> (Model, Diagnostics) {
        let pages: Vec<_> = self.docs.sources.iter().collect();
        let read: Vec<_> = pages
            .into_par_iter()
            .map(|(id, source)| page_facts(id, source))
            .collect();
        let mut diagnostics = self.docs.diagnostics.clone();
        let mut facts = Vec::with_capacity(read.len());
        for (page, found) in read {
            facts.push(page);
            diagnostics.append(found);
        }
        let mut model = model::build(&facts, &mut diagnostics);
        model::fixups::apply(
            &mut model,
            &self.config.fixups,
            &self.docs.sources,
            &mut diagnostics,
        );
        diagnostics.sort();
        (model, diagnostics)
    }

    /// What the configuration says about the API as a whole.
    pub fn api_info(&self) -> ApiInfo {
        let config = &self.config;
        let or =
            |value: &Option<String>, other: &str| value.clone().unwrap_or_else(|| other.to_owned());
        ApiInfo {
            title: or(
                &config.api.title,
                config.package.name.as_deref().unwrap_or("API"),
            ),
            version: or(
                &config.api.version,
                config.package.version.as_deref().unwrap_or("0.1.0"),
            ),
            server: or(&config.api.server, "/"),
            links: config.links.clone(),
        }
    }
}

fn page_facts(id: PageId, source: &Source) -> (PageFacts, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let page = syntax::parse(id, &source.text, &mut diagnostics);
    let facts = facts::extract(&page, &source.path, &mut diagnostics);
    (facts, diagnostics)
}
