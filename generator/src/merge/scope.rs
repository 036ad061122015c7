//! The part of the API that `[scope]` asks for: from the whole model to a smaller one. What is known of the rest stays known:
//! everything was merged before. Knows no pages.
//!
//! A reference to a removed type becomes any JSON, so that its values are kept as they are. A base stays as long as a type
//! that derives from it does.

use std::collections::BTreeSet;

use toml::Spanned;

use crate::config::{Part, Pattern, References, Scope};
use crate::diag::{Code, Diagnostics};
use crate::model::operation::{Body, ResponseBody, UrlTemplate};
use crate::model::{Model, Operation, TypeDef, TypeKind, TypeName, TypeRef};
use crate::source::Span;

/// Reports the patterns of `[scope]` that fit nothing of the whole model.
pub(super) fn check(model: &Model, scope: &Scope, diagnostics: &mut Diagnostics) {
    let types = |pattern: &Pattern| model.types.keys().any(|name| pattern.fits_name(&name.0));
    let areas = |pattern: &Pattern| model.areas().any(|area| pattern.fits(area));
    let urls = |pattern: &Pattern| {
        let mut all = model
            .operations
            .values()
            .flat_map(|operation| &operation.urls);
        all.any(|url| pattern.fits(&url.template))
    };
    check_part(&scope.areas, "area", &areas, diagnostics);
    check_part(&scope.types, "type", &types, diagnostics);
    check_part(&scope.urls, "URL", &urls, diagnostics);
}

fn check_part(
    part: &Part,
    kind: &str,
    fits_something: &dyn Fn(&Pattern) -> bool,
    diagnostics: &mut Diagnostics,
) {
    for pattern in part.include.iter().chain(&part.exclude) {
        if !fits_something(pattern.get_ref()) {
            let message = format!("there is no {kind} that `{}` fits", pattern.get_ref().0);
            report_unused(pattern, message, diagnostics);
        }
    }
}

/// Reports a setting that has no effect, at its place.
pub(crate) fn report_unused<T>(
    setting: &Spanned<T>,
    reason: String,
    diagnostics: &mut Diagnostics,
) {
    diagnostics.push(
        Code::UnusedSetting
            .at(Span::in_config(setting.span()), reason)
            .help("correct or remove it"),
    );
}

/// Removes what is not asked for.
pub(crate) fn apply(model: &mut Model, scope: &Scope) {
    if scope.areas.is_all() && scope.types.is_all() && scope.urls.is_all() {
        return;
    }
    model
        .operations
        .retain(|_, operation| keep_operation(operation, scope));
    let kept = kept_types(model, scope);
    model.types.retain(|name, _| kept.contains(name));
    for def in model.types.values_mut() {
        if let TypeKind::Object(object) = &mut def.kind {
            for property in &mut object.properties {
                open_up(&mut property.ty, &kept);
            }
        }
    }
    for operation in model.operations.values_mut() {
        settle_operation(operation, &kept);
    }
    let operations = &model.operations;
    for page in model.pages.values_mut() {
        page.types.retain(|name| kept.contains(name));
        page.operations.retain(|id| operations.contains_key(id));
    }
}

/// Whether the operation is asked for; leaves only those of its URLs that are.
fn keep_operation(operation: &mut Operation, scope: &Scope) -> bool {
    let owner_fits = match &operation.owner {
        Some(owner) => scope.types.wants(|pattern| pattern.fits_name(&owner.0)),
        None => scope.types.include.is_empty(),
    };
    if !owner_fits || !scope.areas.wants(|pattern| pattern.fits(&operation.area)) {
        return false;
    }
    // One whose page leaves its URL open can only be asked for by not asking for any.
    if operation.urls.is_empty() {
        return scope.urls.include.is_empty();
    }
    let wanted = |url: &UrlTemplate| scope.urls.wants(|pattern| pattern.fits(&url.template));
    operation.urls.retain(wanted);
    !operation.urls.is_empty()
}

