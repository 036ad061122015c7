//! The symbols of a page for the editor's outline, and those of the API for its search.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, Location, Range, SymbolKind, WorkspaceSymbol,
};

use super::docs_state::DocsState;
use super::view::View;
use crate::facts::Subject;
use crate::facts::operation::request_line::RequestLine;
use crate::facts::operation::url::Target;
use crate::model::TypeKind;
use crate::source::Span;

/// The number of symbols that a search returns.
const MAX_SYMBOLS: usize = 500;

/// The outline: the subject of the page with its rows, members and request lines.
pub(super) fn page_symbols(view: &View<'_>) -> Vec<DocumentSymbol> {
    let facts = &view.facts;
    let mut children: Vec<(String, SymbolKind, Span)> = Vec::new();
    let kind = match &facts.subject {
        Subject::Resource(resource) => {
            for row in resource.properties.iter().chain(&resource.relationships) {
                let span = row.name.origin.span;
                children.push((row.name.value.clone(), SymbolKind::Property, span));
            }
            SymbolKind::Class
        }
        Subject::Enum(table, _) => {
            for member in &table.members {
                let span = member.name.origin.span;
                children.push((member.name.value.clone(), SymbolKind::EnumMember, span));
            }
            SymbolKind::Enum
        }
        Subject::Operation(operation) => {
            for line in &operation.requests {
                children.push((request(&line.value), SymbolKind::Method, line.origin.span));
            }
            SymbolKind::Function
        }
        Subject::Permissions(_) | Subject::Prose => SymbolKind::File,
    };
    for table in &facts.enums {
        let name = table.name.value.clone();
        children.push((name, SymbolKind::Enum, table.name.origin.span));
    }
    let child = |(name, kind, span): (String, SymbolKind, Span)| {
        let range = view.lines.range(span);
        symbol(&name, kind, range, range)
    };
    let children: Vec<DocumentSymbol> = children.into_iter().map(child).collect();
    let title = match facts.title.value.as_str() {
        "" => view.path,
        title => title,
    };
    let whole = view.lines.range(Span {
        page: view.page.id,
        start: 0,
        end: view.text.len() as u32,
    });
    let name = view.lines.range(facts.title.origin.span);
    vec![DocumentSymbol {
        children: (!children.is_empty()).then_some(children),
        ..symbol(title, kind, whole, name)
    }]
}

fn request(line: &RequestLine) -> String {
    let url = match &line.target {
        Target::Url(url) => &url.template.written,
        Target::Unknown { .. } => "?",
    };
    format!("{} {url}", line.method.as_str())
}

#[expect(deprecated, reason = "a field that the protocol still has")]
fn symbol(name: &str, kind: SymbolKind, range: Range, selection_range: Range) -> DocumentSymbol {
    DocumentSymbol {
        // Editors refuse an empty name.
        name: if name.trim().is_empty() { "?" } else { name }.to_owned(),
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: None,
    }
}

/// The types and operations whose names contain the query.
pub(super) fn workspace_symbols(
    docs: &DocsState,
    query: &str,
    mut locate: impl FnMut(Span) -> Location,
) -> Vec<WorkspaceSymbol> {
    let query = query.to_ascii_lowercase();
    let fits = |name: &str| name.to_ascii_lowercase().contains(&query);
    let origins = &docs.atlas.origins;
    let types = docs
        .model
        .types
        .iter()
        .filter(|(name, _)| fits(&name.0))
        .filter_map(|(name, def)| {
            let kind = match &def.kind {
                TypeKind::Object(_) => SymbolKind::Class,
                TypeKind::Enum(_) => SymbolKind::Enum,
            };
            Some((name.0.clone(), kind, origins.types.get(name)?.at))
        });
    let operations = docs
        .model
        .operations
        .iter()
        .filter(|(id, operation)| fits(&id.0) || fits(&operation.title))
        .filter_map(|(id, _)| {
            let at = origins.operations.get(id)?;
            Some((id.0.clone(), SymbolKind::Function, *at))
        });
    let symbol = |(name, kind, at): (String, SymbolKind, Span)| WorkspaceSymbol {
        location: locate(at).into(),
        data: None,
        base_symbol_information: BaseSymbolInformation {
            name,
            kind,
            tags: None,
            container_name: None,
        },
    };
    let all = types.chain(operations).take(MAX_SYMBOLS);
    all.map(symbol).collect()
}
