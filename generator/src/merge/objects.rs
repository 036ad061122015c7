//! Merges the pages of one object type into its own properties: tables first, JSON representations for what they lack.
//! Inheritance is settled elsewhere; rows that say "Inherited from" are kept apart here.

mod agree;

use std::collections::BTreeMap;

use super::define::{Definitions, TypePart};
use super::index::{Index, PageScope};
use super::{enums, secrets};
use crate::diag::{Code, Diagnostics};
use crate::facts::json_shape::{Shape, ShapeFact};
use crate::facts::property::PropertyFact;
use crate::facts::{PageFacts, TypeExpr};
use crate::model::{Doc, Evidence, Primitive, Property, TypeName, TypeRef, WireName};
use crate::source::Span;

/// A property before inheritance is settled.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The property.
    pub property: Property,
    /// The rows that say "Inherited from" name these types.
    pub inherited: Vec<TypeName>,
    /// The types of a union: the property has the type that is a base of them all.
    pub alternatives: Vec<TypeName>,
    /// Where the name was read.
    pub name_span: Span,
    /// Where the type was read.
    pub span: Span,
    /// Another type, shown by a JSON representation: fine if it derives from the property's.
    pub shown: Option<(TypeName, Span)>,
}

/// What merging needs to know.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a, 'f> {
    /// Names.
    pub index: &'a Index,
    /// All definitions.
    pub definitions: &'a Definitions<'f>,
}

