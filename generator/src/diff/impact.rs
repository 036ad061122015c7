//! How much a change matters to those who rely on what was before.

/// What a change does to programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Nothing.
    None,
    /// Something is new, and everything that was used still works.
    Minor,
    /// Something that was used no longer works.
    Breaking,
}

impl Impact {
    /// The name in output: `breaking`.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Breaking => "breaking",
        }
    }
}
