//! Says on a terminal what is going on; says nothing anywhere else.

use std::time::Duration;

use docwright::Builder;
use indicatif::{ProgressBar, ProgressStyle};

use super::args::InputArgs;

/// A line that tells the stage and goes when dropped.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Starts with the first stage. Indicatif draws on standard error, and only if that is a terminal.
    pub(crate) fn new(stage: &'static str) -> Self {
        let style =
            ProgressStyle::with_template("{spinner} {msg}").expect("the template is well-formed");
        let bar = ProgressBar::new_spinner()
            .with_style(style)
            .with_message(stage);
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    /// The next stage.
    pub(crate) fn stage(&self, stage: &'static str) {
        self.0.set_message(stage);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// What the arguments name, to be read.
pub(crate) fn read(args: &InputArgs) -> Builder {
    let builder = Builder::new().docs(&args.docs);
    match &args.config {
        Some(file) => builder.config(file),
        None => builder,
    }
}
