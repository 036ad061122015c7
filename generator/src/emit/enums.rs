//! Open enums of text as tokens: the enum, and its table for the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::Enum;

use super::{Unit, attributes, deprecated, extras};

pub(super) fn enumeration<'p>(unit: &mut Unit<'p>, e: &'p Enum) {
    let docs = unit.docs(&e.docs);
    let (ident, deprecation) = (&e.ident, deprecated(e.deprecated.as_ref()));
    let extras = extras(&e.extras);
    let variants: Vec<TokenStream> = e
        .variants
        .iter()
        .map(|variant| {
            let docs = unit.docs(&variant.docs);
            let (ident, deprecation) = (&variant.ident, deprecated(variant.deprecated.as_ref()));
            let attributes = attributes(&variant.attributes);
            quote! { #docs #deprecation #(#attributes)* #ident }
        })
        .collect();
    unit.declare(quote! {
        #docs
        #deprecation
        #[derive(Clone)]
        #(#extras)*
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            #[doc = " A member that the documentation does not list."]
            Unknown(rt::UnknownValue),
        }
    });
    let rows = e.variants.iter().enumerate().map(|(at, variant)| {
        let (at, ident, wire) = (
            Literal::usize_unsuffixed(at),
            &variant.ident,
            &variant.wire.0,
        );
        quote!(#at #ident #wire)
    });
    unit.declare(quote! { rt::open_enum! { #ident #(, #rows)* } });
}
