//! The thread that keeps the pages of one docs folder read: texts and changes of files go in, analyses come out. It waits for
//! a pause in the typing, so that a burst of changes costs one run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::folders::{self, CONFIG};
use super::world::{Analysis, Problem, Weights, World};
use crate::Builder;
use crate::builder::{Error, Input, Session};
use crate::config::ConfigError;
use crate::lint::baseline::Baseline;
use crate::lint::levels::Levels;
use crate::read;
use crate::source::{PageId, Source, Sources};

/// So long nothing must come in before a run begins.
const PAUSE: Duration = Duration::from_millis(120);

/// A run begins after this time even if changes keep coming in.
const PATIENCE: Duration = Duration::from_secs(1);

/// What happened.
#[derive(Debug)]
pub(super) enum Job {
    /// A document was opened or changed.
    Text {
        /// Its file.
        file: PathBuf,
        /// All of it.
        text: String,
        /// The editor's number.
        version: i32,
    },
    /// A document was closed: the file counts again.
    Closed(PathBuf),
    /// A file was written, made or deleted by somebody.
    Touched(PathBuf),
}

/// Which pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folder {
    /// The docs folder.
    pub(super) docs: PathBuf,
    /// The configuration file, if it has no usual place.
    pub(super) config: Option<PathBuf>,
    /// The file of accepted findings, if there is one.
    pub(super) baseline: Option<PathBuf>,
}

/// Starts the thread. It ends when the sender is gone.
pub(super) fn start(folder: Folder, tell: impl Fn(Analysis) + Send + 'static) -> Sender<Job> {
    let (sender, jobs) = channel();
    std::thread::spawn(move || {
        let mut worker = Worker {
            folder,
            overlays: BTreeMap::new(),
            state: Err(None),
            world: None,
            needs_reading: true,
            needs_merging: true,
        };
        // What is open already comes before the first run.
        for job in jobs.try_iter() {
            worker.take(job);
        }
        loop {
            tell(worker.analysis());
            if !worker.wait(&jobs) {
                return;
            }
        }
    });
    sender
}

struct Worker {
    folder: Folder,
    /// Texts of the editor, which lie over the files.
    overlays: BTreeMap<PathBuf, (String, i32)>,
    /// The pages, or why there are none.
    state: Result<(Session, Weights), Option<Problem>>,
    world: Option<Arc<World>>,
    /// Files have come or gone, or the configuration is another one.
    needs_reading: bool,
    needs_merging: bool,
}

