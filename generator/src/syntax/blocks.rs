//! Accessors: what one block, table or page holds, for readers that want one kind of block and leave the others alone.
//! Whoever has to think about every kind matches on [`BlockKind`] instead.

use super::{Block, BlockKind, Cell, Code, Comment, FrontMatter, Inlines, Page, Table};

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
            BlockKind::Heading { level, inlines } => Some((*level, inlines)),
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

    /// The blocks of a quote, if this is one.
    pub fn as_quote(&self) -> Option<&[Block<'s>]> {
        match &self.kind {
            BlockKind::Quote(blocks) => Some(blocks),
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

    /// The blocks before the first heading of level 2 or deeper.
    pub fn introduction(&self) -> impl Iterator<Item = &Block<'s>> {
        self.blocks
            .iter()
            .take_while(|block| !matches!(block.as_heading(), Some((2.., _))))
    }
}
