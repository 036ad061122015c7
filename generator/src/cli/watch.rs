//! `docwright generate --watch`: the output follows the pages while they are being written. One line for each round that did
//! something, and what is wrong with the pages that were saved; Ctrl-C ends it.
//!
//! An event of the file system only says that it is worth looking again. What changed is what a round finds on the disk, so it
//! does not matter how an editor saves, or which events get lost among others.

mod eyes;

use std::collections::BTreeSet;
use std::time::Instant;

use docwright::builder::{Input, Regenerated, Regenerator};
use docwright::diag::{Diagnostics, render};
use docwright::source::Sources;

use super::args::GenerateArgs;
use super::{Failure, Outcome, generate, report};
use eyes::{Event, Eyes};

/// The most pages that a line names.
const NAMED: usize = 3;

/// Generates, and generates again whenever something was saved, until somebody stops it.
pub(crate) fn watch(args: &GenerateArgs) -> Result<Outcome, Failure> {
    let mut eyes = Eyes::open(args)?;
    let mut watch = Watch {
        args,
        maker: Regenerator::staying(&args.out),
        last: None,
        failure: None,
    };
    let start = Instant::now();
    watch.round(start)?;
    report::note(&format!(
        "note: watching {}; Ctrl-C ends it",
        args.input.docs.folder.display()
    ));
    loop {
        match eyes.wait(watch.failure.is_some()) {
            Event::Stop => return Ok(Outcome::Fine),
            Event::Changed(start) => watch.round(start)?,
        }
    }
}

struct Watch<'a> {
    args: &'a GenerateArgs,
    maker: Regenerator,
    last: Option<Last>,
    /// Why the last round did not work out, as it was told.
    failure: Option<String>,
}

/// What the last round that worked out read and found.
struct Last {
    pages: Sources,
    config: String,
    found: BTreeSet<String>,
}

impl Watch<'_> {
    /// One round. A configuration that cannot be read, or a folder that cannot be written, is told once; the next change may
    /// mend it.
    fn round(&mut self, start: Instant) -> Result<(), Failure> {
        let none = Sources::default();
        let before = self.last.as_ref().map_or(&none, |last| &last.pages);
        let made = generate::input_after(self.args, before).and_then(|input| {
            let made = self.maker.run(&input, || generate::tell_waiting(self.args));
            Ok((made?, input))
        });
        match made {
            Ok((made, input)) => {
                let recovered = self.failure.take().is_some();
                self.tell(&input, &made, start, recovered)
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

    /// Says what a round did, if it did anything.
    fn tell(
        &mut self,
        input: &Input,
        made: &Regenerated,
        start: Instant,
        recovered: bool,
    ) -> Result<(), Failure> {
        let lines = render::lines(&made.diagnostics, &input.docs.sources);
        let now = Last {
            pages: input.docs.sources.clone(),
            config: input.config_text().to_owned(),
            found: lines.collect(),
        };
        let what = match &self.last {
            None => {
                generate::tell(self.args, input, made);
                Some(report::counted(now.pages.len(), "page"))
            }
            Some(last) => {
                let changed = differences(&last.pages, &now.pages);
                let what = self.what(last, &now, &changed);
                if what.is_some() {
                    let news = news(input, made, &last.found, &changed);
                    generate::list(&made.changes);
                    report::show(&input.docs, &news, self.args.input.all);
                }
                what
            }
        };
        let what = what.or_else(|| (!made.changes.is_empty()).then(|| "output".to_owned()));
        self.last = Some(now);
        if let Some(what) = what.or_else(|| recovered.then(|| "mended".to_owned())) {
            let (changes, found) = (
                generate::counts(&made.changes),
                report::counts(&made.diagnostics),
            );
            let time = start.elapsed().as_millis();
            report::summary(&format!("{what}: {changes}; {found}; {time} ms"))?;
        }
        Ok(())
    }

    /// What is new since the last round, in words; `None` when nothing is.
    fn what(&self, last: &Last, now: &Last, changed: &[String]) -> Option<String> {
        let config = (last.config != now.config).then(|| match &self.args.input.docs.config {
            Some(file) => file.display().to_string(),
            None => "docwright.toml".to_owned(),
        });
        let pages = match changed {
            [] => None,
            few if few.len() <= NAMED => Some(few.join(", ")),
            many => Some(format!("{} pages", many.len())),
        };
        let words: Vec<String> = config.into_iter().chain(pages).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// The paths of pages that came, went or have another text.
fn differences(old: &Sources, new: &Sources) -> Vec<String> {
    let gone = old
        .iter()
        .filter(|(_, page)| new.find(&page.path).is_none());
    let came = new.iter().filter(|(_, page)| {
        let before = old.find(&page.path).map(|id| old.get(id));
        // Most pages are the very same ones, which need no look.
        before.is_none_or(|before| !std::ptr::eq(before, *page) && before.text != page.text)
    });
    let mut paths: Vec<String> = gone
        .chain(came)
        .map(|(_, page)| page.path.clone())
        .collect();
    paths.sort();
    paths
}

/// What is wrong with the changed pages, and what was not wrong before.
fn news(
    input: &Input,
    made: &Regenerated,
    before: &BTreeSet<String>,
    changed: &[String],
) -> Diagnostics {
    let sources = &input.docs.sources;
    let all = made.diagnostics.0.iter();
    let lines = render::lines(&made.diagnostics, sources);
    let news = all.zip(lines).filter(|(diagnostic, line)| {
        let page = &sources.get(diagnostic.primary.span.page).path;
        changed.binary_search(page).is_ok() || !before.contains(line)
    });
    Diagnostics(news.map(|(diagnostic, _)| diagnostic.clone()).collect())
}
