//! Errors of reading: the cause, the JSON path, and the position in the text.

use std::borrow::Cow;
use std::fmt;

/// The text was not JSON, was nested too deeply, or its outermost value was of another kind than the type asked for.
///
/// Nothing else is an error: a value of the wrong type further inside is kept as [`crate::Field::Unexpected`].
///
/// ```
/// let error = docwright_runtime::json::from_str::<docwright_runtime::serde_json::Value>("{\"a\": [1, }").unwrap_err();
/// assert_eq!((error.path().as_str(), error.line(), error.column()), ("/a/1", 1, 11));
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    message: Cow<'static, str>,
    /// Innermost first.
    path: Vec<Step>,
    place: Option<Place>,
}

enum Step {
    Key(Box<str>),
    Index(usize),
}

#[derive(Clone, Copy)]
struct Place {
    offset: usize,
    line: usize,
    column: usize,
}

impl Error {
    /// An error without a position.
    #[cold]
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            message: message.into(),
            path: Vec::new(),
            place: None,
        }))
    }

    /// Adds the byte offset, and the line and column that it falls on.
    #[cold]
    pub(crate) fn at(mut self, text: &[u8], offset: usize) -> Self {
        let before = &text[..offset.min(text.len())];
        let line = before.split(|byte| *byte == b'\n').count();
        let column = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
        self.0.place.get_or_insert(Place {
            offset,
            line,
            column,
        });
        self
    }

    /// Adds that it happened inside this property; called from the inside outwards.
    #[cold]
    pub fn in_key(mut self, key: &str) -> Self {
        self.0.path.push(Step::Key(key.into()));
        self
    }

    /// Adds that it happened inside this element; called from the inside outwards.
    #[cold]
    pub fn in_index(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// The cause, without the position.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// A JSON pointer (RFC 6901) to the value that could not be read; empty for the outermost one.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            match step {
                Step::Key(key) => crate::pointer::push_key(&mut path, key),
                Step::Index(index) => crate::pointer::push_index(&mut path, *index),
            }
        }
        path
    }

    /// The line, from 1; 0 when the source was not JSON text.
    pub fn line(&self) -> usize {
        self.0.place.map_or(0, |place| place.line)
    }

    /// The column in bytes, from 1; 0 when the source was not JSON text.
    pub fn column(&self) -> usize {
        self.0.place.map_or(0, |place| place.column)
    }

    /// The byte offset, when the source was JSON text.
    pub fn offset(&self) -> Option<usize> {
        self.0.place.map(|place| place.offset)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        let path = self.path();
        if !path.is_empty() {
            write!(f, " at {}", shortened(&path))?;
        }
        match self.0.place {
            Some(place) => write!(f, " (line {}, column {})", place.line, place.column),
            None => Ok(()),
        }
    }
}

/// The most letters of a path that a message shows: [`Error::path`] has them all.
const LONGEST: usize = 200;

/// On one line and of limited length, since the names in a path come from the sender. The end of a path is the most useful part.
fn shortened(path: &str) -> String {
    let letters = path.chars().count();
    let hidden = letters.saturating_sub(LONGEST);
    let tame = |letter: char| if letter.is_control() { ' ' } else { letter };
    let end = path.chars().skip(hidden).map(tame);
    let dots = if hidden > 0 { "…" } else { "" };
    dots.chars().chain(end).collect()
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl std::error::Error for Error {}
