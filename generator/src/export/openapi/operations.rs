//! One operation of the document: summary, parameters, body, responses, permissions.

use serde_json::Value;

use super::components::{collection_page, envelope_key};
use super::merge::MergedCall;
use super::parameters::parameters;
use super::types::reference;
use super::{Ctx, Object, Tree};
use crate::model::operation::{
    Body, Message, OperationKind, PermissionSet, Permissions, Response, ResponseBody,
};
use crate::model::{Operation, PagePath, TypeName, TypeRef, WireName};

impl<'m> Ctx<'m> {
    /// The operation; `names` as in [`parameters`].
    pub(super) fn operation(
        &self,
        merged: &MergedCall<'m>,
        id: String,
        names: &[(&str, &str)],
    ) -> Object<'m> {
        let operation = merged.main.operation;
        let tags = if operation.area.is_empty() {
            Vec::new()
        } else {
            vec![operation.area.as_str().into()]
        };
        let also = merged
            .others
            .iter()
            .map(|entry| entry.id.0.as_str().into())
            .collect();
        let summary = if operation.title.is_empty() {
            &merged.main.id.0
        } else {
            &operation.title
        };
        let object = Object::new()
            .list("tags", tags)
            .with("summary", summary.as_str());
        self.described(object, &operation.doc, operation.deprecated.as_ref())
            .maybe("externalDocs", self.external_docs(Some(&operation.page)))
            .with("operationId", id)
            .list("parameters", parameters(self, operation, names))
            .maybe("requestBody", self.request_body(merged))
            .with("responses", self.responses(merged))
            .maybe(
                "x-docwright-permissions",
                operation.permissions.as_ref().map(permissions),
            )
            .with("x-docwright-page", operation.page.0.as_str())
            .maybe(
                "x-docwright-owner",
                operation.owner.as_ref().map(|owner| owner.0.as_str()),
            )
            .list("x-docwright-also", also)
    }

    /// A link to a page, if it is known where pages are published.
    pub(super) fn external_docs(&self, page: Option<&'m PagePath>) -> Option<Object<'m>> {
        page.and_then(|page| self.links.page(page))
            .map(|url| Object::new().with("url", url))
    }

    fn request_body(&self, merged: &MergedCall<'m>) -> Option<Object<'m>> {
        let json =
            |schema: Object<'m>| Object::new().with("content", content("application/json", schema));
        Some(match &merged.main.operation.body {
            Body::None => return None,
            Body::Type {
                ty,
                listed,
                required,
            } => {
                let names = |names: &'m [WireName]| {
                    names.iter().map(|name| name.0.as_str().into()).collect()
                };
                json(self.generalised(ty, merged.body))
                    .list("x-docwright-listed", names(listed))
                    .list("x-docwright-required", names(required))
            }
            Body::Parameters(properties) => {
                let required = properties.iter().filter(|property| property.required);
                let required: Vec<Tree> = required
                    .map(|property| property.name.0.as_str().into())
                    .collect();
                let schema = Object::new()
                    .with("type", "object")
                    .with("properties", self.properties(properties));
                json(schema.list("required", required))
            }
            Body::Reference => {
                let link = Object::new().with("type", "string").with("format", "uri");
                let schema = Object::new()
                    .with("type", "object")
                    .with("properties", Object::new().with("@odata.id", link))
                    .with("required", vec!["@odata.id".into()]);
                json(schema)
            }
            Body::Bytes { content_type } => {
                Object::new().with("content", bytes(content_type, Object::new()))
            }
            Body::Untyped => json(Object::new()),
        })
    }

    fn responses(&self, merged: &MergedCall<'m>) -> Object<'m> {
        let mut statuses: Vec<(u16, Object<'m>)> = Vec::new();
        for response in &merged.main.operation.responses {
            let example = example(merged.main.operation, response.status);
            let mut object = self.response(response, merged.result, example);
            if merged.main.operation.kind == OperationKind::Count {
                object = Object::new()
                    .with("description", reason(response.status))
                    .with("content", content("text/plain", integer()));
            }
            match statuses
                .iter_mut()
                .find(|(status, _)| *status == response.status)
            {
                // Of two responses with the same status, one with a body counts.
                Some((_, other)) if !other.has("content") => *other = object,
                Some(_) => {}
                None => statuses.push((response.status, object)),
            }
        }
        let mut out = Object::new();
        if !statuses
            .iter()
            .any(|(status, _)| (200..300).contains(status))
        {
            out.push(
                "2XX",
                Object::new().with("description", "Success; the page does not say more."),
            );
        }
        for (status, response) in statuses {
            out.push(status.to_string(), response);
        }
        let error = || Tree::reference("responses", "error");
        out.with("4XX", error()).with("5XX", error())
    }

    fn response(
        &self,
        response: &'m Response,
        result: Option<&'m TypeName>,
        example: Option<&'m Value>,
    ) -> Object<'m> {
        let json = |schema: Object<'m>| {
            let media = Object::new()
                .with("schema", schema)
                .maybe("example", example);
            Object::new().with("application/json", media)
        };
        let object = Object::new().with("description", reason(response.status));
        match &response.body {
            ResponseBody::None => object,
            ResponseBody::Type(ty) => object.with("content", json(self.generalised(ty, result))),
            ResponseBody::Value(ty) => object.with("content", json(self.wrapped(ty, result))),
            ResponseBody::Bytes { content_type, ty } => {
                let schema = ty.as_ref().and_then(|ty| self.key(ty)).map(reference);
                object.with(
                    "content",
                    bytes(content_type, schema.unwrap_or_else(binary)),
                )
            }
        }
    }

    /// `{"value": …}` around a value or a page of a collection.
    fn wrapped(&self, ty: &'m TypeRef, result: Option<&'m TypeName>) -> Object<'m> {
        if let Some(name) = self.paged_type(ty) {
            return reference(&envelope_key(self, result.unwrap_or(name)));
        }
        match ty {
            TypeRef::Collection(item) => collection_page(self.generalised(item, result)),
            TypeRef::Primitive(_)
            | TypeRef::Named(_)
            | TypeRef::Untyped
            | TypeRef::Unknown { .. } => {
                let properties = Object::new().with("value", self.generalised(ty, result));
                Object::new()
                    .with("type", "object")
                    .with("properties", properties)
            }
        }
    }

    /// The schema of a type, its named type replaced by a more general one.
    fn generalised(&self, ty: &'m TypeRef, general: Option<&'m TypeName>) -> Object<'m> {
        match (ty, general.and_then(|name| self.key(name))) {
            (TypeRef::Named(_), Some(key)) => reference(key),
            (TypeRef::Collection(item), Some(_)) => Object::new()
                .with("type", "array")
                .with("items", self.generalised(item, general)),
            _ => self.schema(ty),
        }
    }

    /// An operation without a URL.
    pub(super) fn unaddressed(&self, merged: &MergedCall<'m>, id: String) -> Object<'m> {
        let operation = merged.main.operation;
        Object::new()
            .with("method", method_name(operation))
            .with("operation", self.operation(merged, id, &[]))
    }
}

