//! From a position of a page to the symbols that it refers to, the most specific one first. Knows no response of the protocol.

use super::examples;
use super::symbol::{Symbol, SymbolAt};
use super::view::{View, holds};
use crate::facts::enumeration::EnumFacts;
use crate::facts::operation::OperationFacts;
use crate::facts::operation::request_line::RequestLine;
use crate::facts::property::PropertyFact;
use crate::facts::references::Link;
use crate::facts::resource::ResourceFacts;
use crate::facts::{PageFacts, Subject, TypeExpr};
use crate::model::names::qualify;
use crate::model::{OperationId, PagePath};
use crate::source::Span;

/// All symbols at a position.
pub(super) fn symbols_at(view: &View<'_>, offset: usize) -> Vec<SymbolAt> {
    let mut finder = Finder {
        view,
        offset,
        symbols: Vec::new(),
    };
    let mut links = view.references.links.iter();
    if let Some(link) = links.find(|link| holds(link.span, offset)) {
        finder.link(link);
    }
    finder.facts(&view.facts);
    if finder.symbols.is_empty() && finder.is_in_json() {
        finder.tag();
        finder.symbols.extend(examples::property_at(view, offset));
    }
    finder.symbols
}

struct Finder<'v, 'w> {
    view: &'v View<'w>,
    offset: usize,
    symbols: Vec<SymbolAt>,
}

impl Finder<'_, '_> {
    fn add(&mut self, symbol: Symbol, span: Span) {
        if self.symbols.iter().all(|other| other.symbol != symbol) {
            self.symbols.push(SymbolAt { symbol, span });
        }
    }

    fn is_at(&self, span: Span) -> bool {
        holds(span, self.offset)
    }

