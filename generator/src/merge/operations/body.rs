//! What is sent (dialect 9.4): the type that the page links to, the parameters of an action, a reference, or bytes.

use serde_json::Value as JsonValue;

use super::arguments;
use super::group::{Flavour, Group};
use super::source::{Api, Source};
use crate::diag::Diagnostics;
use crate::facts::operation::body::BodyFacts;
use crate::facts::operation::examples::{ExampleBody, ExampleFact, ExampleMessage};
use crate::facts::property::PropertyFact;
use crate::merge::objects::plain_property;
use crate::model::operation::{Body, Method, OperationKind, Response, ResponseBody};
use crate::model::{Evidence, Property, TypeRef, WireName};

/// The body of an operation whose kind and responses are known.
pub(super) fn body(
    api: &Api<'_, '_>,
    source: &Source<'_>,
    group: &Group<'_>,
    (kind, responses): (OperationKind, &[Response]),
    diagnostics: &mut Diagnostics,
) -> Body {
    let shown = shown_request(group);
    let json = shown
        .or_else(|| sample(group))
        .and_then(|example| example.body.json());
    let said = source.facts.body.as_ref();
    match group.method {
        Method::Get | Method::Head | Method::Options => return Body::None,
        Method::Delete if said.is_none_or(|body| body.tables.is_empty()) => return Body::None,
        Method::Delete | Method::Post | Method::Put | Method::Patch => {}
    }
    if group.flavour == Flavour::Reference {
        return Body::Reference;
    }
    let nothing = BodyFacts::default();
    let facts = said.unwrap_or(&nothing);
    if facts.tables.is_empty() && json.is_none() && facts.ty.is_none() {
        let is_upload = kind == OperationKind::Upload
            || facts.bytes
            || matches!(shown.map(|e| &e.body), Some(ExampleBody::Other));
        return if is_upload && !facts.nothing {
            bytes(shown)
        } else {
            Body::None
        };
    }
    let mut rows = source.facts.path_parameters.iter();
    let loose = rows.any(|row| !group.has_parameter(&row.name.value));
    if facts.nothing && facts.tables.is_empty() && facts.ty.is_none() && !loose {
        return Body::None;
    }
    if kind == OperationKind::Upload && facts.tables.is_empty() && json.is_none() {
        return bytes(shown);
    }
    let builder = Builder {
        api,
        source,
        group,
        facts,
        json,
    };
    if takes_parameters(kind) {
        builder.action(diagnostics)
    } else {
        builder.resource(responses, diagnostics)
    }
}

fn takes_parameters(kind: OperationKind) -> bool {
    match kind {
        OperationKind::Action | OperationKind::Function | OperationKind::Delta => true,
        OperationKind::Get
        | OperationKind::List
        | OperationKind::Create
        | OperationKind::Update
        | OperationKind::Replace
        | OperationKind::Delete
        | OperationKind::AddReference
        | OperationKind::RemoveReference
        | OperationKind::ListReferences
        | OperationKind::Count
        | OperationKind::Download
        | OperationKind::Upload => false,
    }
}

fn bytes(shown: Option<&ExampleFact>) -> Body {
    Body::Bytes {
        content_type: content_type(shown),
    }
}

/// The first example request with a body.
fn shown_request<'p>(group: &Group<'p>) -> Option<&'p ExampleFact> {
    let mut requests = group.examples.iter().copied().filter(|example| {
        matches!(&example.message, ExampleMessage::Request { method, .. } if *method == group.method)
    });
    requests.find(|example| example.body != ExampleBody::None)
}

/// A bare JSON block in the body section itself.
fn sample<'p>(group: &Group<'p>) -> Option<&'p ExampleFact> {
    let in_section = |heading: &str| {
        heading
            .get(..12)
            .is_some_and(|head| head.eq_ignore_ascii_case("request body"))
    };
    let mut fragments = group
        .examples
        .iter()
        .copied()
        .filter(|example| example.message == ExampleMessage::Fragment);
    fragments.find(|example| in_section(&example.heading))
}

fn content_type(example: Option<&ExampleFact>) -> String {
    let headers = example
        .map(|example| example.headers.as_slice())
        .unwrap_or_default();
    let found = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    found.map_or(String::new(), |(_, value)| {
        value
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    })
}

struct Builder<'b, 'p> {
    api: &'b Api<'b, 'b>,
    source: &'b Source<'p>,
    group: &'b Group<'p>,
    facts: &'b BodyFacts,
    json: Option<&'b JsonValue>,
}

impl Builder<'_, '_> {
    /// The parameters of an action: rows, else the linked type, else the members that the example shows.
    fn action(&self, diagnostics: &mut Diagnostics) -> Body {
        let rows = self.rows(diagnostics);
        if let Some(envelope) = self.envelope(&rows) {
            return Body::Parameters(vec![envelope]);
        }
        if !rows.is_empty() {
            return Body::Parameters(self.with_shown(rows));
        }
        if let Some(ty) = self.linked() {
            return plain_type(ty);
        }
        let shown = self.with_shown(Vec::new());
        if shown.is_empty() {
            Body::Untyped
        } else {
            Body::Parameters(shown)
        }
    }

