//! Types of the plan as tokens.

use quote::quote;

use crate::plan::{Dates, RustPath, RustType, Scalar, StdPaths};

use super::Part;

/// The type that a field holds.
pub(super) fn held(ty: &RustType, std: StdPaths) -> Part {
    match ty {
        RustType::Record(path) => {
            let (path, boxed) = (path_of(path), in_std(std, Std::Box));
            Part::new(quote!(#boxed<#path>))
        }
        RustType::Scalar(_)
        | RustType::Json
        | RustType::Enum(_)
        | RustType::Flags(_)
        | RustType::Poly(_)
        | RustType::List(_) => plain(ty, std),
    }
}

/// The type itself, as an element of a list.
pub(super) fn plain(ty: &RustType, std: StdPaths) -> Part {
    match ty {
        RustType::Scalar(scalar) => scalar_type(*scalar, std),
        RustType::Json => Part::new(quote!(rt::serde_json::Value)),
        RustType::Record(path) | RustType::Enum(path) | RustType::Poly(path) => path_of(path),
        RustType::Flags(path) => {
            let path = path_of(path);
            Part::new(quote!(rt::Flags<#path>))
        }
        RustType::List(item) => {
            let (item, list) = (plain(item, std), in_std(std, Std::Vec));
            Part::new(quote!(#list<#item>))
        }
    }
}

/// A type on the heap.
pub(super) fn boxed(inner: &Part, std: StdPaths) -> Part {
    let boxed = in_std(std, Std::Box);
    Part::new(quote!(#boxed<#inner>))
}

/// A type of this crate, as every module can name it.
pub(super) fn path_of(path: &RustPath) -> Part {
    let (namespace, ident) = (&path.namespace, &path.ident);
    Part::new(quote!(models::#(#namespace::)*#ident))
}

/// A scalar, by its full path where it has one.
pub(super) fn scalar(scalar: Scalar) -> Part {
    scalar_type(scalar, StdPaths::Full)
}

fn scalar_type(scalar: Scalar, std: StdPaths) -> Part {
    match scalar {
        Scalar::Text => in_std(std, Std::String),
        Scalar::Bool => Part::new(quote!(bool)),
        Scalar::Int32 => Part::new(quote!(i32)),
        Scalar::Int64 => Part::new(quote!(i64)),
        Scalar::Float => Part::new(quote!(f64)),
        Scalar::Decimal => Part::new(quote!(rt::Decimal)),
        Scalar::Timestamp(Dates::Jiff) => Part::new(quote!(rt::jiff::Timestamp)),
        Scalar::Timestamp(Dates::Chrono) => {
            Part::new(quote!(rt::chrono::DateTime<rt::chrono::Utc>))
        }
        Scalar::Timestamp(Dates::Time) => Part::new(quote!(rt::time::OffsetDateTime)),
        Scalar::Date(Dates::Jiff) => Part::new(quote!(rt::jiff::civil::Date)),
        Scalar::Date(Dates::Chrono) => Part::new(quote!(rt::chrono::NaiveDate)),
        Scalar::Date(Dates::Time) => Part::new(quote!(rt::time::Date)),
        Scalar::Time(Dates::Jiff) => Part::new(quote!(rt::jiff::civil::Time)),
        Scalar::Time(Dates::Chrono) => Part::new(quote!(rt::chrono::NaiveTime)),
        Scalar::Time(Dates::Time) => Part::new(quote!(rt::time::Time)),
        Scalar::Duration => Part::new(quote!(rt::jiff::Span)),
        Scalar::Guid => Part::new(quote!(rt::Guid)),
        Scalar::Bytes => Part::new(quote!(rt::Bytes)),
    }
}

enum Std {
    String,
    Vec,
    Box,
}

fn in_std(paths: StdPaths, ty: Std) -> Part {
    match (paths, ty) {
        (StdPaths::Short, Std::String) => Part::new(quote!(String)),
        (StdPaths::Short, Std::Vec) => Part::new(quote!(Vec)),
        (StdPaths::Short, Std::Box) => Part::new(quote!(Box)),
        (StdPaths::Full, Std::String) => Part::new(quote!(::std::string::String)),
        (StdPaths::Full, Std::Vec) => Part::new(quote!(::std::vec::Vec)),
        (StdPaths::Full, Std::Box) => Part::new(quote!(::std::boxed::Box)),
    }
}