    fn link(&mut self, link: &Link) {
        let docs = self.view.docs;
        let index = &docs.atlas.index;
        // A link to a heading refers to the page's type only if the heading does.
        let name = match &link.anchor {
            Some(anchor) => index.by_anchor(&link.path, anchor),
            None => index.types_of_page(&link.path).first(),
        };
        if let Some(name) = name {
            self.add(Symbol::Type(name.clone()), link.span);
        }
        self.add(
            Symbol::Page(link.path.clone(), link.anchor.clone()),
            link.span,
        );
        if let Some(page) = docs.model.pages.get(&PagePath(link.path.clone())) {
            for id in &page.operations {
                self.add(Symbol::Operation(id.clone(), None), link.span);
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
        let (docs, path) = (self.view.docs, self.view.path);
        match self.view.facts.subject {
            Subject::Resource(_) | Subject::Enum(..) => {
                if let Some(name) = docs.atlas.owner(path) {
                    self.add(Symbol::Type(name.clone()), span);
                }
            }
            Subject::Operation(_) => {
                let page = docs.model.pages.get(&PagePath(path.to_owned()));
                for id in page.iter().flat_map(|page| &page.operations) {
                    self.add(Symbol::Operation(id.clone(), None), span);
                }
            }
            Subject::Permissions(_) | Subject::Prose => {}
        }
    }

    fn resource(&mut self, resource: &ResourceFacts) {
        let owner = self.view.docs.atlas.owner(self.view.path).cloned();
        for row in resource.properties.iter().chain(&resource.relationships) {
            let symbol = |name: &str| Some(Symbol::Property(owner.clone()?, name.to_owned()));
            self.row(row, symbol);
        }
        for shape in &resource.shapes {
            let Some(ty) = &shape.annotation.ty else {
                continue;
            };
            let namespace = self.view.docs.atlas.scope(self.view.path).namespace;
            let owner = qualify(ty, namespace);
            let mut names = shape.members.iter().map(|member| &member.name);
            if let Some(name) = names.find(|name| self.is_at(name.origin.span)) {
                let symbol = Symbol::Property(owner, name.value.clone());
                self.add(symbol, name.origin.span);
            }
        }
    }

    fn operation(&mut self, facts: &OperationFacts) {
        for line in &facts.requests {
            if self.is_at(line.origin.span) {
                for id in self.called_by(&line.value) {
                    let symbol = Symbol::Operation(id, Some(line.value.clone()));
                    self.add(symbol, line.origin.span);
                }
            }
        }
        let owner = self.view.docs.atlas.owner(self.view.path).cloned();
        let parameters = facts
            .path_parameters
            .iter()
            .chain(&facts.function_parameters)
            .chain(&facts.query_parameters);
        for row in parameters {
            self.row(row, |name| Some(Symbol::Parameter(name.to_owned())));
        }
        for table in facts.body.iter().flat_map(|body| &body.tables) {
            for row in &table.rows {
                self.row(row, |name| match &owner {
                    Some(owner) if table.names_properties => {
                        Some(Symbol::Property(owner.clone(), name.to_owned()))
                    }
                    Some(_) | None => Some(Symbol::Parameter(name.to_owned())),
                });
            }
        }
        let sent = facts.body.iter().filter_map(|body| body.ty.as_ref());
        for fact in sent {
            if self.is_at(fact.origin.span) && self.symbols.is_empty() {
                let (start, word) = self.view.word(self.offset);
                if names(&fact.value, word) {
                    self.expr(&fact.value, self.word_span(start, word));
                }
            }
        }
    }

    /// The operations of this page with the method of a request line.
    fn called_by(&self, line: &RequestLine) -> Vec<OperationId> {
        let model = &self.view.docs.model;
        let page = model.pages.get(&PagePath(self.view.path.to_owned()));
        let ids = page.into_iter().flat_map(|page| &page.operations);
        let is_called = |id: &&OperationId| {
            let operation = model.operations.get(*id);
            operation.is_some_and(|operation| operation.method == line.method)
        };
        ids.filter(is_called).cloned().collect()
    }

    /// All cells of a row refer to its property or parameter; the type's cell also refers to the type.
    fn row(&mut self, row: &PropertyFact, symbol: impl Fn(&str) -> Option<Symbol>) {
        let (name, ty) = (row.name.origin.span, row.ty.origin.span);
        let end = row.doc_span.map_or(ty.end, |doc| doc.end.max(ty.end));
        let whole = Span { end, ..name };
        if !self.is_at(whole) {
            return;
        }
        // A link in the description is more specific than the row.
        let is_at_type = self.is_at(ty) && ty != name;
        if is_at_type {
            self.expr(&row.ty.value, ty);
        }
        let span = if is_at_type { ty } else { name };
        if let Some(symbol) = symbol(&row.name.value) {
            self.add(symbol, span);
        }
    }

    fn members(&mut self, table: &EnumFacts) {
        let atlas = &self.view.docs.atlas;
        let scope = atlas.scope(self.view.path);
        let owner = atlas.index.named(&table.name.value, None, scope).cloned();
        let Some(owner) = owner else { return };
        for member in &table.members {
            if self.is_at(member.name.origin.span) {
                let symbol = Symbol::Member(owner.clone(), member.name.value.clone());
                self.add(symbol, member.name.origin.span);
            }
        }
        if self.is_at(table.name.origin.span) {
            self.add(Symbol::Type(owner), table.name.origin.span);
        }
    }

    fn expr(&mut self, expr: &TypeExpr, span: Span) {
        let atlas = &self.view.docs.atlas;
        let ty = atlas.index.resolve(expr, atlas.scope(self.view.path));
        if let Some(name) = ty.named() {
            let symbol = Symbol::Type(name.clone());
            // A cell and the link in it refer to the same type.
            self.symbols.retain(|other| other.symbol != symbol);
            self.symbols.insert(0, SymbolAt { symbol, span });
        }
    }

    /// A qualified name, as in `"@odata.type": "#…"`.
    fn tag(&mut self) {
        let (start, word) = self.view.word(self.offset);
        let index = &self.view.docs.atlas.index;
        let word = word.trim_end_matches('.');
        if let Some(name) = index.by_full_name(word).filter(|_| word.contains('.')) {
            let span = self.word_span(start, word);
            self.add(Symbol::Type(name.clone()), span);
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

/// Whether a word is the type name in an expression.
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