/// The properties that the pages of one type list, in page order, the primary page first.
pub(crate) fn candidates(
    context: Context<'_, '_>,
    parts: &[TypePart<'_>],
    diagnostics: &mut Diagnostics,
) -> Vec<Candidate> {
    let mut out = Candidates::default();
    for part in parts {
        if part.owns_tables {
            for row in &part.resource.properties {
                let candidate = from_row(context, part.page, row, diagnostics);
                out.add(candidate, diagnostics);
            }
            for row in &part.resource.relationships {
                let mut candidate = from_row(context, part.page, row, diagnostics);
                candidate.property.is_navigation = true;
                out.add(candidate, diagnostics);
            }
        }
        for fact in part.shape.iter().flat_map(|shape| &shape.members) {
            add_shape(context, part, fact, &mut out, diagnostics);
        }
    }
    out.list
}

/// Candidates so far, and where in the list each name is, in lower case.
#[derive(Default)]
struct Candidates {
    list: Vec<Candidate>,
    places: BTreeMap<String, usize>,
}

impl Candidates {
    /// The one of that name, whatever its case.
    fn get_mut(&mut self, name: &str) -> Option<&mut Candidate> {
        let place = self.places.get(&name.to_ascii_lowercase())?;
        self.list.get_mut(*place)
    }

    fn push(&mut self, candidate: Candidate) {
        let name = candidate.property.name.0.to_ascii_lowercase();
        self.places.entry(name).or_insert(self.list.len());
        self.list.push(candidate);
    }

    /// Adds what a row says; of two types for one name the first is believed, and the contradiction reported.
    fn add(&mut self, candidate: Candidate, diagnostics: &mut Diagnostics) {
        let Some(known) = self.get_mut(&candidate.property.name.0) else {
            self.push(candidate);
            return;
        };
        let property = candidate.property;
        known.property.is_navigation |= property.is_navigation;
        if is_unknown(&known.property.ty) {
            known.property.ty = property.ty;
        } else if known.property.ty != property.ty && !is_unknown(&property.ty) {
            let message = format!("`{}` has two types", known.property.name.0);
            diagnostics.push(
                Code::ConflictingType
                    .at(candidate.span, message)
                    .here(format!("`{}` here", property.ty))
                    .also(known.span, format!("`{}` here", known.property.ty))
                    .help("make the two agree; the first one was believed"),
            );
        }
        if known.property.doc.is_empty() {
            known.property.doc = property.doc;
        }
    }
}

fn is_unknown(ty: &TypeRef) -> bool {
    matches!(ty.element(), TypeRef::Unknown { .. })
}

/// One row as a property. `Enumeration` cells, and strings with a table of values, become open strings with documented values.
pub(crate) fn from_row(
    context: Context<'_, '_>,
    page: &PageFacts,
    row: &PropertyFact,
    diagnostics: &mut Diagnostics,
) -> Candidate {
    let scope = PageScope::new(page);
    let ty = row_type(context.index, row, scope, diagnostics);
    let notes = &row.notes;
    let lists_null = row.values.as_ref().is_some_and(|list| list.nullable);
    let is_text = matches!(ty.element(), TypeRef::Primitive(Primitive::String));
    let values = if is_text {
        values(context, page, row)
    } else {
        Vec::new()
    };
    let inherited = notes
        .inherited
        .iter()
        .filter_map(|(name, target)| context.index.named(name, target.as_deref(), scope).cloned())
        .collect();
    Candidate {
        inherited,
        alternatives: row
            .alternatives
            .iter()
            .filter_map(|expr| context.index.resolve(expr, scope).named().cloned())
            .collect(),
        name_span: row.name.origin.span,
        span: row.ty.origin.span,
        shown: None,
        property: Property {
            name: WireName(row.name.value.clone()),
            secret: is_text && (notes.secret || secrets::is_secret_name(&row.name.value)),
            ty,
            doc: row.doc.clone(),
            is_inherited: false,
            is_navigation: false,
            nullable: notes.nullable.or(lists_null.then_some(true)),
            read_only: notes.read_only,
            write_only: notes.write_only,
            required: row.required_column.unwrap_or(notes.required),
            returned: notes.returned,
            capabilities: notes.capabilities.clone(),
            values,
            deprecated: notes.deprecated.then(Doc::default),
            evidence: Evidence::Table,
        },
    }
}

/// The values of a string: those of the table of its own, else those that its description lists.
fn values(context: Context<'_, '_>, page: &PageFacts, row: &PropertyFact) -> Vec<String> {
    if let Some(table) = enums::property_values(context.definitions, page, &row.name.value) {
        let members = table.members.iter();
        return members.map(|member| member.name.value.clone()).collect();
    }
    let listed = row.values.as_ref();
    listed.map(|list| list.values.clone()).unwrap_or_default()
}

fn row_type(
    index: &Index,
    row: &PropertyFact,
    scope: PageScope<'_>,
    diagnostics: &mut Diagnostics,
) -> TypeRef {
    let ty = index.resolve(&row.ty.value, scope);
    if let TypeRef::Unknown { text } = ty.element() {
        let message = format!(
            "the type `{text}` of `{}` is defined nowhere",
            row.name.value
        );
        diagnostics.push(Code::UnknownType.at(row.ty.origin.span, message).help("link the page that defines it, or correct the name; until then the property holds any JSON value"));
    }
    ty
}

fn add_shape(
    context: Context<'_, '_>,
    part: &TypePart<'_>,
    fact: &ShapeFact,
    out: &mut Candidates,
    diagnostics: &mut Diagnostics,
) {
    let scope = PageScope::new(part.page);
    let name = &fact.name.value;
    let Some(known) = out.get_mut(name) else {
        if !is_identifier(name) {
            if !is_open(part) {
                let message = format!("`{name}` cannot be the name of a property");
                diagnostics.push(
                    Code::OddPropertyName
                        .at(fact.name.origin.span, message)
                        .help("show the property itself; or, if objects may have any properties, annotate the type with `\"openType\": true`"),
                );
            }
            return;
        }
        out.push(from_shape(context.index, fact, scope, diagnostics));
        return;
    };
    if known.property.evidence != Evidence::Table {
        return;
    }
    // What travels begins with a small letter; a table that disagrees with the JSON block in case is mostly the one to be wrong.
    if known.property.name.0 != *name && name.starts_with(char::is_lowercase) {
        let message = format!(
            "the table spells `{}` what the JSON representation spells `{name}`",
            known.property.name.0
        );
        diagnostics.push(
            Code::NameCaseConflict
                .at(known.name_span, message)
                .here("the table's spelling")
                .also(fact.name.origin.span, "the JSON's spelling")
                .help("spell the name as it travels"),
        );
        known.property.name = WireName(name.clone());
    }
    agree::agree(context, known, fact, scope, diagnostics);
}

fn from_shape(
    index: &Index,
    fact: &ShapeFact,
    scope: PageScope<'_>,
    diagnostics: &mut Diagnostics,
) -> Candidate {
    let values = match &fact.shape {
        Shape::Union(values) => values.clone(),
        _ => Vec::new(),
    };
    let name = &fact.name.value;
    let ty = match named_shape(&fact.shape).map(|expr| index.resolve(expr, scope)) {
        Some(TypeRef::Unknown { text }) => {
            let message = format!("the type `{text}` of `{name}` is defined nowhere");
            diagnostics.push(
                Code::UnknownType
                    .at(fact.name.origin.span, message)
                    .help("add a page that defines it, or correct the name"),
            );
            match fact.shape {
                Shape::Collection(_) => TypeRef::Collection(Box::new(TypeRef::Unknown { text })),
                _ => TypeRef::Unknown { text },
            }
        }
        _ => shape_type(index, &fact.shape, scope).unwrap_or(TypeRef::Untyped),
    };
    Candidate {
        inherited: Vec::new(),
        alternatives: Vec::new(),
        name_span: fact.name.origin.span,
        span: fact.name.origin.span,
        shown: None,
        property: Property {
            secret: ty.element() == &TypeRef::Primitive(Primitive::String)
                && secrets::is_secret_name(name),
            values,
            ..plain_property(name, ty, Evidence::Json)
        },
    }
}

/// The type that a placeholder names, of a collection that of its elements.
fn named_shape(shape: &Shape) -> Option<&TypeExpr> {
    match shape {
        Shape::Type(expr) => Some(expr),
        Shape::Collection(element) => named_shape(element),
        Shape::Text | Shape::Integer | Shape::Union(_) | Shape::Unknown => None,
    }
}

/// A property of which nothing but name and type is known.
pub(crate) fn plain_property(name: &str, ty: TypeRef, evidence: Evidence) -> Property {
    Property {
        name: WireName(name.to_owned()),
        ty,
        doc: Doc::default(),
        is_inherited: false,
        is_navigation: false,
        nullable: None,
        read_only: false,
        write_only: false,
        required: false,
        returned: None,
        capabilities: Vec::new(),
        values: Vec::new(),
        secret: false,
        deprecated: None,
        evidence,
    }
}

/// The type that a placeholder shows; `None` when it shows none.
pub(crate) fn shape_type(index: &Index, shape: &Shape, scope: PageScope<'_>) -> Option<TypeRef> {
    match shape {
        Shape::Type(TypeExpr::Unreadable { .. }) | Shape::Unknown => None,
        Shape::Type(expr) => match index.resolve(expr, scope) {
            TypeRef::Unknown { .. } => None,
            ty => Some(ty),
        },
        Shape::Text | Shape::Union(_) => Some(TypeRef::Primitive(Primitive::String)),
        Shape::Integer => Some(TypeRef::Primitive(Primitive::Int32)),
        Shape::Collection(element) => Some(TypeRef::Collection(Box::new(
            shape_type(index, element, scope).unwrap_or(TypeRef::Untyped),
        ))),
    }
}

/// Whether objects may have properties that no page lists, so that a JSON representation shows such as they may have.
pub(crate) fn is_open(part: &TypePart<'_>) -> bool {
    let says_so = |text: &str| {
        let text = text.to_ascii_lowercase();
        text.contains("open type") || text.contains("open_ type")
    };
    part.shape.is_some_and(|shape| shape.annotation.is_open)
        || says_so(&part.page.title.value)
        || says_so(&part.resource.doc.plain())
}

/// Whether it may be the name of a property. A name that no table lists must at least look like one: names of dynamic members in
/// samples mostly do not.
pub(crate) fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
