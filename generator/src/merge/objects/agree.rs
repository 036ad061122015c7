//! What a table and a JSON representation say of one property: the table's claim is completed by the block's, and what they
//! contradict each other in is reported with both places.

use super::{Candidate, Context, PageScope, Primitive, TypeName, TypeRef, is_unknown, shape_type};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::facts::TypeExpr;
use crate::facts::json_shape::{Shape, ShapeFact};
use crate::merge::define::Definitions;

/// Completes a table's claim by the JSON block's, and reports where they contradict each other.
pub(super) fn agree(
    context: Context<'_, '_>,
    known: &mut Candidate,
    fact: &ShapeFact,
    scope: PageScope<'_>,
    diagnostics: &mut Diagnostics,
) {
    let property = &mut known.property;
    if let Shape::Union(values) = &fact.shape
        && property.values.is_empty()
        && property.ty == TypeRef::Primitive(Primitive::String)
    {
        property.values.clone_from(values);
    }
    let Some(shown) = shape_type(context.index, &fact.shape, scope) else {
        return;
    };
    if is_unknown(&property.ty) {
        if shown.named().is_some() {
            property.ty = shown;
        }
        return;
    }
    if collections_differ(&property.ty, &fact.shape) {
        diagnostics.push(conflicting_collection(known, fact));
        return;
    }
    let kinds = Kinds(context.definitions);
    let (table, json) = (
        kinds.kind(&property.ty),
        kinds.shown_kind(&fact.shape, &shown),
    );
    if table.contradicts(json) || widths_differ(&property.ty, &fact.shape) {
        diagnostics.push(conflicting_kind(known, fact, table, &shown));
    } else if let (TypeRef::Named(table), TypeRef::Named(json)) =
        (property.ty.element(), shown.element())
        && table != json
        && !stands_for_any(context.definitions, table)
    {
        known.shown = Some((json.clone(), fact.value_span));
    }
}

/// A type whose table lists `@odata.type` may be any type that an object names.
fn stands_for_any(definitions: &Definitions<'_>, name: &TypeName) -> bool {
    let mut parts = definitions.types.get(name).into_iter().flatten();
    parts.any(|part| {
        let mut rows = part.resource.properties.iter();
        rows.any(|row| row.name.value == "@odata.type")
    })
}

/// Only one of them is a list. What may be anything may be a list, and an enum may hold several values in one text.
fn collections_differ(ty: &TypeRef, shape: &Shape) -> bool {
    let says_nothing =
        |shape: &Shape| matches!(shape, Shape::Unknown | Shape::Type(TypeExpr::Untyped));
    let is_list = matches!(shape, Shape::Collection(_));
    *ty.element() != TypeRef::Untyped && !says_nothing(shape) && ty.is_collection() != is_list
}

fn conflicting_collection(known: &Candidate, fact: &ShapeFact) -> Diagnostic {
    let name = &known.property.name.0;
    let (table, json) = if known.property.ty.is_collection() {
        ("a collection", "a single value")
    } else {
        ("a single value", "a collection")
    };
    let message = format!("the table makes `{name}` {table}, the JSON representation {json}");
    Code::ConflictingCollection
        .at(known.span, message)
        .here(format!("the table says {table}"))
        .also(fact.value_span, format!("the JSON shows {json}"))
        .help("make the two agree; the table was believed")
}

fn conflicting_kind(
    known: &Candidate,
    fact: &ShapeFact,
    table: Kind,
    shown: &TypeRef,
) -> Diagnostic {
    let (name, says) = (&known.property.name.0, &known.property.ty);
    let json = match &fact.shape {
        Shape::Text | Shape::Union(_) => "a string".to_owned(),
        Shape::Integer => "a number".to_owned(),
        Shape::Type(_) | Shape::Collection(_) | Shape::Unknown => format!("`{shown}`"),
    };
    let code = match table {
        Kind::Enum => Code::EnumPlaceholder,
        Kind::Boolean | Kind::Number | Kind::Text | Kind::Object | Kind::Any => {
            Code::ConflictingType
        }
    };
    let message = format!("the table says `{name}` is `{says}`, the JSON representation {json}");
    code.at(known.span, message)
        .here(format!("the table says `{says}` here"))
        .also(fact.value_span, format!("the JSON says {json} here"))
        .help(format!(
            "show a value of `{says}` in the JSON, or correct the table, which was believed"
        ))
}

/// A placeholder that names one integer type, where the table names the other.
fn widths_differ(ty: &TypeRef, shape: &Shape) -> bool {
    let Shape::Type(TypeExpr::Primitive(shown)) = shape else {
        return false;
    };
    let wide = |primitive: &Primitive| match primitive {
        Primitive::Int64 => Some(true),
        Primitive::Int32 => Some(false),
        _ => None,
    };
    match ty {
        TypeRef::Primitive(primitive) => {
            wide(primitive).is_some() && wide(shown).is_some() && primitive != shown
        }
        TypeRef::Named(_) | TypeRef::Collection(_) | TypeRef::Untyped | TypeRef::Unknown { .. } => {
            false
        }
    }
}

/// The kinds of JSON values that a type may travel as; an enum travels as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Boolean,
    Number,
    Text,
    Enum,
    Object,
    /// Several, or unknown.
    Any,
}

impl Kind {
    fn contradicts(self, other: Self) -> bool {
        let is_text = |kind| matches!(kind, Self::Text | Self::Enum);
        self != Self::Any
            && other != Self::Any
            && self != other
            && !(is_text(self) && is_text(other))
    }
}

struct Kinds<'d, 'f>(&'d Definitions<'f>);

impl Kinds<'_, '_> {
    fn kind(&self, ty: &TypeRef) -> Kind {
        match ty {
            TypeRef::Primitive(primitive) => of_primitive(*primitive),
            TypeRef::Named(name) if self.0.enums.contains_key(name) => Kind::Enum,
            TypeRef::Named(name) if self.0.types.contains_key(name) => Kind::Object,
            TypeRef::Named(_) | TypeRef::Untyped | TypeRef::Unknown { .. } => Kind::Any,
            TypeRef::Collection(item) => self.kind(item),
        }
    }

    /// The kind that a placeholder shows. `ty` is the type it stands for.
    fn shown_kind(&self, shape: &Shape, ty: &TypeRef) -> Kind {
        match shape {
            Shape::Text | Shape::Union(_) => Kind::Text,
            Shape::Integer => Kind::Number,
            Shape::Type(_) => self.kind(ty),
            Shape::Collection(item) => self.shown_kind(item, ty.element()),
            Shape::Unknown => Kind::Any,
        }
    }
}

fn of_primitive(primitive: Primitive) -> Kind {
    match primitive {
        Primitive::Boolean => Kind::Boolean,
        Primitive::Byte
        | Primitive::SByte
        | Primitive::Int16
        | Primitive::Int32
        | Primitive::Int64
        | Primitive::Single
        | Primitive::Double
        | Primitive::Decimal => Kind::Number,
        Primitive::String
        | Primitive::DateTimeOffset
        | Primitive::Date
        | Primitive::TimeOfDay
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::Binary => Kind::Text,
        Primitive::Stream => Kind::Any,
    }
}
