//! What an operation sends: a value of the API, the struct of its own parameters, bytes, a reference.

use std::collections::BTreeSet;

use crate::model::operation::Body as ModelBody;
use crate::model::{Operation, Property, TypeRef};
use crate::plan::ctx::Ctx;
use crate::plan::items;
use crate::plan::names::{Case, Scope};
use crate::plan::texts::{self, Here};
use crate::plan::{Field, RustIdent, RustType};

use super::placement::Placement;
use super::replies::rust_type;
use super::{Body, BodyKind};

/// The body of an operation; for parameters, their struct is called so.
pub(super) fn body(ctx: &Ctx<'_>, operation: &Operation, parameters: &RustIdent) -> Option<Body> {
    let kind = match &operation.body {
        ModelBody::None => return None,
        ModelBody::Type { ty, .. } => of_type(ctx, ty),
        ModelBody::Parameters(properties) if properties.is_empty() => BodyKind::Untyped,
        ModelBody::Parameters(_) => BodyKind::Parameters(parameters.clone()),
        ModelBody::Reference => BodyKind::Reference,
        ModelBody::Bytes { content_type } if content_type.starts_with("multipart/") => {
            BodyKind::Multipart
        }
        ModelBody::Bytes { content_type } => BodyKind::Bytes(content_type.clone()),
        ModelBody::Untyped => BodyKind::Untyped,
    };
    let name = match kind {
        BodyKind::Reference => "target",
        BodyKind::Value(_)
        | BodyKind::List(_)
        | BodyKind::Parameters(_)
        | BodyKind::Bytes(_)
        | BodyKind::Multipart
        | BodyKind::Untyped => "body",
    };
    Some(Body {
        ident: Scope::default().name(name, Case::Snake),
        kind,
    })
}

/// The kind of a body of this type.
pub(super) fn of_type(ctx: &Ctx<'_>, ty: &TypeRef) -> BodyKind {
    match rust_type(ctx, ty) {
        RustType::Json => BodyKind::Untyped,
        RustType::List(item) => match *item {
            RustType::Json => BodyKind::Untyped,
            item => BodyKind::List(item),
        },
        value => BodyKind::Value(value),
    }
}

/// The fields of the struct of the parameters that travel in the body; `None` where there is no such struct.
pub(super) fn fields(
    ctx: &Ctx<'_>,
    placement: &Placement,
    operation: &Operation,
) -> Option<Vec<Field>> {
    let properties = match &operation.body {
        ModelBody::Parameters(properties) if !properties.is_empty() => properties,
        ModelBody::Parameters(_)
        | ModelBody::None
        | ModelBody::Type { .. }
        | ModelBody::Reference
        | ModelBody::Bytes { .. }
        | ModelBody::Untyped => return None,
    };
    let mut scope = Scope::reserving(&["additional"]);
    let mut seen = BTreeSet::new();
    let fields = properties
        .iter()
        .filter(|property| seen.insert(&property.name))
        .map(|property| field(ctx, placement, property, &mut scope));
    Some(fields.collect())
}

fn field(ctx: &Ctx<'_>, placement: &Placement, property: &Property, scope: &mut Scope) -> Field {
    let target = property.ty.named().and_then(|name| ctx.graph.id(name));
    let gate = target
        .and_then(|id| ctx.gates[id].clone())
        .filter(|gate| !placement.has(&Some(gate.clone())));
    let here = Here {
        ctx,
        gates: [placement.gate.as_ref(), gate.as_ref()],
    };
    Field {
        ident: scope.name(&property.name.0, Case::Snake),
        wire: property.name.clone(),
        ty: items::rust_type(ctx, &property.ty, target),
        docs: texts::property_docs(&here, property),
        gate,
        deprecated: items::deprecation(property.deprecated.as_ref()),
        secret: property.secret,
        attributes: Vec::new(),
    }
}
