//! Parameters of an operation: placeholders and arguments of its URLs with what the tables say of them, the query, headers,
//! and the OData options that the page allows (dialect 9.2, 9.3).

use super::group::Group;
use super::source::{Api, Source};
use crate::diag::Diagnostics;
use crate::facts::operation::OperationFacts;
use crate::facts::operation::query_options::add_options;
use crate::facts::property::PropertyFact;
use crate::merge::objects::from_row;
use crate::model::operation::{Location, OperationKind, Parameter, Piece, Segment};
use crate::model::{Doc, Primitive, Property, TypeRef, WireName};

/// Path, query and header parameters, in that order.
pub(super) fn parameters(
    api: &Api<'_, '_>,
    source: &Source<'_>,
    group: &Group<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter> {
    let facts = source.facts;
    let mut rows = |rows: &[PropertyFact]| -> Vec<Property> {
        rows.iter()
            .map(|row| from_row(api.context, source.page, row, diagnostics).property)
            .collect()
    };
    let functions = rows(&facts.function_parameters);
    let paths = rows(&facts.path_parameters);
    let queries = rows(&facts.query_parameters);
    let mut out = path_parameters(group, &functions, &paths);
    let mut rest: Vec<&Property> = functions.iter().collect();
    // OData 4.01 lets arguments of a function travel as query options (implicit parameter aliases), so rows that the URL
    // lacks are those.
    rest.extend(&queries);
    rest.extend(paths.iter().filter(|row| is_in_query(group, &row.name)));
    query_parameters(group, &rest, &mut out);
    headers(facts, &mut out);
    out
}

fn path_parameters(
    group: &Group<'_>,
    functions: &[Property],
    paths: &[Property],
) -> Vec<Parameter> {
    let mut out: Vec<Parameter> = Vec::new();
    for url in &group.urls {
        for segment in &url.segments {
            match segment {
                Segment::Name(_) | Segment::Cast(_) => {}
                Segment::Parameter(name) => add_path(name, &[paths, functions], &mut out),
                Segment::Call { arguments, .. } => {
                    for argument in arguments {
                        add_path(&argument.parameter, &[functions, paths], &mut out);
                    }
                }
                Segment::Mixed(pieces) => {
                    for piece in pieces {
                        if let Piece::Parameter(name) = piece {
                            add_path(name, &[paths, functions], &mut out);
                        }
                    }
                }
            }
        }
    }
    out
}

fn add_path(name: &WireName, tables: &[&[Property]], out: &mut Vec<Parameter>) {
    if out.iter().any(|known| known.name == *name) {
        return;
    }
    let row = tables
        .iter()
        .copied()
        .flatten()
        .find(|row| same_name(&row.name.0, &name.0));
    out.push(Parameter {
        name: name.clone(),
        location: Location::Path,
        ty: row.map_or(TypeRef::Primitive(Primitive::String), scalar),
        required: true,
        doc: row.map(|row| row.doc.clone()).unwrap_or_default(),
        value: None,
    });
}

/// Placeholders and table rows differ in case and in `-`, `_` and blanks: `{period_value}`, `periodValue`.
fn same_name(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

fn letters(text: &str) -> impl Iterator<Item = u8> {
    let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
    kept.map(|byte| byte.to_ascii_lowercase())
}

/// A row without a type column holds text.
fn scalar(row: &Property) -> TypeRef {
    match &row.ty {
        TypeRef::Unknown { .. } | TypeRef::Untyped => TypeRef::Primitive(Primitive::String),
        ty => ty.clone(),
    }
}

fn is_in_query(group: &Group<'_>, name: &WireName) -> bool {
    let mut items = group.queries.iter().copied().flatten();
    items.any(|item| same_name(&item.name, &name.0))
}

/// Rows of tables, then what the URLs' queries name beyond them.
fn query_parameters(group: &Group<'_>, rows: &[&Property], out: &mut Vec<Parameter>) {
    let in_path = out.len();
    for row in rows {
        let known = out
            .iter()
            .any(|known| same_name(&known.name.0, &row.name.0));
        if known || row.name.0.starts_with('$') || row.name.0.is_empty() {
            continue;
        }
        out.push(Parameter {
            name: row.name.clone(),
            location: Location::Query,
            ty: scalar(row),
            required: row.required || in_every_url(group, &row.name.0),
            doc: row.doc.clone(),
            value: None,
        });
    }
    for item in group.queries.iter().copied().flatten() {
        if out[in_path..]
            .iter()
            .any(|known| same_name(&known.name.0, &item.name))
        {
            continue;
        }
        let fixed = !item.has_placeholder() && !item.value.is_empty();
        out.push(Parameter {
            name: WireName(item.name.clone()),
            location: Location::Query,
            ty: TypeRef::Primitive(Primitive::String),
            required: !item.optional && in_every_url(group, &item.name),
            doc: Doc::default(),
            value: (fixed || item.name.starts_with('$'))
                .then(|| item.value.clone())
                .filter(|value| !value.is_empty()),
        });
    }
}

fn in_every_url(group: &Group<'_>, name: &str) -> bool {
    let has = |query: &&[crate::facts::operation::url::QueryItem]| {
        query
            .iter()
            .any(|item| same_name(&item.name, name) && !item.optional)
    };
    !group.queries.is_empty() && group.queries.iter().all(has)
}

/// Headers that every client sets by itself are left out; rows about one header count once, their texts together.
fn headers(facts: &OperationFacts, out: &mut Vec<Parameter>) {
    let first = out.len();
    for header in &facts.headers {
        let name = &header.name.value;
        let own = [
            "authorization",
            "content-type",
            "content-length",
            "accept",
            "host",
        ];
        if own.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            continue;
        }
        match out[first..]
            .iter_mut()
            .find(|known| known.name.0.eq_ignore_ascii_case(name))
        {
            Some(known) => {
                if !known.doc.contains(&header.doc) {
                    known.doc.append(&header.doc);
                }
                known.value = None;
            }
            None => out.push(Parameter {
                name: WireName(name.clone()),
                location: Location::Header,
                ty: TypeRef::Primitive(Primitive::String),
                required: header.required,
                doc: header.doc.clone(),
                value: Some(header.value.clone()).filter(|value| is_fixed(value)),
            }),
        }
    }
}

fn is_fixed(value: &str) -> bool {
    !value.is_empty() && !value.contains(['{', '<'])
}

/// The OData options that the page allows. "The OData query parameters" are those that fit the kind of operation.
pub(super) fn query_options(
    facts: &OperationFacts,
    group: &Group<'_>,
    kind: OperationKind,
) -> Option<Vec<String>> {
    let said = &facts.query_options;
    let mut options = said.listed.clone();
    for item in group.queries.iter().copied().flatten() {
        add_options(&item.name.to_ascii_lowercase(), &mut options);
    }
    for row in &facts.query_parameters {
        add_options(&row.name.value.to_ascii_lowercase(), &mut options);
    }
    if said.general && said.listed.is_empty() {
        let fitting: &[&str] = match kind {
            OperationKind::List
            | OperationKind::Function
            | OperationKind::Delta
            | OperationKind::ListReferences => &[
                "$count", "$expand", "$filter", "$orderby", "$search", "$select", "$skip", "$top",
            ],
            OperationKind::Count => &["$filter", "$search"],
            OperationKind::Get => &["$expand", "$select"],
            OperationKind::Create
            | OperationKind::Update
            | OperationKind::Replace
            | OperationKind::Delete
            | OperationKind::Action
            | OperationKind::AddReference
            | OperationKind::RemoveReference
            | OperationKind::Download
            | OperationKind::Upload => &[],
        };
        for option in fitting {
            add_options(option, &mut options);
        }
    }
    (said.refused || said.general || !options.is_empty()).then_some(options)
}
