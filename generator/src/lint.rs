//! Findings as a product: the diagnostics of reading, extracting and merging, each with the severity that the configuration
//! gives it and a fingerprint that survives moved lines. Reads no page a second time.

pub mod baseline;
pub mod fingerprint;
#[cfg(any(feature = "cli", feature = "lsp"))]
pub mod fix;
pub mod github;
pub mod json;
pub mod levels;
pub mod page;
pub mod place;
pub mod sarif;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::read::Docs;

use baseline::Baseline;
use fingerprint::Fingerprint;
use levels::Levels;

/// One diagnostic as lint reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, and where.
    pub diagnostic: Diagnostic,
    /// How bad it is here: the rule's severity, unless the configuration says otherwise.
    pub severity: Severity,
    /// What stays the same while lines move.
    pub fingerprint: Fingerprint,
    /// Somebody has accepted it: it is not reported to people, and does not make the command fail.
    pub accepted: bool,
}

/// Everything that was found, in the order of pages and places.
#[derive(Debug)]
pub struct Report<'d> {
    /// The pages.
    pub docs: &'d Docs,
    /// What is wrong with them; what the configuration turns off is left out.
    pub findings: Vec<Finding>,
}

impl<'d> Report<'d> {
    /// Weighs the diagnostics, which must be sorted.
    pub fn new(docs: &'d Docs, diagnostics: Diagnostics, levels: &Levels) -> Self {
        let prints = fingerprint::all(&diagnostics, &docs.sources);
        let findings = diagnostics
            .0
            .into_iter()
            .zip(prints)
            .filter_map(|(diagnostic, fingerprint)| {
                let path = &docs.sources.get(diagnostic.primary.span.page).path;
                Some(Finding {
                    severity: levels.of(diagnostic.code, path)?,
                    diagnostic,
                    fingerprint,
                    accepted: false,
                })
            })
            .collect();
        Self { docs, findings }
    }

    /// Marks what a baseline accepts.
    pub fn accept(&mut self, baseline: &Baseline) {
        for finding in &mut self.findings {
            finding.accepted = baseline.has(finding.fingerprint);
        }
    }

    /// Takes out what a baseline accepts; returns how many findings that were.
    pub fn take_accepted(&mut self, baseline: &Baseline) -> usize {
        let all = self.findings.len();
        self.findings
            .retain(|finding| !baseline.has(finding.fingerprint));
        all - self.findings.len()
    }

    /// The findings that nobody has accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.accepted)
    }

    /// Keeps only findings of these rules; all of them when there is none in the list.
    pub fn only(&mut self, codes: &[Code]) {
        if !codes.is_empty() {
            self.findings
                .retain(|finding| codes.contains(&finding.diagnostic.code));
        }
    }

    /// How many findings of a severity there are, accepted ones left out.
    pub fn count(&self, severity: Severity) -> usize {
        self.open()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    /// Whether any finding that nobody has accepted is at least as bad as `severity`.
    pub fn has(&self, severity: Severity) -> bool {
        // Errors come first in the order of severities.
        self.open().any(|finding| finding.severity <= severity)
    }
}
