//! Generation that builds on the run before: from pages and an output folder to the same files and diagnostics as a run from
//! nothing, in less time.
//!
//! Three things are taken from the run before, each only when all that it was made of is the same: the claims of a page (its
//! text), the outcome as a whole (the claims of all pages), the text of a file (its part of the plan).

mod ledger;
mod pages;
mod store;
mod unchanged;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::generated::cannot_write;
use super::{Choices, Error, Input};
use crate::diag::Diagnostics;
use crate::facts::PageFacts;
use crate::files::{Changes, FileSet, FolderLock, RelPath};
use crate::fingerprint::Fingerprint;
use crate::merge::merge;
use crate::plan::stubs::StubsSummary;
use crate::plan::{self, Plan};
use crate::print::names_lock::{self, NAMES_LOCK};
use crate::print::{PrintedFile, print_unknown};
use crate::source::{PageId, Span};
use crate::stamp::Stamp;
use ledger::{FileEntry, Ledger, PageEntry};
use pages::{PageChange, PageState, Texts};
use store::Store;
use unchanged::UnchangedFiles;

/// Makes an output folder follow its pages, run after run.
#[derive(Debug)]
pub struct Regenerator {
    folder: PathBuf,
    /// What the previous run left in memory.
    previous: Option<PreviousRun>,
    /// The texts that it read.
    texts: Option<Texts>,
    /// Whether the claims stay in memory after a run.
    keeps_claims: bool,
}

/// What a run leaves for the next one.
#[derive(Debug, Default)]
struct PreviousRun {
    ledger: Ledger,
    /// The claims of the pages of the ledger; nothing when they were not kept.
    facts: Vec<PageFacts>,
}

/// What a run did.
#[derive(Debug)]
pub struct Regenerated {
    /// What the folder took.
    pub changes: Changes,
    /// Everything that is wrong with the pages, in order.
    pub diagnostics: Diagnostics,
    /// The pages with another text than in the run before, in order.
    pub pages: Vec<PageId>,
    /// How many pages were parsed; what the others claim was known.
    pub parsed: usize,
    /// Whether the claims of all pages were merged again. Otherwise they were what they had been.
    pub merged: bool,
    /// Whether client stubs were decided again. Otherwise they were what they had been, or there are none.
    pub stubs: bool,
}

impl Regenerator {
    /// Builds on what the last run left in the folder, if it left anything.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            previous: None,
            texts: None,
            keeps_claims: false,
        }
    }

    /// The same for a program that generates repeatedly: the claims of all pages stay in memory between its runs.
    pub fn keeping_claims(folder: impl Into<PathBuf>) -> Self {
        Self {
            keeps_claims: true,
            ..Self::new(folder)
        }
    }

    /// Makes the folder hold what the pages give. `waiting` is called if another run writes to the folder, for which this one
    /// waits.
    ///
    /// # Errors
    /// Those of [`Generated::write_to`](super::Generated::write_to).
    pub fn run(&mut self, input: &Input, waiting: impl FnOnce()) -> Result<Regenerated, Error> {
        let turn = FolderLock::take(&self.folder, waiting).map_err(|error| self.failed(error))?;
        let known = self.texts.take();
        let (texts, previous) =
            rayon::join(|| pages::texts(input, known.as_ref()), || self.previous());
        if self.keeps_claims {
            self.texts = Some(Texts {
                sources: input.docs.sources.clone(),
                fingerprints: texts.clone(),
            });
        }
        let PreviousRun { ledger, facts } = previous;
        let (choices, unchanged) = (choices(input), UnchangedFiles::find(&ledger, &self.folder));
        let outcome_holds = ledger.choices == Some(choices)
            && ledger.pages.len() == texts.len()
            && unchanged.files.len() == ledger.files.len();
        let has_stubs = ledger.choices == Some(choices) && unchanged.has_stubs_of(&ledger);
        let in_memory = !facts.is_empty();
        let pages = pages::read(input, texts, ledger.pages, facts);
        let run = Run {
            input,
            turn,
            choices,
            written: ledger.written,
            stubs: ledger.stubs.filter(|_| has_stubs),
            in_memory,
            changed: pages::changed(&pages),
        };
        if outcome_holds
            && pages.iter().all(|page| page.change < PageChange::Claims)
            && !names_one_of(&ledger.merged, &run.changed)
        {
            run.reuse_output(self, pages, unchanged, ledger.merged)
        } else {
            run.regenerate(self, pages, unchanged)
        }
    }

    /// What this run builds on.
    fn previous(&mut self) -> PreviousRun {
        self.previous.take().unwrap_or_else(|| PreviousRun {
            ledger: Ledger::load(&self.folder).unwrap_or_default(),
            facts: Vec::new(),
        })
    }

    /// Keeps everything for the next run.
    fn keep(&mut self, mut run: PreviousRun, save: bool) {
        if save {
            run.ledger.save(&self.folder);
        }
        if self.keeps_claims {
            self.previous = Some(run);
        } else {
            discard(run);
        }
    }

    fn failed(&self, error: std::io::Error) -> Error {
        cannot_write(&self.folder, error)
    }
}

