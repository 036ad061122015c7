//! Types before and after: which came, went or have another name, and what differs in those that stayed.

use crate::model::things::Thing;
use crate::model::{Doc, ObjectType, TypeDef, TypeKind, TypeName};

use super::change::{Direction, Impact};
use super::finder::{Both, Finder};
use super::properties;
use super::rules::Rule;
use super::{members, properties::Owners};

/// Notes every change of types.
pub(super) fn compare(finder: &mut Finder<'_>) {
    let (old, new) = (&finder.old.model, &finder.new.model);
    for (name, def) in &old.types {
        let now = finder.renames.new_name(name).clone();
        if let Some(other) = new.types.get(&now) {
            if now != *name {
                renamed(finder, name, &now);
            }
            type_def(finder, (name, def), (&now, other));
        } else {
            let direction = finder.reach.of_type(name);
            let both = Both::removed(Thing::Type(name.clone()));
            finder.push(Rule::TypeRemoved, both, direction);
        }
    }
    for name in new.types.keys() {
        if !old.types.contains_key(name) && finder.renames.old_name(name).is_none() {
            let direction = finder.reach.of_type(name);
            let both = Both::added(Thing::Type(name.clone()));
            finder.push(Rule::TypeAdded, both, direction);
        }
    }
}

fn renamed(finder: &mut Finder<'_>, old: &TypeName, new: &TypeName) {
    let found = finder.renames.iter().find(|(name, ..)| *name == old);
    let evidence = found.map_or_else(Vec::new, |(_, _, evidence)| evidence.to_vec());
    let direction = finder.direction(old, new);
    let both = kept(old, new);
    finder
        .push(Rule::TypeRenamed, both, direction)
        .because(evidence);
}

fn kept(old: &TypeName, new: &TypeName) -> Both {
    Both::kept(Thing::Type(old.clone()), Thing::Type(new.clone()))
}

fn type_def(
    finder: &mut Finder<'_>,
    (old_name, old): (&TypeName, &TypeDef),
    (new_name, new): (&TypeName, &TypeDef),
) {
    let direction = finder.direction(old_name, new_name);
    let both = || kept(old_name, new_name);
    match (&old.kind, &new.kind) {
        (TypeKind::Object(before), TypeKind::Object(after)) => {
            object(finder, (old_name, before), (new_name, after));
            let owners = Owners {
                old: old_name,
                new: new_name,
            };
            properties::compare(finder, owners, (&before.properties, &after.properties));
        }
        (TypeKind::Enum(before), TypeKind::Enum(after)) => {
            members::compare(finder, (old_name, before), (new_name, after));
        }
        (TypeKind::Object(_), TypeKind::Enum(_)) => {
            let change = finder.push(Rule::TypeKindChanged, both(), direction);
            change.values("object", "enum");
        }
        (TypeKind::Enum(_), TypeKind::Object(_)) => {
            let change = finder.push(Rule::TypeKindChanged, both(), direction);
            change.values("enum", "object");
        }
    }
    let rules = (Rule::TypeDeprecated, Rule::TypeUndeprecated);
    deprecation(
        finder,
        rules,
        (&old.deprecated, &new.deprecated),
        (both(), direction),
    );
    if old.area != new.area {
        let change = finder.push(Rule::AreaChanged, both(), direction);
        change.values(&*old.area, &*new.area);
    }
    if old.doc != new.doc {
        finder.push(Rule::DescriptionChanged, both(), direction);
    }
}

/// Notes that something became deprecated, or is not any more. Other words about it are a description.
pub(super) fn deprecation(
    finder: &mut Finder<'_>,
    (begins, ends): (Rule, Rule),
    (old, new): (&Option<Doc>, &Option<Doc>),
    (both, direction): (Both, Direction),
) {
    match (old, new) {
        (None, Some(note)) => {
            let after = note.0.lines().next().unwrap_or_default().to_owned();
            finder.push(begins, both, direction).values("", after);
        }
        (Some(_), None) => {
            finder.push(ends, both, direction);
        }
        (Some(old), Some(new)) if old != new => {
            finder.push(Rule::DescriptionChanged, both, direction);
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}

fn object(
    finder: &mut Finder<'_>,
    (old_name, old): (&TypeName, &ObjectType),
    (new_name, new): (&TypeName, &ObjectType),
) {
    let direction = finder.direction(old_name, new_name);
    let both = || kept(old_name, new_name);
    let moved = old.base.as_ref().map(|base| finder.renames.new_name(base));
    if moved != new.base.as_ref() {
        let words =
            |base: &Option<TypeName>| base.as_ref().map_or("none".to_owned(), |it| it.0.clone());
        let keeps_all = keeps_all(finder, old_name, new_name);
        let change = finder.push(Rule::BaseChanged, both(), direction);
        change.values(words(&old.base), words(&new.base));
        if keeps_all {
            change.does(Impact::Minor);
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
    for (before, after, begins, ends) in flags {
        if before != after {
            finder.push(if after { begins } else { ends }, both(), direction);
        }
    }
    if old.key != new.key {
        let words = |object: &ObjectType| {
            let names: Vec<&str> = object.key.iter().map(|it| it.0.as_str()).collect();
            names.join(", ")
        };
        let change = finder.push(Rule::KeyChanged, both(), direction);
        change.values(words(old), words(new));
    }
}

/// Whether a type with another base still has every property that it had, inherited ones too.
fn keeps_all(finder: &Finder<'_>, old_name: &TypeName, new_name: &TypeName) -> bool {
    let now = properties::all(&finder.new.model, new_name);
    let before = properties::all(&finder.old.model, old_name);
    before.keys().all(|name| now.contains_key(name))
}