impl Worker {
    /// Waits for something to do, and then for a pause. False when nobody is there any more.
    fn wait(&mut self, jobs: &Receiver<Job>) -> bool {
        let Ok(job) = jobs.recv() else { return false };
        self.take(job);
        let latest = Instant::now() + PATIENCE;
        loop {
            let left = latest.saturating_duration_since(Instant::now());
            match jobs.recv_timeout(PAUSE.min(left)) {
                Ok(job) => self.take(job),
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Text {
                file,
                text,
                version,
            } => {
                // A mark of the byte order is no part of the text.
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
                self.update(&file, Some(text.clone()));
                self.overlays.insert(file, (text, version));
            }
            Job::Closed(file) => {
                self.overlays.remove(&file);
                self.update(&file, read::text(&file));
            }
            Job::Touched(file) => {
                let name = file.file_name();
                let Folder {
                    config, baseline, ..
                } = &self.folder;
                if name.is_some_and(|name| name == CONFIG)
                    || config.iter().chain(baseline).any(|known| *known == file)
                {
                    self.needs_reading = true;
                } else if !self.overlays.contains_key(&file) {
                    self.update(&file, read::text(&file));
                }
            }
        }
    }

    /// Gives a page its text. One that is new, gone or unreadable is a matter for reading the folder.
    fn update(&mut self, file: &Path, text: Option<String>) {
        let Ok((session, _)) = &mut self.state else {
            self.needs_reading = true;
            return;
        };
        let docs = &session.input().docs;
        let page = folders::relative(&docs.root, file).and_then(|path| docs.sources.find(&path));
        match (page, text) {
            (Some(page), Some(text)) => self.needs_merging |= session.update(page, text),
            (Some(_), None) => self.needs_reading = true,
            (None, Some(_)) => self.needs_reading |= self.may_be_page(file),
            (None, None) => {}
        }
    }

    /// Whether the file would be read as a page.
    fn may_be_page(&self, file: &Path) -> bool {
        let Ok((session, _)) = &self.state else {
            return true;
        };
        let Input { config, docs, .. } = session.input();
        let path = folders::relative(&docs.root, file);
        path.is_some_and(|path| read::is_markdown(&path) && config.scope.contains(&path))
    }

    /// Does what is to be done, and says what came of it.
    fn analysis(&mut self) -> Analysis {
        if std::mem::take(&mut self.needs_reading) {
            self.state = self.read().map_err(Some);
            self.needs_merging = true;
        }
        if let (Ok((session, weights)), true) = (&self.state, self.needs_merging) {
            self.world = Some(Arc::new(World::new(session, weights)));
            self.needs_merging = false;
        }
        let version = |(file, (_, version)): (&PathBuf, &(String, i32))| (file.clone(), *version);
        Analysis {
            world: self.world.clone(),
            versions: self.overlays.iter().map(version).collect(),
            problem: self.state.as_ref().err().cloned().flatten(),
        }
    }

    fn read(&self) -> Result<(Session, Weights), Problem> {
        let builder = Builder::new().docs(&self.folder.docs);
        let builder = match &self.folder.config {
            Some(file) => builder.config(file),
            None => builder,
        };
        let input = builder.read().map_err(problem)?;
        let levels = Levels::new(&input.config.lint).map_err(|name| Problem {
            file: Some(input.config_file.clone()),
            errors: vec![said(format!("there is no rule `{name}`"))],
        })?;
        let accepted = match &self.folder.baseline {
            Some(file) => accepted(file)?,
            None => Baseline::default(),
        };
        let mut session = Session::new(self.with_new_pages(input));
        for (file, (text, _)) in &self.overlays {
            let docs = &session.input().docs;
            let path = folders::relative(&docs.root, file);
            if let Some(page) = path.and_then(|path| docs.sources.find(&path)) {
                session.update(page, text.clone());
            }
        }
        Ok((session, Weights { levels, accepted }))
    }

    /// Adds the documents that would be pages if they were saved.
    fn with_new_pages(&self, input: Input) -> Input {
        let new = self.overlays.iter().filter_map(|(file, (text, _))| {
            let path = folders::relative(&input.docs.root, file)?;
            let is_new = input.docs.sources.find(&path).is_none();
            let text = text.clone();
            (read::is_markdown(&path) && is_new && input.config.scope.contains(&path))
                .then_some(Source { path, text })
        });
        let new: Vec<Source> = new.collect();
        if new.is_empty() {
            return input;
        }
        let copy = |(_, page): (PageId, &Source)| page.clone();
        let old = input.docs.sources.iter().map(copy);
        let mut wider = input.with_pages(Sources::new(old.chain(new).collect()));
        // What was odd about reading is so still; the page has another place.
        for mut found in input.docs.diagnostics.0 {
            let path = &input.docs.sources.get(found.primary.span.page).path;
            if let Some(page) = wider.docs.sources.find(path) {
                found.primary.span.page = page;
                wider.docs.diagnostics.push(found);
            }
        }
        wider
    }
}

/// What a file accepts. One that is not there accepts nothing.
fn accepted(file: &Path) -> Result<Baseline, Problem> {
    let text = read::text(file).unwrap_or_default();
    Baseline::parse(&text).map_err(|line| Problem {
        file: Some(file.to_owned()),
        errors: vec![ConfigError {
            line,
            ..said("no fingerprint begins this line".to_owned())
        }],
    })
}

fn problem(error: Error) -> Problem {
    match error {
        Error::Config { path, errors } => Problem {
            file: Some(path),
            errors: errors.0,
        },
        Error::Docs(_) | Error::Names { .. } | Error::Io { .. } => Problem {
            file: None,
            errors: vec![said(error.to_string())],
        },
    }
}

/// What is wrong with a file as a whole.
fn said(message: String) -> ConfigError {
    ConfigError {
        line: 1,
        column: 1,
        message,
    }
}
