//! The answers to requests: each looks at the page as the editor shows it and at the last run, and changes nothing.

use std::path::PathBuf;

use gen_lsp_types::json_rpc::Error;
use gen_lsp_types::{
    CodeActionRequest, CodeActionResponse, CompletionRequest, Contents, Definition,
    DefinitionRequest, DocumentSymbolRequest, ErrorCodes, Hover, HoverRequest, Location,
    MarkupContent, MarkupKind, Position, ReferencesRequest, Request, TextDocumentPositionParams,
    Uri, WorkspaceSymbolRequest,
};
use serde_json::Value;

use super::actions::{self, Asked};
use super::documents::Documents;
use super::findings::Teller;
use super::project::Project;
use super::text::{Encoding, Lines};
use super::view::View;
use super::world::World;
use super::{completion, folders, hover, navigation, spot, symbols, uri, wire};
use crate::source::{PageId, Span};

/// What answers are made of.
#[derive(Clone, Copy)]
pub(super) struct Desk<'s> {
    pub(super) documents: &'s Documents,
    pub(super) projects: &'s [Project],
    pub(super) encoding: Encoding,
}

/// Answers the requests of one method.
pub(super) type Answer = fn(&Desk<'_>, Value) -> Result<Value, Error>;

/// Who answers a method; `None` when nobody does.
pub(super) fn of(method: &str) -> Option<Answer> {
    Some(match method {
        "textDocument/hover" => |desk, params| {
            answer::<HoverRequest>(params, |params| {
                let found = desk.at(&params.text_document_position_params, hover_at)?;
                Some(found)
            })
        },
        "textDocument/definition" => |desk, params| {
            answer::<DefinitionRequest>(params, |params| {
                let at = &params.text_document_position_params;
                let found = desk.at(at, |view, offset| {
                    let found = spot::find(view, offset);
                    let (place, _) = navigation::definition(view.world, &found)?;
                    Some(desk.location(view.world, place))
                })?;
                Some(Definition::Location(found).into())
            })
        },
        "textDocument/references" => |desk, params| {
            answer::<ReferencesRequest>(params, |params| {
                let with_definition = params.context.include_declaration;
                desk.at(&params.text_document_position_params, |view, offset| {
                    let found = spot::find(view, offset);
                    let places = navigation::references(view.world, &found, with_definition);
                    Some(desk.locations(view.world, &places))
                })
            })
        },
        "textDocument/completion" => |desk, params| {
            answer::<CompletionRequest>(params, |params| {
                let at = &params.text_document_position_params;
                let items = |view: &View<'_>, offset| Some(completion::items(view, offset));
                desk.at(at, items).map(Into::into)
            })
        },
        "textDocument/documentSymbol" => |desk, params| {
            answer::<DocumentSymbolRequest>(params, |params| {
                let start = Position::default();
                let at = TextDocumentPositionParams::new(params.text_document, start);
                let symbols = desk.at(&at, |view, _| Some(symbols::of_page(view)))?;
                Some(symbols.into())
            })
        },
        "workspace/symbol" => |desk, params| {
            answer::<WorkspaceSymbolRequest>(params, |params| {
                let mut found = Vec::new();
                for world in desk.projects.iter().filter_map(Project::world) {
                    let locate = |span| desk.location(world, span);
                    found.extend(symbols::of_world(world, &params.query, locate));
                }
                Some(found.into())
            })
        },
        "textDocument/codeAction" => {
            |desk, params| answer::<CodeActionRequest>(params, |params| desk.actions(&params))
        }
        _ => return None,
    })
}

fn answer<R: Request>(
    params: Value,
    make: impl FnOnce(R::Params) -> R::Result,
) -> Result<Value, Error> {
    let wrong = |code, error: serde_json::Error| wire::error(code, &error.to_string());
    let params =
        serde_json::from_value(params).map_err(|error| wrong(ErrorCodes::InvalidParams, error))?;
    serde_json::to_value(make(params)).map_err(|error| wrong(ErrorCodes::InternalError, error))
}

fn hover_at(view: &View<'_>, offset: usize) -> Option<Hover> {
    let (text, span) = hover::text(view, &spot::find(view, offset))?;
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent::new(MarkupKind::Markdown, text)),
        range: Some(view.lines.range(span)),
    })
}

impl<'s> Desk<'s> {
    /// The project of a file: the deepest folder that it lies in.
    pub(super) fn project(&self, file: &std::path::Path) -> Option<&'s Project> {
        let depth = |project: &&Project| project.depth(file);
        let inside = self.projects.iter().filter(|it| depth(it).is_some());
        inside.max_by_key(depth)
    }

    /// Looks at a position of a page; `None` when there is nothing to see.
    fn at<T>(
        &self,
        params: &TextDocumentPositionParams,
        look: impl FnOnce(&View<'_>, usize) -> Option<T>,
    ) -> Option<T> {
        let (file, world) = self.find(&params.text_document.uri)?;
        let path = folders::relative(&world.root, &file)?;
        let saved = || Some(&*world.sources.get(world.sources.find(&path)?).text);
        let open = self.documents.get(&file).map(|it| it.text.as_str());
        let view = View::new(world, &path, open.or_else(saved)?, self.encoding);
        let offset = view.lines.offset(params.position);
        look(&view, offset)
    }

    fn find(&self, address: &Uri) -> Option<(PathBuf, &'s World)> {
        let file = uri::to_path(address)?;
        let world = self.project(&file)?.world()?;
        Some((file, world))
    }

    fn actions(&self, params: &gen_lsp_types::CodeActionParams) -> Option<Vec<CodeActionResponse>> {
        let address = &params.text_document.uri;
        let (file, world) = self.find(address)?;
        let page = world.page(&file)?;
        let asked = Asked {
            world,
            page,
            lines: Lines::new(&world.sources.get(page).text, self.encoding),
            uri: address.clone(),
            version: self.documents.get(&file).map(|it| it.version),
        };
        let address = |page: PageId| self.address(world, page);
        let mut teller = Teller::new(world, self.encoding, &address);
        let actions = actions::actions(&asked, params, &mut teller);
        Some(actions.into_iter().map(Into::into).collect())
    }

    fn address(&self, world: &World, page: PageId) -> Uri {
        let file = world.file(page);
        let open = self.documents.get(&file);
        open.map_or_else(|| uri::of_path(&file), |document| document.uri.clone())
    }

    fn location(&self, world: &World, span: Span) -> Location {
        let lines = Lines::new(&world.sources.get(span.page).text, self.encoding);
        Location::new(self.address(world, span.page), lines.range(span))
    }

    /// The same for several, in the order of pages: each is scanned once.
    fn locations(&self, world: &World, spans: &[Span]) -> Vec<Location> {
        let mut out = Vec::with_capacity(spans.len());
        for page in spans.chunk_by(|one, other| one.page == other.page) {
            let id = page[0].page;
            let lines = Lines::new(&world.sources.get(id).text, self.encoding);
            let address = self.address(world, id);
            let location = |span: &Span| Location::new(address.clone(), lines.range(*span));
            out.extend(page.iter().map(location));
        }
        out
    }
}