    /// The one parameter that the example shows around what the rows describe: `{"passwordCredential": {…}}`.
    fn envelope(&self, rows: &[Property]) -> Option<Property> {
        let members = self.json?.as_object()?;
        let mut names = members.iter().filter(|(name, _)| !name.contains('@'));
        let (Some((name, value)), None) = (names.next(), names.next()) else {
            return None;
        };
        let inner = value
            .as_array()
            .map_or(Some(value), |items| items.first())?
            .as_object()?;
        let is_row = |name: &String| rows.iter().any(|row| row.name.0.eq_ignore_ascii_case(name));
        if is_row(name) || !inner.keys().any(is_row) {
            return None;
        }
        let index = self.api.context.index;
        let named = index.named(name, None, self.source.scope).cloned();
        let owner = || self.source.owner.clone().filter(|_| name == "value");
        let element = named
            .or_else(owner)
            .map_or(TypeRef::Untyped, TypeRef::Named);
        let ty = if value.is_array() {
            TypeRef::Collection(Box::new(element))
        } else {
            element
        };
        Some(plain_property(name, ty, Evidence::Request))
    }

    /// A value of a type: the linked one, else the result's, else the owner's.
    fn resource(&self, responses: &[Response], diagnostics: &mut Diagnostics) -> Body {
        let result = responses.iter().find_map(|response| match &response.body {
            ResponseBody::Type(ty @ TypeRef::Named(_)) => Some(ty.clone()),
            ResponseBody::Type(_)
            | ResponseBody::Value(_)
            | ResponseBody::None
            | ResponseBody::Bytes { .. } => None,
        });
        let owner = || self.source.owner.clone().map(TypeRef::Named);
        let named = |ty: &TypeRef| {
            ty.named()
                .is_some_and(|name| self.api.model.object(name).is_some())
        };
        let is_properties = self
            .facts
            .tables
            .first()
            .is_none_or(|table| table.names_properties);
        let implied = || {
            result
                .clone()
                .or_else(owner)
                .filter(|_| is_properties && !self.facts.is_parameters)
        };
        let Some(ty) = self.linked().filter(named).or_else(implied).filter(named) else {
            return self.action(diagnostics);
        };
        let rows = || self.facts.tables.iter().flat_map(|table| &table.rows);
        Body::Type {
            ty,
            listed: rows().map(|row| WireName(row.name.value.clone())).collect(),
            required: rows()
                .filter(|row| is_required(row))
                .map(|row| WireName(row.name.value.clone()))
                .collect(),
        }
    }

    /// What the example shows.
    fn shown(&self) -> impl Iterator<Item = Property> {
        let json = self.json.unwrap_or(&JsonValue::Null);
        arguments::shown(self.api, self.source.scope, json)
    }

    /// Parameters that running text names after a type: "the `message` parameter".
    fn mentioned(&self) -> impl Iterator<Item = Property> {
        let names = self.source.facts.mentioned.iter().map(|fact| &fact.value);
        let inside = names.filter(|name| !self.group.has_parameter(name));
        inside.filter_map(|name| {
            let ty = self
                .api
                .context
                .index
                .named(name, None, self.source.scope)?;
            let is_own =
                ty.0.rsplit('.')
                    .next()
                    .is_some_and(|short| short.eq_ignore_ascii_case(name));
            is_own.then(|| plain_property(name, TypeRef::Named(ty.clone()), Evidence::Request))
        })
    }

    /// Adds what only the example shows, and what only the text names.
    fn with_shown(&self, mut rows: Vec<Property>) -> Vec<Property> {
        for shown in self.shown().chain(self.mentioned()) {
            let known = rows
                .iter()
                .any(|row| row.name.0.eq_ignore_ascii_case(&shown.name.0));
            if !known {
                rows.push(shown);
            }
        }
        rows
    }

    fn linked(&self) -> Option<TypeRef> {
        let expr = self.facts.ty.as_ref()?;
        self.api.resolved(&expr.value, self.source.scope)
    }

    fn rows(&self, diagnostics: &mut Diagnostics) -> Vec<Property> {
        let mut out: Vec<Property> = Vec::new();
        let listed = self.facts.tables.iter().flat_map(|table| &table.rows);
        // "Parameters" of a POST that its URLs do not hold travel in the body.
        let loose = self
            .source
            .facts
            .path_parameters
            .iter()
            .filter(|_| self.facts.tables.is_empty());
        for row in listed.chain(loose.filter(|row| !self.group.has_parameter(&row.name.value))) {
            let property = arguments::argument(self.api, self.source, row, diagnostics);
            if !out.iter().any(|known| known.name == property.name)
                && !property.name.0.contains('@')
            {
                out.push(property);
            }
        }
        out
    }
}

fn is_required(row: &PropertyFact) -> bool {
    row.required_column.unwrap_or(row.notes.required)
}

fn plain_type(ty: TypeRef) -> Body {
    Body::Type {
        ty,
        listed: Vec::new(),
        required: Vec::new(),
    }
}
