//! The `paths` of the document. OpenAPI forbids two templates that differ in placeholder names only, so URLs are grouped by
//! their form, and the first URL of a form gives the names.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::{Entry, Merged, Named, merge, named};
use super::operations::method_name;
use super::{Ctx, Object, is_key_char};
use crate::model::operation::{Method, ResponseBody};
use crate::model::{Operation, OperationId, TypeName};

/// A template cut at its placeholders.
struct Form<'m> {
    /// The template, empty braces for placeholders; what a path may not hold is percent-encoded.
    shape: String,
    /// The names of the placeholders, in order.
    names: Vec<&'m str>,
}

/// All operations with one form of URL.
struct Place<'m> {
    /// The placeholders' names in the document.
    names: Vec<String>,
    slots: BTreeMap<Method, Vec<(Entry<'m>, Vec<&'m str>)>>,
}

/// `paths`, and the operations that have none, by id. Notes in `ctx` which types come in pages.
pub(super) fn paths<'m>(ctx: &mut Ctx<'m>) -> (Object<'m>, Object<'m>) {
    let places = places(ctx);
    let mut ids = Ids::new(ctx.model.operations.keys());
    let mut out = Object::new();
    for (shape, place) in &places {
        let mut item = Object::new();
        let entries = place.slots.values().flatten();
        let mut types = Named::new();
        for name in entries.flat_map(|(entry, _)| named(entry.operation)) {
            *types.entry(name).or_default() += 1;
        }
        for entries in place.slots.values() {
            let pages: Vec<_> = entries.iter().map(|(entry, _)| *entry).collect();
            let merged = merge(ctx, &pages, &types);
            note_pages(ctx, &merged);
            let own = entries
                .iter()
                .find(|(entry, _)| entry.id == merged.main.id)
                .map(|(_, own)| own);
            let own = own.expect("the merged operation is one of the entries");
            let names: Vec<_> = place
                .names
                .iter()
                .map(String::as_str)
                .zip(own.iter().copied())
                .collect();
            let id = ids.assign(&merged.main);
            item.push(
                method_name(merged.main.operation),
                ctx.operation(&merged, id, &names),
            );
        }
        out.push(fill(shape, &place.names), item);
    }
    let mut unaddressed = Object::new();
    for (id, operation) in ctx
        .model
        .operations
        .iter()
        .filter(|(_, operation)| operation.urls.is_empty())
    {
        let entry = Entry {
            id,
            operation,
            url: None,
            position: 0,
        };
        let merged = merge(ctx, &[entry], &Named::new());
        note_pages(ctx, &merged);
        unaddressed.push(
            id.0.as_str(),
            ctx.unaddressed(&merged, ids.assign(&merged.main)),
        );
    }
    (out, unaddressed)
}

fn places<'m>(ctx: &Ctx<'m>) -> BTreeMap<String, Place<'m>> {
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    for (id, operation) in &ctx.model.operations {
        for (position, url) in operation.urls.iter().enumerate() {
            let form = form(&url.template);
            let place = places.entry(form.shape).or_insert_with(|| Place {
                names: parameter_names(&form.names),
                slots: BTreeMap::new(),
            });
            let slot = place.slots.entry(operation.method).or_default();
            if !slot.iter().any(|(entry, _)| entry.id == id) {
                slot.push((
                    Entry {
                        id,
                        operation,
                        url: Some(url),
                        position,
                    },
                    form.names,
                ));
            }
        }
    }
    places
}

/// The placeholders' names, in the letters that tools allow there, each one once.
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

fn form(template: &str) -> Form<'_> {
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
    Form { shape, names }
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

/// Remembers the types that come in an envelope.
fn note_pages<'m>(ctx: &mut Ctx<'m>, merged: &Merged<'m>) {
    for response in &merged.main.operation.responses {
        if let ResponseBody::Value(ty) = &response.body
            && let Some(name) = ctx.paged_type(ty)
        {
            let name: &TypeName = merged.result.unwrap_or(name);
            ctx.paged.insert(name);
        }
    }
}

/// Hands out operation ids: the page's stem for its first URL, with a number for the other ones.
struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    fn new<'m>(ids: impl Iterator<Item = &'m OperationId>) -> Self {
        Self {
            taken: ids.map(|id| url_safe(&id.0)).collect(),
        }
    }

    fn assign(&mut self, entry: &Entry) -> String {
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