/// The method as a key of a path item.
pub(super) fn method_name(operation: &Operation) -> &'static str {
    use crate::model::operation::Method;
    match operation.method {
        Method::Get => "get",
        Method::Head => "head",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
        Method::Options => "options",
    }
}

fn content<'m>(media_type: &'m str, schema: Object<'m>) -> Object<'m> {
    Object::new().with(media_type, Object::new().with("schema", schema))
}

/// Bytes, as a string for tools that know no other type.
fn binary<'m>() -> Object<'m> {
    Object::new().with("type", "string")
}

/// The result of `$count`, as text (OData 4.01, part 2, section 4.8).
fn integer<'m>() -> Object<'m> {
    Object::new().with("type", "integer")
}

/// The body of the page's first example response with this status.
fn example(operation: &Operation, status: u16) -> Option<&Value> {
    let mut examples = operation.examples.iter();
    examples.find_map(|example| match example.message {
        Message::Response { status: other } if other == status => example.json.as_deref(),
        Message::Response { .. } | Message::Request { .. } | Message::Sample => None,
    })
}

fn bytes<'m>(content_type: &'m str, schema: Object<'m>) -> Object<'m> {
    let media_type = if content_type.is_empty() {
        "application/octet-stream"
    } else {
        content_type
    };
    content(media_type, schema)
}

fn permissions(permissions: &Permissions) -> Object<'_> {
    Object::new()
        .maybe("delegatedWork", permission_set(&permissions.delegated_work))
        .maybe(
            "delegatedPersonal",
            permission_set(&permissions.delegated_personal),
        )
        .maybe("application", permission_set(&permissions.application))
}

/// Any of the permissions suffices, least privileged first; an empty list means that the call is not supported.
fn permission_set(set: &PermissionSet) -> Option<Vec<Tree<'_>>> {
    match set {
        PermissionSet::Unknown => None,
        PermissionSet::NotSupported => Some(Vec::new()),
        PermissionSet::AnyOf(names) => {
            Some(names.iter().map(|name| name.as_str().into()).collect())
        }
    }
}

/// RFC 9110, section 15; a description is required.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        204 => "No Content",
        206 => "Partial Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        410 => "Gone",
        412 => "Precondition Failed",
        416 => "Range Not Satisfiable",
        423 => "Locked",
        429 => "Too Many Requests",
        _ => match status / 100 {
            1 => "Informational",
            2 => "Success",
            3 => "Redirection",
            4 => "Client Error",
            _ => "Server Error",
        },
    }
}
