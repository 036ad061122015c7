//! From the claims of api pages to operations: one per method and flavour (`$ref`, `$value`, `$count`) of a page. Decides
//! between contradicting claims; knows the types, but changes none.

mod arguments;
mod body;
mod enums_by_members;
mod examples;
mod group;
mod kind;
mod owner;
mod parameters;
mod responses;
mod source;
mod split;
mod urls;

pub(super) use split::split_by_result;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::objects::Context;
use crate::diag::Diagnostics;
use crate::facts::operation::permissions;
use crate::facts::{PageFacts, Subject};
use crate::model::operation::Permissions;
use crate::model::{Doc, Model, Operation, OperationId, PagePath};

use examples::Exchange;
use group::Group;
use source::{Api, Source};

/// Builds the operations of all api pages, which must be in path order. `model` holds the merged types.
pub(super) fn build(
    pages: &[PageFacts],
    context: Context<'_, '_>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<OperationId, Operation> {
    let api = Api::new(pages, context, model);
    let built: Vec<(Vec<(OperationId, Operation)>, Diagnostics)> = pages
        .par_iter()
        .map(|page| page_operations(&api, page))
        .collect();
    let mut out = BTreeMap::new();
    for (operations, found) in built {
        diagnostics.append(found);
        for (mut id, operation) in operations {
            while out.contains_key(&id) {
                // Two pages with one stem, in different folders.
                id.0.push('_');
            }
            out.insert(id, operation);
        }
    }
    out
}

/// The operations of one page, and what is wrong with it: pages are independent of each other, so they are built in parallel.
fn page_operations(
    api: &Api<'_, '_>,
    page: &PageFacts,
) -> (Vec<(OperationId, Operation)>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let Subject::Operation(facts) = &page.subject else {
        return (Vec::new(), diagnostics);
    };
    let source = api.source(page, facts);
    let groups = group::groups(&source, api.context.index);
    let operations = groups.iter().map(|group| {
        let mut operation = operation(api, &source, group, &mut diagnostics);
        if let Some(doc) = group.doc(&groups) {
            operation.doc = doc;
        }
        (group.id(&source.stem), operation)
    });
    (operations.collect(), diagnostics)
}

fn operation(
    api: &Api<'_, '_>,
    source: &Source<'_>,
    group: &Group<'_>,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let facts = source.facts;
    let responses = responses::responses(api, source, group);
    let kind = kind::kind(api, source, group, &responses);
    let body = body::body(api, source, group, (kind, &responses), diagnostics);
    let exchange = Exchange {
        body: &body,
        responses: &responses,
    };
    let examples = examples::examples(api, source, group, exchange);
    Operation {
        title: source.page.title.value.clone(),
        method: group.method,
        kind,
        urls: group.urls.clone(),
        owner: source.owner.clone(),
        parameters: parameters::parameters(api, source, group, diagnostics),
        query_options: parameters::query_options(facts, group, kind),
        body,
        responses,
        permissions: all_permissions(api, source),
        examples,
        doc: facts.doc.clone(),
        area: source.page.area.clone().unwrap_or_default(),
        page: PagePath(source.page.path.clone()),
        deprecated: source.page.deprecated.then(Doc::default),
    }
}

/// Inline tables and included ones together.
fn all_permissions(api: &Api<'_, '_>, source: &Source<'_>) -> Option<Permissions> {
    let facts = &source.facts.permissions;
    let inline = facts.grants.iter().map(|fact| &fact.value);
    let included = facts
        .includes
        .iter()
        .filter_map(|include| api.permission_include(&include.value))
        .flatten()
        .copied();
    permissions::merge(inline.chain(included))
}
