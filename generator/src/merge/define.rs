//! Finds every type and enum that the pages define, and fills the [`Index`] with their names.

use std::collections::BTreeMap;

use super::index::{Index, namespace};
use crate::api::page_stem;
use crate::facts::enumeration::EnumFacts;
use crate::facts::property::PropertyFact;
use crate::facts::resource::{ResourceFacts, ShapeBlock};
use crate::facts::section::name_in_title;
use crate::facts::{PageFacts, Subject, TypeExpr};
use crate::model::TypeName;
use crate::model::names::{qualify, short_name};
use crate::unordered::{UnorderedMap, UnorderedSet};

/// One page's part in one object type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TypePart<'f> {
    /// The page.
    pub page: &'f PageFacts,
    /// Its claims.
    pub resource: &'f ResourceFacts,
    /// The JSON representations of this type on it.
    pub shape: Option<&'f ShapeBlock>,
    /// Whether the page's tables are about this type: true for the main type of a page.
    pub owns_tables: bool,
}

/// One table of members of one enum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EnumPart<'f> {
    /// The page.
    pub page: &'f PageFacts,
    /// The table.
    pub facts: &'f EnumFacts,
    /// A page of its own, which beats all other places.
    pub own_page: bool,
}

/// Everything that is defined, by name.
#[derive(Debug, Default)]
pub(crate) struct Definitions<'f> {
    /// Object types with the pages that describe them; the primary page first.
    pub types: BTreeMap<TypeName, Vec<TypePart<'f>>>,
    /// Enums with their tables.
    pub enums: BTreeMap<TypeName, Vec<EnumPart<'f>>>,
    /// Enum tables that only list the values of a string property, with their pages.
    pub value_tables: Vec<(&'f PageFacts, &'f EnumFacts)>,
}

impl<'f> Definitions<'f> {
    /// The claims about an object type; none where no page defines it.
    pub(crate) fn parts(&self, name: &TypeName) -> &[TypePart<'f>] {
        self.types.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Collects the object types of all pages.
pub(crate) fn objects(pages: &[PageFacts]) -> (Definitions<'_>, Index) {
    let mut index = Index::default();
    let mut out = Definitions::default();
    for page in pages {
        if let Subject::Resource(resource) = &page.subject {
            resource_types(page, resource, &mut index, &mut out);
        }
    }
    for parts in out.types.values_mut() {
        // The page whose stem is the type's name is primary; then those with more rows; then path order.
        parts.sort_by_key(|part| {
            (
                !part.owns_tables,
                std::cmp::Reverse(stem_matches(part)),
                part.page.page,
            )
        });
    }
    (out, index)
}

/// Adds the enums of all pages. `mentions` are the type expressions that stand anywhere in type cells: an enum table on a
/// resource page is a type only if some cell names it.
pub(crate) fn enums<'f>(
    pages: &'f [PageFacts],
    mentions: &Mentions,
    out: &mut Definitions<'f>,
    index: &mut Index,
) {
    for page in pages {
        if let Subject::Enum(facts, _) = &page.subject {
            let name = index.define(
                &qualify(&facts.name.value, namespace(page)),
                Some(&page.path),
            );
            out.enums.entry(name).or_default().push(EnumPart {
                page,
                facts,
                own_page: true,
            });
        }
        for facts in &page.enums {
            heading_enum(page, facts, mentions, index, out);
        }
    }
}

fn stem_matches(part: &TypePart<'_>) -> bool {
    let Some(name) = part.shape.and_then(|shape| shape.annotation.ty.as_deref()) else {
        return false;
    };
    let stem = part.page.path.rsplit('/').next().unwrap_or_default();
    let stem = page_stem(stem).unwrap_or(stem);
    stem.eq_ignore_ascii_case(short_name(name))
}

fn resource_types<'f>(
    page: &'f PageFacts,
    resource: &'f ResourceFacts,
    index: &mut Index,
    out: &mut Definitions<'f>,
) {
    let title = name_in_title(&page.title.value);
    if resource.shapes.is_empty() {
        // Without annotation only the title names the type, and only if it is a name.
        if crate::facts::type_expr::is_type_name(&title)
            && !(resource.properties.is_empty() && resource.relationships.is_empty())
        {
            let name = index.define(&qualify(&title, namespace(page)), Some(&page.path));
            out.types.entry(name).or_default().push(TypePart {
                page,
                resource,
                shape: None,
                owns_tables: true,
            });
        }
        return;
    }
    let main = main_shape(&resource.shapes, &title);
    for (at, shape) in resource.shapes.iter().enumerate() {
        let Some(ty) = &shape.annotation.ty else {
            continue;
        };
        let written = qualify(ty, namespace(page));
        let is_main = resource.shapes[main]
            .annotation
            .ty
            .as_ref()
            .is_some_and(|main| main.eq_ignore_ascii_case(ty));
        let name = index.define(&written, Some(&page.path));
        if is_main {
            index.define_title(&title, &name);
        }
        let parts = out.types.entry(name).or_default();
        parts.push(TypePart {
            page,
            resource,
            shape: Some(shape),
            owns_tables: is_main && (at == main),
        });
    }
}

