//! Accessors: what one block, table or page holds, for readers that want one kind of block and leave the others alone.
//! Whoever has to think about every kind matches on [`BlockKind`] instead.

use super::{
    Block, BlockKind, Cell, Code, Comment, Definition, Element, FrontMatter, Inlines, Page, Quote,
    Table,
};

impl<'s> Block<'s> {
    /// The front matter, if this is it.
    pub fn as_front_matter(&self) -> Option<&FrontMatter<'s>> {
        match &self.kind {
            BlockKind::FrontMatter(front_matter) => Some(front_matter),
            _ => None,
        }
    }

    /// Level and text of a heading, if this is one.
    pub fn as_heading(&self) -> Option<(u8, &Inlines<'s>)> {
        match &self.kind {
            BlockKind::Heading { level, inlines, .. } => Some((*level, inlines)),
            _ => None,
        }
    }

    /// The text of a paragraph, if this is one.
    pub fn as_paragraph(&self) -> Option<&Inlines<'s>> {
        match &self.kind {
            BlockKind::Paragraph(inlines) => Some(inlines),
            _ => None,
        }
    }

    /// The table, if this is one.
    pub fn as_table(&self) -> Option<&Table<'s>> {
        match &self.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The code, if this is a code block.
    pub fn as_code(&self) -> Option<&Code<'s>> {
        match &self.kind {
            BlockKind::Code(code) => Some(code),
            _ => None,
        }
    }

    /// The comment, if this is one.
    pub fn as_comment(&self) -> Option<&Comment<'s>> {
        match &self.kind {
            BlockKind::Comment(comment) => Some(comment),
            _ => None,
        }
    }

    /// The source of raw HTML, if this is such a block.
    pub fn as_html(&self) -> Option<&'s str> {
        match &self.kind {
            BlockKind::Html(source) => Some(source),
            _ => None,
        }
    }

    /// The items of a list, if this is one.
    pub fn as_list(&self) -> Option<&[Vec<Block<'s>>]> {
        match &self.kind {
            BlockKind::List(items) => Some(items),
            _ => None,
        }
    }

    /// The quote, if this is one.
    pub fn as_quote(&self) -> Option<&Quote<'s>> {
        match &self.kind {
            BlockKind::Quote(quote) => Some(quote),
            _ => None,
        }
    }

    /// The terms of a definition list, if this is one.
    pub fn as_definition_list(&self) -> Option<&[Definition<'s>]> {
        match &self.kind {
            BlockKind::DefinitionList(definitions) => Some(definitions),
            _ => None,
        }
    }

    /// The component, shortcode or directive, if this is one.
    pub fn as_element(&self) -> Option<&Element<'s>> {
        match &self.kind {
            BlockKind::Element(element) => Some(element),
            _ => None,
        }
    }
}

impl<'s> Table<'s> {
    /// Every cell, row by row; the header comes first.
    pub fn cells(&self) -> impl Iterator<Item = &Cell<'s>> {
        let body = self.rows.iter().flat_map(|row| &row.cells);
        self.header.iter().chain(body)
    }
}

impl<'s> Page<'s> {
    /// The front matter, if the page has one.
    pub fn front_matter(&self) -> Option<&FrontMatter<'s>> {
        self.blocks.iter().find_map(Block::as_front_matter)
    }

    /// The page as readers see it who give elements no meaning: their children stand behind their opening tags, at the
    /// same level.
    #[must_use]
    pub fn flattened(mut self) -> Self {
        if self.walk().any(|block| block.as_element().is_some()) {
            self.blocks = flatten(self.blocks);
        }
        self
    }

    /// The blocks before the first heading of level 2 or deeper.
    pub fn introduction(&self) -> impl Iterator<Item = &Block<'s>> {
        self.blocks
            .iter()
            .take_while(|block| !matches!(block.as_heading(), Some((2.., _))))
    }
}

fn flatten(blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    let mut flat = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        match &mut block.kind {
            BlockKind::Element(element) => {
                let children = std::mem::take(&mut element.children);
                block.span = element.tag.span;
                flat.push(block);
                flat.extend(flatten(children));
                continue;
            }
            BlockKind::List(items) => items.iter_mut().for_each(flatten_in_place),
            BlockKind::Quote(quote) => flatten_in_place(&mut quote.blocks),
            BlockKind::DefinitionList(definitions) => definitions
                .iter_mut()
                .flat_map(|definition| &mut definition.details)
                .for_each(flatten_in_place),
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
        flat.push(block);
    }
    flat
}

fn flatten_in_place(blocks: &mut Vec<Block<'_>>) {
    *blocks = flatten(std::mem::take(blocks));
}
