//! OpenAPI 3.1: from the whole [`Model`] to one document.
//!
//! | in the model | in the document |
//! |---|---|
//! | an object type | a schema with its qualified name; `allOf` of the base and its own properties |
//! | an enum | `enum`, and `x-ms-enum` with the members' descriptions; flags have `x-ms-enum-flags` and no `enum`, since their values are joined |
//! | derived types | a `discriminator` on `@odata.type` in their base |
//! | a URL of an operation | a path; URLs that differ in the names of placeholders only share one |
//! | operations of several pages with the same URL and method | one operation with the most general types; the others in `x-docwright-also` |
//! | an operation without a URL | an entry of `x-docwright-unaddressed` |
//! | permissions | `x-docwright-permissions` |
//! | a collection in a response | a schema `…CollectionResponse` with `value` and `@odata.nextLink` |
//!
//! Other extensions also start with `x-docwright-` and have the model's names.

mod components;
mod merge;
mod operations;
mod parameters;
mod paths;
mod schemas;
mod types;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::text::Links;
use super::tree::{Object, Tree};
use crate::model::url_types::UrlTypes;
use crate::model::{Model, TypeKind, TypeName, TypeRef};

/// Facts about the API as a whole that no page states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiInfo {
    /// The name of the API.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// The service root that paths are relative to.
    pub server: String,
    /// Where pages are published: maps the start of a page's path to its replacement in links of descriptions.
    pub links: BTreeMap<String, String>,
}

/// The context of every part of the document.
struct Ctx<'m> {
    model: &'m Model,
    links: Links<'m>,
    keys: BTreeMap<&'m TypeName, Cow<'m, str>>,
    derived: BTreeMap<&'m TypeName, Vec<&'m TypeName>>,
    url_types: UrlTypes,
    /// Types that are returned in pages of a collection: each needs an envelope.
    paged: BTreeSet<&'m TypeName>,
}

/// The whole document.
pub(super) fn document<'m>(model: &'m Model, info: &'m ApiInfo) -> Tree<'m> {
    let mut ctx = Ctx::new(model, info);
    let (paths, unaddressed) = paths::paths(&mut ctx);
    let tags: BTreeSet<&str> = model
        .operations
        .values()
        .map(|operation| operation.area.as_str())
        .filter(|area| !area.is_empty())
        .collect();
    Object::new()
        .with("openapi", "3.1.0")
        .with(
            "info",
            Object::new()
                .with("title", info.title.as_str())
                .with("version", info.version.as_str()),
        )
        .with(
            "servers",
            vec![Object::new().with("url", info.server.as_str()).into()],
        )
        .with(
            "security",
            vec![Object::new().with("token", Vec::new()).into()],
        )
        .list(
            "tags",
            tags.into_iter()
                .map(|tag| Object::new().with("name", tag).into())
                .collect(),
        )
        .with("paths", paths)
        .with("components", components::components(&ctx))
        .maybe(
            "x-docwright-unaddressed",
            (!unaddressed.is_empty()).then_some(unaddressed),
        )
        .into()
}

impl<'m> Ctx<'m> {
    fn new(model: &'m Model, info: &'m ApiInfo) -> Self {
        let mut derived: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (name, def) in &model.types {
            if let TypeKind::Object(object) = &def.kind
                && let Some(base) = &object.base
            {
                derived.entry(base).or_default().push(name);
            }
        }
        let links = Links(&info.links);
        Self {
            model,
            links,
            keys: component_keys(model),
            derived,
            url_types: UrlTypes::new(model),
            paged: BTreeSet::new(),
        }
    }

    /// The key of a type's schema; `None` for a type that the model lacks.
    fn key(&self, name: &TypeName) -> Option<&str> {
        self.keys.get(name).map(AsRef::as_ref)
    }

    /// All types derived from this one, directly or not, by name; without the type itself.
    fn descendants(&self, name: &TypeName) -> BTreeSet<&'m TypeName> {
        let mut descendants = BTreeSet::new();
        let mut open = vec![name];
        while let Some(base) = open.pop() {
            for child in self.derived.get(base).into_iter().flatten() {
                if descendants.insert(*child) {
                    open.push(child);
                }
            }
        }
        descendants
    }

    /// The named type of a collection.
    fn paged_type(&self, ty: &'m TypeRef) -> Option<&'m TypeName> {
        let TypeRef::Collection(item) = ty else {
            return None;
        };
        let TypeRef::Named(name) = &**item else {
            return None;
        };
        self.keys.contains_key(name).then_some(name)
    }
}

/// Keys of schemas, which may contain letters, digits, dots, hyphens and underscores only (OpenAPI 3.1, section 4.8.7).
fn component_keys(model: &Model) -> BTreeMap<&TypeName, Cow<'_, str>> {
    let mut taken: BTreeSet<Cow<str>> = BTreeSet::new();
    let mut keys = BTreeMap::new();
    for name in model.types.keys().filter(|name| is_component_key(&name.0)) {
        taken.insert(Cow::Borrowed(&name.0));
        keys.insert(name, Cow::Borrowed(name.0.as_str()));
    }
    for name in model.types.keys().filter(|name| !is_component_key(&name.0)) {
        let mut key: String = name
            .0
            .chars()
            .map(|c| if is_key_char(c) { c } else { '_' })
            .collect();
        while key.is_empty() || !taken.insert(Cow::Owned(key.clone())) {
            key.push('_');
        }
        keys.insert(name, Cow::Owned(key));
    }
    keys
}

fn is_component_key(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_key_char)
}

fn is_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}
