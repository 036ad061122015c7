//! Questions to ask of inline text.

use std::borrow::Cow;

use super::{Inline, Inlines};

impl<'s> Inlines<'s> {
    /// The text without markup: links by their text, code spans by their code, a break as a blank.
    pub fn plain(&self) -> Cow<'s, str> {
        if let [Inline::Text(text)] = self.0.as_slice() {
            return text.clone();
        }
        let mut out = String::new();
        for inline in &self.0 {
            match inline {
                Inline::Text(text) | Inline::Code(text) | Inline::Link { text, .. } => {
                    out.push_str(text)
                }
                Inline::Break => out.push(' '),
                Inline::Tag { name } if matches!(name.as_str(), "br" | "li" | "p") => out.push(' '),
                Inline::Tag { .. } | Inline::Image { .. } | Inline::Open(_) | Inline::Close(_) => {}
            }
        }
        Cow::Owned(out)
    }
}
