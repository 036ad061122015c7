//! Definitions and references of symbols.

use super::docs_state::DocsState;
use super::symbol::{Symbol, SymbolAt};
use crate::facts::references::anchor;
use crate::facts::section::heading;
use crate::model::TypeName;
use crate::source::{PageId, Span};
use crate::syntax;

/// The definition of the first symbol that has one.
pub(super) fn definition(docs: &DocsState, symbols: &[SymbolAt]) -> Option<Span> {
    let mut symbols = symbols.iter();
    symbols.find_map(|found| symbol_definition(docs, &found.symbol))
}

fn symbol_definition(docs: &DocsState, symbol: &Symbol) -> Option<Span> {
    let origins = &docs.atlas.origins;
    match symbol {
        Symbol::Type(name) => Some(origins.types.get(name)?.at),
        Symbol::Property(owner, name) => {
            let lineage = docs.model.lineage(owner);
            lineage
                .into_iter()
                .find_map(|ancestor| docs.atlas.part_place(ancestor, name))
        }
        Symbol::Member(owner, name) => docs.atlas.part_place(owner, name),
        Symbol::Operation(id, _) => origins.operations.get(id).copied(),
        Symbol::Page(path, anchor) => heading_span(docs, path, anchor.as_deref()),
        Symbol::Parameter(_) => None,
    }
}

/// The heading with the anchor, else the first heading, else the start of the page.
fn heading_span(docs: &DocsState, path: &str, wanted: Option<&str>) -> Option<Span> {
    let id = find_page(docs, path)?;
    let text = &docs.sources.get(id).text;
    let page = syntax::parse(id, text, &mut crate::diag::Diagnostics::default());
    let headings: Vec<_> = page
        .walk()
        .filter_map(|block| Some((heading(block)?, block.span)))
        .collect();
    let has_anchor = |((_, title), _): &&((u8, String), Span)| {
        wanted.is_some_and(|wanted| anchor(title).eq_ignore_ascii_case(wanted))
    };
    let best = headings.iter().find(has_anchor).or(headings.first());
    let start = Span {
        page: id,
        start: 0,
        end: 0,
    };
    Some(best.map_or(start, |(_, span)| *span))
}

/// Links ignore the letter case of paths.
fn find_page(docs: &DocsState, path: &str) -> Option<PageId> {
    let same = || {
        let mut pages = docs.sources.iter();
        let (id, _) = pages.find(|(_, page)| page.path.eq_ignore_ascii_case(path))?;
        Some(id)
    };
    docs.sources.find(path).or_else(same)
}

/// The references to the first type among the symbols; its definition too, if wanted.
pub(super) fn references(
    docs: &DocsState,
    symbols: &[SymbolAt],
    with_definition: bool,
) -> Vec<Span> {
    let type_name = |found: &SymbolAt| match &found.symbol {
        Symbol::Type(name) => Some(name.clone()),
        Symbol::Property(..)
        | Symbol::Member(..)
        | Symbol::Parameter(_)
        | Symbol::Operation(..)
        | Symbol::Page(..) => None,
    };
    let Some(name): Option<TypeName> = symbols.iter().find_map(type_name) else {
        return Vec::new();
    };
    let at = docs.atlas.origins.types.get(&name).map(|origin| origin.at);
    let definition = at.filter(|_| with_definition);
    definition
        .into_iter()
        .chain(docs.atlas.uses(&name))
        .collect()
}
