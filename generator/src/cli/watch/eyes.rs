//! Waits for something to change on the disk, or for somebody to stop the program. Knows which files count, and nothing of what
//! is in them.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::super::Failure;
use super::super::args::GenerateArgs;

/// So long nothing has to happen before a burst is over: editors write a file, its backup and its name one after the other.
const QUIET: Duration = Duration::from_millis(10);

/// The longest that a burst is waited for.
const BURST: Duration = Duration::from_millis(200);

/// So often a folder is looked for that cannot be watched.
const AGAIN: Duration = Duration::from_millis(500);

/// What there was to wait for.
pub(super) enum Event {
    /// Somebody wants the program to end.
    Stop,
    /// Something may have changed, first at this time.
    Changed(Instant),
}

/// What the other threads tell.
enum Message {
    Stop,
    Touched(Vec<PathBuf>),
}

/// Watches the docs folder and the configuration file.
pub(super) struct Eyes {
    messages: Receiver<Message>,
    watcher: RecommendedWatcher,
    /// The docs folder.
    docs: PathBuf,
    /// The folder of the configuration file, where that lies elsewhere.
    config: Option<PathBuf>,
    /// What is written by ourselves, if it lies in the docs folder.
    own: Option<PathBuf>,
}

impl Eyes {
    /// Begins to watch.
    pub(super) fn open(args: &GenerateArgs) -> Result<Self, Failure> {
        let (sender, messages) = mpsc::channel();
        let stop = sender.clone();
        ctrlc::set_handler(move || drop(stop.send(Message::Stop)))
            .map_err(|error| Failure(format!("cannot wait for Ctrl-C: {error}")))?;
        let docs = whole(&args.input.docs.folder);
        let config = args.input.docs.config.as_deref().map(whole);
        let config = config.filter(|config| !config.starts_with(&docs));
        let out = whole(&args.out);
        let mut eyes = Self {
            messages,
            watcher: notify::recommended_watcher(move |event| tell(&sender, event))
                .map_err(failed)?,
            config: config.and_then(|config| Some(config.parent()?.to_owned())),
            own: (out.starts_with(&docs) && out != docs).then_some(out),
            docs,
        };
        eyes.look().map_err(failed)?;
        Ok(eyes)
    }

    /// Waits until something changed and all is quiet again. After a failure the folder may be another one that has to be
    /// watched anew, so there is a try every now and then.
    pub(super) fn wait(&mut self, after_failure: bool) -> Event {
        let start = loop {
            let message = if after_failure {
                self.messages.recv_timeout(AGAIN)
            } else {
                self.messages
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected)
            };
            match message {
                Ok(Message::Touched(paths)) if self.counts(&paths) => break Instant::now(),
                Ok(Message::Touched(_)) => {}
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return Event::Stop,
                Err(RecvTimeoutError::Timeout) => {
                    // When there is nothing to watch yet, the next time will tell.
                    let _ = self.look();
                    return Event::Changed(Instant::now());
                }
            }
        };
        while start.elapsed() < BURST {
            match self.messages.recv_timeout(QUIET) {
                Ok(Message::Touched(paths)) => drop(self.counts(&paths)),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return Event::Stop,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        Event::Changed(start)
    }

    /// Whether a change of these files may matter. Where the watched folder itself is among them, it is watched anew.
    fn counts(&mut self, paths: &[PathBuf]) -> bool {
        if paths.contains(&self.docs) {
            let _ = self.watcher.unwatch(&self.docs);
            let _ = self.look();
        }
        matters(paths, self.own.as_deref())
    }

    fn look(&mut self) -> notify::Result<()> {
        if let Some(folder) = &self.config {
            self.watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
        self.watcher.watch(&self.docs, RecursiveMode::Recursive)
    }
}

/// Whether a change of these files may be more than what we wrote ourselves. Of no files at all, nobody knows.
fn matters(paths: &[PathBuf], own: Option<&Path>) -> bool {
    let is_own = |path: &PathBuf| own.is_some_and(|own| path.starts_with(own));
    paths.is_empty() || !paths.iter().all(is_own)
}

/// Passes on what happened. Reading is nothing that happens; what the system lost is as good as a change.
fn tell(sender: &Sender<Message>, event: notify::Result<notify::Event>) {
    let paths = match event {
        Ok(event) if event.kind.is_access() => return,
        Ok(event) => event.paths,
        Err(_) => Vec::new(),
    };
    // The other side is gone when the program ends.
    let _ = sender.send(Message::Touched(paths));
}

/// The path from the root, links resolved as far as the path is there.
fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut rest = Vec::new();
    for folder in path.ancestors() {
        if let Ok(mut found) = folder.canonicalize() {
            found.extend(rest.iter().rev());
            return found;
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
    use super::{matters, whole};
    use std::path::{Path, PathBuf};

    #[test]
    fn own_files_do_not_matter() {
        let own = Some(Path::new("/docs/crate"));
        let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert!(!matters(&paths(&["/docs/crate/src/lib.rs"]), own));
        assert!(matters(
            &paths(&["/docs/crate/src/lib.rs", "/docs/a.md"]),
            own
        ));
        assert!(matters(&paths(&["/docs/crates.md"]), own));
        assert!(matters(&paths(&["/docs/crate/src/lib.rs"]), None));
        assert!(matters(&[], own));
    }

    #[test]
    fn paths_need_not_be_there() {
        let here = std::env::current_dir().unwrap().canonicalize().unwrap();
        assert_eq!(whole(Path::new("src")), here.join("src"));
        assert_eq!(
            whole(Path::new("no/such/folder")),
            here.join("no/such/folder")
        );
    }
}
