//! The baseline: a text file that lists accepted findings, one on each line, sorted for review.

use std::collections::BTreeSet;

use super::Report;
use super::finding_id::FindingId;

/// The accepted findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Entry>,
    /// The ids of all entries: a folder may have as many findings as its pages have rows.
    ids: BTreeSet<FindingId>,
}

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    id: FindingId,
    /// Rule, page and message at the time: for people.
    description: String,
}

impl Baseline {
    /// Reads a baseline file: each line has an id and a description. Empty lines and lines that begin with `#` are skipped.
    ///
    /// # Errors
    /// The number of the first line that does not begin with an id.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let lines = text.lines().enumerate();
        let entries = lines
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
            .map(|(at, line)| {
                let (id, description) = line.split_once(' ').unwrap_or((line, ""));
                Ok(Entry {
                    id: id.trim().parse().map_err(|_| at + 1)?,
                    description: description.trim().to_owned(),
                })
            })
            .collect::<Result<Vec<Entry>, usize>>()?;
        Ok(Self {
            ids: entries.iter().map(|entry| entry.id).collect(),
            entries,
        })
    }

    /// Whether a finding is accepted.
    pub fn has(&self, id: FindingId) -> bool {
        self.ids.contains(&id)
    }

    /// The descriptions of accepted findings that no longer occur.
    pub fn fixed(&self, report: &Report<'_>) -> Vec<&str> {
        let findings = report.findings.iter();
        let ids: BTreeSet<FindingId> = findings.map(|finding| finding.id).collect();
        self.entries
            .iter()
            .filter(|entry| !ids.contains(&entry.id))
            .map(|entry| entry.description.as_str())
            .collect()
    }
}

/// The text of a file that accepts every finding of the report.
pub fn text(report: &Report<'_>) -> String {
    let mut lines: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let diagnostic = &finding.diagnostic;
            let page = &report.docs.sources.get(diagnostic.primary.span.page).path;
            let (code, message) = (diagnostic.code.name(), &diagnostic.message);
            // Sorted by page first; the id orders lines with the same description.
            let line = format!("{page}: {code}: {message}").replace(char::is_control, "\u{fffd}");
            format!("{line}\0{}", finding.id)
        })
        .collect();
    lines.sort();
    let head = "# Findings that are accepted. `docwright lint --baseline FILE --update-baseline` writes this file.\n";
    let mut text = head.to_owned();
    for line in &lines {
        let (description, id) = line.split_once('\0').unwrap_or((line, ""));
        text.push_str(&format!("{id} {description}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_entries() {
        let text = "# head\n\n00000000000000ab a.md: unknown-type: `x`\n";
        let baseline = Baseline::parse(text).unwrap();
        assert!(baseline.has(FindingId(0xab)));
        assert!(!baseline.has(FindingId(0xac)));
        assert_eq!(Baseline::parse("# head\nnot one\n"), Err(2));
        assert_eq!(Baseline::parse("").unwrap(), Baseline::default());
    }
}
