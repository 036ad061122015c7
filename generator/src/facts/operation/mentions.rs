//! Parameters that running text names: "the **body** property of the `message` parameter". Knows names only.

use crate::facts::{Fact, Rule};
use crate::syntax::{Block, Inline, Inlines, Style};

/// The names in `` `x` parameter `` and `**x** parameter`, each one once, in page order.
pub fn read(blocks: &[Block<'_>], out: &mut Vec<Fact<String>>) {
    for block in blocks {
        if let Some(inlines) = block.as_paragraph() {
            for name in names(inlines) {
                if !out.iter().any(|known| known.value == name) {
                    out.push(Fact::new(name.to_owned(), block.span, Rule::Prose));
                }
            }
        } else if let Some(items) = block.as_list() {
            for item in items {
                read(item, out);
            }
        } else if let Some(quote) = block.as_quote() {
            read(&quote.blocks, out);
        }
    }
}

fn names<'i>(inlines: &'i Inlines<'_>) -> impl Iterator<Item = &'i str> {
    let pieces = &inlines.0;
    pieces.iter().enumerate().filter_map(|(at, piece)| {
        let (name, next) = match piece {
            Inline::Code(code) => (code.trim(), pieces.get(at + 1)?),
            Inline::Text(text) if pieces.get(at + 1) == Some(&Inline::Close(Style::Strong)) => {
                (text.trim(), pieces.get(at + 2)?)
            }
            _ => return None,
        };
        let Inline::Text(after) = next else {
            return None;
        };
        let word = after.split_whitespace().next()?;
        let is_parameter = after.starts_with(' ')
            && word.trim_end_matches(|c: char| !c.is_alphanumeric()) == "parameter";
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric());
        (is_parameter && is_name).then_some(name)
    })
}
