//! Keys of entities: inherited ones, and those that annotations name. Adds no property.

use crate::model::{Model, TypeDef, TypeKind, TypeName, WireName};

/// A key is inherited; the key annotation names a property that must exist, and a type with an `id` of its own has that as key.
pub(super) fn complete(model: &mut Model) {
    let names: Vec<TypeName> = model.types.keys().cloned().collect();
    let keyed: Vec<bool> = names
        .iter()
        .map(|name| {
            let line = model.lineage(name);
            line.iter().any(|ancestor| {
                model.object(ancestor).is_some_and(|object| {
                    object.is_entity
                        || object
                            .properties
                            .iter()
                            .any(|property| property.name.0 == "id")
                })
            })
        })
        .collect();
    for (name, keyed) in names.iter().zip(keyed) {
        let Some(TypeDef {
            kind: TypeKind::Object(object),
            ..
        }) = model.types.get_mut(name)
        else {
            continue;
        };
        object.is_entity |= keyed;
        let own: Vec<_> = object
            .properties
            .iter()
            .map(|property| property.name.clone())
            .collect();
        object.key.retain_mut(|key| {
            match own.iter().find(|name| name.0.eq_ignore_ascii_case(&key.0)) {
                Some(found) => {
                    *key = found.clone();
                    true
                }
                None => false,
            }
        });
        if object.key.is_empty() && own.iter().any(|name| name.0 == "id") {
            object.key.push(WireName("id".to_owned()));
        }
    }
}
