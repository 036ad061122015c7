//! Reading inline text and walking blocks, for those who give them meaning.

use std::borrow::Cow;

use super::{Block, BlockKind, Inline, Inlines, Page};

impl<'s> Inlines<'s> {
    /// The text without markup: code and the text of links included, images not; a break is a blank.
    pub fn plain(&self) -> Cow<'s, str> {
        match self.0.as_slice() {
            [] => Cow::Borrowed(""),
            [Inline::Text(text) | Inline::Code(text) | Inline::Link { text, .. }] => text.clone(),
            pieces => {
                let mut plain = String::new();
                for piece in pieces {
                    match piece {
                        Inline::Text(text) | Inline::Code(text) | Inline::Link { text, .. } => {
                            let text = if plain.ends_with(' ') {
                                text.trim_start_matches(' ')
                            } else {
                                text
                            };
                            plain.push_str(text);
                        }
                        Inline::Break => blank(&mut plain),
                        Inline::Tag { name } if breaks(name) => blank(&mut plain),
                        Inline::Tag { .. }
                        | Inline::Image { .. }
                        | Inline::Element(_)
                        | Inline::ElementEnd { .. }
                        | Inline::Anchor { .. }
                        | Inline::Open(_)
                        | Inline::Close(_) => {}
                    }
                }
                plain.truncate(plain.trim_end().len());
                Cow::Owned(plain)
            }
        }
    }

    /// Removes breaks and blanks at both ends.
    pub(super) fn trim(&mut self) {
        while let Some(Inline::Break) = self.0.last() {
            self.0.pop();
        }
        let breaks = self
            .0
            .iter()
            .take_while(|piece| **piece == Inline::Break)
            .count();
        self.0.drain(..breaks);
        if let Some(Inline::Text(first)) = self.0.first_mut() {
            *first = match std::mem::take(first) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim_start()),
                Cow::Owned(text) => Cow::Owned(text.trim_start().to_owned()),
            };
        }
        if let Some(Inline::Text(last)) = self.0.last_mut() {
            *last = match std::mem::take(last) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim_end()),
                Cow::Owned(text) => Cow::Owned(text.trim_end().to_owned()),
            };
        }
        self.0
            .retain(|piece| !matches!(piece, Inline::Text(text) if text.is_empty()));
    }

    /// The links, in order: text and target.
    pub fn links(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|piece| match piece {
            Inline::Link { text, target, .. } => Some((text.as_ref(), target.as_ref())),
            _ => None,
        })
    }

    /// The code spans, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Inline::Code(text) => Some(text.as_ref()),
            _ => None,
        })
    }

    /// Whether there is nothing to read.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|piece| match piece {
            Inline::Text(text) | Inline::Code(text) => text.trim().is_empty(),
            Inline::Link { .. } | Inline::Image { .. } => false,
            Inline::Tag { .. }
            | Inline::Element(_)
            | Inline::ElementEnd { .. }
            | Inline::Anchor { .. }
            | Inline::Break
            | Inline::Open(_)
            | Inline::Close(_) => true,
        })
    }
}

fn blank(plain: &mut String) {
    if !plain.is_empty() && !plain.ends_with(' ') {
        plain.push(' ');
    }
}

/// Tags that end a line of text.
fn breaks(name: &str) -> bool {
    matches!(
        name.trim_start_matches('/'),
        "br" | "p" | "li" | "ul" | "ol" | "tr" | "td" | "th" | "table" | "div" | "hr"
    )
}

impl<'s> Page<'s> {
    /// Every block, those in containers included; a container comes before what it holds.
    pub fn walk(&self) -> Walk<'_, 's> {
        Walk {
            stack: vec![self.blocks.iter()],
        }
    }
}

/// See [`Page::walk`].
#[derive(Clone, Debug)]
pub struct Walk<'p, 's> {
    stack: Vec<std::slice::Iter<'p, Block<'s>>>,
}

impl<'p, 's> Iterator for Walk<'p, 's> {
    type Item = &'p Block<'s>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(block) = self.stack.last_mut()?.next() else {
                self.stack.pop();
                continue;
            };
            match &block.kind {
                BlockKind::List(items) => self
                    .stack
                    .extend(items.iter().rev().map(|item| item.iter())),
                BlockKind::Quote(quote) => self.stack.push(quote.blocks.iter()),
                BlockKind::DefinitionList(definitions) => {
                    let details = definitions.iter().rev();
                    let details = details.flat_map(|definition| definition.details.iter().rev());
                    self.stack.extend(details.map(|detail| detail.iter()));
                }
                BlockKind::Element(element) => self.stack.push(element.children.iter()),
                BlockKind::FrontMatter(_)
                | BlockKind::Heading { .. }
                | BlockKind::Paragraph(_)
                | BlockKind::Table(_)
                | BlockKind::Code(_)
                | BlockKind::Comment(_)
                | BlockKind::Html(_)
                | BlockKind::Rule
                | BlockKind::LinkDefinition
                | BlockKind::ModuleStatement(_)
                | BlockKind::Unparsed(_) => {}
            }
            return Some(block);
        }
    }
}
