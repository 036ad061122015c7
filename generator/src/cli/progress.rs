//! Shows the current stage on a terminal.

use std::cell::Cell;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::{console, report};

/// A line with the current stage, removed when dropped. With `--verbose` the duration of each stage is printed.
pub(crate) struct Progress {
    bar: ProgressBar,
    stage: Cell<(&'static str, Instant)>,
}

impl Progress {
    /// Starts with the first stage. Indicatif draws on standard error, and only if that is a terminal.
    pub(crate) fn new(stage: &'static str) -> Self {
        let style =
            ProgressStyle::with_template("{spinner} {msg}").expect("the template is well-formed");
        let bar = if console::is_quiet() {
            ProgressBar::hidden()
        } else {
            ProgressBar::new_spinner()
        };
        let bar = bar.with_style(style).with_message(stage);
        bar.enable_steady_tick(Duration::from_millis(100));
        Self {
            bar,
            stage: Cell::new((stage, Instant::now())),
        }
    }

    /// Starts the next stage.
    pub(crate) fn stage(&self, stage: &'static str) {
        self.end();
        self.stage.set((stage, Instant::now()));
        self.bar.set_message(stage);
    }

    /// Prints the duration of the stage that has ended.
    fn end(&self) {
        if console::is_verbose() {
            let (stage, start) = self.stage.get();
            let line = format!("{stage}: {:.3} s", start.elapsed().as_secs_f64());
            self.bar.suspend(|| report::note(&line));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
        self.bar.finish_and_clear();
    }
}
