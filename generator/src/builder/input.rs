//! Everything that was read, and the stages that run on it.

use std::path::{Path, PathBuf};

use super::claims::{Claims, Inspection};
use super::{Choices, Error};
use crate::config::Config;
use crate::diag::{Code, Diagnostics};
use crate::explain::{Explanation, Locations, Origins};
use crate::export::ApiInfo;
use crate::files::FileSet;
use crate::merge::{Corrections, correct, merge};
use crate::model::Model;
use crate::plan::Layout;
use crate::plan::stubs::Collision;
use crate::print::names_lock::{self, NAMES_LOCK};
use crate::read::Docs;
use crate::source::{PageId, Sources, Span};

/// Configuration and pages, read.
#[derive(Debug)]
pub struct Input {
    /// The configuration.
    pub config: Config,
    /// Where it was read from, or would have been.
    pub config_file: PathBuf,
    /// Its text.
    pub(crate) config_text: String,
    /// The pages.
    pub docs: Docs,
    pub(crate) choices: Choices,
}

impl Input {
    /// The text of the configuration; empty where there is none.
    pub fn config_text(&self) -> &str {
        &self.config_text
    }

    /// The pages' model, and everything that is wrong with the pages, in order.
    ///
    /// The pages are read in parallel; the result is the same for any number of threads.
    pub fn model(&self) -> (Model, Diagnostics) {
        let (claims, mut diagnostics) = self.claims(Inspection::Claims);
        let model = merge(&claims.facts, &mut diagnostics).model;
        claims.discard();
        self.finish(model, diagnostics)
    }

    /// The same with every rule of `docwright lint`: some of them look for what generation does not need to know.
    pub fn lint(&self) -> (Model, Diagnostics) {
        let (claims, mut diagnostics) = self.claims(Inspection::Lint);
        let merged = merge(&claims.facts, &mut diagnostics);
        merged.check(&claims.references, &self.docs.sources, &mut diagnostics);
        self.finish(merged.model, diagnostics)
    }

    /// The same as [`Input::lint`], and where everything in the model is written.
    pub fn survey(&self) -> (Model, Diagnostics, Origins) {
        let (claims, mut diagnostics) = self.claims(Inspection::Lint);
        let merged = merge(&claims.facts, &mut diagnostics);
        merged.check(&claims.references, &self.docs.sources, &mut diagnostics);
        let origins = merged.origins();
        let (model, diagnostics) = self.finish(merged.model, diagnostics);
        (model, diagnostics, origins)
    }

    /// The pages' model, and where its items are written, parts of operations too.
    pub fn model_with_locations(&self) -> (Model, Locations) {
        let (claims, mut diagnostics) = self.claims(Inspection::Claims);
        let merged = merge(&claims.facts, &mut diagnostics);
        let locations = merged.locations();
        let (model, _) = self.finish(merged.model, diagnostics);
        (model, locations)
    }

    /// The same with other pages, such as those of an older revision.
    pub fn with_pages(&self, sources: Sources) -> Self {
        Self {
            config: self.config.clone(),
            config_file: self.config_file.clone(),
            config_text: self.config_text.clone(),
            docs: Docs {
                root: self.docs.root.clone(),
                sources: sources.with_config(self.docs.sources.get(PageId::CONFIG).clone()),
                folders: self.docs.folders.clone(),
                diagnostics: Diagnostics::default(),
                note: None,
            },
            choices: self.choices.clone(),
        }
    }

    /// What the pages claim of a type (`user`, `microsoft.graph.user`), of one of its properties (`user.mail`) or of an operation,
    /// and which claim was believed; `None` when there is no such thing.
    pub fn explain(&self, target: &str) -> Option<Explanation> {
        let (claims, mut diagnostics) = self.claims(Inspection::Claims);
        merge(&claims.facts, &mut diagnostics).explain(target)
    }

    /// What the pages claim, and everything that was found so far.
    fn claims(&self, inspection: Inspection) -> (Claims, Diagnostics) {
        let mut claims = Claims::read(&self.docs.sources, inspection);
        let mut diagnostics = self.docs.diagnostics.clone();
        for findings in claims.findings.drain(..) {
            diagnostics.append(findings);
        }
        (claims, diagnostics)
    }

    /// Corrects the model as the configuration says, and sorts the findings.
    pub(super) fn finish(
        &self,
        mut model: Model,
        mut diagnostics: Diagnostics,
    ) -> (Model, Diagnostics) {
        let corrections = Corrections {
            fixups: &self.config.fixups,
            scope: &self.config.scope,
            sources: &self.docs.sources,
        };
        correct(&mut model, &corrections, &mut diagnostics);
        self.check_mentions(&model, &mut diagnostics);
        diagnostics.sort();
        (model, diagnostics)
    }

    /// Reports the stubs whose names were taken.
    pub(super) fn report_collisions<'c>(
        &self,
        collisions: impl Iterator<Item = &'c Collision>,
        diagnostics: &mut Diagnostics,
    ) {
        collisions.for_each(|collision| self.report_collision(collision, diagnostics));
    }

    /// Fails when a Rust name would change that `names.lock` in the folder holds, and renames are not accepted.
    pub(super) fn check_names(&self, files: &FileSet, folder: &Path) -> Result<(), Error> {
        if self.choices.accept_renames {
            return Ok(());
        }
        let path = folder.join(NAMES_LOCK);
        match names_lock::check(files, folder) {
            Ok(None) => Ok(()),
            Ok(Some(problem)) => Err(Error::Names { path, problem }),
            Err(error) => Err(Error::Io {
                doing: "read",
                path,
                error,
            }),
        }
    }

    /// Reports a stub whose name was taken.
    fn report_collision(&self, collision: &Collision, diagnostics: &mut Diagnostics) {
        let Some(page) = self.docs.sources.find(&collision.page.0) else {
            return;
        };
        let span = Span::start_of(page);
        let message = format!(
            "another stub has the name `{}`; this one is called `{}`",
            collision.wanted, collision.given
        );
        diagnostics.push(
            Code::RenamedStub
                .at(span, message)
                .help("nothing has to be done; the name depends on the pages only"),
        );
    }

    /// Every file and folder that the result depends on: pages, the folders they were found in, the configuration. Where that
    /// is not there, its folder is: cargo takes a file that is missing for one that has changed, at every build.
    pub fn watched(&self) -> Vec<PathBuf> {
        let pages = self.docs.sources.iter();
        let pages = pages.map(|(_, source)| self.docs.root.join(&source.path));
        let config = match self.config_file.parent() {
            Some(folder) if !self.config_file.exists() => folder,
            Some(_) | None => &self.config_file,
        };
        let folders = self.docs.folders.iter();
        let folders = folders.filter(|folder| *folder != config);
        std::iter::once(config.to_owned())
            .chain(folders.cloned())
            .chain(pages)
            .collect()
    }

    /// The same for another layout of the files.
    pub(super) fn with_layout(&self, layout: Layout) -> Self {
        let mut input = self.with_pages(self.docs.sources.clone());
        input.choices.layout = layout;
        input
    }

    /// The name of the folder that pages are relative to, whatever the way to it: `docs-input/`.
    pub(super) fn docs_prefix(&self) -> String {
        let root = self
            .docs
            .root
            .canonicalize()
            .unwrap_or_else(|_| self.docs.root.clone());
        root.file_name()
            .map_or_else(String::new, |name| format!("{}/", name.to_string_lossy()))
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
