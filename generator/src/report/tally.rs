//! Counts findings by severity, rule, area and page.

use std::collections::BTreeMap;

use super::Content;
use super::areas::Areas;
use crate::diag::{Code, Severity};
use crate::lint::Finding;
use crate::source::PageId;

/// The number of findings of each severity.
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
    /// Counts a finding.
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => self.notes += 1,
        }
    }

    /// The sum.
    pub(super) fn total(self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// By severity, the most severe first.
    pub(super) fn parts(self) -> [(Severity, usize); 3] {
        [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
            (Severity::Note, self.notes),
        ]
    }
}

/// The counts of one area.
#[derive(Clone, Debug, Default)]
pub(super) struct AreaRow {
    /// The index of the area.
    pub(super) area: usize,
    /// The number of pages.
    pub(super) pages: usize,
    /// The number of types.
    pub(super) types: usize,
    /// The number of operations.
    pub(super) operations: usize,
    /// The findings on its pages.
    pub(super) findings: Counts,
}

/// All counts.
#[derive(Debug)]
pub(super) struct Tally {
    /// All findings.
    pub(super) findings: Counts,
    /// The number of pages with findings.
    pub(super) pages_with_findings: usize,
    /// The rules with findings, by number of findings.
    pub(super) rules: Vec<(Code, Counts)>,
    /// The rules without findings, in the order of the table of codes.
    pub(super) silent: Vec<Code>,
    /// The areas that are not empty, by name; no area comes last.
    pub(super) areas: Vec<AreaRow>,
    /// The pages with the most findings.
    pub(super) pages: Vec<(PageId, Counts)>,
}

/// The number of pages that are listed.
const PAGES: usize = 8;

impl Tally {
    /// Counts everything.
    pub(super) fn new(content: &Content<'_>, areas: &Areas) -> Self {
        let findings = &content.findings.findings;
        let mut all = Counts::default();
        for finding in findings {
            all.add(finding.severity);
        }
        let rules = count_by(findings, |finding| finding.diagnostic.code);
        let silent = |code: &&Code| !rules.iter().any(|(other, _)| other == *code);
        let silent = Code::ALL.iter().filter(silent).copied().collect();
        let mut pages = count_by(findings, |finding| finding.diagnostic.primary.span.page);
        let is_page = |(page, _): &&(PageId, Counts)| *page != PageId::CONFIG;
        let pages_with_findings = pages.iter().filter(is_page).count();
        pages.truncate(PAGES);
        Self {
            findings: all,
            pages_with_findings,
            rules,
            silent,
            areas: area_rows(content, areas),
            pages,
        }
    }
}

/// Counts findings by a key: the key with the most findings first, then in the order of keys.
fn count_by<K: Ord + Copy>(findings: &[Finding], key: impl Fn(&Finding) -> K) -> Vec<(K, Counts)> {
    let mut counts: BTreeMap<K, Counts> = BTreeMap::new();
    for finding in findings {
        counts
            .entry(key(finding))
            .or_default()
            .add(finding.severity);
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    // The sort is stable: equal counts stay in the order of keys.
    counts.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.total()));
    counts
}

fn area_rows(content: &Content<'_>, areas: &Areas) -> Vec<AreaRow> {
    let mut rows: Vec<AreaRow> = (0..areas.names().len())
        .map(|area| AreaRow {
            area,
            ..AreaRow::default()
        })
        .collect();
    for (page, _) in content.findings.docs.sources.iter() {
        rows[areas.page_index(page)].pages += 1;
    }
    for def in content.model.types.values() {
        rows[areas.index(&def.area)].types += 1;
    }
    for operation in content.model.operations.values() {
        rows[areas.index(&operation.area)].operations += 1;
    }
    for finding in &content.findings.findings {
        let area = areas.page_index(finding.diagnostic.primary.span.page);
        rows[area].findings.add(finding.severity);
    }
    rows.rotate_left(1);
    rows.retain(|row| row.pages + row.types + row.operations > 0);
    rows
}
