//! The list of operations: requests, responses and permissions.

use serde::Serialize;

use super::{Context, PageLine, Type};
use crate::model::operation::{
    Body, Location, Parameter, PermissionSet, Permissions, ResponseBody,
};
use crate::model::{Operation, OperationId, Property};
use crate::report::coverage::gaps_of_operation;

/// An operation.
#[derive(Serialize)]
pub(super) struct OperationRow<'r> {
    id: &'r str,
    title: &'r str,
    method: &'static str,
    urls: Vec<&'r str>,
    area: usize,
    at: Option<PageLine>,
    /// Name, location, type, and whether it is required.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<(&'r str, &'static str, Type<'r>, bool)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sends: Option<Message<'r>>,
    /// By status.
    returns: Vec<(u16, Option<Message<'r>>)>,
    /// The kind of caller, and the permissions, of which one suffices.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    permissions: Vec<(&'static str, Vec<&'r str>)>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    deprecated: bool,
    /// The grades of parts without a type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gaps: Vec<&'static str>,
}

/// The content of a body.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Message<'r> {
    /// A value of this type.
    Type(Type<'r>),
    /// An object with these properties.
    Parts(Vec<(&'r str, Type<'r>)>),
    /// Anything else, in words.
    Words(String),
}

impl<'r> Context<'r> {
    /// All operations, by id.
    pub(super) fn operations(&mut self) -> Vec<OperationRow<'r>> {
        let operations = self.content.model.operations.iter();
        operations
            .map(|(id, call)| self.operation(id, call))
            .collect()
    }

    fn operation(&mut self, id: &'r OperationId, operation: &'r Operation) -> OperationRow<'r> {
        let span = self.content.origins.operations.get(id).copied();
        let parameter = |parameter: &'r Parameter| {
            let location = match parameter.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
            };
            let ty = self.ty(&parameter.ty);
            (parameter.name.0.as_str(), location, ty, parameter.required)
        };
        let parameters = operation.parameters.iter().map(parameter).collect();
        let returns = operation
            .responses
            .iter()
            .map(|response| (response.status, self.response(&response.body)))
            .collect();
        OperationRow {
            id: &id.0,
            title: &operation.title,
            method: operation.method.as_str(),
            urls: operation
                .urls
                .iter()
                .map(|url| url.template.as_str())
                .collect(),
            area: self.areas.index(&operation.area),
            at: self.start_or_page(span, Some(&operation.page)),
            parameters,
            sends: self.body(&operation.body),
            returns,
            permissions: operation
                .permissions
                .as_ref()
                .map(permissions)
                .unwrap_or_default(),
            deprecated: operation.deprecated.is_some(),
            gaps: gaps_of_operation(operation),
        }
    }

    fn body(&self, body: &'r Body) -> Option<Message<'r>> {
        match body {
            Body::None => None,
            Body::Type { ty, .. } => Some(Message::Type(self.ty(ty))),
            Body::Parameters(properties) => {
                let parts = properties.iter();
                let part = |part: &'r Property| (part.name.0.as_str(), self.ty(&part.ty));
                Some(Message::Parts(parts.map(part).collect()))
            }
            Body::Reference => Some(Message::Words("a reference".to_owned())),
            Body::Bytes { content_type } => Some(Message::Words(bytes(content_type))),
            Body::Untyped => Some(Message::Type(Type::Any(()))),
        }
    }

    fn response(&self, body: &'r ResponseBody) -> Option<Message<'r>> {
        match body {
            ResponseBody::None => None,
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(Message::Type(self.ty(ty))),
            ResponseBody::Bytes { content_type, .. } => Some(Message::Words(bytes(content_type))),
        }
    }
}

fn bytes(content_type: &str) -> String {
    if content_type.is_empty() {
        "bytes".to_owned()
    } else {
        format!("bytes: {content_type}")
    }
}

/// The permissions that the page lists, for each kind of caller.
fn permissions(all: &Permissions) -> Vec<(&'static str, Vec<&str>)> {
    let kinds = [
        ("delegated, work or school", &all.delegated_work),
        ("delegated, personal", &all.delegated_personal),
        ("application", &all.application),
    ];
    kinds
        .into_iter()
        .filter_map(|(kind, set)| match set {
            PermissionSet::Unknown => None,
            PermissionSet::NotSupported => Some((kind, Vec::new())),
            PermissionSet::AnyOf(names) => Some((kind, names.iter().map(String::as_str).collect())),
        })
        .collect()
}
