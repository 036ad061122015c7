//! The handlers of requests. They read the page as the editor shows it and the result of the last run, and change nothing.

use std::path::{Path, PathBuf};

use gen_lsp_types::json_rpc::Error;
use gen_lsp_types::{
    CodeActionParams, CodeActionRequest, CodeActionResponse, CompletionRequest, Contents,
    Definition, DefinitionRequest, DocumentSymbolRequest, ErrorCodes, Hover, HoverRequest,
    Location, MarkupContent, MarkupKind, Position, ReferencesRequest, Request,
    TextDocumentPositionParams, Uri, WorkspaceSymbolRequest,
};
use serde_json::Value;

use super::actions::{self, ActionPage};
use super::diagnostics::DiagnosticBuilder;
use super::docs_state::DocsState;
use super::documents::Documents;
use super::project::Project;
use super::symbol_at::symbols_at;
use super::text::{Encoding, Lines};
use super::view::View;
use super::{completion, folders, hover, navigation, symbols, uri, wire};
use crate::source::{PageId, Span};

/// The state that requests are answered from.
#[derive(Clone, Copy)]
pub(super) struct Snapshot<'s> {
    /// The open documents.
    pub(super) documents: &'s Documents,
    /// The docs folders.
    pub(super) projects: &'s [Project],
    /// The unit of columns.
    pub(super) encoding: Encoding,
}

/// Handles the requests of one method.
pub(super) type Handler = fn(&Snapshot<'_>, Value) -> Result<Value, Error>;

/// The handler of a method; `None` if the server does not support it.
pub(super) fn handler(method: &str) -> Option<Handler> {
    Some(match method {
        "textDocument/hover" => |snapshot, params| {
            handle::<HoverRequest>(params, |params| {
                let at = &params.text_document_position_params;
                snapshot.with_view(at, hover)
            })
        },
        "textDocument/definition" => |snapshot, params| {
            handle::<DefinitionRequest>(params, |params| {
                let at = &params.text_document_position_params;
                let location = snapshot.with_view(at, |view, offset| {
                    let symbols = symbols_at(view, offset);
                    let span = navigation::definition(view.docs, &symbols)?;
                    Some(snapshot.location(view.docs, span))
                })?;
                Some(Definition::Location(location).into())
            })
        },
        "textDocument/references" => |snapshot, params| {
            handle::<ReferencesRequest>(params, |params| {
                let with_definition = params.context.include_declaration;
                let at = &params.text_document_position_params;
                snapshot.with_view(at, |view, offset| {
                    let symbols = symbols_at(view, offset);
                    let spans = navigation::references(view.docs, &symbols, with_definition);
                    Some(snapshot.locations(view.docs, &spans))
                })
            })
        },
        "textDocument/completion" => |snapshot, params| {
            handle::<CompletionRequest>(params, |params| {
                let at = &params.text_document_position_params;
                let items = |view: &View<'_>, offset| Some(completion::items(view, offset));
                snapshot.with_view(at, items).map(Into::into)
            })
        },
        "textDocument/documentSymbol" => |snapshot, params| {
            handle::<DocumentSymbolRequest>(params, |params| {
                let start = Position::default();
                let at = TextDocumentPositionParams::new(params.text_document, start);
                let symbols = |view: &View<'_>, _| Some(symbols::page_symbols(view));
                snapshot.with_view(&at, symbols).map(Into::into)
            })
        },
        "workspace/symbol" => |snapshot, params| {
            handle::<WorkspaceSymbolRequest>(params, |params| {
                let mut symbols = Vec::new();
                for docs in snapshot.projects.iter().filter_map(Project::docs) {
                    let locate = |span| snapshot.location(docs, span);
                    symbols.extend(symbols::workspace_symbols(docs, &params.query, locate));
                }
                Some(symbols.into())
            })
        },
        "textDocument/codeAction" => |snapshot, params| {
            handle::<CodeActionRequest>(params, |params| snapshot.code_actions(&params))
        },
        _ => return None,
    })
}

fn handle<R: Request>(
    params: Value,
    result: impl FnOnce(R::Params) -> R::Result,
) -> Result<Value, Error> {
    let params = serde_json::from_value(params)
        .map_err(|error| wire::error(ErrorCodes::InvalidParams, &error.to_string()))?;
    serde_json::to_value(result(params))
        .map_err(|error| wire::error(ErrorCodes::InternalError, &error.to_string()))
}

fn hover(view: &View<'_>, offset: usize) -> Option<Hover> {
    let (text, span) = hover::text(view, &symbols_at(view, offset))?;
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent::new(MarkupKind::Markdown, text)),
        range: Some(view.lines.range(span)),
    })
}

