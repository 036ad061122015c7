//! What must hold of every model, whatever the pages say.

use docwright::model::operation::{Body, ResponseBody};
use docwright::model::{Model, Operation, Property, TypeKind, TypeName, TypeRef};

/// Every type that is named exists, bases are objects without cycles, and inherited properties are marked.
#[track_caller]
pub(crate) fn assert_model(model: &Model, name: &str) {
    for (used, place) in references(model) {
        assert!(
            model.types.contains_key(used),
            "{name}: {place} names {}, which is no type",
            used.0
        );
    }
    for (ty, def) in &model.types {
        let TypeKind::Object(object) = &def.kind else {
            continue;
        };
        assert_bases_end(model, ty, name);
        for (at, property) in object.properties.iter().enumerate() {
            let twin = |other: &Property| other.name == property.name;
            assert!(
                !object.properties[..at].iter().any(twin),
                "{name}: {} has {} twice",
                ty.0,
                property.name.0
            );
            let declared = model.lineage(ty)[1..]
                .iter()
                .filter_map(|base| model.object(base))
                .any(|base| base.properties.iter().any(twin));
            assert!(
                !declared || property.is_inherited,
                "{name}: {} of {} is declared by a base, but not marked",
                property.name.0,
                ty.0
            );
        }
        assert!(
            object.key.iter().all(|key| object
                .properties
                .iter()
                .any(|property| property.name == *key)),
            "{name}: the key of {} is no property",
            ty.0
        );
    }
    for info in model.pages.values() {
        assert!(info.types.iter().all(|ty| model.types.contains_key(ty)));
        assert!(
            info.operations
                .iter()
                .all(|id| model.operations.contains_key(id))
        );
    }
}

#[track_caller]
fn assert_bases_end(model: &Model, ty: &TypeName, name: &str) {
    let mut at = ty;
    for _ in 0..=model.types.len() {
        let Some(base) = model.object(at).and_then(|object| object.base.as_ref()) else {
            return;
        };
        assert!(
            model.object(base).is_some(),
            "{name}: the base {} of {} is no object",
            base.0,
            at.0
        );
        at = base;
    }
    panic!("{name}: the bases of {} form a cycle", ty.0);
}

/// Every use of a named type, and where it is.
fn references(model: &Model) -> Vec<(&TypeName, String)> {
    let mut out = Vec::new();
    for (name, def) in &model.types {
        let TypeKind::Object(object) = &def.kind else {
            continue;
        };
        out.extend(object.base.iter().map(|base| (base, name.0.clone())));
        out.extend(in_properties(&object.properties, &name.0));
    }
    for (id, operation) in &model.operations {
        out.extend(operation.owner.iter().map(|owner| (owner, id.0.clone())));
        let plain = used_types(operation).filter_map(TypeRef::named);
        out.extend(plain.map(|used| (used, id.0.clone())));
        if let Body::Parameters(parameters) = &operation.body {
            out.extend(in_properties(parameters, &id.0));
        }
    }
    out
}

fn in_properties<'m>(
    properties: &'m [Property],
    owner: &str,
) -> impl Iterator<Item = (&'m TypeName, String)> {
    properties.iter().filter_map(move |property| {
        Some((property.ty.named()?, format!("{owner}.{}", property.name.0)))
    })
}

/// The types of an operation's parameters, body, answers and examples.
fn used_types(operation: &Operation) -> impl Iterator<Item = &TypeRef> {
    let sent = match &operation.body {
        Body::Type { ty, .. } => Some(ty),
        Body::None | Body::Parameters(_) | Body::Reference | Body::Bytes { .. } | Body::Untyped => {
            None
        }
    };
    let answered = operation
        .responses
        .iter()
        .filter_map(|response| match &response.body {
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => Some(ty),
            ResponseBody::None | ResponseBody::Bytes { .. } => None,
        });
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let examples = operation
        .examples
        .iter()
        .filter_map(|example| example.ty.as_ref());
    sent.into_iter()
        .chain(answered)
        .chain(parameters)
        .chain(examples)
}
