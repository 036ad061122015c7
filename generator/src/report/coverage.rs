//! How much of the API the pages describe: parts with a type, parts that may be any JSON, and parts that are not described.

use std::collections::BTreeSet;

use crate::model::operation::{Body, ResponseBody};
use crate::model::{Model, Operation, Property, TypeKind, TypeRef};

/// How well a part is described, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// It has a type.
    Typed,
    /// Any JSON value: the pages say so, or do not describe its structure.
    Opaque,
    /// The pages say nothing, or their text could not be resolved.
    Unresolved,
}

impl Grade {
    /// The name in the report and in its script.
    fn name(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Opaque => "opaque",
            Self::Unresolved => "unresolved",
        }
    }
}

/// The grades of all parts of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// The name of the kind.
    pub(super) name: &'static str,
    /// The list that shows them: `types` or `operations`.
    pub(super) view: &'static str,
    /// The number of typed parts.
    pub(super) typed: usize,
    /// The number of opaque parts.
    pub(super) opaque: usize,
    /// The number of unresolved parts.
    pub(super) unresolved: usize,
}

impl Share {
    fn new(
        name: &'static str,
        view: &'static str,
        grades: impl Iterator<Item = Grade> + Clone,
    ) -> Self {
        let count = |wanted| grades.clone().filter(|grade| *grade == wanted).count();
        Self {
            name,
            view,
            typed: count(Grade::Typed),
            opaque: count(Grade::Opaque),
            unresolved: count(Grade::Unresolved),
        }
    }

    /// The sum.
    pub(super) fn total(&self) -> usize {
        self.typed + self.opaque + self.unresolved
    }
}

/// The shares that the report shows.
pub(super) fn shares(model: &Model) -> Vec<Share> {
    let operations = || model.operations.values();
    vec![
        Share::new(
            "Properties",
            "types",
            properties(model).map(|property| type_grade(&property.ty)),
        ),
        Share::new("URLs", "operations", operations().map(url_grade)),
        Share::new(
            "Parameters",
            "operations",
            operations()
                .flat_map(|operation| &operation.parameters)
                .map(|parameter| type_grade(&parameter.ty)),
        ),
        Share::new(
            "Request bodies",
            "operations",
            operations().filter_map(|operation| body_grade(&operation.body)),
        ),
        Share::new(
            "Responses",
            "operations",
            operations().filter_map(response_grade),
        ),
    ]
}

fn properties(model: &Model) -> impl Iterator<Item = &Property> + Clone {
    model.types.values().flat_map(|def| match &def.kind {
        TypeKind::Object(object) => object.properties.as_slice(),
        TypeKind::Enum(_) => &[],
    })
}

/// The grade of a type.
fn type_grade(ty: &TypeRef) -> Grade {
    match ty {
        TypeRef::Primitive(_) | TypeRef::Named(_) => Grade::Typed,
        TypeRef::Collection(item) => type_grade(item),
        TypeRef::Untyped => Grade::Opaque,
        TypeRef::Unknown { .. } => Grade::Unresolved,
    }
}

/// The grades of a type's properties other than `typed`, each once.
pub(super) fn gaps_of_properties(properties: &[Property]) -> Vec<&'static str> {
    gaps(properties.iter().map(|property| type_grade(&property.ty)))
}

/// The grades of an operation's parts other than `typed`, each once.
pub(super) fn gaps_of_operation(operation: &Operation) -> Vec<&'static str> {
    let grades = operation
        .parameters
        .iter()
        .map(|parameter| type_grade(&parameter.ty))
        .chain([url_grade(operation)])
        .chain(body_grade(&operation.body))
        .chain(response_grade(operation));
    gaps(grades)
}

fn gaps(grades: impl Iterator<Item = Grade>) -> Vec<&'static str> {
    let missing: BTreeSet<Grade> = grades.filter(|grade| *grade != Grade::Typed).collect();
    missing.into_iter().map(Grade::name).collect()
}

fn url_grade(operation: &Operation) -> Grade {
    if operation.urls.is_empty() {
        Grade::Unresolved
    } else {
        Grade::Typed
    }
}

/// `None` if nothing is sent.
fn body_grade(body: &Body) -> Option<Grade> {
    match body {
        Body::None => None,
        Body::Type { ty, .. } => Some(type_grade(ty)),
        Body::Parameters(properties) => {
            let grades = properties.iter().map(|property| type_grade(&property.ty));
            Some(grades.max().unwrap_or(Grade::Typed))
        }
        Body::Reference | Body::Bytes { .. } => Some(Grade::Typed),
        Body::Untyped => Some(Grade::Opaque),
    }
}

/// `None` if nothing is returned.
fn response_grade(operation: &Operation) -> Option<Grade> {
    if operation.responses.is_empty() {
        return Some(Grade::Unresolved);
    }
    let bodies = operation.responses.iter();
    bodies
        .filter_map(|response| match &response.body {
            ResponseBody::None => None,
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(type_grade(ty)),
            ResponseBody::Bytes { .. } => Some(Grade::Typed),
        })
        .max()
}