/// The types that stay.
fn kept_types(model: &Model, scope: &Scope) -> BTreeSet<TypeName> {
    // Who asks for URLs only wants what those need.
    let by_need = !scope.urls.include.is_empty()
        && scope.types.include.is_empty()
        && scope.areas.include.is_empty();
    let is_wanted = |name: &TypeName, def: &TypeDef| {
        scope.types.wants(|pattern| pattern.fits_name(&name.0))
            && scope.areas.wants(|pattern| pattern.fits(&def.area))
    };
    let is_excluded = |name: &TypeName| {
        let area = model.types.get(name).map_or("", |def| def.area.as_str());
        scope.types.excludes(|pattern| pattern.fits_name(&name.0))
            || scope.areas.excludes(|pattern| pattern.fits(area))
    };
    let mut open: Vec<&TypeName> = Vec::new();
    let mut need: Vec<&TypeName> = Vec::new();
    for operation in model.operations.values() {
        need.extend(used_by(operation).into_iter().filter_map(TypeRef::named));
    }
    if by_need || scope.references == References::Keep {
        open.extend(need.into_iter().filter(|name| !is_excluded(name)));
    }
    if !by_need {
        let wanted = model
            .types
            .iter()
            .filter(|(name, def)| is_wanted(name, def));
        open.extend(wanted.map(|(name, _)| name));
    }
    let mut kept: BTreeSet<TypeName> = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !model.types.contains_key(name) || !kept.insert(name.clone()) {
            continue;
        }
        let Some(object) = model.object(name) else {
            continue;
        };
        open.extend(&object.base);
        if scope.references == References::Keep {
            let used = object.properties.iter();
            let used = used.filter_map(|property| property.ty.named());
            open.extend(used.filter(|name| !is_excluded(name)));
        }
    }
    kept
}

/// The types that an operation mentions.
fn used_by(operation: &Operation) -> Vec<&TypeRef> {
    let mut used: Vec<&TypeRef> = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.ty)
        .collect();
    match &operation.body {
        Body::Type { ty, .. } => used.push(ty),
        Body::Parameters(parameters) => {
            used.extend(parameters.iter().map(|parameter| &parameter.ty));
        }
        Body::None | Body::Reference | Body::Bytes { .. } | Body::Untyped => {}
    }
    for response in &operation.responses {
        match &response.body {
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => used.push(ty),
            ResponseBody::None | ResponseBody::Bytes { .. } => {}
        }
    }
    used
}

/// Opens up what an operation mentions of types that went.
fn settle_operation(operation: &mut Operation, kept: &BTreeSet<TypeName>) {
    operation.owner.take_if(|owner| !kept.contains(owner));
    for parameter in &mut operation.parameters {
        open_up(&mut parameter.ty, kept);
    }
    match &mut operation.body {
        Body::Type { ty, .. } => open_up(ty, kept),
        Body::Parameters(parameters) => {
            for parameter in parameters {
                open_up(&mut parameter.ty, kept);
            }
        }
        Body::None | Body::Reference | Body::Bytes { .. } | Body::Untyped => {}
    }
    for response in &mut operation.responses {
        match &mut response.body {
            ResponseBody::Type(ty) | ResponseBody::Value(ty) => open_up(ty, kept),
            ResponseBody::Bytes { ty, .. } => drop(ty.take_if(|name| !kept.contains(name))),
            ResponseBody::None => {}
        }
    }
}

/// Turns a reference to a type that went into any JSON; a list stays a list.
fn open_up(ty: &mut TypeRef, kept: &BTreeSet<TypeName>) {
    match ty {
        TypeRef::Collection(item) => open_up(item, kept),
        TypeRef::Named(name) if !kept.contains(name) => {
            let text = std::mem::take(&mut name.0);
            *ty = TypeRef::Unknown { text };
        }
        TypeRef::Named(_) | TypeRef::Primitive(_) | TypeRef::Untyped | TypeRef::Unknown { .. } => {}
    }
}