impl<'s> Snapshot<'s> {
    /// The project of a file: the one with the deepest folder that contains it.
    pub(super) fn project(&self, file: &Path) -> Option<&'s Project> {
        let projects = self.projects.iter();
        let containing = projects.filter_map(|project| Some((project, project.depth(file)?)));
        let (project, _) = containing.max_by_key(|(_, depth)| *depth)?;
        Some(project)
    }

    /// Answers a question about a position of a page; `None` if the page is unknown.
    fn with_view<T>(
        &self,
        params: &TextDocumentPositionParams,
        answer: impl FnOnce(&View<'_>, usize) -> Option<T>,
    ) -> Option<T> {
        let (file, docs) = self.find(&params.text_document.uri)?;
        let path = folders::relative(&docs.root, &file)?;
        let saved = || Some(&*docs.sources.get(docs.sources.find(&path)?).text);
        let open = self.documents.get(&file);
        let open = open.map(|document| document.text.as_str());
        let view = View::new(docs, &path, open.or_else(saved)?, self.encoding);
        let offset = view.lines.offset(params.position);
        answer(&view, offset)
    }

    fn find(&self, address: &Uri) -> Option<(PathBuf, &'s DocsState)> {
        let file = uri::to_path(address)?;
        let docs = self.project(&file)?.docs()?;
        Some((file, docs))
    }

    fn code_actions(&self, params: &CodeActionParams) -> Option<Vec<CodeActionResponse>> {
        let address = &params.text_document.uri;
        let (file, docs) = self.find(address)?;
        let page = docs.page(&file)?;
        let page = ActionPage {
            docs,
            id: page,
            lines: Lines::new(&docs.sources.get(page).text, self.encoding),
            uri: address.clone(),
            version: self.documents.get(&file).map(|document| document.version),
        };
        let address = |page: PageId| self.address(docs, page);
        let mut builder = DiagnosticBuilder::new(docs, self.encoding, &address);
        let actions = actions::actions(&page, params, &mut builder);
        Some(actions.into_iter().map(Into::into).collect())
    }

    fn address(&self, docs: &DocsState, page: PageId) -> Uri {
        let file = docs.file(page);
        let open = self.documents.get(&file);
        open.map_or_else(|| uri::from_path(&file), |document| document.uri.clone())
    }

    fn location(&self, docs: &DocsState, span: Span) -> Location {
        let lines = Lines::new(&docs.sources.get(span.page).text, self.encoding);
        Location::new(self.address(docs, span.page), lines.range(span))
    }

    /// The locations of several spans, in the order of pages. Each page is scanned once.
    fn locations(&self, docs: &DocsState, spans: &[Span]) -> Vec<Location> {
        let mut out = Vec::with_capacity(spans.len());
        for page in spans.chunk_by(|one, other| one.page == other.page) {
            let id = page[0].page;
            let lines = Lines::new(&docs.sources.get(id).text, self.encoding);
            let address = self.address(docs, id);
            let location = |span: &Span| Location::new(address.clone(), lines.range(*span));
            out.extend(page.iter().map(location));
        }
        out
    }
}
