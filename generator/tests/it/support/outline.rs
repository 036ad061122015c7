//! A page as compact text: a line for each block, cell and diagnostic, with its bytes.

use std::fmt::Write;

use docwright::diag::Diagnostics;
use docwright::source::Span;
use docwright::syntax::{
    AttributeValue, Block, BlockKind, ElementTag, Inline, Inlines, Notation, Page, Style, Table,
};

/// The outline of a page, then its diagnostics.
pub(crate) fn page(page: &Page<'_>, diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    blocks(&page.blocks, 0, &mut out);
    for diagnostic in &diagnostics.0 {
        let at = bytes(diagnostic.primary.span);
        writeln!(
            out,
            "! {} {at}: {}",
            diagnostic.code.name(),
            diagnostic.message
        )
        .unwrap();
    }
    out
}

fn bytes(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}

fn blocks(blocks: &[Block<'_>], depth: usize, out: &mut String) {
    for found in blocks {
        write!(out, "{}{} ", "  ".repeat(depth), bytes(found.span)).unwrap();
        block(found, depth, out);
    }
}

fn block(block: &Block<'_>, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth + 1);
    match &block.kind {
        BlockKind::FrontMatter(front_matter) => {
            writeln!(out, "front matter").unwrap();
            for entry in &front_matter.entries {
                writeln!(
                    out,
                    "{indent}{} {} = {:?}",
                    bytes(entry.span),
                    entry.key,
                    entry.value
                )
                .unwrap();
            }
        }
        BlockKind::Heading { level, inlines, id } => {
            let id = id.map(|id| format!(" {id:?}")).unwrap_or_default();
            writeln!(out, "heading {level}{id}: {}", inline(inlines)).unwrap();
        }
        BlockKind::Paragraph(inlines) => writeln!(out, "paragraph: {}", inline(inlines)).unwrap(),
        BlockKind::Table(found) => table(found, &indent, out),
        BlockKind::Code(code) => {
            writeln!(
                out,
                "code {:?} {}: {:?}",
                code.language,
                bytes(code.span),
                code.text
            )
            .unwrap();
        }
        BlockKind::Comment(comment) => {
            writeln!(out, "comment {}: {:?}", bytes(comment.span), comment.text).unwrap();
        }
        BlockKind::Html(text) => writeln!(out, "html: {text:?}").unwrap(),
        BlockKind::List(items) => {
            writeln!(out, "list").unwrap();
            for item in items {
                writeln!(out, "{indent}item").unwrap();
                blocks(item, depth + 2, out);
            }
        }
        BlockKind::Quote(quote) => {
            let alert = quote.alert.map(|word| format!(" {word:?}"));
            writeln!(out, "quote{}", alert.unwrap_or_default()).unwrap();
            blocks(&quote.blocks, depth + 1, out);
        }
        BlockKind::DefinitionList(definitions) => {
            writeln!(out, "definition list").unwrap();
            for definition in definitions {
                let place = bytes(definition.span);
                writeln!(out, "{indent}term {place}: {}", inline(&definition.term)).unwrap();
                for detail in &definition.details {
                    writeln!(out, "{indent}definition").unwrap();
                    blocks(detail, depth + 2, out);
                }
            }
        }
        BlockKind::Element(element) => {
            writeln!(out, "{}", tag(&element.tag)).unwrap();
            blocks(&element.children, depth + 1, out);
        }
        BlockKind::ModuleStatement(text) => writeln!(out, "module statement: {text:?}").unwrap(),
        BlockKind::Rule => writeln!(out, "rule").unwrap(),
        BlockKind::LinkDefinition => writeln!(out, "link definition").unwrap(),
        BlockKind::Unparsed(text) => writeln!(out, "unparsed: {text:?}").unwrap(),
    }
}

fn table(table: &Table<'_>, indent: &str, out: &mut String) {
    writeln!(out, "table").unwrap();
    for cell in &table.header {
        writeln!(
            out,
            "{indent}header {}: {}",
            bytes(cell.span),
            inline(&cell.inlines)
        )
        .unwrap();
    }
    for row in &table.rows {
        writeln!(out, "{indent}row {} of {}", bytes(row.span), row.written).unwrap();
        for cell in &row.cells {
            writeln!(
                out,
                "{indent}  {}: {}",
                bytes(cell.span),
                inline(&cell.inlines)
            )
            .unwrap();
        }
    }
}

fn inline(inlines: &Inlines<'_>) -> String {
    let piece = |inline: &Inline<'_>| match inline {
        Inline::Text(text) => format!("{text:?}"),
        Inline::Code(text) => format!("code {text:?}"),
        Inline::Link { text, target, span } => {
            format!("link {text:?} to {target:?} {}", bytes(*span))
        }
        Inline::Image { text, target } => format!("image {text:?} of {target:?}"),
        Inline::Tag { name } => format!("<{name}>"),
        Inline::Element(found) => tag(found),
        Inline::ElementEnd { name } => format!("end of {name}"),
        Inline::Anchor { id } => format!("anchor {id:?}"),
        Inline::Break => "break".to_owned(),
        Inline::Open(style) => format!("{}(", mark(*style)),
        Inline::Close(style) => format!("){}", mark(*style)),
    };
    inlines.0.iter().map(piece).collect::<Vec<_>>().join(" ")
}

fn tag(tag: &ElementTag<'_>) -> String {
    let notation = match tag.notation {
        Notation::Component => "component",
        Notation::Shortcode => "shortcode",
        Notation::Directive => "directive",
    };
    let attributes = tag.attributes.iter().map(|attribute| {
        let place = bytes(attribute.span);
        let name = attribute.name;
        match attribute.value {
            AttributeValue::None => format!(" {name} {place}"),
            AttributeValue::Text(text) => format!(" {name}={text:?} {place}"),
            AttributeValue::Expression(text) => format!(" {name}={{{text:?}}} {place}"),
        }
    });
    let attributes: String = attributes.collect();
    format!("{notation} {}{attributes}", tag.name)
}

fn mark(style: Style) -> &'static str {
    match style {
        Style::Strong => "**",
        Style::Emphasis => "*",
    }
}
