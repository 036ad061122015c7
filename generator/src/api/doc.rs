//! Text from the pages as a structure: paragraphs and lists of text, code, links and emphasis. It is made once, in facts, and
//! written by whoever shows it. `api.json` holds it as Markdown. Knows no page, and not where a link leads.

mod markdown;
#[cfg(test)]
mod tests;

pub use markdown::{MarkdownLinks, write_text};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Text in blocks. A link target is `https://…`, or the path of a page relative to the docs folder (`resources/user.md`, maybe
/// with `#fragment`), which the pages of the model may know.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doc(Vec<DocBlock>);

/// A block of text, on one line or with a line for each item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DocBlock {
    /// A paragraph.
    Paragraph(Vec<DocInline>),
    /// A list: the text of each item.
    List(Vec<Vec<DocInline>>),
}

/// A piece of a block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DocInline {
    /// Plain text, without markup and line ends.
    Text(String),
    /// A code span, without backticks.
    Code(String),
    /// A link; there is none in its label.
    Link {
        /// What is shown.
        label: Vec<DocInline>,
        /// Where it leads.
        target: String,
    },
    /// Strongly emphasised text.
    Strong(Vec<DocInline>),
    /// Emphasised text.
    Emphasis(Vec<DocInline>),
}

impl Doc {
    /// The blocks themselves.
    pub fn into_blocks(self) -> Vec<DocBlock> {
        self.0
    }

    /// These blocks, without those that hold nothing.
    pub fn new(blocks: impl IntoIterator<Item = DocBlock>) -> Self {
        let mut doc = Self::default();
        blocks.into_iter().for_each(|block| doc.push(block));
        doc
    }

    /// One paragraph of plain text.
    pub fn from_text(text: &str) -> Self {
        Self::new([DocBlock::Paragraph(vec![DocInline::Text(text.to_owned())])])
    }

    /// Reads what [`Doc::markdown`] wrote; of other Markdown, what is no part of the subset is plain text.
    pub fn parse(markdown: &str) -> Self {
        markdown::parse(markdown)
    }

    /// Adds a block, unless it holds nothing. A paragraph that begins like an item becomes a list.
    pub fn push(&mut self, block: DocBlock) {
        let block = match block {
            DocBlock::Paragraph(inlines) => {
                let mut inlines = joined(inlines);
                match inlines.first_mut() {
                    Some(DocInline::Text(text)) if text.starts_with("- ") => {
                        text.drain(..2);
                        DocBlock::List(vec![joined(inlines)])
                    }
                    Some(_) | None => DocBlock::Paragraph(inlines),
                }
            }
            DocBlock::List(items) => DocBlock::List(
                items
                    .into_iter()
                    .map(joined)
                    .filter(|item| !item.is_empty())
                    .collect(),
            ),
        };
        let is_empty = match &block {
            DocBlock::Paragraph(inlines) => inlines.is_empty(),
            DocBlock::List(items) => items.is_empty(),
        };
        if !is_empty {
            self.0.push(block);
        }
    }

    /// Adds all blocks of another text.
    pub fn append(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// The blocks, in order.
    pub fn blocks(&self) -> &[DocBlock] {
        &self.0
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all blocks of another text are among these.
    pub fn contains(&self, other: &Self) -> bool {
        other.0.iter().all(|block| self.0.contains(block))
    }

    /// The first block alone.
    pub fn summary(&self) -> Self {
        Self(self.0.iter().take(1).cloned().collect())
    }

    /// The first sentence of the first line.
    pub fn first_sentence(&self) -> Self {
        let first = self.0.first().and_then(|block| block.lines().next());
        let line = first.unwrap_or_default();
        let end = line.iter().enumerate().find_map(|(at, inline)| {
            let DocInline::Text(text) = inline else {
                return None;
            };
            let mut blanks = text.match_indices(' ').map(|(end, _)| &text[..end]);
            Some((at, blanks.find(|before| ends_sentence(before))?))
        });
        let inlines = match end {
            Some((at, last)) => {
                let last = DocInline::Text(last.to_owned());
                line[..at].iter().cloned().chain([last]).collect()
            }
            None => line.to_vec(),
        };
        Self::new([DocBlock::Paragraph(inlines)])
    }

    /// The text without markup: a line for each paragraph and each item.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for line in self.0.iter().flat_map(DocBlock::lines) {
            if !out.is_empty() {
                out.push('\n');
            }
            put_plain(line, &mut out);
        }
        out
    }

    /// The targets of all links.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        fn find<'d>(inlines: &'d [DocInline], out: &mut Vec<&'d str>) {
            for inline in inlines {
                match inline {
                    DocInline::Link { target, .. } => out.push(target),
                    DocInline::Strong(inner) | DocInline::Emphasis(inner) => find(inner, out),
                    DocInline::Text(_) | DocInline::Code(_) => {}
                }
            }
        }
        let mut out = Vec::new();
        for line in self.0.iter().flat_map(DocBlock::lines) {
            find(line, &mut out);
        }
        out.into_iter()
    }

    /// The text as CommonMark, links as they are.
    pub fn markdown(&self) -> String {
        self.markdown_with(&|target| Some(target.to_owned()))
    }

    /// The text as CommonMark. Links lead to where `links` says, or become text.
    pub fn markdown_with(&self, links: MarkdownLinks<'_>) -> String {
        markdown::write(self, links)
    }
}

