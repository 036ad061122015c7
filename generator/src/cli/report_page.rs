//! `docwright report`: the state of the pages as one HTML file.

use crate::lint::baseline::Baseline;
use crate::lint::levels::Levels;

use super::args::ReportArgs;
use super::progress::Progress;
use super::{Failure, Outcome, baseline, report};

/// Writes the report. Findings do not make the command fail.
pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, Failure> {
    let progress = Progress::new("reading pages");
    let input = args.docs.builder().read()?;
    let levels = Levels::new(&input.config.lint)
        .map_err(|name| Failure(format!("there is no rule `{name}`")))?;
    progress.stage("checking");
    let accepted = match &args.baseline {
        Some(file) => baseline::read(file)?,
        None => Baseline::default(),
    };
    let page = input.report_page(&args.html, &levels, &accepted)?;
    progress.stage("writing the page");
    let file = args.html.display();
    let failed = |error| Failure(format!("cannot write {file}: {error}"));
    std::fs::write(&args.html, &page.html).map_err(failed)?;
    drop(progress);
    if let Some(note) = &input.docs.note {
        report::note(&format!("note: {note}"));
    }
    let accepted = match page.accepted {
        0 => String::new(),
        count => format!("; {count} accepted by the baseline"),
    };
    report::summary(&format!(
        "{file}: {} pages, {} types, {} operations, {} findings{accepted}",
        input.docs.sources.len(),
        page.types,
        page.operations,
        page.findings
    ))?;
    Ok(Outcome::Fine)
}
