//! What stands under the cursor: from a byte of a page to the things of the API that are meant there, the most special one
//! first. Knows no answer of the protocol.

use super::examples;
use super::view::{View, holds};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::request_line::RequestLine;
use crate::facts::property::PropertyFact;
use crate::facts::references::Link;
use crate::facts::resource::ResourceFacts;
use crate::facts::{PageFacts, Subject, TypeExpr};
use crate::model::index::qualify;
use crate::model::{OperationId, PagePath, TypeName};
use crate::source::Span;

/// Something of the API, or of the docs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spot {
    /// A type.
    Type(TypeName),
    /// A property of a type or of one of its bases.
    Property(TypeName, String),
    /// A member of an enum.
    Member(TypeName, String),
    /// Something that the request of an operation of this page takes.
    Parameter(String),
    /// An operation; with the request line, if it is meant by one.
    Operation(OperationId, Option<RequestLine>),
    /// A page, and a heading on it.
    Page(String, Option<String>),
}

/// What is meant, and by which part of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) spot: Spot,
    pub(super) span: Span,
}

/// Everything that is meant at a byte.
pub(super) fn find(view: &View<'_>, offset: usize) -> Vec<Found> {
    let mut finder = Finder {
        view,
        offset,
        found: Vec::new(),
    };
    let references = &view.references;
    let link = references
        .links
        .iter()
        .find(|link| holds(link.span, offset));
    if let Some(link) = link {
        finder.link(link);
    }
    finder.facts(&view.facts);
    if finder.found.is_empty() && finder.is_in_json() {
        finder.tag();
        finder.found.extend(examples::find(view, offset));
    }
    finder.found
}

struct Finder<'v, 'w> {
    view: &'v View<'w>,
    offset: usize,
    found: Vec<Found>,
}

impl Finder<'_, '_> {
    fn add(&mut self, spot: Spot, span: Span) {
        if self.found.iter().all(|found| found.spot != spot) {
            self.found.push(Found { spot, span });
        }
    }

    fn is_at(&self, span: Span) -> bool {
        holds(span, self.offset)
    }

    fn link(&mut self, link: &Link) {
        let world = self.view.world;
        let index = &world.atlas.index;
        let heading = link.anchor.as_ref();
        let by_heading = heading.and_then(|anchor| index.by_anchor(&link.path, anchor));
        let of_page = || index.types_of_page(&link.path).first();
        // A heading that names no type is meant by itself.
        let named = by_heading.or_else(|| heading.is_none().then(of_page).flatten());
        if let Some(name) = named {
            self.add(Spot::Type(name.clone()), link.span);
        }
        self.add(
            Spot::Page(link.path.clone(), link.anchor.clone()),
            link.span,
        );
        if let Some(page) = world.model.pages.get(&PagePath(link.path.clone())) {
            for id in &page.operations {
                self.add(Spot::Operation(id.clone(), None), link.span);
            }
        }
    }

    fn facts(&mut self, facts: &PageFacts) {
        match &facts.subject {
            Subject::Resource(resource) => self.resource(resource),
            Subject::Operation(operation) => self.operation(operation),
            Subject::Enum(table, _) => self.members(table),
            Subject::Permissions(_) | Subject::Prose => {}
        }
        for table in &facts.enums {
            self.members(table);
        }
        let method = facts.methods.iter().find(|row| self.is_at(row.span));
        if let Some(returned) = method.and_then(|row| row.returns.as_ref()) {
            let (start, word) = self.view.word(self.offset);
            let span = self.word_span(start, word);
            if names(returned, word) {
                self.expr(returned, span);
            }
        }
        if self.is_at(facts.title.origin.span) {
            self.title(facts.title.origin.span);
        }
    }

    fn title(&mut self, span: Span) {
        let (world, path) = (self.view.world, self.view.path);
        match self.view.facts.subject {
            Subject::Resource(_) | Subject::Enum(..) => {
                if let Some(name) = world.atlas.owner(path) {
                    self.add(Spot::Type(name.clone()), span);
                }
            }
            Subject::Operation(_) => {
                let page = world.model.pages.get(&PagePath(path.to_owned()));
                for id in page.iter().flat_map(|page| &page.operations) {
                    self.add(Spot::Operation(id.clone(), None), span);
                }
            }
            Subject::Permissions(_) | Subject::Prose => {}
        }
    }

    fn resource(&mut self, resource: &ResourceFacts) {
        let owner = self.view.world.atlas.owner(self.view.path).cloned();
        for row in resource.properties.iter().chain(&resource.relationships) {
            let spot = |name: &str| Some(Spot::Property(owner.clone()?, name.to_owned()));
            self.row(row, spot);
        }
        for shape in &resource.shapes {
            let Some(ty) = &shape.annotation.ty else {
                continue;
            };
            let namespace = self.view.world.atlas.scope(self.view.path).namespace;
            let owner = qualify(ty, namespace);
            let key = shape.members.iter().map(|member| &member.name);
            let key = key.into_iter().find(|name| self.is_at(name.origin.span));
            if let Some(name) = key {
                let spot = Spot::Property(owner, name.value.clone());
                self.add(spot, name.origin.span);
            }
        }
    }

