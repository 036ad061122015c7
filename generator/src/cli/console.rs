//! Verbosity and colours of the whole program, from `--quiet`, `--verbose`, `--color`, `NO_COLOR` and the terminal.

use std::io::IsTerminal;
use std::sync::OnceLock;

use crate::diag::render::snippet::Colours;
use clap::ValueEnum;

/// Set once, before the command runs.
static CONSOLE: OnceLock<Console> = OnceLock::new();

/// The options of all commands.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct Console {
    /// When to colour the output; `auto` means on a terminal, unless `NO_COLOR` is set.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: When,
    /// Print only results and errors.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Also print each changed file and the duration of each stage.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum When {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Console {
    /// Sets the options of the program; only the first call counts.
    pub(crate) fn install(self) {
        let _ = CONSOLE.set(self);
    }
}

fn console() -> Console {
    CONSOLE.get().copied().unwrap_or_default()
}

/// Whether notes are suppressed.
pub(crate) fn is_quiet() -> bool {
    console().quiet
}

/// Whether details are printed.
pub(crate) fn is_verbose() -> bool {
    console().verbose
}

/// The colours for a stream.
pub(crate) fn colours(stream: &impl IsTerminal) -> Colours {
    let is_plain = || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let coloured = match console().color {
        When::Auto => stream.is_terminal() && !is_plain(),
        When::Always => true,
        When::Never => false,
    };
    if coloured {
        Colours::Ansi
    } else {
        Colours::None
    }
}
