//! How much there is of everything: by severity, by rule, by area, by page.

use std::collections::BTreeMap;

use super::Content;
use super::areas::Areas;
use crate::diag::{Code, Severity};
use crate::lint::Finding;
use crate::source::PageId;

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Errors.
    pub(super) errors: usize,
    /// Warnings.
    pub(super) warnings: usize,
    /// Notes.
    pub(super) notes: usize,
}

impl Counts {
    /// Counts one more.
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }

    /// All of them.
    pub(super) fn total(self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// The worst first.
    pub(super) fn parts(self) -> [(Severity, usize); 3] {
        [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
            (Severity::Note, self.notes),
        ]
    }
}

/// What belongs to one area.
#[derive(Clone, Debug, Default)]
pub(super) struct AreaRow {
    /// The number of the area.
    pub(super) area: usize,
    /// How many pages name it.
    pub(super) pages: usize,
    /// How many types belong to it.
    pub(super) types: usize,
    /// How many operations belong to it.
    pub(super) operations: usize,
    /// What is wrong with its pages.
    pub(super) findings: Counts,
}

/// The figures.
#[derive(Debug)]
pub(super) struct Tally {
    /// All findings.
    pub(super) findings: Counts,
    /// How many pages have any.
    pub(super) pages_with_findings: usize,
    /// The rules that found something, the busiest first.
    pub(super) rules: Vec<(Code, Counts)>,
    /// The rules that found nothing, in the order of the table of codes.
    pub(super) silent: Vec<Code>,
    /// The areas that have anything, by name; what belongs to none comes last.
    pub(super) areas: Vec<AreaRow>,
    /// The pages with most findings, and then in path order.
    pub(super) pages: Vec<(PageId, Counts)>,
}

/// As many pages are listed.
const PAGES: usize = 8;

impl Tally {
    /// Counts.
    pub(super) fn new(content: &Content<'_>, areas: &Areas) -> Self {
        let findings = &content.found.findings;
        let mut all = Counts::default();
        for finding in findings {
            all.add(finding.severity);
        }
        let rules = by(findings, |finding| finding.diagnostic.code);
        let silent = |code: &&Code| !rules.iter().any(|(other, _)| other == *code);
        let silent = Code::ALL.iter().filter(silent).copied().collect();
        let mut pages = by(findings, |finding| finding.diagnostic.primary.span.page);
        let is_page = |(page, _): &&(PageId, Counts)| *page != PageId::CONFIG;
        let pages_with_findings = pages.iter().filter(is_page).count();
        pages.truncate(PAGES);
        Self {
            findings: all,
            pages_with_findings,
            rules,
            silent,
            areas: rows(content, areas),
            pages,
        }
    }
}

/// Counts by a key; the key with most findings comes first, then by the order of keys.
fn by<K: Ord + Copy>(findings: &[Finding], key: impl Fn(&Finding) -> K) -> Vec<(K, Counts)> {
    let mut counts: BTreeMap<K, Counts> = BTreeMap::new();
    for finding in findings {
        counts
            .entry(key(finding))
            .or_default()
            .add(finding.severity);
    }
    let mut out: Vec<_> = counts.into_iter().collect();
    // Stable: what has as many stays in the order of keys.
    out.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.total()));
    out
}

fn rows(content: &Content<'_>, areas: &Areas) -> Vec<AreaRow> {
    let mut rows: Vec<AreaRow> = (0..areas.names().len())
        .map(|area| AreaRow {
            area,
            ..AreaRow::default()
        })
        .collect();
    for (page, _) in content.found.docs.sources.iter() {
        rows[areas.of_page(page)].pages += 1;
    }
    for def in content.model.types.values() {
        rows[areas.of(&def.area)].types += 1;
    }
    for operation in content.model.operations.values() {
        rows[areas.of(&operation.area)].operations += 1;
    }
    for finding in &content.found.findings {
        let area = areas.of_page(finding.diagnostic.primary.span.page);
        rows[area].findings.add(finding.severity);
    }
    rows.rotate_left(1);
    rows.retain(|row| row.pages + row.types + row.operations > 0);
    rows
}
