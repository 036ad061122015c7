//! `docwright report`: the state of the pages as one HTML file.

use docwright::lint::levels::Levels;

use super::args::ReportArgs;
use super::progress::Progress;
use super::{Failure, Outcome, report};

/// Writes the page. What is wrong with the pages does not make it fail: to show that is its work.
pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, Failure> {
    let progress = Progress::new("reading pages");
    let input = args.docs.builder().read()?;
    let levels = Levels::new(&input.config.lint)
        .map_err(|name| Failure(format!("there is no rule `{name}`")))?;
    progress.stage("checking");
    let page = input.report_page(&args.html, &levels)?;
    progress.stage("writing the page");
    let file = args.html.display();
    let failed = |error| Failure(format!("cannot write {file}: {error}"));
    std::fs::write(&args.html, &page.html).map_err(failed)?;
    drop(progress);
    if let Some(remark) = &input.docs.note {
        report::note(&format!("note: {remark}"));
    }
    report::summary(&format!(
        "{file}: {} pages, {} types, {} operations, {} findings",
        input.docs.sources.len(),
        page.types,
        page.operations,
        page.findings
    ))?;
    Ok(Outcome::Fine)
}
