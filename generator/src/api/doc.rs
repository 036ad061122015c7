//! Text from the pages, in a small and safe form of Markdown.

use serde::{Deserialize, Serialize};

/// Text in a CommonMark subset: paragraphs (separated by a blank line), code spans, `**strong**`, `*emphasis*`, links, and
/// lists of `- item` lines. It holds no HTML, no images, no tables, no fences, no control characters. Everything else that
/// CommonMark would read as markup is escaped with a backslash. A link target is `https://…`, or the path of a page
/// relative to the docs folder (`resources/user.md`, maybe with `#fragment`), which the pages of the model may know.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Doc(pub String);

impl Doc {
    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
