//! Which names mean which types: by qualified name, short name, page, heading anchor and title (dialect 4.4).
//! Knows names only; what the types hold is merged elsewhere.

use crate::facts::{PageFacts, TypeExpr, doc_text};
use crate::model::names::{DEFAULT_NAMESPACE, namespace_of, short_name};
use crate::model::{Primitive, TypeName, TypeRef};
use crate::unordered::UnorderedMap;

/// Where a name is used: decides between types of the same short name.
#[derive(Clone, Copy, Debug)]
pub struct PageScope<'a> {
    /// Path of the page.
    pub page: &'a str,
    /// Namespace of the page.
    pub namespace: &'a str,
}

impl<'a> PageScope<'a> {
    /// The scope of the names on a page.
    pub(crate) fn new(page: &'a PageFacts) -> Self {
        Self {
            page: &page.path,
            namespace: namespace(page),
        }
    }
}

/// The namespace of a page, or the default.
pub(crate) fn namespace(page: &PageFacts) -> &str {
    page.namespace
        .as_ref()
        .map_or(DEFAULT_NAMESPACE, |fact| fact.value.as_str())
}

/// All names that the pages define. Comparisons ignore letter case.
#[derive(Clone, Debug, Default)]
pub struct Index {
    full: UnorderedMap<String, TypeName>,
    short: UnorderedMap<String, Vec<TypeName>>,
    pages: UnorderedMap<String, Vec<TypeName>>,
    anchors: UnorderedMap<(String, String), TypeName>,
    titles: UnorderedMap<String, TypeName>,
}

impl Index {
    /// Records a type. The first spelling of a name stays; later ones only add pages.
    pub fn define(&mut self, name: &TypeName, page: Option<&str>) -> TypeName {
        let lower = name.0.to_ascii_lowercase();
        let kept = self
            .full
            .entry(lower.clone())
            .or_insert_with(|| name.clone())
            .clone();
        let shorts = self.short.entry(short_name(&lower).to_owned()).or_default();
        if !shorts.contains(&kept) {
            shorts.push(kept.clone());
        }
        if let Some(page) = page {
            let types = self.pages.entry(page.to_ascii_lowercase()).or_default();
            if !types.contains(&kept) {
                types.push(kept.clone());
            }
        }
        kept
    }

    /// Records that a heading on a page defines an enum: `#x-values` links lead to it.
    pub fn define_anchor(&mut self, page: &str, anchor: &str, name: &TypeName) {
        self.anchors
            .entry((page.to_ascii_lowercase(), anchor.to_ascii_lowercase()))
            .or_insert_with(|| name.clone());
    }

    /// Records what a page's title calls the type; the weakest of all names.
    pub fn define_title(&mut self, title: &str, name: &TypeName) {
        self.titles
            .entry(title.to_ascii_lowercase())
            .or_insert_with(|| name.clone());
    }

    /// The types that a page defines, the main one first.
    pub fn types_of_page(&self, path: &str) -> &[TypeName] {
        self.pages
            .get(&path.to_ascii_lowercase())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The enum whose heading on a page has this anchor.
    pub fn by_anchor(&self, page: &str, anchor: &str) -> Option<&TypeName> {
        let key = (page.to_ascii_lowercase(), anchor.to_ascii_lowercase());
        self.anchors.get(&key)
    }

    /// The type with this qualified name, in any letter case, with or without `#`.
    pub fn by_full_name(&self, name: &str) -> Option<&TypeName> {
        self.full
            .get(&name.trim_start_matches('#').to_ascii_lowercase())
    }

    /// Whether some type has this short name.
    pub fn has_short_name(&self, name: &str) -> bool {
        self.short.contains(&name.to_ascii_lowercase())
    }

    /// From an expression on a page to a reference. What cannot be resolved becomes [`TypeRef::Unknown`].
    pub fn resolve(&self, expr: &TypeExpr, scope: PageScope<'_>) -> TypeRef {
        match expr {
            TypeExpr::Primitive(primitive) => TypeRef::Primitive(*primitive),
            TypeExpr::Untyped => TypeRef::Untyped,
            TypeExpr::Enumeration => TypeRef::Primitive(Primitive::String),
            TypeExpr::Collection(element) => {
                TypeRef::Collection(Box::new(self.resolve(element, scope)))
            }
            TypeExpr::Unreadable { text } => TypeRef::Unknown { text: text.clone() },
            TypeExpr::Named { name, target } => match self.named(name, target.as_deref(), scope) {
                Some(found) => TypeRef::Named(found.clone()),
                None => TypeRef::Unknown { text: name.clone() },
            },
        }
    }

    /// The same; `None` for what cannot be resolved.
    pub(crate) fn resolve_known(&self, expr: &TypeExpr, scope: PageScope<'_>) -> Option<TypeRef> {
        Some(self.resolve(expr, scope)).filter(TypeRef::is_known)
    }

    /// A name with an optional link target, in the order of dialect 4.4.
    pub fn named(
        &self,
        name: &str,
        target: Option<&str>,
        scope: PageScope<'_>,
    ) -> Option<&TypeName> {
        let lower = name.trim().trim_start_matches('#').to_ascii_lowercase();
        if lower.contains('.')
            && let Some(found) = self.full.get(&lower)
        {
            return Some(found);
        }
        let short = short_name(&lower);
        let link = target.and_then(|target| doc_text::link_target(target, scope.page));
        let (path, anchor) = link
            .as_deref()
            .map(|link| link.split_once('#').unwrap_or((link, "")))
            .unwrap_or_default();
        let linked = self.types_of_page(path);
        match self.short.get(short).map(Vec::as_slice) {
            Some([only]) => return Some(only),
            Some(several) => return Some(choose(several, linked, scope)),
            None => {}
        }
        if let Some(found) = self.by_anchor(path, anchor) {
            return Some(found);
        }
        if let Some(found) = linked.first() {
            return Some(found);
        }
        let singular = short.strip_suffix('s')?;
        self.short
            .get(singular)
            .map(|several| choose(several, linked, scope))
            .or_else(|| self.titles.get(short))
    }
}

fn choose<'i>(several: &'i [TypeName], linked: &[TypeName], scope: PageScope<'_>) -> &'i TypeName {
    let in_namespace = |namespace: &str| {
        several.iter().find(|name| {
            name.0.len() > namespace.len() && namespace_of(&name.0).eq_ignore_ascii_case(namespace)
        })
    };
    several
        .iter()
        .find(|name| linked.contains(name))
        .or_else(|| in_namespace(scope.namespace))
        .or_else(|| in_namespace(DEFAULT_NAMESPACE))
        .unwrap_or(&several[0])
}
