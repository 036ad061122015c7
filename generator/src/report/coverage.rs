//! How much of the API the pages describe: what has a type, what may be anything because the pages say so, and what they
//! leave open.

use std::collections::BTreeSet;

use crate::model::operation::{Body, ResponseBody};
use crate::model::{Model, Operation, Property, TypeKind, TypeRef};

/// How well one thing is described, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// It has a type.
    Typed,
    /// Any JSON value, because the pages say so or show no form.
    Opaque,
    /// What the pages say could not be followed, or they say nothing.
    Unresolved,
}

impl Grade {
    /// The word that people and the page's script know it by.
    fn word(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Opaque => "opaque",
            Self::Unresolved => "unresolved",
        }
    }
}

/// The grades of all things of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// What they are.
    pub(super) name: &'static str,
    /// The list where they are found: `types` or `operations`.
    pub(super) view: &'static str,
    /// How many are typed.
    pub(super) typed: usize,
    /// How many are opaque.
    pub(super) opaque: usize,
    /// How many are unresolved.
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

    /// All of them.
    pub(super) fn total(&self) -> usize {
        self.typed + self.opaque + self.unresolved
    }
}

/// What the page shows.
pub(super) fn shares(model: &Model) -> Vec<Share> {
    let operations = || model.operations.values();
    vec![
        Share::new(
            "Properties",
            "types",
            properties(model).map(|property| of_type(&property.ty)),
        ),
        Share::new("URLs", "operations", operations().map(of_url)),
        Share::new(
            "Parameters",
            "operations",
            operations()
                .flat_map(|operation| &operation.parameters)
                .map(|parameter| of_type(&parameter.ty)),
        ),
        Share::new(
            "Request bodies",
            "operations",
            operations().filter_map(|operation| of_body(&operation.body)),
        ),
        Share::new(
            "Responses",
            "operations",
            operations().filter_map(of_responses),
        ),
    ]
}

fn properties(model: &Model) -> impl Iterator<Item = &Property> + Clone {
    model.types.values().flat_map(|def| match &def.kind {
        TypeKind::Object(object) => object.properties.as_slice(),
        TypeKind::Enum(_) => &[],
    })
}

/// How well a type is known.
fn of_type(ty: &TypeRef) -> Grade {
    match ty {
        TypeRef::Primitive(_) | TypeRef::Named(_) => Grade::Typed,
        TypeRef::Collection(item) => of_type(item),
        TypeRef::Untyped => Grade::Opaque,
        TypeRef::Unknown { .. } => Grade::Unresolved,
    }
}

/// What is missing of a type's properties: the words of the grades that are not `typed`, each once.
pub(super) fn gaps_of_properties(properties: &[Property]) -> Vec<&'static str> {
    gaps(properties.iter().map(|property| of_type(&property.ty)))
}

/// The same of an operation.
pub(super) fn gaps_of_operation(operation: &Operation) -> Vec<&'static str> {
    let parameters = operation.parameters.iter();
    let grades = parameters
        .map(|parameter| of_type(&parameter.ty))
        .chain([of_url(operation)])
        .chain(of_body(&operation.body))
        .chain(of_responses(operation));
    gaps(grades)
}

fn gaps(grades: impl Iterator<Item = Grade>) -> Vec<&'static str> {
    let missing: BTreeSet<Grade> = grades.filter(|grade| *grade != Grade::Typed).collect();
    missing.into_iter().map(Grade::word).collect()
}

fn of_url(operation: &Operation) -> Grade {
    if operation.urls.is_empty() {
        Grade::Unresolved
    } else {
        Grade::Typed
    }
}

/// `None` when nothing is sent.
fn of_body(body: &Body) -> Option<Grade> {
    match body {
        Body::None => None,
        Body::Type { ty, .. } => Some(of_type(ty)),
        Body::Parameters(properties) => {
            let grades = properties.iter().map(|property| of_type(&property.ty));
            Some(grades.max().unwrap_or(Grade::Typed))
        }
        Body::Reference | Body::Bytes { .. } => Some(Grade::Typed),
        Body::Untyped => Some(Grade::Opaque),
    }
}

/// `None` when nothing comes back.
fn of_responses(operation: &Operation) -> Option<Grade> {
    if operation.responses.is_empty() {
        return Some(Grade::Unresolved);
    }
    let bodies = operation.responses.iter();
    bodies
        .filter_map(|response| match &response.body {
            ResponseBody::None => None,
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(of_type(ty)),
            ResponseBody::Bytes { .. } => Some(Grade::Typed),
        })
        .max()
}
