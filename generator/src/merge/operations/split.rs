//! Some pages list URLs that lead to different things: `/me/mailboxSettings` and `/me/mailboxSettings/timeZone`, or one
//! type cast each. Once the types at the URLs are known, such an operation is split, so that each says what it returns.

use rayon::prelude::*;

use crate::model::names::short_name;
use crate::model::operation::{
    Location, OperationKind, Response, ResponseBody, Segment, UrlTemplate,
};
use crate::model::url_types::{UrlTypes, result};
use crate::model::{Model, Operation, OperationId, TypeRef};

/// Splits the operations of a model whose URLs lead to different types.
pub(crate) fn split_by_result(model: &mut Model) {
    let types = UrlTypes::new(model);
    let operations = model.operations.par_iter();
    let split_ones = operations.filter_map(|(id, operation)| {
        let parts = split(model, &types, operation)?;
        Some((id.clone(), parts))
    });
    let split_ones: Vec<_> = split_ones.collect();
    for (id, (main, others)) in split_ones {
        for (word, other) in others {
            let mut id = OperationId(format!("{}-{word}", id.0));
            while model.operations.contains_key(&id) {
                id.0.push_str("-2");
            }
            model.operations.insert(id, other);
        }
        model.operations.insert(id, main);
    }
}

/// What a URL returns, against what its operation says.
enum Finding {
    /// The same, or nothing is known.
    Agrees,
    /// Something else.
    Differs(TypeRef),
}

/// The parts of an operation, with a word for the id of each but the first; `None` when it stays whole.
fn split(
    model: &Model,
    types: &UrlTypes,
    operation: &Operation,
) -> Option<(Operation, Vec<(String, Operation)>)> {
    let claimed = result(operation).filter(|_| is_splittable(operation.kind))?;
    let findings: Vec<Finding> = operation
        .urls
        .iter()
        .map(|url| finding(model, types, url, operation.kind, claimed))
        .collect();
    if findings
        .iter()
        .all(|finding| matches!(finding, Finding::Agrees))
    {
        return None;
    }
    let mut others: Vec<(String, Operation)> = Vec::new();
    let mut kept = Vec::new();
    for (url, finding) in operation.urls.iter().zip(&findings) {
        let Finding::Differs(ty) = finding else {
            kept.push(url.clone());
            continue;
        };
        let known = others
            .iter_mut()
            .find(|(_, other)| result(other) == Some(ty));
        match known {
            Some((_, other)) => other.urls.push(url.clone()),
            None => others.push((last_word(url), retyped(operation, url, ty))),
        }
    }
    for (_, other) in &mut others {
        keep_used_parameters(other);
    }
    if kept.is_empty() && !others.is_empty() {
        // No URL agrees: what the page says was copied from another one, or is about a part of what comes back.
        let (_, mut first) = others.remove(0);
        first.examples.clone_from(&operation.examples);
        return Some((first, others));
    }
    let mut main = Operation {
        urls: kept,
        ..operation.clone()
    };
    keep_used_parameters(&mut main);
    Some((main, others))
}

/// Path parameters that no URL holds any more go.
fn keep_used_parameters(operation: &mut Operation) {
    let urls = &operation.urls;
    operation.parameters.retain(|parameter| {
        let written = format!("{{{}}}", parameter.name.0);
        parameter.location != Location::Path
            || urls.iter().any(|url| url.template.contains(&written))
    });
}

fn is_splittable(kind: OperationKind) -> bool {
    match kind {
        OperationKind::Get | OperationKind::List | OperationKind::Create => true,
        OperationKind::Update
        | OperationKind::Replace
        | OperationKind::Delete
        | OperationKind::Action
        | OperationKind::Function
        | OperationKind::Delta
        | OperationKind::AddReference
        | OperationKind::RemoveReference
        | OperationKind::ListReferences
        | OperationKind::Count
        | OperationKind::Download
        | OperationKind::Upload => false,
    }
}

fn finding(
    model: &Model,
    types: &UrlTypes,
    url: &UrlTemplate,
    kind: OperationKind,
    claimed: &TypeRef,
) -> Finding {
    let Some(found) = types.end(model, &url.segments) else {
        return Finding::Agrees;
    };
    let found = if kind == OperationKind::Create {
        found.element().clone()
    } else {
        found
    };
    // Relationship tables forget the word "collection" more often than examples show a list where there is none; but behind a
    // key there is one object.
    let same_form = found.is_collection() == claimed.is_collection()
        || claimed.element() == found.element()
            && claimed.is_collection()
            && !matches!(url.segments.last(), Some(Segment::Parameter(_)));
    let related = match (found.named(), claimed.named()) {
        (Some(found), Some(claimed)) if ends_in_cast(url) => found == claimed,
        (Some(found), Some(claimed)) => model.lineage(claimed).contains(&found),
        _ => found.element() == claimed.element(),
    };
    if same_form && related {
        Finding::Agrees
    } else {
        Finding::Differs(found)
    }
}

fn ends_in_cast(url: &UrlTemplate) -> bool {
    matches!(url.segments.last(), Some(Segment::Cast(_)))
}

/// The operation for one of its URLs, with another result.
fn retyped(operation: &Operation, url: &UrlTemplate, ty: &TypeRef) -> Operation {
    let body = match ty {
        TypeRef::Collection(_) | TypeRef::Primitive(_) => ResponseBody::Value(ty.clone()),
        TypeRef::Named(_) | TypeRef::Untyped | TypeRef::Unknown { .. } => {
            ResponseBody::Type(ty.clone())
        }
    };
    let answers = operation
        .responses
        .iter()
        .filter(|response| response.body != ResponseBody::None);
    let status = answers
        .map(|response| response.status)
        .find(|status| (200..300).contains(status));
    let kind = match operation.kind {
        OperationKind::Get | OperationKind::List if ty.is_collection() => OperationKind::List,
        OperationKind::List => OperationKind::Get,
        kind => kind,
    };
    Operation {
        kind,
        urls: vec![url.clone()],
        responses: vec![Response {
            status: status.unwrap_or(200),
            body,
        }],
        examples: Vec::new(),
        ..operation.clone()
    }
}

/// The last name of a URL, for an id.
fn last_word(url: &UrlTemplate) -> String {
    let words = url.segments.iter().rev().find_map(|segment| match segment {
        Segment::Name(name) | Segment::Call { name, .. } => Some(name.as_str()),
        Segment::Cast(name) => Some(short_name(&name.0)),
        Segment::Parameter(_) | Segment::Mixed(_) => None,
    });
    let word = words.unwrap_or("item").trim_matches([':', '$']);
    word.to_ascii_lowercase()
}
