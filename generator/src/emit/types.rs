//! Types of the plan as tokens.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Dates, RustPath, RustType, Scalar, StdPaths};

/// The type that a field holds.
pub(super) fn held(ty: &RustType, std: StdPaths) -> TokenStream {
    match ty {
        RustType::Record(path) => {
            let (path, boxed) = (path_of(path), in_std(std, Std::Box));
            quote!(#boxed<#path>)
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
pub(super) fn plain(ty: &RustType, std: StdPaths) -> TokenStream {
    match ty {
        RustType::Scalar(scalar) => scalar_type(*scalar, std),
        RustType::Json => quote!(rt::serde_json::Value),
        RustType::Record(path) | RustType::Enum(path) | RustType::Poly(path) => path_of(path),
        RustType::Flags(path) => {
            let path = path_of(path);
            quote!(rt::Flags<#path>)
        }
        RustType::List(item) => {
            let (item, list) = (plain(item, std), in_std(std, Std::Vec));
            quote!(#list<#item>)
        }
    }
}

/// A type on the heap.
pub(super) fn boxed(inner: &TokenStream, std: StdPaths) -> TokenStream {
    let boxed = in_std(std, Std::Box);
    quote!(#boxed<#inner>)
}

/// A type of this crate, as every module can name it.
pub(super) fn path_of(path: &RustPath) -> TokenStream {
    let (namespace, ident) = (&path.namespace, &path.ident);
    quote!(models::#(#namespace::)*#ident)
}

/// A scalar, by its full path where it has one.
pub(super) fn scalar(scalar: Scalar) -> TokenStream {
    scalar_type(scalar, StdPaths::Full)
}

fn scalar_type(scalar: Scalar, std: StdPaths) -> TokenStream {
    match scalar {
        Scalar::Text => in_std(std, Std::String),
        Scalar::Bool => quote!(bool),
        Scalar::Int32 => quote!(i32),
        Scalar::Int64 => quote!(i64),
        Scalar::Float => quote!(f64),
        Scalar::Decimal => quote!(rt::Decimal),
        Scalar::Timestamp(Dates::Jiff) => quote!(rt::jiff::Timestamp),
        Scalar::Timestamp(Dates::Chrono) => {
            quote!(rt::chrono::DateTime<rt::chrono::Utc>)
        }
        Scalar::Timestamp(Dates::Time) => quote!(rt::time::OffsetDateTime),
        Scalar::Date(Dates::Jiff) => quote!(rt::jiff::civil::Date),
        Scalar::Date(Dates::Chrono) => quote!(rt::chrono::NaiveDate),
        Scalar::Date(Dates::Time) => quote!(rt::time::Date),
        Scalar::Time(Dates::Jiff) => quote!(rt::jiff::civil::Time),
        Scalar::Time(Dates::Chrono) => quote!(rt::chrono::NaiveTime),
        Scalar::Time(Dates::Time) => quote!(rt::time::Time),
        Scalar::Duration => quote!(rt::jiff::Span),
        Scalar::Guid => quote!(rt::Guid),
        Scalar::Bytes => quote!(rt::Bytes),
    }
}

enum Std {
    String,
    Vec,
    Box,
}

fn in_std(paths: StdPaths, ty: Std) -> TokenStream {
    match (paths, ty) {
        (StdPaths::Short, Std::String) => quote!(String),
        (StdPaths::Short, Std::Vec) => quote!(Vec),
        (StdPaths::Short, Std::Box) => quote!(Box),
        (StdPaths::Full, Std::String) => quote!(::std::string::String),
        (StdPaths::Full, Std::Vec) => quote!(::std::vec::Vec),
        (StdPaths::Full, Std::Box) => quote!(::std::boxed::Box),
    }
}