/// What is the same for all parts of a run.
struct Run<'i> {
    input: &'i Input,
    turn: FolderLock,
    choices: Fingerprint,
    /// When the ledger was written that says what the files were.
    written: Option<SystemTime>,
    /// The client stubs that the files hold, all of them unchanged, made by the same choices.
    stubs: Option<StubsSummary>,
    /// Whether the claims of the previous run are in memory.
    in_memory: bool,
    /// The pages with another text than in the previous run, in order.
    changed: Vec<PageId>,
}

impl Run<'_> {
    /// All claims are what they were, so the files are what they should be; only leftovers may have to go.
    fn reuse_output(
        self,
        regenerator: &mut Regenerator,
        pages: Vec<PageState>,
        unchanged: UnchangedFiles,
        merged: Diagnostics,
    ) -> Result<Regenerated, Error> {
        let kept: Vec<RelPath> = unchanged.files.keys().cloned().collect();
        let changes = self.turn.sync_rest(&FileSet::default(), &kept);
        let changes = changes.map_err(|error| regenerator.failed(error))?;
        let save =
            unchanged.has_new_stamps || pages.iter().any(|page| page.change > PageChange::None);
        let parsed = pages::parsed(&pages);
        let (entries, facts) = pages::split(pages);
        let diagnostics = self.diagnostics(&entries, &merged);
        let ledger = Ledger {
            choices: Some(self.choices),
            pages: entries,
            merged,
            stubs: self.stubs,
            files: unchanged.files,
            written: self.written,
        };
        regenerator.keep(PreviousRun { ledger, facts }, save);
        Ok(Regenerated {
            changes,
            diagnostics,
            pages: self.changed,
            parsed,
            merged: false,
            stubs: false,
        })
    }

    /// Every stage; what is read or printed already is neither read nor printed again.
    fn regenerate(
        self,
        regenerator: &mut Regenerator,
        pages: Vec<PageState>,
        unchanged: UnchangedFiles,
    ) -> Result<Regenerated, Error> {
        let store = (!self.in_memory).then(|| Store::load(&regenerator.folder));
        let pages = pages::complete(self.input, pages, store.as_ref());
        let parsed = pages::parsed(&pages);
        let (entries, facts) = pages::split(pages);
        let keep = store.is_some_and(|store| store.is_poor(&entries));
        let mut merged = Diagnostics::default();
        let model = merge(&facts, &mut merged).model;
        let (model, mut merged) = self.input.finish(model, merged);
        let known = self.known_stubs(&regenerator.folder, &unchanged);
        let before = known.as_ref().map(|(before, _)| *before);
        let (plan, stubs) = plan::lower_after(&model, &self.input.plan_config(), before);
        let collisions = stubs.iter().flat_map(|stubs| &stubs.collisions);
        self.input.report_collisions(collisions, &mut merged);
        self.input.check_plan(&model, &plan, &mut merged);
        let made_stubs = plan.stubs.is_some();
        let printed = printed(&plan, known.map(|(_, names)| names), &unchanged);
        let diagnostics = self.diagnostics(&entries, &merged);
        // Should the writing fail, then the pages are known, and what they give is not.
        let mut run = PreviousRun {
            ledger: Ledger {
                choices: None,
                pages: entries,
                merged,
                stubs,
                files: unchanged.files,
                written: self.written,
            },
            facts,
        };
        let folder = &regenerator.folder;
        let outcome = self.write(folder, printed, &mut run.ledger);
        if keep && outcome.is_ok() {
            store::save(folder, &run.ledger.pages, &run.facts);
        }
        regenerator.keep(run, outcome.is_ok());
        discard((model, plan));
        Ok(Regenerated {
            changes: outcome?,
            diagnostics,
            pages: self.changed,
            parsed,
            merged: true,
            stubs: made_stubs,
        })
    }

    /// The client stubs that the files hold, and their part of `names.lock`, where nothing else asks for them.
    fn known_stubs(
        &self,
        folder: &Path,
        unchanged: &UnchangedFiles,
    ) -> Option<(&StubsSummary, String)> {
        let summary = self.stubs.as_ref()?;
        // Whether these wishes came true is checked with the stubs.
        if !self.input.config.rename.operations.is_empty() {
            return None;
        }
        let lock = RelPath::new(NAMES_LOCK)?;
        let names = if unchanged.files.contains_key(&lock) {
            std::fs::read_to_string(folder.join(NAMES_LOCK)).ok()?
        } else {
            return None;
        };
        Some((summary, names_lock::of_stubs(&names).to_owned()))
    }

    /// Writes what was printed, and notes it.
    fn write(
        &self,
        folder: &Path,
        printed: Vec<PrintedFile>,
        ledger: &mut Ledger,
    ) -> Result<Changes, Error> {
        let mut files = FileSet::default();
        let mut kept = Vec::new();
        let mut made_of = BTreeMap::new();
        for file in printed {
            made_of.insert(file.path.clone(), (file.identity, file.is_of_stubs));
            match file.text {
                Some(text) => drop(files.0.insert(file.path, text)),
                None => kept.push(file.path),
            }
        }
        self.input.check_names(&files, folder)?;
        let changes = self.turn.sync_rest(&files, &kept);
        let changes = changes.map_err(|error| cannot_write(folder, error))?;
        let made = files.0.par_iter().map(|(path, text)| {
            let (identity, is_of_stubs) = made_of[path];
            let entry = FileEntry {
                identity,
                is_of_stubs,
                text: Fingerprint::of_bytes(text.as_bytes()),
                stamp: Stamp::now(&folder.join(path.as_str())),
            };
            (path.clone(), entry)
        });
        let made: Vec<_> = made.collect();
        ledger.files.retain(|path, _| made_of.contains_key(path));
        ledger.files.extend(made);
        ledger.choices = Some(self.choices);
        Ok(changes)
    }

    /// What a run from nothing finds, in its order.
    fn diagnostics(&self, pages: &[PageEntry], merged: &Diagnostics) -> Diagnostics {
        let found = pages.iter().flat_map(|page| &page.found.0);
        let read = self.input.docs.diagnostics.0.iter();
        let all = read.chain(found).chain(&merged.0).cloned();
        let mut diagnostics = Diagnostics(all.collect());
        diagnostics.sort();
        diagnostics
    }
}

