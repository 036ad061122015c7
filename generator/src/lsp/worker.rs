//! The worker thread of one docs folder: receives changes of files and documents, and reports an analysis after each pause, so
//! that a burst of changes costs one run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::docs_state::{Analysis, DocsState, LintSettings, ReadFailure};
use super::folders::{self, CONFIG};
use crate::Builder;
use crate::builder::{Error, Input, Session};
use crate::config::ConfigError;
use crate::lint::baseline::Baseline;
use crate::lint::levels::Levels;
use crate::read;
use crate::source::{Source, Sources};

/// A run begins after this time without changes.
const PAUSE: Duration = Duration::from_millis(120);

/// A run begins after this time even if there are more changes.
const MAX_DELAY: Duration = Duration::from_secs(1);

/// A change of a file or an open document.
#[derive(Debug)]
pub(super) enum FileEvent {
    /// A document was opened or edited.
    Edited {
        /// Its file.
        file: PathBuf,
        /// Its full text.
        text: String,
        /// The editor's version number.
        version: i32,
    },
    /// A document was closed: the text of the file counts again.
    Closed(PathBuf),
    /// A file was created, written or deleted.
    Changed(PathBuf),
}

/// A docs folder and its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocsFolder {
    /// The docs folder.
    pub(super) docs: PathBuf,
    /// The configuration file, unless it is the default one.
    pub(super) config: Option<PathBuf>,
    /// The baseline file, if there is one.
    pub(super) baseline: Option<PathBuf>,
}

/// Starts the thread. It ends when the sender is dropped.
pub(super) fn start(
    folder: DocsFolder,
    report: impl Fn(Analysis) + Send + 'static,
) -> Sender<FileEvent> {
    let (sender, events) = channel();
    std::thread::spawn(move || {
        let mut worker = Worker {
            folder,
            overlays: BTreeMap::new(),
            state: Err(None),
            docs: None,
            needs_reading: true,
            needs_merging: true,
        };
        // The first run uses the documents that are already open.
        for event in events.try_iter() {
            worker.apply(event);
        }
        loop {
            report(worker.analyse());
            if !worker.wait(&events) {
                return;
            }
        }
    });
    sender
}

struct Worker {
    folder: DocsFolder,
    /// The open documents: text and version. They take precedence over the files.
    overlays: BTreeMap<PathBuf, (String, i32)>,
    /// The pages, or why they could not be read; `None` before the first run.
    state: Result<(Session, LintSettings), Option<ReadFailure>>,
    docs: Option<Arc<DocsState>>,
    /// Files were added or removed, or the configuration has changed.
    needs_reading: bool,
    needs_merging: bool,
}

impl Worker {
    /// Waits for an event, and then for a pause. Returns false when the session has ended.
    fn wait(&mut self, events: &Receiver<FileEvent>) -> bool {
        let Ok(event) = events.recv() else {
            return false;
        };
        self.apply(event);
        let latest = Instant::now() + MAX_DELAY;
        loop {
            let left = latest.saturating_duration_since(Instant::now());
            match events.recv_timeout(PAUSE.min(left)) {
                Ok(event) => self.apply(event),
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }

    fn apply(&mut self, event: FileEvent) {
        match event {
            FileEvent::Edited {
                file,
                text,
                version,
            } => {
                // A byte order mark is not part of the text.
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
                self.update(&file, Some(text.clone()));
                self.overlays.insert(file, (text, version));
            }
            FileEvent::Closed(file) => {
                self.overlays.remove(&file);
                self.update(&file, read::text(&file));
            }
            FileEvent::Changed(file) => {
                let name = file.file_name();
                let DocsFolder {
                    config, baseline, ..
                } = &self.folder;
                if name.is_some_and(|name| name == CONFIG)
                    || config.iter().chain(baseline).any(|named| *named == file)
                {
                    self.needs_reading = true;
                } else if !self.overlays.contains_key(&file) {
                    self.update(&file, read::text(&file));
                }
            }
        }
    }

    /// Updates the text of a page. If the page is new, removed or unreadable, the folder has to be read again.
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

    /// Reads and merges what has changed.
    fn analyse(&mut self) -> Analysis {
        if std::mem::take(&mut self.needs_reading) {
            self.state = self.read().map_err(Some);
            self.needs_merging = true;
        }
        if let (Ok((session, settings)), true) = (&self.state, self.needs_merging) {
            self.docs = Some(Arc::new(DocsState::new(session, settings)));
            self.needs_merging = false;
        }
        let version = |(file, (_, version)): (&PathBuf, &(String, i32))| (file.clone(), *version);
        Analysis {
            docs: self.docs.clone(),
            versions: self.overlays.iter().map(version).collect(),
            failure: self.state.as_ref().err().cloned().flatten(),
        }
    }

    fn read(&self) -> Result<(Session, LintSettings), ReadFailure> {
        let builder = Builder::new().docs(&self.folder.docs);
        let builder = match &self.folder.config {
            Some(file) => builder.config(file),
            None => builder,
        };
        let input = builder.read().map_err(read_failure)?;
        let levels = Levels::new(&input.config.lint).map_err(|name| ReadFailure {
            file: Some(input.config_file.clone()),
            errors: vec![file_error(format!("there is no rule `{name}`"))],
        })?;
        let baseline = match &self.folder.baseline {
            Some(file) => read_baseline(file)?,
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
        Ok((session, LintSettings { levels, baseline }))
    }

    /// Adds the open documents that will be pages once they are saved.
    fn with_new_pages(&self, input: Input) -> Input {
        let overlays = self.overlays.iter();
        let new: Vec<Source> = overlays
            .filter_map(|(file, (text, _))| {
                let path = folders::relative(&input.docs.root, file)?;
                let is_new = input.docs.sources.find(&path).is_none();
                let text = text.clone();
                (read::is_markdown(&path) && is_new && input.config.scope.contains(&path))
                    .then_some(Source { path, text })
            })
            .collect();
        if new.is_empty() {
            return input;
        }
        let old = input.docs.sources.iter().map(|(_, page)| page.clone());
        let mut extended = input.with_pages(Sources::new(old.chain(new).collect()));
        // Diagnostics about reading remain; the ids of their pages have changed.
        for mut diagnostic in input.docs.diagnostics.0 {
            let path = &input.docs.sources.get(diagnostic.primary.span.page).path;
            if let Some(page) = extended.docs.sources.find(path) {
                diagnostic.primary.span.page = page;
                extended.docs.diagnostics.push(diagnostic);
            }
        }
        extended
    }
}

/// Reads a baseline file. A missing one accepts nothing.
fn read_baseline(file: &Path) -> Result<Baseline, ReadFailure> {
    let text = read::text(file).unwrap_or_default();
    Baseline::parse(&text).map_err(|line| ReadFailure {
        file: Some(file.to_owned()),
        errors: vec![ConfigError {
            line,
            ..file_error("the line does not begin with a fingerprint".to_owned())
        }],
    })
}

fn read_failure(error: Error) -> ReadFailure {
    match error {
        Error::Config { path, errors } => ReadFailure {
            file: Some(path),
            errors: errors.0,
        },
        Error::Docs(_) | Error::Names { .. } | Error::Io { .. } => ReadFailure {
            file: None,
            errors: vec![file_error(error.to_string())],
        },
    }
}

/// An error that concerns the file as a whole.
fn file_error(message: String) -> ConfigError {
    ConfigError {
        line: 1,
        column: 1,
        message,
    }
}
