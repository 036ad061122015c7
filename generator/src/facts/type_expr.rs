//! The grammar of the Type column: from a cell to a type expression (dialect 4). Names stay as written.

use serde::{Deserialize, Serialize};

use crate::api::Primitive;
use crate::limits::NAME_BYTES;
use crate::syntax::{Inline, Inlines};

/// What a type cell, an annotation or a sentence says about a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TypeExpr {
    /// An OData primitive.
    Primitive(Primitive),
    /// Any JSON value: `Json`, `Object`, unions.
    Untyped,
    /// `Enumeration`: a string whose values the description lists.
    Enumeration,
    /// A type by name, by link, or both.
    Named {
        /// The name as written: `user`, `microsoft.graph.user`.
        name: String,
        /// The link target as written, if any.
        target: Option<String>,
    },
    /// Several of them.
    Collection(Box<TypeExpr>),
    /// A cell that no rule reads.
    Unreadable {
        /// What it says.
        text: String,
    },
}

impl TypeExpr {
    /// The name and the link target of the type, of a collection those of its elements.
    pub fn named(&self) -> Option<(&str, Option<&str>)> {
        match self {
            Self::Named { name, target } => Some((name, target.as_deref())),
            Self::Collection(element) => element.named(),
            Self::Primitive(_) | Self::Untyped | Self::Enumeration | Self::Unreadable { .. } => {
                None
            }
        }
    }
}

/// Spellings of primitives, lower case, without `edm.` (dialect 4.2).
const PRIMITIVES: &[(&str, Primitive)] = &[
    ("string", Primitive::String),
    ("url", Primitive::String),
    ("text", Primitive::String),
    ("boolean", Primitive::Boolean),
    ("bool", Primitive::Boolean),
    ("int32", Primitive::Int32),
    ("int", Primitive::Int32),
    ("integer", Primitive::Int32),
    ("int64", Primitive::Int64),
    ("long", Primitive::Int64),
    ("int16", Primitive::Int16),
    ("byte", Primitive::Byte),
    ("sbyte", Primitive::SByte),
    ("double", Primitive::Double),
    ("number", Primitive::Double),
    ("numeric", Primitive::Double),
    ("single", Primitive::Single),
    ("float", Primitive::Single),
    ("decimal", Primitive::Decimal),
    ("datetimeoffset", Primitive::DateTimeOffset),
    ("datetime", Primitive::DateTimeOffset),
    ("timestamp", Primitive::DateTimeOffset),
    ("date", Primitive::Date),
    ("timeofday", Primitive::TimeOfDay),
    ("duration", Primitive::Duration),
    ("guid", Primitive::Guid),
    ("uuid", Primitive::Guid),
    ("binary", Primitive::Binary),
    ("stream", Primitive::Stream),
];

/// Words for any JSON value.
const UNTYPED: &[&str] = &[
    "json",
    "object",
    "json object",
    "untyped json object",
    "microsoft.graph.json",
    "any",
    "untyped",
];

/// Reads a type cell.
pub fn parse(cell: &Inlines<'_>) -> TypeExpr {
    let links: Vec<(&str, &str)> = cell
        .0
        .iter()
        .filter_map(|inline| match inline {
            Inline::Link { text, target, .. } => Some((text.as_ref(), target.as_ref())),
            _ => None,
        })
        .collect();
    let text = cell.plain();
    match links.as_slice() {
        [] => parse_text(&text),
        [(name, target)] => parse_link(name, target, &text),
        [(name, target), ..] if is_union(&text) => match parse_link(name, target, &text) {
            TypeExpr::Collection(_) => TypeExpr::Collection(Box::new(TypeExpr::Untyped)),
            _ => TypeExpr::Untyped,
        },
        [(name, target), ..] => parse_link(name, target, &text),
    }
}

/// The linked types of a union; empty for a cell that is none.
pub fn alternatives(cell: &Inlines<'_>) -> Vec<TypeExpr> {
    let links = cell.0.iter().filter_map(|inline| match inline {
        Inline::Link { text, target, .. } => Some(TypeExpr::Named {
            name: text.trim().to_owned(),
            target: Some(target.to_string()),
        }),
        _ => None,
    });
    let links: Vec<TypeExpr> = links.collect();
    if links.len() > 1 && is_union(&cell.plain()) {
        links
    } else {
        Vec::new()
    }
}

/// Reads a type that is plain text: a cell without link, an annotation's `@odata.type`, a JSON placeholder's type.
pub fn parse_text(text: &str) -> TypeExpr {
    let mut text = strip_affixes(text);
    let mut is_collection = false;
    // Not by recursion: a cell may say it as often as a page is long.
    while let Some(inner) = collection_of(text) {
        text = strip_remarks(inner);
        is_collection = true;
    }
    let element = parse_element(text);
    if is_collection {
        collection(element)
    } else {
        element
    }
}

