//! Client stubs as tokens: operations, places, the client.

mod client;
mod operations;
mod places;
mod tour;

pub(super) use client::unit as client;
pub(super) use operations::{area, definitions, list as operation_areas, reply};
pub(super) use places::{file as place_file, list as place_files};
pub(super) use tour::unit as tour;

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::stubs::{Argument, Body, BodyKind, Condition};
use crate::plan::{FeatureName, Scalar, StdPaths};

use super::types;

/// `#[cfg(…)]`, or nothing.
fn cfg(condition: &Condition) -> Option<TokenStream> {
    let (all, features) = match condition {
        Condition::Always => return None,
        Condition::All(features) => (true, features),
        Condition::Any(features) => (false, features),
    };
    let features: Vec<&str> = features.iter().map(FeatureName::as_str).collect();
    Some(match (features.as_slice(), all) {
        ([feature], _) => quote!(#[cfg(feature = #feature)]),
        (features, true) => quote!(#[cfg(all(#(feature = #features),*))]),
        (features, false) => quote!(#[cfg(any(#(feature = #features),*))]),
    })
}

/// `name: type` of a parameter that goes into a URL or a header.
pub(super) fn parameter(argument: &Argument) -> TokenStream {
    let ident = &argument.ident;
    let ty = match argument.scalar {
        Scalar::Text | Scalar::Bytes => quote!(impl rt::client::Argument),
        scalar @ (Scalar::Bool
        | Scalar::Int32
        | Scalar::Int64
        | Scalar::Float
        | Scalar::Decimal
        | Scalar::Timestamp(_)
        | Scalar::Date(_)
        | Scalar::Time(_)
        | Scalar::Duration
        | Scalar::Guid) => types::scalar(scalar),
    };
    quote!(#ident: #ty)
}

/// `name: type` of a body; `operations` is how the module of the operations is written here.
pub(super) fn body_parameter(body: &Body, is_in_operations: bool) -> TokenStream {
    let ident = &body.ident;
    let ty = match &body.kind {
        BodyKind::Value(ty) => {
            let ty = types::plain(ty, StdPaths::Full);
            quote!(&#ty)
        }
        BodyKind::List(ty) => {
            let ty = types::plain(ty, StdPaths::Full);
            quote!(&[#ty])
        }
        BodyKind::Parameters(name) if is_in_operations => quote!(&#name),
        BodyKind::Parameters(name) => quote!(&operations::#name),
        BodyKind::Reference => quote!(impl Into<rt::client::Reference>),
        BodyKind::Bytes(_) => quote!(impl Into<rt::client::Body>),
        BodyKind::Multipart => quote!(rt::client::Multipart),
        BodyKind::Untyped => quote!(&rt::serde_json::Value),
    };
    quote!(#ident: #ty)
}
