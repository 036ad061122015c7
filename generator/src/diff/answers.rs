//! What an operation returns, before and after.

use std::collections::BTreeSet;

use crate::model::TypeRef;
use crate::model::operation::{Operation, ResponseBody};
use crate::model::things::Thing;

use super::change::Direction;
use super::finder::Finder;
use super::operations::Ids;
use super::renames::{Renames, written};
use super::rules::Rule;

/// Notes every change of what comes back.
pub(super) fn compare(finder: &mut Finder<'_>, ids: Ids<'_>, old: &Operation, new: &Operation) {
    let (before, after) = (main(old), main(new));
    if let Some(rule) = difference(&finder.renames, before, after) {
        let change = finder.push(rule, ids.both(Thing::Response), Direction::Response);
        change.values(words(before), words(after));
    }
    let statuses = |it: &Operation| -> BTreeSet<u16> {
        it.responses
            .iter()
            .map(|response| response.status)
            .collect()
    };
    let (before, after) = (statuses(old), statuses(new));
    for (gone, rule) in [
        (before.difference(&after), Rule::StatusRemoved),
        (after.difference(&before), Rule::StatusAdded),
    ] {
        for status in gone {
            let change = finder.push(rule, ids.both(Thing::Response), Direction::Response);
            change.values("", status.to_string());
        }
    }
}

/// The body that programs are after: the first one that is something.
fn main(operation: &Operation) -> &ResponseBody {
    let mut bodies = operation.responses.iter().map(|response| &response.body);
    bodies
        .find(|body| **body != ResponseBody::None)
        .unwrap_or(&ResponseBody::None)
}

fn difference(renames: &Renames, old: &ResponseBody, new: &ResponseBody) -> Option<Rule> {
    let (before, after) = match (old, new) {
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
            let same_type = ty.as_ref().map(|it| renames.new_name(it)) == other_ty.as_ref();
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

/// The same items, or others.
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
