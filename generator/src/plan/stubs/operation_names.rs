//! Ids of operations with their words apart. Pages are named in small letters (`user-sendmail`); how the words are written
//! stands in the operation's URLs and in the names of types (`sendMail`).

use std::collections::BTreeMap;

use crate::model::operation::{Operation, Segment, UrlTemplate};
use crate::model::{Model, OperationId};
use crate::plan::spaces::split_name;

/// Names of types by what they are in small letters.
pub(super) struct OperationNames<'m> {
    types: BTreeMap<String, &'m str>,
}

impl<'m> OperationNames<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let names = model.types.keys().map(|name| split_name(&name.0).1);
        Self {
            types: names.map(|name| (name.to_lowercase(), name)).collect(),
        }
    }

    /// The id, each of its parts written as the operation's URLs write it, or else as a type is called.
    pub(super) fn spelt(&self, id: &OperationId, operation: &'m Operation) -> String {
        let written: Vec<&str> = operation.urls.iter().flat_map(names).collect();
        let parts = id.0.split('-').map(|part| {
            let in_url = written.iter().find(|name| name.eq_ignore_ascii_case(part));
            in_url
                .or_else(|| self.types.get(&part.to_lowercase()))
                .copied()
                .unwrap_or(part)
        });
        parts.collect::<Vec<_>>().join("-")
    }
}

/// The fixed segments.
fn names(url: &UrlTemplate) -> impl Iterator<Item = &str> {
    url.segments.iter().filter_map(|segment| match segment {
        Segment::Name(name) | Segment::Call { name, .. } => Some(split_name(name).1),
        Segment::Cast(name) => Some(split_name(&name.0).1),
        Segment::Parameter(_) | Segment::Mixed(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_written_as_in_urls_and_types() {
        let model: Model = serde_json::from_str(
            r#"{
                "format": 1,
                "types": {"microsoft.graph.onlineMeeting": {"kind": {"enum": {"members": []}}, "doc": "", "pages": []}},
                "operations": {"onlinemeeting-createorget-v2": {
                    "title": "", "method": "POST", "kind": "action", "body": "none", "responses": [], "page": "api/a.md",
                    "urls": [{"template": "", "written": "", "segments": [{"name": "me"}, {"name": "createOrGet"}]}]
                }},
                "pages": {}
            }"#,
        )
        .unwrap();
        let (id, operation) = model.operations.first_key_value().unwrap();
        assert_eq!(
            OperationNames::new(&model).spelt(id, operation),
            "onlineMeeting-createOrGet-v2"
        );
    }
}
