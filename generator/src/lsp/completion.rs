//! Completes names of types: in the type column of a table, and in the `@odata.type` and similar keys of JSON.

use gen_lsp_types::{CompletionItem, CompletionItemKind, TextEdit};

use super::view::{View, holds};
use crate::facts::property;
use crate::facts::vocabulary::normalise;
use crate::model::names::short_name;
use crate::model::{TypeDef, TypeKind, TypeName};
use crate::source::Span;
use crate::syntax::{Inline, Table};

/// The primitive types, as the pages write them.
const PRIMITIVES: &[&str] = &[
    "String",
    "Boolean",
    "Int32",
    "Int64",
    "DateTimeOffset",
    "Date",
    "TimeOfDay",
    "Duration",
    "Double",
    "Single",
    "Decimal",
    "Guid",
    "Binary",
    "Stream",
];

/// JSON keys whose values are names of types.
const TYPE_KEYS: &[&str] = &["\"@odata.type\"", "\"@type\"", "\"baseType\""];

/// The completions at a position; none where no type is expected.
pub(super) fn items(view: &View<'_>, offset: usize) -> Vec<CompletionItem> {
    if let Some(span) = qualified_name(view, offset) {
        return qualified_items(view, span);
    }
    match type_cell(view, offset) {
        Some(span) => cell_items(view, span),
        None => Vec::new(),
    }
}

/// The name of a type in a JSON value at the position, without quotes and `#`.
fn qualified_name(view: &View<'_>, offset: usize) -> Option<Span> {
    let (line_start, line) = view.lines.line_at(offset);
    let before = line.get(..offset - line_start)?;
    let (key, value) = before.rsplit_once(':')?;
    let key = key.trim_end();
    let value = value.trim_start().strip_prefix('"')?;
    if value.contains('"') || !TYPE_KEYS.iter().any(|type_key| key.ends_with(type_key)) {
        return None;
    }
    let (start, word) = view.word(offset);
    let skipped = word.len() - word.trim_start_matches('#').len();
    Some(span(view, start + skipped, start + word.len()))
}

fn qualified_items(view: &View<'_>, span: Span) -> Vec<CompletionItem> {
    let types = view.docs.model.types.iter();
    types
        .map(|(name, def)| {
            let edit = TextEdit::new(view.lines.range(span), name.0.clone());
            item(view, &name.0, Some(def), edit)
        })
        .collect()
}

/// The link or name to replace in the type cell at the position.
fn type_cell(view: &View<'_>, offset: usize) -> Option<Span> {
    let mut blocks = view.page.walk();
    let table = blocks.find_map(|block| block.as_table().filter(|_| holds(block.span, offset)))?;
    let column = type_column(table)?;
    let (line_start, line) = view.lines.line_at(offset);
    let before = line.get(..offset - line_start)?;
    let header = table.header.first()?.span.start as usize;
    let is_body = view.lines.line_at(header).0 < line_start && !is_delimiter(line);
    if !is_body || cell_at(before) != Some(column) {
        return None;
    }
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let link = cells
        .flat_map(|cell| &cell.inlines.0)
        .find_map(|inline| match inline {
            Inline::Link { span, .. } if holds(*span, offset) => Some(*span),
            _ => None,
        });
    let (start, word) = view.word(offset);
    // The link may be incomplete.
    let opened = usize::from(view.text[..start].ends_with('['));
    Some(link.unwrap_or_else(|| span(view, start - opened, start + word.len())))
}

fn type_column(table: &Table<'_>) -> Option<usize> {
    let returns = || {
        let mut headers = table.header.iter();
        headers.position(|cell| normalise(&cell.inlines.plain()).starts_with("return"))
    };
    property::columns(table).ty.or_else(returns)
}

/// `|:--|---|`
fn is_delimiter(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| "|:- \t".contains(c))
}

/// The index of the cell at the end of the text. Escaped pipes and pipes in code do not separate cells.
fn cell_at(before: &str) -> Option<usize> {
    let text = before.trim_start();
    let text = text.strip_prefix('|').unwrap_or(text);
    let (mut cells, mut in_code, mut escaped) = (0, false, false);
    for c in text.chars() {
        match c {
            '`' if !escaped => in_code = !in_code,
            '|' if !escaped && !in_code => cells += 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    (!in_code).then_some(cells)
}

fn cell_items(view: &View<'_>, span: Span) -> Vec<CompletionItem> {
    let range = view.lines.range(span);
    let primitives = PRIMITIVES.iter().map(|name| {
        let edit = TextEdit::new(range, (*name).to_owned());
        item(view, name, None, edit)
    });
    let types = view.docs.model.types.iter();
    let types = types.map(|(name, def)| {
        let edit = TextEdit::new(range, in_cell(view, name, def));
        let item = item(view, short_name(&name.0), Some(def), edit);
        CompletionItem {
            detail: Some(name.0.clone()),
            ..item
        }
    });
    primitives.chain(types).collect()
}

/// A type as a cell names it: a link to its page, if it has one.
fn in_cell(view: &View<'_>, name: &TypeName, def: &TypeDef) -> String {
    let short = short_name(&name.0);
    let index = &view.docs.atlas.index;
    let is_own = |page: &&crate::model::PagePath| index.types_of_page(&page.0).contains(name);
    match def.pages.iter().find(is_own) {
        Some(page) => format!("[{short}]({})", link(view.path, &page.0)),
        None => short.to_owned(),
    }
}

/// The relative link from one page to another.
fn link(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    let up = from[shared..].iter().map(|_| "..");
    let parts: Vec<&str> = up.chain(to[shared..].iter().copied()).collect();
    parts.join("/")
}

fn item(view: &View<'_>, label: &str, def: Option<&TypeDef>, edit: TextEdit) -> CompletionItem {
    let kind = match def.map(|def| &def.kind) {
        Some(TypeKind::Object(_)) => CompletionItemKind::Class,
        Some(TypeKind::Enum(_)) => CompletionItemKind::Enum,
        None => CompletionItemKind::Keyword,
    };
    // Primitive types come first: most properties have one.
    let order = if def.is_some() { '1' } else { '0' };
    // Editors filter by the replaced text, from its first character on.
    let replaced = view.lines.offset(edit.range.start);
    let mark = if view.text[replaced..].starts_with('[') {
        "["
    } else {
        ""
    };
    CompletionItem {
        label: label.to_owned(),
        kind: Some(kind),
        sort_text: Some(format!("{order}{label}")),
        filter_text: Some(format!("{mark}{label}")),
        text_edit: Some(edit.into()),
        ..CompletionItem::default()
    }
}

fn span(view: &View<'_>, start: usize, end: usize) -> Span {
    Span {
        page: view.page.id,
        start: start as u32,
        end: end as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::{cell_at, link};

    #[test]
    fn escaped_pipes_do_not_separate_cells() {
        assert_eq!(cell_at("| a | "), Some(1));
        assert_eq!(cell_at("a"), Some(0));
        assert_eq!(cell_at("|a \\| b `|` | c"), Some(1));
        assert_eq!(cell_at("|a | `b"), None);
    }

    #[test]
    fn relative_links() {
        assert_eq!(link("resources/a.md", "resources/b.md"), "b.md");
        assert_eq!(link("api/a.md", "resources/b.md"), "../resources/b.md");
        assert_eq!(link("a.md", "resources/b.md"), "resources/b.md");
    }
}