fn main_shape(shapes: &[ShapeBlock], title: &str) -> usize {
    shapes
        .iter()
        .position(|shape| {
            shape
                .annotation
                .ty
                .as_deref()
                .is_some_and(|ty| short_name(ty).eq_ignore_ascii_case(title))
        })
        .unwrap_or(0)
}

/// `### x values`: an enum if some type cell names it or the page is a collection of enums, else the values of a property.
fn heading_enum<'f>(
    page: &'f PageFacts,
    facts: &'f EnumFacts,
    mentions: &Mentions,
    index: &mut Index,
    out: &mut Definitions<'f>,
) {
    let written = facts.name.value.as_str();
    let is_collection = matches!(page.subject, Subject::Prose);
    let qualified = match mentions.qualified(written) {
        _ if written.contains('.') => qualify(written, namespace(page)),
        Some(full) if !is_collection && page.namespace.is_none() => TypeName(full.to_owned()),
        _ => qualify(written, namespace(page)),
    };
    let is_object = index
        .by_full_name(&qualified.0)
        .is_some_and(|name| out.types.contains_key(name));
    let short = short_name(written);
    // In a collection of enums, too, a heading may name a property (`groupTypes`): then no cell names it as a type.
    // A property that is named like a type (`attachmentType`) gives its values the name of one.
    let is_type = mentions.types(short)
        || is_collection && (!mentions.property(short) || short.ends_with("Type"));
    if is_object || !is_type {
        out.value_tables.push((page, facts));
        return;
    }
    let name = index.define(&qualified, None);
    for suffix in ["values", "enumeration-values", "options", "value"] {
        index.define_anchor(
            &page.path,
            &format!("{}-{suffix}", written.to_ascii_lowercase().replace('.', "")),
            &name,
        );
    }
    out.enums.entry(name).or_default().push(EnumPart {
        page,
        facts,
        own_page: false,
    });
}

/// All names that stand in name and type cells, lower case.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    short: UnorderedMap<String, Option<String>>,
    properties: UnorderedSet<String>,
}

impl Mentions {
    /// Collects the names of all rows.
    pub(crate) fn new<'f>(rows: impl Iterator<Item = &'f PropertyFact>) -> Self {
        let mut out = Self::default();
        for row in rows {
            out.properties.insert(row.name.value.to_ascii_lowercase());
            let mut expr = &row.ty.value;
            while let TypeExpr::Collection(element) = expr {
                expr = element;
            }
            if let TypeExpr::Named { name, .. } = expr {
                let full = name.contains('.').then(|| name.clone());
                let known = out
                    .short
                    .entry(short_name(name).to_ascii_lowercase())
                    .or_default();
                *known = known.take().or(full);
            }
        }
        out
    }

    /// Whether some cell names this type.
    pub(crate) fn types(&self, short: &str) -> bool {
        self.short.contains(&short.to_ascii_lowercase())
    }

    /// Whether some row is about a property of this name.
    fn property(&self, name: &str) -> bool {
        self.properties.contains(&name.to_ascii_lowercase())
    }

    /// A qualified spelling of this short name, if some cell has one.
    fn qualified(&self, short: &str) -> Option<&str> {
        self.short.get(&short.to_ascii_lowercase())?.as_deref()
    }
}
