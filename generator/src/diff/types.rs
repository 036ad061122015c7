//! Types before and after: which were added, removed or renamed, and what differs in those that remain.

use crate::model::ApiItem;
use crate::model::{ObjectType, TypeDef, TypeKind, TypeName};

use super::finder::{ChangedItem, DeprecationRules, Finder};
use super::impact::Impact;
use super::pair::Pair;
use super::rules::Rule;
use super::{members, properties};

/// Records every change of types.
pub(super) fn compare(finder: &mut Finder<'_>) {
    let (old, new) = (&finder.old.model, &finder.new.model);
    for (name, def) in &old.types {
        let new_name = finder.renames.new_name(name).clone();
        if let Some(other) = new.types.get(&new_name) {
            let names = Pair::new(name, &new_name);
            if names.differs() {
                renamed(finder, names);
            }
            remaining(finder, names, Pair::new(def, other));
        } else {
            let direction = finder.reach.of_type(name);
            let item = ChangedItem::removed(ApiItem::Type(name.clone()));
            finder.push(Rule::TypeRemoved, item, direction);
        }
    }
    for name in new.types.keys() {
        if !old.types.contains_key(name) && finder.renames.old_name(name).is_none() {
            let direction = finder.reach.of_type(name);
            let item = ChangedItem::added(ApiItem::Type(name.clone()));
            finder.push(Rule::TypeAdded, item, direction);
        }
    }
}

fn renamed(finder: &mut Finder<'_>, names: Pair<&TypeName>) {
    let evidence = finder.renames.evidence(names.old).to_vec();
    let direction = finder.direction(names);
    finder
        .push(Rule::TypeRenamed, names.things(ApiItem::Type), direction)
        .evidence(evidence);
}

fn remaining(finder: &mut Finder<'_>, names: Pair<&TypeName>, pair: Pair<&TypeDef>) {
    let Pair { old, new } = pair;
    let direction = finder.direction(names);
    let item = || names.things(ApiItem::Type);
    match (&old.kind, &new.kind) {
        (TypeKind::Object(before), TypeKind::Object(after)) => {
            object(finder, names, Pair::new(before, after));
            let properties = Pair::new(&*before.properties, &*after.properties);
            properties::compare(finder, names, properties);
        }
        (TypeKind::Enum(before), TypeKind::Enum(after)) => {
            members::compare(finder, names, Pair::new(before, after));
        }
        (TypeKind::Object(_), TypeKind::Enum(_)) => {
            finder
                .push(Rule::TypeKindChanged, item(), direction)
                .values("object", "enum");
        }
        (TypeKind::Enum(_), TypeKind::Object(_)) => {
            finder
                .push(Rule::TypeKindChanged, item(), direction)
                .values("enum", "object");
        }
    }
    finder.deprecation(
        DeprecationRules {
            deprecated: Rule::TypeDeprecated,
            undeprecated: Rule::TypeUndeprecated,
        },
        pair.map(|def| &def.deprecated),
        item(),
        direction,
    );
    if old.area != new.area {
        finder
            .push(Rule::AreaChanged, item(), direction)
            .values(&*old.area, &*new.area);
    }
    if old.doc != new.doc {
        finder.push(Rule::DescriptionChanged, item(), direction);
    }
}

fn object(finder: &mut Finder<'_>, names: Pair<&TypeName>, pair: Pair<&ObjectType>) {
    let Pair { old, new } = pair;
    let direction = finder.direction(names);
    let item = || names.things(ApiItem::Type);
    let new_base = old.base.as_ref().map(|base| finder.renames.new_name(base));
    if new_base != new.base.as_ref() {
        let base_name = |object: &ObjectType| match &object.base {
            Some(base) => base.0.clone(),
            None => "none".to_owned(),
        };
        let keeps_all = keeps_all(finder, names);
        let change = finder.push(Rule::BaseChanged, item(), direction);
        change.values(base_name(old), base_name(new));
        if keeps_all {
            change.service(Impact::Minor);
        }
    }
    let flags = [
        (old.is_open, new.is_open, Rule::TypeOpened, Rule::TypeClosed),
        (
            old.is_abstract,
            new.is_abstract,
            Rule::TypeBecameAbstract,
            Rule::TypeBecameConcrete,
        ),
        (
            old.has_stream,
            new.has_stream,
            Rule::StreamChanged,
            Rule::StreamChanged,
        ),
    ];
    for (before, after, set, cleared) in flags {
        if before != after {
            finder.push(if after { set } else { cleared }, item(), direction);
        }
    }
    if old.key != new.key {
        let key = |object: &ObjectType| {
            let names: Vec<&str> = object.key.iter().map(|name| name.0.as_str()).collect();
            names.join(", ")
        };
        finder
            .push(Rule::KeyChanged, item(), direction)
            .values(key(old), key(new));
    }
}

/// Whether a type with another base still has every property that it had, inherited ones included.
fn keeps_all(finder: &Finder<'_>, names: Pair<&TypeName>) -> bool {
    let before = properties::all(&finder.old.model, names.old);
    let after = properties::all(&finder.new.model, names.new);
    before.keys().all(|name| after.contains_key(name))
}
