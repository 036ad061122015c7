//! Findings as a product: the diagnostics of reading, extracting and merging, each with the severity that the configuration
//! gives it and an id that survives moved lines. Reads no page a second time.

pub mod baseline;
pub mod file_range;
pub mod finding_id;
#[cfg(any(feature = "cli", feature = "lsp"))]
pub mod fix;
pub mod github;
pub mod json;
pub mod levels;
pub mod page;
pub mod sarif;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::read::Docs;

use baseline::Baseline;
use finding_id::FindingId;
use levels::Levels;

/// One diagnostic as lint reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The problem and its position.
    pub diagnostic: Diagnostic,
    /// The rule's severity, unless the configuration sets another one for this page.
    pub severity: Severity,
    /// Stays the same when lines move.
    pub id: FindingId,
    /// A baseline accepts it: it is not reported to people and does not make the command fail.
    pub accepted: bool,
}

/// All findings, in the order of pages and positions.
#[derive(Debug)]
pub struct Report<'d> {
    /// The pages.
    pub docs: &'d Docs,
    /// The findings; those of rules that the configuration turns off are left out.
    pub findings: Vec<Finding>,
}

impl<'d> Report<'d> {
    /// Gives each diagnostic its severity and its id. The diagnostics must be sorted.
    pub fn new(docs: &'d Docs, diagnostics: Diagnostics, levels: &Levels) -> Self {
        let ids = finding_id::finding_ids(&diagnostics, &docs.sources);
        let findings = diagnostics
            .0
            .into_iter()
            .zip(ids)
            .filter_map(|(diagnostic, id)| {
                let path = &docs.sources.get(diagnostic.primary.span.page).path;
                Some(Finding {
                    severity: levels.severity(diagnostic.code, path)?,
                    diagnostic,
                    id,
                    accepted: false,
                })
            })
            .collect();
        Self { docs, findings }
    }

    /// Marks the findings that a baseline accepts.
    pub fn accept(&mut self, baseline: &Baseline) {
        for finding in &mut self.findings {
            finding.accepted = baseline.has(finding.id);
        }
    }

    /// Removes the findings that a baseline accepts, and returns their number.
    pub fn remove_accepted(&mut self, baseline: &Baseline) -> usize {
        let all = self.findings.len();
        self.findings.retain(|finding| !baseline.has(finding.id));
        all - self.findings.len()
    }

    /// The findings that no baseline accepts.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.accepted)
    }

    /// Keeps only the findings of these rules; an empty list keeps all.
    pub fn only(&mut self, codes: &[Code]) {
        if !codes.is_empty() {
            self.findings
                .retain(|finding| codes.contains(&finding.diagnostic.code));
        }
    }

    /// The number of findings of a severity, without accepted ones.
    pub fn count(&self, severity: Severity) -> usize {
        self.open()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// Whether a finding that no baseline accepts is at least this severe.
    pub fn has(&self, severity: Severity) -> bool {
        // Errors come first in the order of severities.
        self.open().any(|finding| finding.severity <= severity)
    }
}