/// Every file, without its text where that is known. `names` is the part of `names.lock` about stubs, for a plan without them.
fn printed(plan: &Plan, names: Option<String>, unchanged: &UnchangedFiles) -> Vec<PrintedFile> {
    let is_known = |path: &RelPath, identity| {
        let entry = unchanged.files.get(path);
        entry.is_some_and(|entry| entry.identity == Some(identity))
    };
    let keeps_stubs = plan.has_client && plan.stubs.is_none();
    let names = names.filter(|_| keeps_stubs).unwrap_or_default();
    let mut printed = print_unknown(plan, is_known, &names);
    let kept = unchanged.files.iter();
    let kept = kept.filter(|(_, file)| keeps_stubs && file.is_of_stubs);
    printed.extend(kept.map(|(path, file)| PrintedFile {
        path: path.clone(),
        identity: file.identity,
        is_of_stubs: true,
        text: None,
    }));
    printed
}

/// Everything that a run depends on besides pages and docwright itself.
fn choices(input: &Input) -> Fingerprint {
    let Choices {
        name,
        runtime,
        made_by,
        layout,
        in_workspace,
        // What is allowed decides nothing.
        accept_renames: _,
    } = &input.choices;
    let choices = (name, runtime, made_by, layout, in_workspace);
    Fingerprint::of(&(&input.config_text, input.docs_prefix(), choices))
}

/// Whether a finding has to do with one of the pages, at a place that may have moved.
fn names_one_of(diagnostics: &Diagnostics, pages: &[PageId]) -> bool {
    let may_move = |span: Span| span.end > 0 && pages.binary_search(&span.page).is_ok();
    diagnostics.spans().any(may_move)
}

/// Taking apart what a run held costs as much as a stage; nobody has to wait for it.
fn discard(value: impl Send + 'static) {
    rayon::spawn(move || drop(value));
}
