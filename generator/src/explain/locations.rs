//! Things that the documentation names, and where each is written: on top of [`Origins`], the parts of operations. Decides
//! noitem; what fixups rename, and what only URLs reveal, has no place of its own here.

use std::collections::BTreeMap;

use super::origins::{self, Origins};
use crate::facts::Fact;
use crate::facts::operation::OperationFacts;
use crate::facts::operation::request_line::RequestLine;
use crate::facts::operation::url::Target;
use crate::merge::{Merged, OperationPage};
use crate::model::operation::Operation;
use crate::model::{ApiItem, OperationId, WireName};
use crate::source::Span;

/// Where items are written.
#[derive(Clone, Debug, Default)]
pub struct Locations {
    origins: Origins,
    /// Parts of operations; the names of parameters in lower case.
    parts: BTreeMap<ApiItem, Span>,
}

impl Locations {
    /// Where the item is written, if that is known.
    pub fn get(&self, item: &ApiItem) -> Option<Span> {
        match item {
            ApiItem::Type(name) => Some(self.origins.types.get(name)?.at),
            ApiItem::Property(owner, part) | ApiItem::Member(owner, part) => {
                let parts = &self.origins.types.get(owner)?.parts;
                parts.get(&part.0).copied()
            }
            ApiItem::Operation(id) => self.origins.operations.get(id).copied(),
            ApiItem::Parameter(id, name) => self.parts.get(&parameter(id, &name.0)).copied(),
            ApiItem::Url(..)
            | ApiItem::Body(_)
            | ApiItem::Response(_)
            | ApiItem::Permissions(_) => self.parts.get(item).copied(),
            ApiItem::Area(_) | ApiItem::Api => None,
        }
    }

    /// The first place counts.
    fn add(&mut self, item: ApiItem, span: Span) {
        self.parts.entry(item).or_insert(span);
    }
}

/// Pages, URLs and the model need not agree in letter case.
fn parameter(id: &OperationId, name: &str) -> ApiItem {
    ApiItem::Parameter(id.clone(), WireName(name.to_lowercase()))
}

/// Collects the places.
pub(super) fn find(merged: &Merged<'_>) -> Locations {
    let mut out = Locations {
        origins: origins::find(merged),
        ..Locations::default()
    };
    let pages: BTreeMap<&str, &OperationFacts> = merged
        .operations()
        .map(|OperationPage { page, facts }| (page.path.as_str(), facts))
        .collect();
    for (id, operation) in &merged.model.operations {
        if let Some(facts) = pages.get(operation.page.0.as_str()) {
            urls(id, operation, facts, &mut out);
            parameters(id, facts, &mut out);
            parts(id, facts, &mut out);
        }
    }
    out
}

fn urls(id: &OperationId, operation: &Operation, facts: &OperationFacts, out: &mut Locations) {
    for url in &operation.urls {
        let is_same = |line: &&Fact<RequestLine>| match &line.value.target {
            Target::Url(written) => {
                line.value.method == operation.method && written.template.written == url.written
            }
            Target::Unknown { .. } => false,
        };
        if let Some(line) = facts.requests.iter().find(is_same) {
            let item = ApiItem::Url(id.clone(), url.template.clone());
            out.add(item, line.origin.span);
        }
    }
}

fn parameters(id: &OperationId, facts: &OperationFacts, out: &mut Locations) {
    let tables = facts.body.iter().flat_map(|body| &body.tables);
    let rows = facts
        .path_parameters
        .iter()
        .chain(&facts.function_parameters)
        .chain(&facts.query_parameters)
        .chain(tables.flat_map(|table| &table.rows))
        .map(|row| &row.name)
        .chain(facts.headers.iter().map(|header| &header.name))
        .chain(&facts.mentioned);
    for name in rows {
        out.add(parameter(id, &name.value), name.origin.span);
    }
}

fn parts(id: &OperationId, facts: &OperationFacts, out: &mut Locations) {
    let sent = facts.body.as_ref().and_then(|body| body.ty.as_ref());
    let granted = facts
        .permissions
        .grants
        .first()
        .map(|fact| fact.origin.span);
    let included = facts.permissions.includes.first();
    let permissions = granted.or_else(|| included.map(|fact| fact.origin.span));
    let answered = facts.responses.first().map(|claim| claim.origin.span);
    let places = [
        (ApiItem::Body(id.clone()), sent.map(|fact| fact.origin.span)),
        (ApiItem::Response(id.clone()), answered),
        (ApiItem::Permissions(id.clone()), permissions),
    ];
    for (item, span) in places {
        if let Some(span) = span {
            out.add(item, span);
        }
    }
}
