//! Inline text to [`Doc`]: what the model carries of it. Knows the pages' paths, not the pages.

use crate::api::{Doc, DocBlock, DocInline, ends_sentence};
use crate::syntax::{Block, BlockKind, Inline, Inlines, Style};
use crate::text;

/// Running text as a [`Doc`]. `page` is the path of the page, against which relative links are resolved.
pub fn doc(inlines: &Inlines<'_>, page: &str) -> Doc {
    let mut builder = Builder::default();
    for inline in &inlines.0 {
        builder.inline(inline, page);
    }
    builder.end_paragraph();
    builder.doc
}

/// The paragraphs and lists among `blocks` as one [`Doc`]; tables, code, quotes and includes are left out, and so are
/// sentences that only lead to them.
pub fn doc_of_blocks<'b, 's: 'b>(
    blocks: impl IntoIterator<Item = &'b Block<'s>>,
    page: &str,
) -> Doc {
    let mut kept = kept_blocks(blocks, page);
    end_sentence(&mut kept);
    Doc::new(kept)
}

fn kept_blocks<'b, 's: 'b>(
    blocks: impl IntoIterator<Item = &'b Block<'s>>,
    page: &str,
) -> Vec<DocBlock> {
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                let text = doc(inlines, page);
                if !is_include(&text) {
                    out.extend(text.into_blocks());
                }
            }
            BlockKind::List(items) => {
                let items = items
                    .iter()
                    .flat_map(|item| items_of(kept_blocks(item, page)));
                let items: Vec<Vec<DocInline>> = items.collect();
                if !items.is_empty() {
                    out.push(DocBlock::List(items));
                }
            }
            BlockKind::Table(_)
            | BlockKind::Code(_)
            | BlockKind::Quote(_)
            | BlockKind::Html(_)
            | BlockKind::Heading { .. } => end_sentence(&mut out),
            BlockKind::FrontMatter(_)
            | BlockKind::Comment(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Element(_)
            | BlockKind::ModuleStatement(_)
            | BlockKind::Rule
            | BlockKind::LinkDefinition
            | BlockKind::Unparsed(_) => {}
        }
    }
    out
}

/// The blocks of an item as items without blocks: its paragraphs are one, and the items of lists in it follow.
fn items_of(blocks: Vec<DocBlock>) -> Vec<Vec<DocInline>> {
    let mut out: Vec<Vec<DocInline>> = Vec::new();
    for block in blocks {
        match (block, out.last_mut()) {
            (DocBlock::Paragraph(inlines), Some(last)) => {
                last.push(DocInline::Text(" ".to_owned()));
                last.extend(inlines);
            }
            (DocBlock::Paragraph(inlines), None) => out.push(inlines),
            (DocBlock::List(items), _) => out.extend(items),
        }
    }
    out
}

/// `[!INCLUDE [label](path)]` and the like.
fn is_include(doc: &Doc) -> bool {
    let first = doc.blocks().first().and_then(|block| block.lines().next());
    let text = match first.and_then(<[_]>::first) {
        Some(DocInline::Text(text)) => text.as_str(),
        Some(DocInline::Link { label, .. }) => match label.first() {
            Some(DocInline::Text(text)) => text,
            Some(_) | None => "",
        },
        Some(DocInline::Code(_) | DocInline::Strong(_) | DocInline::Emphasis(_)) | None => "",
    };
    let start = text.trim_start_matches('[');
    start.starts_with('!') || start.starts_with("INCLUDE")
}

/// What a colon at the end leads to was left out: the sentence goes, unless it is all of its paragraph; then it ends in a full
/// stop.
fn end_sentence(blocks: &mut [DocBlock]) {
    let line = match blocks.last_mut() {
        Some(DocBlock::Paragraph(line)) => Some(line),
        Some(DocBlock::List(items)) => items.last_mut(),
        None => None,
    };
    let Some(line) = line.filter(|line| ends_with_colon(line)) else {
        return;
    };
    if let Some((at, end)) = sentence_end(line) {
        line.truncate(at + 1);
        if let Some(DocInline::Text(text)) = line.last_mut() {
            text.truncate(end);
        }
    } else if let Some(DocInline::Text(text)) = line.last_mut() {
        text.pop();
        text.push('.');
    }
}

fn ends_with_colon(line: &[DocInline]) -> bool {
    matches!(line.last(), Some(DocInline::Text(text)) if text.ends_with(':'))
}

/// The end of the last sentence but one: in which piece, and where in its text.
fn sentence_end(line: &[DocInline]) -> Option<(usize, usize)> {
    line.iter().enumerate().rev().find_map(|(at, inline)| {
        let DocInline::Text(text) = inline else {
            return None;
        };
        let mut blanks = text.rmatch_indices(' ').map(|(end, _)| end);
        let end = blanks.find(|end| ends_sentence(&text[..*end]))?;
        Some((at, end))
    })
}

