//! One API: types, operations, text. Sorted, serialisable (`api.json`), and free of both Markdown events and Rust.
//!
//! **Invariants:** `from_json(to_json(m)) == m`. Every [`TypeRef::Named`] names a key of [`Model::types`]; every base does
//! too, and bases form no cycle. Of the properties of a type, those that a base
//! declares too are marked as inherited.

mod display;
pub mod item;
pub mod json;
pub(crate) mod lookup;
pub(crate) mod names;
pub mod operation;
pub(crate) mod url_types;

pub use crate::api::{Capability, Doc, PagePath, Primitive, Returned, TypeName, WireName};
pub use item::ApiItem;
pub use operation::{Operation, OperationId};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::api::is_false;

/// One API, as its pages describe it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Model {
    /// Version of this JSON form.
    pub format: u32,
    /// Every type, by qualified name.
    pub types: BTreeMap<TypeName, TypeDef>,
    /// Every operation, by id.
    pub operations: BTreeMap<OperationId, Operation>,
    /// What each page is about: links in [`Doc`]s name pages.
    pub pages: BTreeMap<PagePath, PageInfo>,
}

/// What a page defines.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageInfo {
    /// The first heading.
    pub title: String,
    /// The types it defines, the main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<TypeName>,
    /// The operations it defines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<OperationId>,
}

/// One type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TypeDef {
    /// Object or enum.
    pub kind: TypeKind,
    /// What the pages say about it.
    pub doc: Doc,
    /// The pages that describe it, the primary one first. A type that only api pages mention lists those.
    pub pages: Vec<PagePath>,
    /// The area of the docs (front matter `ms.prod` or `ms.subservice`); empty when no page says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// Present when deprecated; the text says what the pages say, and may be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Doc>,
}

/// The kinds of types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TypeKind {
    /// An entity or complex type.
    Object(ObjectType),
    /// An enumeration.
    Enum(EnumType),
}

/// An entity or complex type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectType {
    /// The direct base type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<TypeName>,
    /// Undeclared properties are part of the contract.
    #[serde(skip_serializing_if = "is_false")]
    pub is_open: bool,
    /// No value has exactly this type.
    #[serde(skip_serializing_if = "is_false")]
    pub is_abstract: bool,
    /// Has a key, own or inherited.
    #[serde(skip_serializing_if = "is_false")]
    pub is_entity: bool,
    /// The entity itself is a stream, reached by `$value`.
    #[serde(skip_serializing_if = "is_false")]
    pub has_stream: bool,
    /// Names of the key properties declared here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub key: Vec<WireName>,
    /// What the pages of this type list, in page order. Inherited ones are among them where the page describes them again.
    pub properties: Vec<Property>,
}

/// A property of an object type.
#[derive(Clone, Debug, PartialEq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Property {
    /// As in JSON.
    pub name: WireName,
    /// The type; a collection is a [`TypeRef::Collection`].
    #[serde(rename = "type")]
    pub ty: TypeRef,
    /// What the pages say.
    #[serde(default, skip_serializing_if = "Doc::is_empty")]
    pub doc: Doc,
    /// A base declares it too; the page of this type describes it again.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_inherited: bool,
    /// A relationship, not a structural property.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_navigation: bool,
    /// Where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nullable: Option<bool>,
    /// Stated to be read-only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// Stated to be write-only.
    #[serde(default, skip_serializing_if = "is_false")]
    pub write_only: bool,
    /// Stated to be required (in a request).
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Whether a GET without `$select` returns it, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Returned>,
    /// OData capabilities that the description names, in page order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub capabilities: Vec<Capability>,
    /// Documented values of an open string, in page order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// A secret by its name or by the page's words: never printed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub secret: bool,
    /// Present when deprecated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Doc>,
    /// The best source that knows this property.
    pub evidence: Evidence,
}

/// Where a property is known from, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Evidence {
    /// A property or relationship table of a resource page.
    Table,
    /// The JSON representation of a resource page.
    Json,
    /// A request-body table of an api page.
    Request,
    /// A documented URL reveals a navigation property.
    Url,
    /// Only an example shows it.
    Example,
}

/// An enumeration. Its values travel as strings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnumType {
    /// Several members may be combined; on the wire they are one comma-joined string.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_flags: bool,
    /// In page order, spelt as the best source does; the sentinel is among them.
    pub members: Vec<EnumMember>,
}

/// A member of an enumeration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EnumMember {
    /// As on the wire.
    pub name: WireName,
    /// The integer that the page gives; never sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    /// What the page says.
    #[serde(default, skip_serializing_if = "Doc::is_empty")]
    pub doc: Doc,
    /// `unknownFutureValue`: marks the enum as evolvable; never sent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_sentinel: bool,
    /// Only returned when asked for (`Prefer: include-unknown-enum-members`): listed after the sentinel.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_opt_in: bool,
    /// Present when deprecated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Doc>,
}

/// A type, as used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TypeRef {
    /// An OData primitive.
    Primitive(Primitive),
    /// A type of this model.
    Named(TypeName),
    /// Several of them.
    Collection(Box<TypeRef>),
    /// Any JSON value, because the page says so (`Json`, unions).
    Untyped,
    /// Any JSON value, because what the page says could not be resolved.
    Unknown {
        /// What it says.
        text: String,
    },
}

impl TypeRef {
    /// The type of one element: of a collection its item, else the type itself.
    pub fn element(&self) -> &Self {
        match self {
            Self::Collection(item) => item.element(),
            Self::Primitive(_) | Self::Named(_) | Self::Untyped | Self::Unknown { .. } => self,
        }
    }

    /// This type with another element: a collection stays one.
    pub(crate) fn with_element(&self, element: Self) -> Self {
        if self.is_collection() {
            Self::Collection(Box::new(element))
        } else {
            element
        }
    }

    /// Whether this is a collection.
    pub fn is_collection(&self) -> bool {
        matches!(self, Self::Collection(_))
    }

    /// Whether the pages define it; any JSON value is a definition, too.
    pub fn is_known(&self) -> bool {
        !matches!(self.element(), Self::Unknown { .. })
    }

    /// The named type behind it, if any.
    pub fn named(&self) -> Option<&TypeName> {
        match self.element() {
            Self::Named(name) => Some(name),
            Self::Primitive(_) | Self::Collection(_) | Self::Untyped | Self::Unknown { .. } => None,
        }
    }
}

impl Model {
    /// The type of this name.
    pub fn object(&self, name: &TypeName) -> Option<&ObjectType> {
        match &self.types.get(name)?.kind {
            TypeKind::Object(object) => Some(object),
            TypeKind::Enum(_) => None,
        }
    }

    /// The areas of types and of operations: a page of operations may name one that no type belongs to.
    pub(crate) fn areas(&self) -> impl Iterator<Item = &str> {
        let types = self.types.values().map(|def| def.area.as_str());
        let operations = self.operations.values();
        types.chain(operations.map(|operation| operation.area.as_str()))
    }

    /// The type itself, then its bases up to the root. Ends at a cycle or at an unknown base.
    pub fn lineage<'m>(&'m self, name: &'m TypeName) -> Vec<&'m TypeName> {
        let mut line = vec![name];
        while let Some(base) = self
            .object(line[line.len() - 1])
            .and_then(|object| object.base.as_ref())
        {
            if line.contains(&base) {
                break;
            }
            line.push(base);
        }
        line
    }
}
