//! The result of one run over a docs folder, which all requests are answered from: pages, model and findings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::folders;
use crate::builder::Session;
use crate::config::ConfigError;
use crate::explain::NameIndex;
use crate::lint::baseline::Baseline;
use crate::lint::levels::Levels;
use crate::lint::{Finding, Report};
use crate::model::Model;
use crate::plan::{self, Plan, PlanConfig};
use crate::source::{PageId, Sources};

/// A docs folder, read and merged.
#[derive(Debug)]
pub(super) struct DocsState {
    /// The docs folder: page paths are relative to it.
    pub(super) root: PathBuf,
    /// The pages at the time of the run.
    pub(super) sources: Sources,
    /// The configuration file.
    config_file: PathBuf,
    /// The API.
    pub(super) model: Model,
    /// Definitions and uses of its names.
    pub(super) atlas: NameIndex,
    /// The findings, by page and position, without those that the baseline accepts.
    pub(super) findings: Vec<Finding>,
    plan_config: PlanConfig,
    plan: OnceLock<Plan>,
}

impl DocsState {
    /// Merges the pages of a session.
    pub(super) fn new(session: &Session, settings: &LintSettings) -> Self {
        let input = session.input();
        let survey = session.survey();
        let mut report = Report::new(&input.docs, survey.diagnostics, &settings.levels);
        report.remove_accepted(&settings.baseline);
        Self {
            root: input.docs.root.clone(),
            sources: input.docs.sources.clone(),
            config_file: input.config_file.clone(),
            findings: report.findings,
            model: survey.model,
            atlas: survey.names,
            plan_config: input.plan_config(),
            plan: OnceLock::new(),
        }
    }

    /// The plan of the crate, made on first use.
    pub(super) fn plan(&self) -> &Plan {
        self.plan
            .get_or_init(|| plan::lower(&self.model, &self.plan_config))
    }

    /// The page of a file.
    pub(super) fn page(&self, file: &Path) -> Option<PageId> {
        self.sources.find(&folders::relative(&self.root, file)?)
    }

    /// The file of a page, or of the configuration.
    pub(super) fn file(&self, page: PageId) -> PathBuf {
        match page {
            PageId::CONFIG => self.config_file.clone(),
            page => self.root.join(&self.sources.get(page).path),
        }
    }

    /// The findings on one page.
    pub(super) fn findings_on(&self, page: PageId) -> &[Finding] {
        let page_of = |finding: &Finding| finding.diagnostic.primary.span.page;
        let findings = &self.findings;
        let start = findings.partition_point(|finding| page_of(finding) < page);
        let end = findings.partition_point(|finding| page_of(finding) <= page);
        &findings[start..end]
    }
}

/// The lint configuration.
#[derive(Debug)]
pub(super) struct LintSettings {
    /// The severities of rules.
    pub(super) levels: Levels,
    /// The accepted findings.
    pub(super) baseline: Baseline,
}

/// What a worker reports.
#[derive(Clone, Debug)]
pub(super) struct Analysis {
    /// The last successful run.
    pub(super) docs: Option<Arc<DocsState>>,
    /// The open documents that the run used, with their versions.
    pub(super) versions: BTreeMap<PathBuf, i32>,
    /// Why there is no newer run.
    pub(super) failure: Option<ReadFailure>,
}

/// Why the pages could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReadFailure {
    /// The file with the errors, if there is one.
    pub(super) file: Option<PathBuf>,
    /// The errors, with their positions.
    pub(super) errors: Vec<ConfigError>,
}