    fn operation(&mut self, facts: &OperationFacts) {
        for line in &facts.requests {
            if self.is_at(line.origin.span) {
                for id in self.called_by(&line.value) {
                    let spot = Spot::Operation(id, Some(line.value.clone()));
                    self.add(spot, line.origin.span);
                }
            }
        }
        let owner = self.view.world.atlas.owner(self.view.path).cloned();
        let parameters = facts.path_parameters.iter();
        let parameters = parameters
            .chain(&facts.function_parameters)
            .chain(&facts.query_parameters);
        for row in parameters {
            self.row(row, |name| Some(Spot::Parameter(name.to_owned())));
        }
        for table in facts.body.iter().flat_map(|body| &body.tables) {
            for row in &table.rows {
                self.row(row, |name| match &owner {
                    Some(owner) if table.names_properties => {
                        Some(Spot::Property(owner.clone(), name.to_owned()))
                    }
                    Some(_) | None => Some(Spot::Parameter(name.to_owned())),
                });
            }
        }
        let sent = facts.body.iter().filter_map(|body| body.ty.as_ref());
        for fact in sent {
            if self.is_at(fact.origin.span) && self.found.is_empty() {
                let (start, word) = self.view.word(self.offset);
                if names(&fact.value, word) {
                    self.expr(&fact.value, self.word_span(start, word));
                }
            }
        }
    }

    /// The operations of this page that a request line calls.
    fn called_by(&self, line: &RequestLine) -> Vec<OperationId> {
        let model = &self.view.world.model;
        let page = model.pages.get(&PagePath(self.view.path.to_owned()));
        let ids = page.into_iter().flat_map(|page| &page.operations);
        let is_called = |id: &&OperationId| {
            let operation = model.operations.get(*id);
            operation.is_some_and(|operation| operation.method == line.method)
        };
        ids.filter(is_called).cloned().collect()
    }

    /// A row is meant by all of its cells, and its type by the cell with that.
    fn row(&mut self, row: &PropertyFact, spot: impl Fn(&str) -> Option<Spot>) {
        let (name, ty) = (row.name.origin.span, row.ty.origin.span);
        let end = row.doc_span.map_or(ty.end, |doc| doc.end.max(ty.end));
        let whole = Span { end, ..name };
        if !self.is_at(whole) {
            return;
        }
        if self.is_at(ty) && ty != name {
            self.expr(&row.ty.value, ty);
        }
        // A link in the description leads elsewhere; the row is the lesser answer.
        let span = if self.is_at(ty) && ty != name {
            ty
        } else {
            name
        };
        if let Some(spot) = spot(&row.name.value) {
            self.add(spot, span);
        }
    }

    fn members(&mut self, table: &crate::facts::enumeration::EnumFacts) {
        let atlas = &self.view.world.atlas;
        let scope = atlas.scope(self.view.path);
        let owner = atlas.index.named(&table.name.value, None, scope).cloned();
        let Some(owner) = owner else { return };
        for member in &table.members {
            if self.is_at(member.name.origin.span) {
                let spot = Spot::Member(owner.clone(), member.name.value.clone());
                self.add(spot, member.name.origin.span);
            }
        }
        if self.is_at(table.name.origin.span) {
            self.add(Spot::Type(owner), table.name.origin.span);
        }
    }

    fn expr(&mut self, expr: &TypeExpr, span: Span) {
        let atlas = &self.view.world.atlas;
        let ty = atlas.index.resolve(expr, atlas.scope(self.view.path));
        if let Some(name) = ty.named() {
            self.found.insert(
                0,
                Found {
                    spot: Spot::Type(name.clone()),
                    span,
                },
            );
            self.drop_repeated();
        }
    }

    /// A cell and the link in it mean one type.
    fn drop_repeated(&mut self) {
        let mut kept: Vec<Found> = Vec::new();
        for found in self.found.drain(..) {
            if kept.iter().all(|other| other.spot != found.spot) {
                kept.push(found);
            }
        }
        self.found = kept;
    }

    /// A qualified name, as in `"@odata.type": "#…"`.
    fn tag(&mut self) {
        let (start, word) = self.view.word(self.offset);
        let index = &self.view.world.atlas.index;
        let word = word.trim_end_matches('.');
        if let Some(name) = index.by_full_name(word).filter(|_| word.contains('.')) {
            let span = self.word_span(start, word);
            self.add(Spot::Type(name.clone()), span);
        }
    }

    fn is_in_json(&self) -> bool {
        let mut blocks = self.view.page.walk();
        blocks.any(|block| {
            let holds_json = block.as_code().is_some() || block.as_comment().is_some();
            holds_json && self.is_at(block.span)
        })
    }

    fn word_span(&self, start: usize, word: &str) -> Span {
        Span {
            page: self.view.page.id,
            start: start as u32,
            end: (start + word.len()) as u32,
        }
    }
}

/// Whether the word is the name in the expression.
fn names(expr: &TypeExpr, word: &str) -> bool {
    match expr {
        TypeExpr::Named { name, .. } => name == word,
        TypeExpr::Collection(element) => names(element, word),
        TypeExpr::Primitive(_)
        | TypeExpr::Untyped
        | TypeExpr::Enumeration
        | TypeExpr::Unreadable { .. } => false,
    }
}
