//! The outline of one page: blocks with their byte spans, and inline text. Lossless, and without meaning: no heading
//! vocabulary, no type names, no HTTP.
//!
//! **Invariant:** the spans of the top-level blocks are in order, do not overlap, and what lies between them is blank.

mod alert;
mod blocks;
mod build;
mod element;
mod front_matter;
mod html;
mod inline;
mod inlines;
pub mod json;
mod lines;
mod marks;
mod mask;
mod nest;
mod options;
mod parse;
mod table;
mod text;

pub use element::{Attribute, AttributeValue, Element, ElementTag, Notation};
pub use inlines::Walk;
pub use parse::parse;

use std::borrow::Cow;

use crate::source::{PageId, Span};

/// One page, as blocks. Borrows the page's text.
#[derive(Clone, Debug)]
pub struct Page<'s> {
    /// Which page.
    pub id: PageId,
    /// Its whole text.
    pub text: &'s str,
    /// Top-level blocks in page order. Headings are blocks; sections are made by whoever knows the vocabulary.
    pub blocks: Vec<Block<'s>>,
}

/// A block and the bytes it covers (without trailing blank lines).
#[derive(Clone, Debug)]
pub struct Block<'s> {
    /// What it is.
    pub kind: BlockKind<'s>,
    /// Where it is.
    pub span: Span,
}

/// The kinds of blocks.
#[derive(Clone, Debug)]
pub enum BlockKind<'s> {
    /// The `---` … `---` block at the top.
    FrontMatter(FrontMatter<'s>),
    /// An ATX (or setext) heading. Tab markers (`# [HTTP](#tab/http)`) are headings here too.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The text.
        inlines: Inlines<'s>,
        /// The id that the page gives it: `{#id}` behind the text, or an anchor within it.
        id: Option<&'s str>,
    },
    /// Running text.
    Paragraph(Inlines<'s>),
    /// A pipe table, GFM or one of the looser forms of the dialect, or an HTML table without another one in it.
    Table(Table<'s>),
    /// A fenced or indented code block.
    Code(Code<'s>),
    /// One `<!-- … -->`, or `{/* … */}`.
    Comment(Comment<'s>),
    /// Raw HTML that is no comment.
    Html(&'s str),
    /// A list: the blocks of each item.
    List(Vec<Vec<Block<'s>>>),
    /// A block quote.
    Quote(Quote<'s>),
    /// Terms with what is said about them.
    DefinitionList(Vec<Definition<'s>>),
    /// A component, a shortcode or a directive that has lines of its own.
    Element(Element<'s>),
    /// An `import` or `export` statement of MDX.
    ModuleStatement(&'s str),
    /// A thematic break.
    Rule,
    /// A link reference definition: `[label]: target`. Uses of it are already resolved in [`Inline::Link`].
    LinkDefinition,
    /// Non-blank text that no rule covers.
    Unparsed(&'s str),
}

/// The front matter, split at the first colon of each line; values trimmed, one pair of quotes removed.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter<'s> {
    /// In page order. Keys as written.
    pub entries: Vec<FrontMatterEntry<'s>>,
}

/// One line of the front matter.
#[derive(Clone, Debug)]
pub struct FrontMatterEntry<'s> {
    /// Before the colon, trimmed.
    pub key: &'s str,
    /// After the colon, trimmed and unquoted; may be empty.
    pub value: &'s str,
    /// Where the value is.
    pub span: Span,
}

impl<'s> FrontMatter<'s> {
    /// The first non-empty value of a key, compared case-insensitively.
    pub fn get(&self, key: &str) -> Option<&FrontMatterEntry<'s>> {
        self.entries
            .iter()
            .find(|entry| entry.key.eq_ignore_ascii_case(key) && !entry.value.is_empty())
    }
}

/// A table. Every body row has as many cells as the header: surplus cells were joined into the last one with a pipe,
/// missing ones are empty; both are reported as `ragged-table-row`.
#[derive(Clone, Debug)]
pub struct Table<'s> {
    /// The header cells.
    pub header: Vec<Cell<'s>>,
    /// The body rows, completely empty ones left out.
    pub rows: Vec<Row<'s>>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row<'s> {
    /// As many as the header has.
    pub cells: Vec<Cell<'s>>,
    /// How many cells the source has, before padding or joining.
    pub written: usize,
    /// The whole row.
    pub span: Span,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell<'s> {
    /// Its text.
    pub inlines: Inlines<'s>,
    /// Where it is, without padding; for a padded cell, the empty range at the end of its row.
    pub span: Span,
}

/// A code block.
#[derive(Clone, Debug)]
pub struct Code<'s> {
    /// The first word of the info string, as written; empty for none.
    pub language: &'s str,
    /// The code, dedented where the fence was indented; lines end with `\n`.
    pub text: Cow<'s, str>,
    /// Where the code is, without the fences.
    pub span: Span,
}

/// A block quote.
#[derive(Clone, Debug)]
pub struct Quote<'s> {
    /// The word of an alert: `NOTE` in `> [!NOTE]`, as written.
    pub alert: Option<&'s str>,
    /// What it holds, without the mark of the alert.
    pub blocks: Vec<Block<'s>>,
}

/// One term of a definition list, or several that share their definitions.
#[derive(Clone, Debug)]
pub struct Definition<'s> {
    /// The term.
    pub term: Inlines<'s>,
    /// Where the term is.
    pub span: Span,
    /// For each `:`, what follows it.
    pub details: Vec<Vec<Block<'s>>>,
}

/// One comment.
#[derive(Clone, Debug)]
pub struct Comment<'s> {
    /// Between `<!--` and `-->`, or between `{/*` and `*/}`.
    pub text: &'s str,
    /// Where that text is.
    pub span: Span,
}

/// Inline text, flat: styles are open and close marks. White space is normalised: runs of blanks, tabs, NBSP and U+202F
/// are one blank; U+200B, U+200F, U+202C and U+FEFF are gone; entities are decoded.
#[derive(Clone, Debug, Default)]
pub struct Inlines<'s>(pub Vec<Inline<'s>>);

/// One piece of inline text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline<'s> {
    /// Plain text, entities and escapes resolved. Unknown tags such as `<country>` are text.
    Text(Cow<'s, str>),
    /// A code span.
    Code(Cow<'s, str>),
    /// A link. Reference links are resolved; a reference without definition is [`Inline::Text`].
    Link {
        /// The text, without markup.
        text: Cow<'s, str>,
        /// The target as written; `\` already turned into `/`.
        target: Cow<'s, str>,
        /// Where the whole link is.
        span: Span,
    },
    /// An image.
    Image {
        /// The alternative text.
        text: Cow<'s, str>,
        /// The target as written.
        target: Cow<'s, str>,
    },
    /// A known HTML tag such as `<br/>` or `<li>`, as written; the name is in `name`, lower case.
    Tag {
        /// `br`, `li`, `/ul` … for `</br>` it is `br`.
        name: String,
    },
    /// A component or a shortcode within text: its opening tag, or all of it.
    Element(ElementTag<'s>),
    /// The closing tag of a component or a shortcode within text.
    ElementEnd {
        /// As written.
        name: &'s str,
    },
    /// The target of links: `<a name="id">` or `<a id="id">`.
    Anchor {
        /// As written.
        id: &'s str,
    },
    /// A line break inside a paragraph (a soft or a hard one).
    Break,
    /// `**` or `*` opens.
    Open(Style),
    /// `**` or `*` closes.
    Close(Style),
}

/// A text style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `**bold**`
    Strong,
    /// `*emphasis*`
    Emphasis,
}
