//! What one run over a docs folder gave, for everybody who has to answer: the pages as they were, the API, the findings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::folders;
use crate::builder::Session;
use crate::config::ConfigError;
use crate::lint::baseline::Baseline;
use crate::lint::levels::Levels;
use crate::lint::{Finding, Report};
use crate::model::Model;
use crate::model::atlas::Atlas;
use crate::plan::{self, Plan, PlanConfig};
use crate::source::{PageId, Sources};

/// A docs folder, read and merged.
#[derive(Debug)]
pub(super) struct World {
    /// The folder that page paths are relative to.
    pub(super) root: PathBuf,
    /// The pages as they were then.
    pub(super) sources: Sources,
    /// The configuration file.
    config_file: PathBuf,
    /// The API.
    pub(super) model: Model,
    /// Where its names are defined and used.
    pub(super) atlas: Atlas,
    /// What is wrong, by page and place; without what somebody has accepted.
    pub(super) findings: Vec<Finding>,
    plan_config: PlanConfig,
    plan: OnceLock<Plan>,
}

impl World {
    /// Merges what the pages claim now.
    pub(super) fn new(session: &Session, weights: &Weights) -> Self {
        let input = session.input();
        let survey = session.survey();
        let mut report = Report::new(&input.docs, survey.diagnostics, &weights.levels);
        report.remove_accepted(&weights.accepted);
        Self {
            root: input.docs.root.clone(),
            sources: input.docs.sources.clone(),
            config_file: input.config_file.clone(),
            findings: report.findings,
            model: survey.model,
            atlas: survey.atlas,
            plan_config: input.plan_config(),
            plan: OnceLock::new(),
        }
    }

    /// What becomes of the API in Rust; decided when somebody asks for the first time.
    pub(super) fn plan(&self) -> &Plan {
        self.plan
            .get_or_init(|| plan::lower(&self.model, &self.plan_config))
    }

    /// The page that a file is.
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
        let start = self.findings.partition_point(|it| page_of(it) < page);
        let end = self.findings.partition_point(|it| page_of(it) <= page);
        &self.findings[start..end]
    }
}

/// How findings count.
#[derive(Debug)]
pub(super) struct Weights {
    /// How bad they are.
    pub(super) levels: Levels,
    /// Those that nobody wants to hear of.
    pub(super) accepted: Baseline,
}

/// What a worker has to say.
#[derive(Clone, Debug)]
pub(super) struct Analysis {
    /// The last run that worked out.
    pub(super) world: Option<Arc<World>>,
    /// The open documents that the run knew, and in which state.
    pub(super) versions: BTreeMap<PathBuf, i32>,
    /// Why there is no newer run.
    pub(super) problem: Option<Problem>,
}

/// Why the pages could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The file that is wrong, if it is one.
    pub(super) file: Option<PathBuf>,
    /// What is wrong, and where in it.
    pub(super) errors: Vec<ConfigError>,
}
