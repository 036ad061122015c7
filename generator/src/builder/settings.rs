//! Settings that name things of the API, held against the model: each has to mean something, or it is an error. From
//! configuration and model to diagnostics; changes nothing.

use std::collections::BTreeMap;

use toml::Spanned;

use super::Input;
use crate::config::{Config, Pattern, Wishes};
use crate::diag::Diagnostics;
use crate::merge::report_unused;
use crate::model::names::short_name;
use crate::model::{Model, OperationId, TypeDef, TypeKind, TypeName};
use crate::plan::{self, NamedKind, Naming, Overrides, Plan};

impl Input {
    /// Reports names and attributes for what is not there. The model is what the scope leaves.
    pub(super) fn check_mentions(&self, model: &Model, diagnostics: &mut Diagnostics) {
        let Config { rename, areas, .. } = &self.config;
        let has_type = |name: &str| find_type(model, name).map(drop);
        let has_member = |name: &str| find_member(model, name).map(drop);
        let has_operation = |name: &str| {
            let id = OperationId(name.to_owned());
            let found = model.operations.get(&id).map(drop);
            found.ok_or_else(|| format!("there is no operation `{name}`"))
        };
        let has_area = |name: &str| {
            let found = model.areas().any(|area| area == name).then_some(());
            found.ok_or_else(|| format!("there is no area `{name}`"))
        };
        let kinds: [(&Wishes, &Has<'_>); 4] = [
            (&rename.types, &has_type),
            (&rename.members, &has_member),
            (&rename.operations, &has_operation),
            (areas, &has_area),
        ];
        for (wishes, has) in kinds {
            for name in wishes.keys() {
                if let Err(why) = has(name.get_ref()) {
                    report_unused(name, why, diagnostics);
                }
            }
        }
        self.check_additions(model, diagnostics);
    }

    /// Reports patterns of attributes and derive macros that fit nothing.
    fn check_additions(&self, model: &Model, diagnostics: &mut Diagnostics) {
        let Config {
            attributes,
            derives,
            ..
        } = &self.config;
        for pattern in attributes.types.keys().chain(derives.keys()) {
            let fits = |name: &TypeName| pattern.get_ref().fits_name(&name.0);
            if !model.types.keys().any(fits) {
                let why = format!("there is no type that `{}` fits", pattern.get_ref().0);
                report_unused(pattern, why, diagnostics);
            }
        }
        for pattern in attributes.members.keys() {
            let fits = |(name, def): (&TypeName, &TypeDef)| {
                members(def).any(|member| pattern.get_ref().fits_member(&name.0, member))
            };
            if !model.types.iter().any(fits) {
                let pattern_text = &pattern.get_ref().0;
                let why = format!("there is no property or member that `{pattern_text}` fits");
                report_unused(pattern, why, diagnostics);
            }
        }
    }

    /// Reports wishes for names that something else has, and features that there are not.
    pub(super) fn check_plan(&self, model: &Model, plan: &Plan, diagnostics: &mut Diagnostics) {
        for feature in &self.config.features.default {
            let mut features = plan.features.iter().map(|feature| feature.name.as_str());
            if !features.any(|name| name == feature.get_ref()) {
                let why = format!("there is no feature `{}`", feature.get_ref());
                report_unused(feature, why, diagnostics);
            }
        }
        let rename = &self.config.rename;
        if rename.types.is_empty() && rename.members.is_empty() && rename.operations.is_empty() {
            return;
        }
        let full = |name: &str| find_type(model, name).map(|name| name.0.clone()).ok();
        let member = |name: &str| {
            let (owner, member) = find_member(model, name).ok()?;
            Some(format!("{}.{member}", owner.0))
        };
        let namings = plan::namings(plan);
        let mut check =
            |wishes: &Wishes, kinds: &[NamedKind], full: &dyn Fn(&str) -> Option<String>| {
                for (name, wish) in wishes {
                    let documented = full(name.get_ref());
                    let other = namings.iter().find(|naming| {
                        let is_same = kinds.contains(&naming.kind)
                            && Some(&naming.documented) == documented.as_ref();
                        is_same && naming.rust.rsplit("::").next() != Some(wish.as_str())
                    });
                    if let Some(other) = other {
                        let why = format!("`{wish}` is taken, so the name is `{}`", other.rust);
                        report_unused(name, why, diagnostics);
                    }
                }
            };
        check(&rename.types, &[NamedKind::Type], &full);
        check(
            &rename.members,
            &[NamedKind::Property, NamedKind::Member],
            &member,
        );
        self.check_operation_names(&namings, diagnostics);
    }

    /// Reports names of operations that their structs, or the last method on the way to them, do not have.
    fn check_operation_names(&self, namings: &[Naming], diagnostics: &mut Diagnostics) {
        for (id, wish) in &self.config.rename.operations {
            let (strukt, method) = (plan::struct_name(wish), plan::method_name(wish));
            let other = namings.iter().find_map(|naming| {
                let (wanted, rust) = match naming.kind {
                    NamedKind::Operation if naming.documented == *id.get_ref() => {
                        (&strukt, naming.rust.rsplit("::").next()?)
                    }
                    NamedKind::Chain
                        if naming.documented.split(' ').next() == Some(id.get_ref()) =>
                    {
                        (
                            &method,
                            naming
                                .rust
                                .rsplit('.')
                                .next()?
                                .trim_start_matches("r#")
                                .trim_end_matches("()"),
                        )
                    }
                    _ => return None,
                };
                (rust != wanted).then_some((wanted, rust))
            });
            if let Some((wanted, rust)) = other {
                let why = format!("`{wanted}` is taken, so the name is `{rust}`");
                report_unused(id, why, diagnostics);
            }
        }
    }

    /// What the configuration wants otherwise, for the plan.
    pub(super) fn overrides(&self) -> Overrides {
        let config = &self.config;
        Overrides {
            types: wishes(&config.rename.types),
            members: wishes(&config.rename.members),
            operations: wishes(&config.rename.operations)
                .into_iter()
                .map(|(id, wish)| (id, plan::struct_name(&wish)))
                .collect(),
            type_attributes: choices(&config.attributes.types),
            member_attributes: choices(&config.attributes.members),
            derives: choices(&config.derives),
        }
    }
}

/// Without their places.
pub(super) fn wishes(wishes: &Wishes) -> BTreeMap<String, String> {
    let pairs = wishes.iter();
    pairs
        .map(|(name, wish)| (name.get_ref().clone(), wish.clone()))
        .collect()
}

/// In the order of the file.
fn choices<T: Clone>(map: &BTreeMap<Spanned<Pattern>, Vec<T>>) -> Vec<(Pattern, Vec<T>)> {
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_by_key(|(pattern, _)| pattern.span().start);
    let entries = entries.into_iter();
    entries
        .map(|(pattern, list)| (pattern.get_ref().clone(), list.clone()))
        .collect()
}

/// Whether a model has something of a name, or what it has instead.
type Has<'m> = dyn Fn(&str) -> Result<(), String> + 'm;

/// The type of this name, with or without its namespace.
fn find_type<'m>(model: &'m Model, name: &str) -> Result<&'m TypeName, String> {
    if let Some((found, _)) = model.types.get_key_value(&TypeName(name.to_owned())) {
        return Ok(found);
    }
    let is_short = |full: &&TypeName| short_name(&full.0) == name;
    let mut found = model.types.keys().filter(is_short);
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (Some(one), Some(other)) => Err(format!("`{name}` may be `{}` or `{}`", one.0, other.0)),
        (None, _) => Err(format!("there is no type `{name}`")),
    }
}

/// The type, and which of its own properties or members is meant.
fn find_member<'m>(model: &'m Model, name: &str) -> Result<(&'m TypeName, &'m str), String> {
    let (owner, member) = name
        .rsplit_once('.')
        .ok_or_else(|| format!("`{name}` is not `TYPE.NAME`"))?;
    let owner = find_type(model, owner)?;
    let mut members = members(&model.types[owner]);
    let found = members.find(|name| *name == member);
    let found = found.ok_or_else(|| format!("`{}` has no `{member}`", owner.0))?;
    Ok((owner, found))
}

fn members(def: &TypeDef) -> Box<dyn Iterator<Item = &str> + '_> {
    match &def.kind {
        TypeKind::Object(object) => {
            Box::new(object.properties.iter().map(|part| part.name.0.as_str()))
        }
        TypeKind::Enum(members) => {
            Box::new(members.members.iter().map(|part| part.name.0.as_str()))
        }
    }
}
