//! Names for the structs of operations: the id, which is the name of a page (`user-sendmail`), with its words apart and with
//! the name of the operation's method in it (`UserSendMail`, `send_mail`). How words are written stands in the operation's URLs
//! and in the names of types.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::operation::{Method, Operation, OperationKind, Segment, UrlTemplate};
use crate::model::{Model, OperationId};
use crate::plan::names::{self, Case};
use crate::plan::spaces::split_name;

use super::verbs;

/// How the words of ids are written.
pub(super) struct OperationNames<'m> {
    /// Names of types, by the same in small letters.
    types: BTreeMap<String, &'m str>,
}

impl<'m> OperationNames<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let names = model.types.keys().map(|name| split_name(&name.0).1);
        Self {
            types: names.map(|name| (name.to_lowercase(), name)).collect(),
        }
    }

    /// The names of all operations, in their order. Operations that would share a name are called by their ids alone.
    pub(super) fn all(&self, model: &'m Model) -> Vec<String> {
        let preferred: Vec<String> = model
            .operations
            .iter()
            .map(|(id, operation)| self.with_method(id, operation))
            .collect();
        let ident = |name: &str| names::ident_text(name, Case::Pascal);
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for name in &preferred {
            *taken.entry(ident(name)).or_default() += 1;
        }
        let shared: BTreeSet<String> = taken
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(name, _)| name)
            .collect();
        let named = preferred.into_iter().zip(&model.operations);
        named
            .map(|(name, (id, operation))| {
                if shared.contains(&ident(&name)) {
                    self.parts(id, operation).join("-")
                } else {
                    name
                }
            })
            .collect()
    }

    /// The id with the method's name behind its first part, instead of a word of HTTP: `user-post-messages` becomes
    /// `user-create-messages`, and `call-record` becomes `call-recordResponse`. Ids that have the method's name stay as they are.
    fn with_method(&self, id: &OperationId, operation: &'m Operation) -> String {
        let parts = self.parts(id, operation);
        let (Some((owner, rest)), Some(method)) = (
            parts.split_first().filter(|(_, rest)| !rest.is_empty()),
            verbs::preferred(operation),
        ) else {
            return parts.join("-");
        };
        let snake = |name: &str| names::ident_text(name, Case::Snake);
        let (words, method) = (snake(&rest.join("-")), snake(&method));
        if format!("_{words}_").contains(&format!("_{method}_")) {
            return parts.join("-");
        }
        let more = match rest {
            // `user-post-users` creates a user.
            [_, more] if is_same(more, &method) || begins_with(more, owner) => &[],
            [verb, more @ ..] if is_verb(verb) => more,
            rest => match operation.kind {
                // The method says all that the id does.
                OperationKind::Action | OperationKind::Function | OperationKind::Delta => &[],
                OperationKind::Get
                | OperationKind::List
                | OperationKind::Create
                | OperationKind::Update
                | OperationKind::Replace
                | OperationKind::Delete
                | OperationKind::AddReference
                | OperationKind::RemoveReference
                | OperationKind::ListReferences
                | OperationKind::Download
                | OperationKind::Upload
                | OperationKind::Count => rest,
            },
        };
        let all = [*owner, &method].into_iter().chain(more.iter().copied());
        all.collect::<Vec<_>>().join("-")
    }

    /// The parts of the id, each written as the operation's URLs write it, or else as a type is called.
    fn parts<'i>(&self, id: &'i OperationId, operation: &'m Operation) -> Vec<&'i str>
    where
        'm: 'i,
    {
        let written: Vec<&str> = operation.urls.iter().flat_map(fixed_segments).collect();
        let parts = id.0.split('-').map(|part| {
            let in_url = written.iter().find(|name| name.eq_ignore_ascii_case(part));
            in_url
                .or_else(|| self.types.get(&part.to_lowercase()))
                .copied()
                .unwrap_or(part)
        });
        parts.collect()
    }
}

/// Whether two names are the same identifier.
fn is_same(a: &str, b: &str) -> bool {
    names::ident_text(a, Case::Snake) == names::ident_text(b, Case::Snake)
}

/// Whether a name begins with another one, whatever their letter case.
fn begins_with(name: &str, start: &str) -> bool {
    name.to_lowercase().starts_with(&start.to_lowercase())
}

/// Whether part of an id says what an operation does, in the words of methods or of HTTP.
fn is_verb(part: &str) -> bool {
    let http = [Method::Post, Method::Put, Method::Patch].map(Method::as_str);
    let mut verbs = verbs::VERBS.iter().chain(&http);
    verbs.any(|verb| verb.eq_ignore_ascii_case(part))
}

fn fixed_segments(url: &UrlTemplate) -> impl Iterator<Item = &str> {
    url.segments.iter().filter_map(|segment| match segment {
        Segment::Name(name) | Segment::Call { name, .. } => Some(split_name(name).1),
        Segment::Cast(name) => Some(split_name(&name.0).1),
        Segment::Parameter(_) | Segment::Mixed(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn names(operations: &[(&str, &str, &str, &[&str])]) -> Vec<String> {
        let operations = operations.iter().map(|(id, method, kind, segments)| {
            let segments: Vec<_> = segments.iter().map(|name| json!({"name": name})).collect();
            let definition = json!({
                "title": "", "method": method, "kind": kind, "body": "none", "responses": [], "page": "api/a.md",
                "urls": [{"template": "", "written": "", "segments": segments}],
            });
            ((*id).to_owned(), definition)
        });
        let operations: serde_json::Map<_, _> = operations.collect();
        let kind = json!({"enum": {"members": []}});
        let model: Model = serde_json::from_value(json!({
            "format": 1, "operations": operations, "pages": {},
            "types": {"microsoft.graph.onlineMeeting": {"kind": kind, "doc": "", "pages": []}},
        }))
        .unwrap();
        OperationNames::new(&model).all(&model)
    }

    #[test]
    fn parts_are_written_as_in_urls_and_types() {
        let id = "onlinemeeting-createorget-v2";
        assert_eq!(
            names(&[(id, "POST", "action", &["me", "createOrGet"])]),
            ["onlineMeeting-createOrGet-v2"]
        );
    }

    #[test]
    fn the_name_of_the_method_is_in_the_name_of_the_struct() {
        let posted: &[&str] = &["me", "messages"];
        let called: &[&str] = &["calls", "recordResponse"];
        assert_eq!(
            names(&[
                ("book-similar", "GET", "list", &["books", "similar"]),
                ("call-record", "POST", "action", called),
                ("message-get", "GET", "get", posted),
                ("user-list-messages", "GET", "list", posted),
                ("user-post-messages", "POST", "create", posted),
                ("user-post-users", "POST", "create", &["users"]),
            ]),
            [
                "book-list-similar",
                "call-record_response",
                "message-get",
                "user-list-messages",
                "user-create-messages",
                "user-create"
            ]
        );
    }

    #[test]
    fn operations_that_would_share_a_name_keep_those_of_their_pages() {
        let app: &[&str] = &["apps", "app"];
        assert_eq!(
            names(&[
                ("app-patch", "PATCH", "update", app),
                ("app-put", "PUT", "update", app),
            ]),
            ["app-patch", "app-put"]
        );
    }
}
