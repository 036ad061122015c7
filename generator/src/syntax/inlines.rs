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
                        | Inline::Open(_)
                        | Inline::Close(_) => {}
                    }
                }
                plain.truncate(plain.trim_end().len());
                Cow::Owned(plain)
            }
        }
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
            Inline::Tag { .. } | Inline::Break | Inline::Open(_) | Inline::Close(_) => true,
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
    /// Every block, those in lists and quotes included; a container comes before what it holds.
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
                BlockKind::Quote(blocks) => self.stack.push(blocks.iter()),
                BlockKind::FrontMatter(_)
                | BlockKind::Heading { .. }
                | BlockKind::Paragraph(_)
                | BlockKind::Table(_)
                | BlockKind::Code(_)
                | BlockKind::Comment(_)
                | BlockKind::Html(_)
                | BlockKind::Rule
                | BlockKind::LinkDefinition
                | BlockKind::Unparsed(_) => {}
            }
            return Some(block);
        }
    }
}
