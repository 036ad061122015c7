//! Problems in the pages: each has a code, a place, and a word on what to do about it.
//! Collects them; decides nothing about what they mean for the exit code.

pub mod codes;
pub mod explanation;
pub mod render;

pub use codes::Code;

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The output is not what anybody wants until this is mended.
    Error,
    /// The page is wrong or unclear, and the output is the best guess.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place in a page, with a remark on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// One finding. The message is one line, lower case, without a full stop, and names the thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Which rule was broken.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub primary: Label,
    /// Other places that have to do with it.
    pub secondary: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// A replacement that mends it without changing what the page says.
    pub fix: Option<Fix>,
}

/// A safe replacement in one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, as an order: `remove the comma`.
    pub title: String,
    /// What is replaced; the places are in order and do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What goes; may be empty.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

impl Code {
    /// Starts a diagnostic of this code at `span`. Control characters that the message has of a page are replaced, as in the
    /// texts below: a diagnostic is of one line.
    pub fn at(self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: self,
            message: one_line(message.into()),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: Vec::new(),
            help: None,
            fix: None,
        }
    }
}

impl Diagnostic {
    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(one_line(help.into()));
        self
    }

    /// Says what is to be seen at the place itself.
    pub fn here(mut self, text: impl Into<String>) -> Self {
        self.primary.text = one_line(text.into());
        self
    }

    /// Adds a replacement of one place.
    pub fn fix(mut self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        let edit = Edit {
            span,
            text: text.into(),
        };
        self.fix = Some(Fix {
            title: title.into(),
            edits: vec![edit],
        });
        self
    }

    /// Adds another place.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: one_line(text.into()),
        });
        self
    }
}

/// The text without line ends and other control characters.
fn one_line(text: String) -> String {
    if text.contains(char::is_control) {
        text.replace(char::is_control, "\u{fffd}")
    } else {
        text
    }
}

/// A sink for findings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Records one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every place that a finding names, replacements included.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.0.iter().flat_map(|diagnostic| {
            let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary);
            let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
            labels
                .map(|label| label.span)
                .chain(edits.map(|edit| edit.span))
        })
    }

    /// Moves all of `other` here.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Sorts by place, then code, then message, and drops repetitions: the order in which they are printed.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| {
            (a.primary.span, a.code, &a.message).cmp(&(b.primary.span, b.code, &b.message))
        });
        self.0.dedup();
    }
}
