//! The safe replacements of `docwright lint --fix`, made on a docs folder in memory: the second run has nothing to replace, what
//! was to be mended is mended, and nothing else comes up. Writes no file.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, ensure};
use docwright::Builder;
use docwright::builder::Input;
use docwright::lint::fix::{self, FixedPage};
use docwright::lint::levels::Levels;
use docwright::lint::{Finding, Report};
use docwright::source::{Source, Sources};

/// How many findings an error shows.
const SHOWN: usize = 5;

/// Lints the pages as they are and as they are mended, and compares.
pub(super) fn run(docs: &Path) -> Result<()> {
    let input = Builder::new().docs(docs).read()?;
    let levels = levels(&input)?;
    let (_, diagnostics) = input.lint();
    let before = Report::new(&input.docs, diagnostics, &levels);
    let pages = fix::fixed_pages(&before);
    let mended = mended(&input, &pages);
    let (_, diagnostics) = mended.lint();
    let after = Report::new(&mended.docs, diagnostics, &levels);

    let count: usize = pages.iter().map(|page| page.count).sum();
    println!(
        "lint --fix: {count} replacements on {} pages; {} findings before, {} after",
        pages.len(),
        before.findings.len(),
        after.findings.len()
    );
    let again = fix::fixed_pages(&after);
    let again: Vec<String> = again.into_iter().map(|page| page.path).collect();
    nothing("pages are mended by a second run only", &again)?;
    nothing(
        "findings outlast their mending, or come of it",
        &unexpected(&before, &after),
    )
}

fn levels(input: &Input) -> Result<Levels> {
    let levels = Levels::new(&input.config.lint);
    levels.map_err(|name| anyhow::anyhow!("there is no rule `{name}`"))
}

/// The same pages with the replacements made.
fn mended(input: &Input, pages: &[FixedPage]) -> Input {
    let new: BTreeMap<&str, &str> = pages
        .iter()
        .map(|page| (page.path.as_str(), page.new.as_str()))
        .collect();
    let sources = input.docs.sources.iter().map(|(_, source)| Source {
        path: source.path.clone(),
        text: new
            .get(source.path.as_str())
            .map_or_else(|| source.text.clone(), |text| (*text).to_owned()),
    });
    input.with_pages(Sources::new(sources.collect()))
}

/// Page, rule and message: what does not change because something beside it is mended.
fn identity(found: &Finding, report: &Report<'_>) -> String {
    let diagnostic = &found.diagnostic;
    let page = &report.docs.sources.get(diagnostic.primary.span.page).path;
    format!("{page}: {}: {}", diagnostic.code.name(), diagnostic.message)
}

/// What is found afterwards, and is not one of the findings of before that nothing was to mend.
fn unexpected(before: &Report<'_>, after: &Report<'_>) -> Vec<String> {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let unmended = |found: &&Finding| found.diagnostic.fix.is_none();
    for found in before.findings.iter().filter(unmended) {
        *open.entry(identity(found, before)).or_default() += 1;
    }
    let found = after.findings.iter().map(|found| identity(found, after));
    let is_new = |identity: &String| match open.get_mut(identity) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    };
    found.filter(is_new).collect()
}

/// Fails when the list is not empty, and shows the first few.
fn nothing(what: &str, found: &[String]) -> Result<()> {
    let some = found.iter().take(SHOWN).map(|line| format!("\n  {line}"));
    ensure!(
        found.is_empty(),
        "{} {what}:{}",
        found.len(),
        some.collect::<String>()
    );
    Ok(())
}