/// Collects the paragraphs of running text.
#[derive(Default)]
struct Builder {
    doc: Doc,
    line: Vec<DocInline>,
    /// Emphasis that is open, and the pieces in it.
    open: Vec<(Style, Vec<DocInline>)>,
}

impl Builder {
    fn inline(&mut self, inline: &Inline<'_>, page: &str) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Code(code) => self.put(DocInline::Code(code_text(code))),
            Inline::Link { text, target, .. } => match link_target(target, page) {
                Some(target) if !text.trim().is_empty() => self.put(DocInline::Link {
                    label: vec![DocInline::Text(clean(text))],
                    target,
                }),
                _ => self.text(text),
            },
            Inline::Image { .. } => {}
            Inline::Tag { name } if matches!(name.as_str(), "br" | "p" | "/p" | "li" | "tr") => {
                self.end_paragraph();
            }
            Inline::Tag { .. }
            | Inline::Element(_)
            | Inline::ElementEnd { .. }
            | Inline::Anchor { .. } => {}
            Inline::Break => self.text(" "),
            Inline::Open(style) => self.open.push((*style, Vec::new())),
            Inline::Close(style) => {
                if self.open.last().is_some_and(|(open, _)| open == style) {
                    self.close();
                }
            }
        }
    }

    fn put(&mut self, inline: DocInline) {
        match self.open.last_mut() {
            Some((_, inlines)) => inlines.push(inline),
            None => self.line.push(inline),
        }
    }

    fn text(&mut self, text: &str) {
        self.put(DocInline::Text(clean(text)));
    }

    /// Closes the innermost emphasis. `**TODO…**` is a note that its authors forgot (dialect 13).
    fn close(&mut self) {
        let Some((style, inlines)) = self.open.pop() else {
            return;
        };
        let is_todo =
            matches!(inlines.first(), Some(DocInline::Text(text)) if text.starts_with("TODO"));
        match style {
            Style::Strong if is_todo => {}
            Style::Strong => self.put(DocInline::Strong(inlines)),
            Style::Emphasis => self.put(DocInline::Emphasis(inlines)),
        }
    }

    /// Ends the paragraph. Emphasis that is open goes on in the next one.
    fn end_paragraph(&mut self) {
        let open: Vec<Style> = self.open.iter().map(|(style, _)| *style).collect();
        while !self.open.is_empty() {
            self.close();
        }
        self.open = open.into_iter().map(|style| (style, Vec::new())).collect();
        let mut line = std::mem::take(&mut self.line);
        without_leftovers(&mut line);
        self.doc.push(DocBlock::Paragraph(line));
    }
}

/// Takes the marks away that a note, an image or a tag leaves at the start of a line.
fn without_leftovers(line: &mut Vec<DocInline>) {
    line.retain(|inline| !matches!(inline, DocInline::Text(text) if text.is_empty()));
    while let Some(DocInline::Text(text)) = line.first_mut() {
        let rest = text.trim_start();
        let rest = rest.strip_prefix('.').map_or(rest, str::trim_start);
        let rest = rest.trim_start_matches([',', ';']).trim_start();
        if !rest.is_empty() {
            *text = rest.to_owned();
            break;
        }
        line.remove(0);
    }
}

/// A relative link becomes a path from the docs folder; absolute `http(s)` links stay; anything else is no link.
pub fn link_target(target: &str, page: &str) -> Option<String> {
    let target = target.trim();
    let safe = |text: &str| {
        text.bytes().all(|b| {
            b.is_ascii_graphic()
                && !matches!(
                    b,
                    b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'\\' | b'`' | b'"'
                )
        })
    };
    if target.starts_with("https://") || target.starts_with("http://") {
        return safe(target).then(|| target.to_owned());
    }
    if target.starts_with('#') {
        return safe(target).then(|| format!("{page}{target}"));
    }
    if target.contains(':') || target.starts_with("//") || target.is_empty() || !safe(target) {
        return None;
    }
    if target.starts_with('/') {
        return Some(target.to_owned());
    }
    let (path, fragment) = target.split_at(target.find('#').unwrap_or(target.len()));
    Some(format!("{}{fragment}", join(page, path)))
}

/// Resolves `../resources/x.md` against the page that says so. Never climbs above the docs folder.
pub fn join(page: &str, target: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            // `..resources/x.md` stands in four pages where `../resources/x.md` is meant.
            _ if part.starts_with("..") => {
                parts.pop();
                if part.len() > 2 {
                    parts.push(&part[2..]);
                }
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Text without line ends and invisible characters.
fn clean(text: &str) -> String {
    let is_blank = |c| matches!(c, '\n' | '\r' | '\t');
    let kept = text.chars().map(|c| if is_blank(c) { ' ' } else { c });
    kept.filter(|c| !text::is_invisible(*c)).collect()
}

fn code_text(code: &str) -> String {
    let kept = code
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    let code: String = kept.filter(|c| !text::is_invisible(*c)).collect();
    code.trim().to_owned()
}
