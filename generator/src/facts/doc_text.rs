//! Inline text to [`Doc`]: the safe Markdown subset that the model carries. Knows the pages' paths, not the pages.

use crate::api::Doc;
use crate::syntax::{Block, BlockKind, Inline, Inlines, Style};

/// Running text as a [`Doc`]. `page` is the path of the page, against which relative links are resolved.
pub fn doc(inlines: &Inlines<'_>, page: &str) -> Doc {
    let mut out = String::new();
    write_inlines(&mut out, &inlines.0, page);
    Doc(tidy(&out))
}

/// The paragraphs and lists among `blocks` as one [`Doc`]; tables, code, quotes and includes are left out, and so are
/// sentences that only lead to them.
pub fn doc_of_blocks<'b, 's: 'b>(
    blocks: impl IntoIterator<Item = &'b Block<'s>>,
    page: &str,
) -> Doc {
    let mut out = kept_blocks(blocks, page);
    end_sentence(&mut out);
    Doc(out)
}

fn kept_blocks<'b, 's: 'b>(blocks: impl IntoIterator<Item = &'b Block<'s>>, page: &str) -> String {
    let mut out = String::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                let text = doc(inlines, page).0;
                if !text.is_empty() && !is_include(&text) {
                    paragraph(&mut out, &text);
                }
            }
            BlockKind::List(items) => {
                let lines: Vec<String> = items
                    .iter()
                    .map(|item| kept_blocks(item, page).replace("\n\n", " "))
                    .filter(|line| !line.is_empty())
                    .map(|line| format!("- {line}"))
                    .collect();
                if !lines.is_empty() {
                    paragraph(&mut out, &lines.join("\n"));
                }
            }
            BlockKind::Table(_)
            | BlockKind::Code(_)
            | BlockKind::Quote(_)
            | BlockKind::Html(_)
            | BlockKind::Heading { .. } => end_sentence(&mut out),
            BlockKind::FrontMatter(_)
            | BlockKind::Comment(_)
            | BlockKind::Rule
            | BlockKind::LinkDefinition
            | BlockKind::Unparsed(_) => {}
        }
    }
    out
}

/// What a colon at the end leads to was left out: the sentence goes, unless it is all of its paragraph; then it ends in a full
/// stop.
fn end_sentence(out: &mut String) {
    if !out.ends_with(':') {
        return;
    }
    let line = out.rfind(['\n']).map_or(0, |at| at + 1);
    let is_end = |at: &usize| {
        let text = &out[..=*at];
        text.ends_with(['.', '!', '?']) && !text.ends_with("e.g.") && !text.ends_with("i.e.")
    };
    let sentence = out[line..].rmatch_indices(' ').map(|(at, _)| line + at);
    let sentence = sentence.map(|at| at.saturating_sub(1)).find(is_end);
    match sentence {
        Some(end) => out.truncate(end + 1),
        None => {
            out.pop();
            out.push('.');
        }
    }
}

fn paragraph(out: &mut String, text: &str) {
    if !out.is_empty() {
        out.push_str("\n\n");
    }
    out.push_str(text);
}

/// `[!INCLUDE [label](path)]` and the like, after escaping.
fn is_include(text: &str) -> bool {
    let start = text.trim_start_matches(['\\', '[']);
    start.starts_with('!') || start.starts_with("INCLUDE")
}

fn write_inlines(out: &mut String, inlines: &[Inline<'_>], page: &str) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => escape(out, text),
            Inline::Code(code) => code_span(out, code),
            Inline::Link { text, target, .. } => match link_target(target, page) {
                Some(target) if !text.trim().is_empty() => {
                    out.push('[');
                    escape(out, text);
                    out.push_str("](");
                    out.push_str(&target);
                    out.push(')');
                }
                _ => escape(out, text),
            },
            Inline::Image { .. } => {}
            Inline::Tag { name } if matches!(name.as_str(), "br" | "p" | "/p" | "li" | "tr") => {
                out.push_str("\n\n");
            }
            Inline::Tag { .. } => {}
            Inline::Break => out.push(' '),
            Inline::Open(style) | Inline::Close(style) => out.push_str(match style {
                Style::Strong => "**",
                Style::Emphasis => "*",
            }),
        }
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

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() || is_bidi_control(c) => {}
            c => out.push(c),
        }
    }
}

/// A code span.
pub fn code(text: &str) -> String {
    let mut out = String::new();
    code_span(&mut out, text);
    out
}

fn code_span(out: &mut String, code: &str) {
    let code: String = code
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_bidi_control(*c))
        .collect();
    let code = code.trim();
    if code.is_empty() {
        return;
    }
    // A code span that holds backticks needs a longer fence; such text is rare, so it is simply shown as text.
    if code.contains('`') {
        return escape(out, code);
    }
    out.push('`');
    out.push_str(code);
    out.push('`');
}

/// Characters that reorder text (rustc denies them in source) or are invisible.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{61c}')
}

/// Drops drafts' TODO marks, empty emphasis, and blanks at the ends of paragraphs.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split("\n\n") {
        let part = without_todo(part);
        let part = part.trim().trim_start_matches([',', ';']).trim_start();
        if part.is_empty() || part == "." {
            continue;
        }
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(part);
    }
    out
}

/// Removes `**TODO…**` (dialect 13), and a full stop or blank that it leaves at the start.
fn without_todo(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(start) = text.find("**TODO") {
        let end = text[start + 2..]
            .find("**")
            .map_or(text.len(), |at| start + 2 + at + 2);
        text.replace_range(start..end, "");
    }
    if let Some(rest) = text.trim_start().strip_prefix('.') {
        return rest.trim_start().to_owned();
    }
    text
}
