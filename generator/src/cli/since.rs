//! `--since`: the findings that a git revision does not have. The pages of that revision are linted too, so findings that a change
//! causes on other pages are included, and older ones are not.

use std::collections::BTreeSet;

use crate::builder::Input;
use crate::lint::Report;
use crate::lint::levels::Levels;
use crate::read::{is_markdown, is_plain};
use crate::source::{Source, Sources};

use super::Failure;
use super::git::Repository;

/// Keeps the findings on pages that have changed since the revision, and those that the revision does not have.
pub(crate) fn keep_new(
    findings: &mut Report<'_>,
    input: &Input,
    levels: &Levels,
    revision: &str,
) -> Result<(), Failure> {
    let repository = Repository::around(&input.docs.root);
    let changed = changed(&repository, revision)?;
    let mut pages = Vec::new();
    for (_, source) in input.docs.sources.iter() {
        if !changed.contains(&source.path) {
            pages.push(source.clone());
        }
    }
    let scope = &input.config.scope;
    let mut sources = input.docs.sources.iter();
    let reads_plain = !scope.include.is_empty() || sources.all(|(_, page)| is_plain(&page.path));
    for path in &changed {
        let is_page = is_markdown(path) || reads_plain && is_plain(path);
        // A page that git does not have was added later.
        if is_page
            && scope.contains(path)
            && let Ok(text) = repository.file(&format!("{revision}:./{path}"))
        {
            // A byte order mark is not part of the text.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
            let path = path.clone();
            pages.push(Source { path, text });
        }
    }
    let old = input.with_pages(Sources::new(pages));
    let (_, diagnostics) = old.lint();
    let old = Report::new(&old.docs, diagnostics, levels);
    let old_ids: BTreeSet<_> = old.findings.iter().map(|finding| finding.id).collect();
    let sources = &input.docs.sources;
    findings.findings.retain(|finding| {
        let page = &sources.get(finding.diagnostic.primary.span.page).path;
        changed.contains(page) || !old_ids.contains(&finding.id)
    });
    Ok(())
}

/// The files below the docs folder that differ from the revision, including new ones.
fn changed(repository: &Repository, revision: &str) -> Result<BTreeSet<String>, Failure> {
    if revision.starts_with('-') {
        return Err(Failure(format!("`{revision}` is not a revision")));
    }
    let differ = [
        "diff",
        // The old name of a renamed page counts too.
        "--no-renames",
        "--name-only",
        "-z",
        "--relative",
        revision,
        "--",
        ".",
    ];
    let new = [
        "ls-files",
        "--others",
        "--exclude-standard",
        "-z",
        "--",
        ".",
    ];
    let mut out = BTreeSet::new();
    for args in [differ.as_slice(), new.as_slice()] {
        let names = repository.text(args)?;
        out.extend(
            names
                .split('\0')
                .filter(|name| !name.is_empty())
                .map(str::to_owned),
        );
    }
    Ok(out)
}
