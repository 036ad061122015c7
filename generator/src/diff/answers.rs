//! What an operation returns, before and after.

use std::collections::BTreeSet;

use crate::model::ApiItem;
use crate::model::operation::{Operation, ResponseBody};
use crate::model::{OperationId, TypeRef};

use super::change::Direction;
use super::finder::Finder;
use super::pair::Pair;
use super::renames::{Renames, written};
use super::rules::Rule;

/// Records every change of what an operation returns.
pub(super) fn compare(
    finder: &mut Finder<'_>,
    ids: Pair<&OperationId>,
    operations: Pair<&Operation>,
) {
    let response = || ids.things(ApiItem::Response);
    let bodies = operations.map(main_body);
    if let Some(rule) = difference(&finder.renames, bodies) {
        finder
            .push(rule, response(), Direction::Response)
            .values(words(bodies.old), words(bodies.new));
    }
    let statuses = operations.map(|operation| -> BTreeSet<u16> {
        let responses = operation.responses.iter();
        responses.map(|response| response.status).collect()
    });
    for (differing, rule) in [
        (statuses.old.difference(&statuses.new), Rule::StatusRemoved),
        (statuses.new.difference(&statuses.old), Rule::StatusAdded),
    ] {
        for status in differing {
            finder
                .push(rule, response(), Direction::Response)
                .values("", status.to_string());
        }
    }
}

/// The body that callers are interested in: the first one that is not empty.
fn main_body(operation: &Operation) -> &ResponseBody {
    let mut bodies = operation.responses.iter().map(|response| &response.body);
    bodies
        .find(|body| **body != ResponseBody::None)
        .unwrap_or(&ResponseBody::None)
}

fn difference(renames: &Renames, bodies: Pair<&ResponseBody>) -> Option<Rule> {
    let (before, after) = match (bodies.old, bodies.new) {
        (ResponseBody::Type(before), ResponseBody::Type(after))
        | (ResponseBody::Value(before), ResponseBody::Value(after)) => (before, after),
        (ResponseBody::Type(before), ResponseBody::Value(after))
        | (ResponseBody::Value(before), ResponseBody::Type(after)) => {
            return Some(rule(renames, before, after));
        }
        (ResponseBody::None, ResponseBody::None) => return None,
        (
            ResponseBody::Bytes { content_type, ty },
            ResponseBody::Bytes {
                content_type: other,
                ty: other_ty,
            },
        ) => {
            let same_type = ty.as_ref().map(|name| renames.new_name(name)) == other_ty.as_ref();
            let is_same = content_type == other && same_type;
            return (!is_same).then_some(Rule::ResponseTypeChanged);
        }
        (
            ResponseBody::None
            | ResponseBody::Type(_)
            | ResponseBody::Value(_)
            | ResponseBody::Bytes { .. },
            _,
        ) => return Some(Rule::ResponseTypeChanged),
    };
    (!renames.same(before, after)).then(|| rule(renames, before, after))
}

/// Whether the element types differ or only the collection.
fn rule(renames: &Renames, old: &TypeRef, new: &TypeRef) -> Rule {
    if renames.same(old.element(), new.element()) {
        Rule::ResponseCollectionChanged
    } else {
        Rule::ResponseTypeChanged
    }
}

fn words(body: &ResponseBody) -> String {
    match body {
        ResponseBody::None => "nothing".to_owned(),
        ResponseBody::Type(ty) => written(ty),
        ResponseBody::Value(TypeRef::Collection(item)) => format!("a list of {}", written(item)),
        ResponseBody::Value(ty) => format!("{} in `value`", written(ty)),
        ResponseBody::Bytes {
            content_type,
            ty: None,
        } if content_type.is_empty() => "bytes".to_owned(),
        ResponseBody::Bytes {
            content_type,
            ty: None,
        } => format!("bytes of {content_type}"),
        ResponseBody::Bytes { ty: Some(ty), .. } => format!("bytes of a {}", ty.0),
    }
}
