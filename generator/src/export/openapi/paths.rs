//! The `paths` of the document. OpenAPI forbids two templates that differ in the names of placeholders only, so such URLs are
//! grouped, and the first one of a group gives the names.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::{DocumentedCall, MergedCall, TypeCounts, merge, named_types};
use super::operations::method_name;
use super::{Ctx, Object, is_key_char};
use crate::model::operation::{Method, ResponseBody};
use crate::model::{Operation, OperationId, TypeName};

/// A URL template, parsed.
struct Template<'m> {
    /// The template with `{}` for placeholders; characters that a path may not contain are percent-encoded.
    shape: String,
    /// The names of the placeholders, in order.
    names: Vec<&'m str>,
}

/// The operations of one path.
struct PathItem<'m> {
    /// The placeholders' names in the document.
    names: Vec<String>,
    methods: BTreeMap<Method, Vec<(DocumentedCall<'m>, Vec<&'m str>)>>,
}

/// `paths`, and the operations without a URL, by id. Records in `ctx` the types that are returned in pages.
pub(super) fn paths<'m>(ctx: &mut Ctx<'m>) -> (Object<'m>, Object<'m>) {
    let items = path_items(ctx);
    let mut ids = OperationIds::new(ctx.model.operations.keys());
    let mut out = Object::new();
    for (shape, path) in &items {
        let mut item = Object::new();
        let entries = path.methods.values().flatten();
        let mut types = TypeCounts::new();
        for name in entries.flat_map(|(entry, _)| named_types(entry.operation)) {
            *types.entry(name).or_default() += 1;
        }
        for entries in path.methods.values() {
            let pages: Vec<_> = entries.iter().map(|(entry, _)| *entry).collect();
            let merged = merge(ctx, &pages, &types);
            record_pages(ctx, &merged);
            let (_, documented_names) = entries
                .iter()
                .find(|(entry, _)| entry.id == merged.main.id)
                .expect("the merged operation is one of the entries");
            let names: Vec<_> = path
                .names
                .iter()
                .map(String::as_str)
                .zip(documented_names.iter().copied())
                .collect();
            let id = ids.assign(&merged.main);
            item.push(
                method_name(merged.main.operation),
                ctx.operation(&merged, id, &names),
            );
        }
        out.push(fill(shape, &path.names), item);
    }
    let mut unaddressed = Object::new();
    for (id, operation) in ctx
        .model
        .operations
        .iter()
        .filter(|(_, operation)| operation.urls.is_empty())
    {
        let entry = DocumentedCall {
            id,
            operation,
            url: None,
            position: 0,
        };
        let merged = merge(ctx, &[entry], &TypeCounts::new());
        record_pages(ctx, &merged);
        unaddressed.push(
            id.0.as_str(),
            ctx.unaddressed(&merged, ids.assign(&merged.main)),
        );
    }
    (out, unaddressed)
}

fn path_items<'m>(ctx: &Ctx<'m>) -> BTreeMap<String, PathItem<'m>> {
    let mut items: BTreeMap<String, PathItem> = BTreeMap::new();
    for (id, operation) in &ctx.model.operations {
        for (position, url) in operation.urls.iter().enumerate() {
            let template = parse(&url.template);
            let item = items.entry(template.shape).or_insert_with(|| PathItem {
                names: parameter_names(&template.names),
                methods: BTreeMap::new(),
            });
            let calls = item.methods.entry(operation.method).or_default();
            if !calls.iter().any(|(call, _)| call.id == id) {
                calls.push((
                    DocumentedCall {
                        id,
                        operation,
                        url: Some(url),
                        position,
                    },
                    template.names,
                ));
            }
        }
    }
    items
}

/// The names of placeholders, unique and with the characters that tools accept.
fn parameter_names(names: &[&str]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        let mut safe = name
            .split(|c| !is_key_char(c))
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        while safe.is_empty() || out.contains(&safe) {
            safe.push('_');
        }
        out.push(safe);
    }
    out
}

fn parse(template: &str) -> Template<'_> {
    let mut shape = String::with_capacity(template.len());
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        escape(&rest[..open], &mut shape);
        let Some((name, tail)) = rest[open + 1..]
            .split_once('}')
            .filter(|(name, _)| !name.is_empty() && !name.contains('{'))
        else {
            shape.push_str("%7B");
            rest = &rest[open + 1..];
            continue;
        };
        shape.push_str("{}");
        names.push(name);
        rest = tail;
    }
    escape(rest, &mut shape);
    Template { shape, names }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '?' => out.push_str("%3F"),
            '#' => out.push_str("%23"),
            ' ' => out.push_str("%20"),
            _ => out.push(c),
        }
    }
}

fn fill(shape: &str, names: &[String]) -> String {
    let mut out = String::with_capacity(shape.len() + 16 * names.len());
    let mut pieces = shape.split("{}");
    out.push_str(pieces.next().unwrap_or_default());
    for (piece, name) in pieces.zip(names) {
        out.push('{');
        out.push_str(name);
        out.push('}');
        out.push_str(piece);
    }
    out
}

/// Records the types that are returned in an envelope.
fn record_pages<'m>(ctx: &mut Ctx<'m>, merged: &MergedCall<'m>) {
    for response in &merged.main.operation.responses {
        if let ResponseBody::Value(ty) = &response.body
            && let Some(name) = ctx.paged_type(ty)
        {
            let name: &TypeName = merged.result.unwrap_or(name);
            ctx.paged.insert(name);
        }
    }
}

/// Assigns operation ids: the id of the operation for its first URL, with a number for the others.
struct OperationIds {
    taken: BTreeSet<String>,
}

impl OperationIds {
    fn new<'m>(ids: impl Iterator<Item = &'m OperationId>) -> Self {
        Self {
            taken: ids.map(|id| url_safe(&id.0)).collect(),
        }
    }

    fn assign(&mut self, entry: &DocumentedCall) -> String {
        let Operation { urls, .. } = entry.operation;
        let stem = url_safe(&entry.id.0);
        if (entry.position == 0 || urls.is_empty()) && stem == entry.id.0 {
            return stem;
        }
        let mut number = entry.position + 1;
        loop {
            let id = format!("{stem}-{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
            number += 1;
        }
    }
}

fn url_safe(id: &str) -> String {
    id.chars()
        .map(|c| if is_key_char(c) { c } else { '_' })
        .collect()
}
