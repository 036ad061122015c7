//! Things that the documentation names, and where each is written: on top of [`Origins`], the parts of operations. Decides
//! nothing; what fixups rename, and what only URLs reveal, has no place of its own here.

use std::collections::BTreeMap;

use super::check::Merged;
use super::operation::Operation;
use super::{OperationId, Origins, TypeName, WireName, origins};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::request_line::RequestLine;
use crate::facts::operation::url::Target;
use crate::facts::{Fact, PageFacts};
use crate::source::Span;

/// Something that the documentation names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A type.
    Type(TypeName),
    /// A property of a type.
    Property(TypeName, WireName),
    /// A member of an enum.
    Member(TypeName, WireName),
    /// An operation.
    Operation(OperationId),
    /// A URL of an operation, by its template.
    Url(OperationId, String),
    /// A parameter of an operation: in the path, the query, a header or the body.
    Parameter(OperationId, WireName),
    /// What an operation sends.
    Body(OperationId),
    /// What comes back.
    Response(OperationId),
    /// Who may call it.
    Permissions(OperationId),
    /// An area of the docs.
    Area(String),
    /// The API as a whole.
    Api,
}

/// Where things are written.
#[derive(Clone, Debug, Default)]
pub struct Places {
    origins: Origins,
    /// Parts of operations; the names of parameters in lower case.
    parts: BTreeMap<Thing, Span>,
}

impl Places {
    /// Where the thing is written, if that is known.
    pub fn of(&self, thing: &Thing) -> Option<Span> {
        match thing {
            Thing::Type(name) => Some(self.origins.types.get(name)?.at),
            Thing::Property(owner, part) | Thing::Member(owner, part) => {
                let parts = &self.origins.types.get(owner)?.parts;
                parts.get(&part.0).copied()
            }
            Thing::Operation(id) => self.origins.operations.get(id).copied(),
            Thing::Parameter(id, name) => self.parts.get(&parameter(id, &name.0)).copied(),
            Thing::Url(..) | Thing::Body(_) | Thing::Response(_) | Thing::Permissions(_) => {
                self.parts.get(thing).copied()
            }
            Thing::Area(_) | Thing::Api => None,
        }
    }

    /// The first place counts.
    fn add(&mut self, thing: Thing, span: Span) {
        self.parts.entry(thing).or_insert(span);
    }
}

/// Pages, URLs and the model need not agree in letter case.
fn parameter(id: &OperationId, name: &str) -> Thing {
    Thing::Parameter(id.clone(), WireName(name.to_lowercase()))
}

/// Collects the places.
pub(super) fn find(merged: &Merged<'_>) -> Places {
    let mut out = Places {
        origins: origins::find(merged),
        ..Places::default()
    };
    let pages: BTreeMap<&str, (&PageFacts, &OperationFacts)> = merged
        .operations()
        .map(|(page, facts)| (page.path.as_str(), (page, facts)))
        .collect();
    for (id, operation) in &merged.model.operations {
        if let Some((_, facts)) = pages.get(operation.page.0.as_str()) {
            urls(id, operation, facts, &mut out);
            takes(id, facts, &mut out);
            rest(id, facts, &mut out);
        }
    }
    out
}

fn urls(id: &OperationId, operation: &Operation, facts: &OperationFacts, out: &mut Places) {
    for url in &operation.urls {
        let is_same = |line: &&Fact<RequestLine>| match &line.value.target {
            Target::Url(written) => {
                line.value.method == operation.method && written.template.written == url.written
            }
            Target::Unknown { .. } => false,
        };
        if let Some(line) = facts.requests.iter().find(is_same) {
            let thing = Thing::Url(id.clone(), url.template.clone());
            out.add(thing, line.origin.span);
        }
    }
}

fn takes(id: &OperationId, facts: &OperationFacts, out: &mut Places) {
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

fn rest(id: &OperationId, facts: &OperationFacts, out: &mut Places) {
    let sent = facts.body.as_ref().and_then(|body| body.ty.as_ref());
    let granted = facts.permissions.grants.first().map(|it| it.origin.span);
    let included = facts.permissions.includes.first();
    let permissions = granted.or_else(|| included.map(|it| it.origin.span));
    let answered = facts.responses.first().map(|claim| claim.origin.span);
    let places = [
        (Thing::Body(id.clone()), sent.map(|it| it.origin.span)),
        (Thing::Response(id.clone()), answered),
        (Thing::Permissions(id.clone()), permissions),
    ];
    for (thing, span) in places {
        if let Some(span) = span {
            out.add(thing, span);
        }
    }
}
