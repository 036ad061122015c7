//! Waits for changes of files, or for Ctrl-C. Knows which files are relevant, and nothing of their content.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::super::Failure;
use super::super::args::GenerateArgs;

/// A burst of events ends after this time without one: editors write a file, its backup and its name in sequence.
const PAUSE: Duration = Duration::from_millis(10);

/// The maximal length of a burst.
const MAX_BURST: Duration = Duration::from_millis(200);

/// The interval for trying again to watch a folder that could not be watched.
const RETRY: Duration = Duration::from_millis(500);

/// What ended the wait.
pub(super) enum Event {
    /// The user wants to stop the program.
    Stop,
    /// Files may have changed, first at this time.
    Changed(Instant),
}

/// A message of another thread.
enum Message {
    Stop,
    Changed(Vec<PathBuf>),
}

/// Watches the docs folder and the configuration file.
pub(super) struct Watcher {
    messages: Receiver<Message>,
    events: RecommendedWatcher,
    /// The docs folder.
    docs: PathBuf,
    /// The folder of the configuration file, if it is elsewhere.
    config: Option<PathBuf>,
    /// The output folder, if it is in the docs folder.
    out: Option<PathBuf>,
}

impl Watcher {
    /// Starts to watch.
    pub(super) fn start(args: &GenerateArgs) -> Result<Self, Failure> {
        let (sender, messages) = mpsc::channel();
        let stop = sender.clone();
        ctrlc::set_handler(move || drop(stop.send(Message::Stop)))
            .map_err(|error| Failure(format!("cannot wait for Ctrl-C: {error}")))?;
        let docs = absolute(&args.input.docs.folder);
        let config = args.input.docs.config.as_deref().map(absolute);
        let config = config.filter(|config| !config.starts_with(&docs));
        let out = absolute(&args.out);
        let mut watcher = Self {
            messages,
            events: notify::recommended_watcher(move |event| forward(&sender, event))
                .map_err(failed)?,
            config: config.and_then(|config| Some(config.parent()?.to_owned())),
            out: (out.starts_with(&docs) && out != docs).then_some(out),
            docs,
        };
        watcher.watch().map_err(failed)?;
        Ok(watcher)
    }

    /// Waits for the end of a burst of events. After a failure the folder may have been replaced and have to be watched again, so
    /// the wait ends after a while.
    pub(super) fn wait(&mut self, after_failure: bool) -> Event {
        let start = loop {
            let message = if after_failure {
                self.messages.recv_timeout(RETRY)
            } else {
                self.messages
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected)
            };
            match message {
                Ok(Message::Changed(paths)) if self.is_relevant(&paths) => break Instant::now(),
                Ok(Message::Changed(_)) => {}
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return Event::Stop,
                Err(RecvTimeoutError::Timeout) => {
                    // If this fails, the next wait tries again.
                    let _ = self.watch();
                    return Event::Changed(Instant::now());
                }
            }
        };
        while start.elapsed() < MAX_BURST {
            match self.messages.recv_timeout(PAUSE) {
                Ok(Message::Changed(paths)) => drop(self.is_relevant(&paths)),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return Event::Stop,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        Event::Changed(start)
    }

    /// Whether a change of these files is relevant. If the docs folder itself is among them, it is watched again.
    fn is_relevant(&mut self, paths: &[PathBuf]) -> bool {
        if paths.contains(&self.docs) {
            let _ = self.events.unwatch(&self.docs);
            let _ = self.watch();
        }
        is_input(paths, self.out.as_deref())
    }

    fn watch(&mut self) -> notify::Result<()> {
        if let Some(folder) = &self.config {
            self.events.watch(folder, RecursiveMode::NonRecursive)?;
        }
        self.events.watch(&self.docs, RecursiveMode::Recursive)
    }
}

/// Whether one of the files is not an output of docwright. An event without files may be of any.
fn is_input(paths: &[PathBuf], out: Option<&Path>) -> bool {
    let is_output = |path: &PathBuf| out.is_some_and(|out| path.starts_with(out));
    paths.is_empty() || !paths.iter().all(is_output)
}

/// Forwards an event, unless a file was only read. Lost events count as changes.
fn forward(sender: &Sender<Message>, event: notify::Result<notify::Event>) {
    let paths = match event {
        Ok(event) if event.kind.is_access() => return,
        Ok(event) => event.paths,
        Err(_) => Vec::new(),
    };
    // The receiver is dropped when the program ends.
    let _ = sender.send(Message::Changed(paths));
}

/// The absolute path, with links resolved as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut rest = Vec::new();
    for folder in path.ancestors() {
        if let Ok(mut canonical) = folder.canonicalize() {
            canonical.extend(rest.iter().rev());
            return canonical;
        }
        rest.extend(folder.file_name());
    }
    path
}

fn failed(error: notify::Error) -> Failure {
    Failure(format!("cannot watch the docs folder: {error}"))
}

#[cfg(test)]
mod tests {
    use super::{absolute, is_input};
    use std::path::{Path, PathBuf};

    #[test]
    fn output_files_are_not_relevant() {
        let out = Some(Path::new("/docs/crate"));
        let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert!(!is_input(&paths(&["/docs/crate/src/lib.rs"]), out));
        assert!(is_input(
            &paths(&["/docs/crate/src/lib.rs", "/docs/a.md"]),
            out
        ));
        assert!(is_input(&paths(&["/docs/crates.md"]), out));
        assert!(is_input(&paths(&["/docs/crate/src/lib.rs"]), None));
        assert!(is_input(&[], out));
    }

    #[test]
    fn paths_need_not_exist() {
        let here = std::env::current_dir().unwrap().canonicalize().unwrap();
        assert_eq!(absolute(Path::new("src")), here.join("src"));
        assert_eq!(
            absolute(Path::new("no/such/folder")),
            here.join("no/such/folder")
        );
    }
}
