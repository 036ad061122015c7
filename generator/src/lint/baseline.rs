//! Findings that somebody has accepted: a text file, a line each, sorted, made for reading in a review.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Report;
use super::fingerprint::Fingerprint;

/// What a baseline file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Entry>,
    /// Those of the entries: a folder may have as many findings as pages have rows.
    fingerprints: BTreeSet<Fingerprint>,
}

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    fingerprint: Fingerprint,
    /// Rule, page and message, as they were then: for people.
    words: String,
}

impl Baseline {
    /// Reads the text of a baseline file: a fingerprint, and what was found, on each line that is neither empty nor begins
    /// with `#`.
    ///
    /// # Errors
    /// The number of the first line that begins with no fingerprint.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let lines = text.lines().enumerate();
        let entries = lines
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
            .map(|(at, line)| {
                let (print, words) = line.split_once(' ').unwrap_or((line, ""));
                let fingerprint = print.trim().parse().map_err(|_| at + 1)?;
                let words = words.trim().to_owned();
                Ok(Entry { fingerprint, words })
            })
            .collect::<Result<Vec<Entry>, usize>>()?;
        Ok(Self {
            fingerprints: entries.iter().map(|entry| entry.fingerprint).collect(),
            entries,
        })
    }

    /// Whether a finding was accepted.
    pub fn has(&self, fingerprint: Fingerprint) -> bool {
        self.fingerprints.contains(&fingerprint)
    }

    /// What was accepted and is not found any more, as the file says it.
    pub fn mended(&self, report: &Report<'_>) -> Vec<&str> {
        let findings = report.findings.iter();
        let found: BTreeSet<Fingerprint> = findings.map(|finding| finding.fingerprint).collect();
        self.entries
            .iter()
            .filter(|entry| !found.contains(&entry.fingerprint))
            .map(|entry| entry.words.as_str())
            .collect()
    }
}

/// The text of a file that accepts everything that the report holds.
pub fn text(report: &Report<'_>) -> String {
    let mut lines: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let diagnostic = &finding.diagnostic;
            let page = &report.docs.sources.get(diagnostic.primary.span.page).path;
            let (code, message) = (diagnostic.code.name(), &diagnostic.message);
            // By page first; the fingerprint tells apart what reads alike.
            let line = format!("{page}: {code}: {message}").replace(char::is_control, "\u{fffd}");
            format!("{line}\0{}", finding.fingerprint)
        })
        .collect();
    lines.sort();
    let head = "# Findings that are accepted. `docwright lint --baseline FILE --update-baseline` writes this file.\n";
    lines.iter().fold(head.to_owned(), |mut out, line| {
        let (words, print) = line.split_once('\0').unwrap_or((line, ""));
        writeln!(out, "{print} {words}").expect("a String takes all");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_entries() {
        let text = "# head\n\n00000000000000ab a.md: unknown-type: `x`\n";
        let baseline = Baseline::parse(text).unwrap();
        assert!(baseline.has(Fingerprint(0xab)));
        assert!(!baseline.has(Fingerprint(0xac)));
        assert_eq!(Baseline::parse("# head\nnot one\n"), Err(2));
        assert_eq!(Baseline::parse("").unwrap(), Baseline::default());
    }
}