impl DocBlock {
    /// The text of the paragraph, or of each item.
    pub fn lines(&self) -> impl Iterator<Item = &[DocInline]> {
        let (paragraph, items) = match self {
            Self::Paragraph(inlines) => (Some(inlines), [].as_slice()),
            Self::List(items) => (None, items.as_slice()),
        };
        paragraph.into_iter().chain(items).map(Vec::as_slice)
    }
}

/// Whether a sentence ends where a blank follows this text; an abbreviation ends none.
pub fn ends_sentence(before: &str) -> bool {
    let is_abbreviation = before.ends_with("e.g.") || before.ends_with("i.e.");
    before.ends_with(['.', '!', '?']) && !is_abbreviation
}

/// The text of some pieces, without markup.
fn plain(inlines: &[DocInline]) -> String {
    let mut out = String::new();
    put_plain(inlines, &mut out);
    out
}

fn put_plain(inlines: &[DocInline], out: &mut String) {
    for inline in inlines {
        match inline {
            DocInline::Text(text) | DocInline::Code(text) => out.push_str(text),
            DocInline::Link { label: inner, .. }
            | DocInline::Strong(inner)
            | DocInline::Emphasis(inner) => put_plain(inner, out),
        }
    }
}

/// The pieces of a line in the form in which [`markdown`] reads them again: no two texts in a row, none of them empty, no blanks
/// at the ends, no emphasis in emphasis of its kind or in front of it.
fn joined(inlines: Vec<DocInline>) -> Vec<DocInline> {
    let mut out = merged(inlines, Within::default());
    if let Some(DocInline::Text(text)) = out.first_mut() {
        let blanks = text.len() - text.trim_start().len();
        text.drain(..blanks);
    }
    if let Some(DocInline::Text(text)) = out.last_mut() {
        text.truncate(text.trim_end().len());
    }
    out.retain(|inline| !matches!(inline, DocInline::Text(text) if text.is_empty()));
    out
}

/// What some pieces are in.
#[derive(Clone, Copy, Default)]
struct Within {
    strong: bool,
    emphasis: bool,
    link: bool,
}

fn merged(inlines: Vec<DocInline>, within: Within) -> Vec<DocInline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        merge(inline, within, &mut out);
    }
    out
}

fn merge(inline: DocInline, within: Within, out: &mut Vec<DocInline>) {
    let inner = |inlines, within| merged(inlines, within);
    match inline {
        DocInline::Text(text) => put(DocInline::Text(text), out),
        DocInline::Code(code) if code.contains('`') => put(DocInline::Text(code), out),
        DocInline::Code(code) => put(DocInline::Code(code), out),
        DocInline::Link { label, target } => {
            let label = inner(
                label,
                Within {
                    link: true,
                    ..within
                },
            );
            if within.link || plain(&label).trim().is_empty() {
                for inline in label {
                    put(inline, out);
                }
            } else {
                out.push(DocInline::Link { label, target });
            }
        }
        DocInline::Strong(inlines) => {
            let inlines = inner(
                inlines,
                Within {
                    strong: true,
                    ..within
                },
            );
            if inlines.is_empty() || within.strong {
                for inline in inlines {
                    put(inline, out);
                }
            } else {
                put(DocInline::Strong(inlines), out);
            }
        }
        DocInline::Emphasis(inlines) => {
            let inlines = inner(
                inlines,
                Within {
                    emphasis: true,
                    ..within
                },
            );
            if inlines.is_empty() || within.emphasis {
                for inline in inlines {
                    put(inline, out);
                }
            } else {
                put(emphasised(inlines), out);
            }
        }
    }
}

/// `***` opens strong text first: emphasis of nothing but strong text is turned inside out, and strong text at the start of more
/// than itself is strong no more.
fn emphasised(inlines: Vec<DocInline>) -> DocInline {
    let mut rest = inlines.into_iter();
    let mut out = Vec::new();
    match rest.next() {
        Some(DocInline::Strong(strong)) if rest.len() == 0 => {
            return DocInline::Strong(vec![DocInline::Emphasis(strong)]);
        }
        Some(DocInline::Strong(strong)) => out = strong,
        first => out.extend(first),
    }
    rest.for_each(|inline| put(inline, &mut out));
    DocInline::Emphasis(out)
}

/// Adds a piece. Texts in a row become one, and so does code in a row. What follows emphasis is not emphasised: `*a**b*` does not
/// say where the first emphasis ends.
fn put(inline: DocInline, out: &mut Vec<DocInline>) {
    match (out.last_mut(), inline) {
        (_, DocInline::Text(text) | DocInline::Code(text)) if text.is_empty() => {}
        (Some(DocInline::Text(before)), DocInline::Text(text))
        | (Some(DocInline::Code(before)), DocInline::Code(text)) => before.push_str(&text),
        (Some(DocInline::Emphasis(_)), DocInline::Strong(inner) | DocInline::Emphasis(inner)) => {
            for inline in inner {
                put(inline, out);
            }
        }
        (_, inline) => out.push(inline),
    }
}

/// As Markdown where people read it, as it is elsewhere.
impl Serialize for Doc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&self.markdown())
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Doc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer).map(|markdown| Self::parse(&markdown))
        } else {
            Vec::deserialize(deserializer).map(Self)
        }
    }
}