/// Reads a type that is no collection; remarks are stripped already.
fn parse_element(text: &str) -> TypeExpr {
    if text.is_empty() {
        return TypeExpr::Primitive(Primitive::String);
    }
    let bare = text.trim_start_matches('#');
    let bare = strip_prefix_ignore_case(bare, "edm.")
        .unwrap_or(bare)
        .trim();
    let lower = bare.to_ascii_lowercase();
    if let Some((_, primitive)) = PRIMITIVES.iter().find(|(name, _)| *name == lower) {
        return TypeExpr::Primitive(*primitive);
    }
    if matches!(lower.as_str(), "enumeration" | "enum") {
        return TypeExpr::Enumeration;
    }
    if UNTYPED.contains(&lower.as_str()) {
        return TypeExpr::Untyped;
    }
    if lower == "string (timestamp)" {
        return TypeExpr::Primitive(Primitive::DateTimeOffset);
    }
    if is_union(bare) {
        return TypeExpr::Untyped;
    }
    let word = bare.split_whitespace().next().unwrap_or_default();
    let rest = bare[word.len()..].trim();
    // `error object`, `alertStatus enum`, `itemAnalytics resource`: the second word only says what kind of type it is.
    let kind_word = matches!(
        rest.to_ascii_lowercase().as_str(),
        "" | "object" | "objects" | "enum" | "enumeration" | "resource" | "type" | "resource type"
    );
    if is_type_name(word) && kind_word {
        return TypeExpr::Named {
            name: word.to_owned(),
            target: None,
        };
    }
    // `Int32 (readonly)` and the like: a known first word with a remark.
    if rest.starts_with('(') && !word.is_empty() {
        return parse_text(word);
    }
    TypeExpr::Unreadable {
        text: bare.to_owned(),
    }
}

fn parse_link(name: &str, target: &str, whole: &str) -> TypeExpr {
    let name = name.trim().trim_start_matches('#');
    let (name, inside) = match collection_of(name) {
        Some(inner) => (inner, true),
        None => (name, false),
    };
    let outside = collection_of(strip_affixes(whole)).is_some();
    let element = match parse_text(name) {
        // A link `[String](…)` is still a string; a link with an unreadable text may be resolved by its target.
        TypeExpr::Named { name, .. } => TypeExpr::Named {
            name,
            target: Some(target.to_owned()),
        },
        TypeExpr::Unreadable { text } => TypeExpr::Named {
            name: text,
            target: Some(target.to_owned()),
        },
        other => other,
    };
    if inside || outside {
        collection(element)
    } else {
        element
    }
}

fn collection(element: TypeExpr) -> TypeExpr {
    match element {
        // `routingPolicy collection collection` is one collection (dialect 4).
        already @ TypeExpr::Collection(_) => already,
        other => TypeExpr::Collection(Box::new(other)),
    }
}

/// The element of `x collection`, `Collection(x)`, `collection of x`, `x[]`, `array of x`, `list of x`.
fn collection_of(text: &str) -> Option<&str> {
    let text = text.trim();
    if let Some(rest) = strip_prefix_ignore_case(text, "collection") {
        let rest = rest.trim_start();
        if let Some(inner) = rest.strip_prefix('(') {
            return Some(inner.strip_suffix(')').unwrap_or(inner).trim());
        }
        if let Some(inner) = strip_prefix_ignore_case(rest, "of ") {
            return Some(inner.trim());
        }
    }
    for prefix in ["array of ", "list of ", "a collection of "] {
        if let Some(inner) = strip_prefix_ignore_case(text, prefix) {
            return Some(inner.trim());
        }
    }
    if let Some(inner) = text.strip_suffix("[]") {
        return Some(inner.trim());
    }
    let lower_tail = |suffix: &str| {
        text.len() > suffix.len()
            && text.is_char_boundary(text.len() - suffix.len())
            && text[text.len() - suffix.len()..].eq_ignore_ascii_case(suffix)
    };
    for suffix in [" collection", " collections", ")collection"] {
        if lower_tail(suffix) {
            return Some(text[..text.len() - suffix.len()].trim());
        }
    }
    None
}

/// Drops `, maximum size N`, `(optional)` and other remarks that do not change the type.
fn strip_affixes(text: &str) -> &str {
    let text = text.split(", maximum").next().unwrap_or_default();
    strip_remarks(text)
}

/// Drops what stands around a type, and is no part of it.
fn strip_remarks(text: &str) -> &str {
    let mut text = text
        .trim()
        .trim_matches(|c| matches!(c, '*' | '`' | '.' | ',' | ';'))
        .trim();
    for remark in [
        "(optional)",
        "(readonly)",
        "(read-only)",
        "(url)",
        "(enum)",
        "(identifier)",
        "(required)",
    ] {
        text = strip_prefix_ignore_case(text, remark)
            .unwrap_or(text)
            .trim();
        if text.len() >= remark.len()
            && text.is_char_boundary(text.len() - remark.len())
            && text[text.len() - remark.len()..].eq_ignore_ascii_case(remark)
        {
            text = text[..text.len() - remark.len()].trim();
        }
    }
    text
}

fn is_union(text: &str) -> bool {
    text.contains(" or ") || (text.contains('/') && !text.contains("://"))
}

/// Whether a word can be the name of a type: letters, digits, `_`, `.`, beginning with a letter.
pub fn is_type_name(word: &str) -> bool {
    word.len() <= NAME_BYTES
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
        && !word.ends_with('.')
}

fn strip_prefix_ignore_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}
