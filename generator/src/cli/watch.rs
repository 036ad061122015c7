//! `docwright generate --watch`: generates again whenever a page or the configuration is saved. Prints one line for each run that
//! changed something, and the diagnostics of the saved pages; Ctrl-C ends it.
//!
//! An event of the file system only triggers a run. The run itself finds out what changed on the disk, so it does not matter how an
//! editor saves or which events get lost.

mod watcher;

use std::collections::BTreeSet;
use std::time::Instant;

use crate::builder::{Input, Regenerated, Regenerator};
use crate::diag::{Diagnostics, render};
use crate::source::Sources;

use super::args::GenerateArgs;
use super::{Failure, Outcome, generate, report};
use watcher::{Event, Watcher};

/// Up to this number of pages are listed by name.
const LISTED: usize = 3;

/// Generates now and after every change, until the user stops it.
pub(crate) fn watch(args: &GenerateArgs) -> Result<Outcome, Failure> {
    let mut watcher = Watcher::start(args)?;
    let mut watch = Watch {
        args,
        regenerator: Regenerator::keeping_claims(&args.out),
        last: None,
        failure: None,
    };
    let start = Instant::now();
    watch.run(start)?;
    report::note(&format!(
        "note: watching {}; Ctrl-C ends it",
        args.input.docs.folder.display()
    ));
    loop {
        match watcher.wait(watch.failure.is_some()) {
            Event::Stop => return Ok(Outcome::Fine),
            Event::Changed(start) => watch.run(start)?,
        }
    }
}

struct Watch<'a> {
    args: &'a GenerateArgs,
    regenerator: Regenerator,
    last: Option<LastRun>,
    /// The message of the last run, if it failed.
    failure: Option<String>,
}

/// The input and the diagnostics of the last successful run.
struct LastRun {
    pages: Sources,
    config: String,
    diagnostics: BTreeSet<String>,
}

impl Watch<'_> {
    /// Runs once. A failure is reported only once; the next change may fix it.
    fn run(&mut self, start: Instant) -> Result<(), Failure> {
        let none = Sources::default();
        let before = self.last.as_ref().map_or(&none, |last| &last.pages);
        let result = generate::input_after(self.args, before).and_then(|input| {
            let run = self
                .regenerator
                .run(&input, || generate::note_waiting(self.args));
            Ok((run?, input))
        });
        match result {
            Ok((run, input)) => {
                let recovered = self.failure.take().is_some();
                self.report(&input, &run, start, recovered)
            }
            Err(Failure(message)) => {
                if self.failure.as_ref() != Some(&message) {
                    report::error(&message);
                }
                self.failure = Some(message);
                Ok(())
            }
        }
    }

    /// Reports what a run changed, if anything.
    fn report(
        &mut self,
        input: &Input,
        run: &Regenerated,
        start: Instant,
        recovered: bool,
    ) -> Result<(), Failure> {
        let lines = render::lines(&run.diagnostics, &input.docs.sources);
        let now = LastRun {
            pages: input.docs.sources.clone(),
            config: input.config_text().to_owned(),
            diagnostics: lines.collect(),
        };
        let trigger = match &self.last {
            None => {
                generate::report_run(self.args, input, run);
                Some(report::counted(now.pages.len(), "page"))
            }
            Some(last) => {
                let changed = differences(&last.pages, &now.pages);
                let trigger = self.trigger(last, &now, &changed);
                if trigger.is_some() {
                    let new = new_diagnostics(input, run, &last.diagnostics, &changed);
                    generate::list(&run.changes);
                    report::show(&input.docs, &new, self.args.input.all);
                }
                trigger
            }
        };
        let trigger = trigger.or_else(|| (!run.changes.is_empty()).then(|| "output".to_owned()));
        self.last = Some(now);
        if let Some(trigger) = trigger.or_else(|| recovered.then(|| "mended".to_owned())) {
            let changes = generate::counts(&run.changes);
            let diagnostics = report::counts(&run.diagnostics);
            let time = start.elapsed().as_millis();
            report::summary(&format!("{trigger}: {changes}; {diagnostics}; {time} ms"))?;
        }
        Ok(())
    }

    /// The changed pages and configuration, in words; `None` if nothing changed.
    fn trigger(&self, last: &LastRun, now: &LastRun, changed: &[String]) -> Option<String> {
        let config = (last.config != now.config).then(|| match &self.args.input.docs.config {
            Some(file) => file.display().to_string(),
            None => "docwright.toml".to_owned(),
        });
        let pages = match changed {
            [] => None,
            few if few.len() <= LISTED => Some(few.join(", ")),
            many => Some(format!("{} pages", many.len())),
        };
        let words: Vec<String> = config.into_iter().chain(pages).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// The paths of pages that were added, removed or changed.
fn differences(old: &Sources, new: &Sources) -> Vec<String> {
    let removed = old
        .iter()
        .filter(|(_, page)| new.find(&page.path).is_none());
    let changed = new.iter().filter(|(_, page)| {
        let before = old.find(&page.path).map(|id| old.get(id));
        // Unchanged pages are shared between runs, so most need no comparison.
        before.is_none_or(|before| !std::ptr::eq(before, *page) && before.text != page.text)
    });
    let mut paths: Vec<String> = removed
        .chain(changed)
        .map(|(_, page)| page.path.clone())
        .collect();
    paths.sort();
    paths
}

/// The diagnostics of changed pages, and those that the last run did not have.
fn new_diagnostics(
    input: &Input,
    run: &Regenerated,
    before: &BTreeSet<String>,
    changed: &[String],
) -> Diagnostics {
    let sources = &input.docs.sources;
    let all = run.diagnostics.0.iter();
    let lines = render::lines(&run.diagnostics, sources);
    let new = all.zip(lines).filter(|(diagnostic, line)| {
        let page = &sources.get(diagnostic.primary.span.page).path;
        changed.binary_search(page).is_ok() || !before.contains(line)
    });
    Diagnostics(new.map(|(diagnostic, _)| diagnostic.clone()).collect())
}
