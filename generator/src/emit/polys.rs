//! Open enums of records as tokens: the enum, and its table for the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::{Poly, StdPaths};

use super::{Unit, extras, gate, types};

pub(super) fn poly<'p>(unit: &mut Unit<'p>, poly: &'p Poly, std: StdPaths) {
    let docs = unit.docs(&poly.docs);
    let (ident, extras) = (&poly.ident, extras(&poly.extras));
    let variants: Vec<TokenStream> = poly
        .variants
        .iter()
        .map(|variant| {
            let docs = unit.docs(&variant.docs);
            let (cfg, ident, path) = (
                gate(&variant.gate),
                &variant.ident,
                types::path_of(&variant.path),
            );
            let boxed = types::boxed(&path, std);
            quote! { #docs #cfg #ident(#boxed) }
        })
        .collect();
    unit.declare(quote! {
        #docs
        #[derive(Clone)]
        #(#extras)*
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
        }
    });
    let rows: Vec<TokenStream> = poly
        .variants
        .iter()
        .enumerate()
        .map(|(at, variant)| {
            let (at, parent) = (
                Literal::usize_unsuffixed(at),
                Literal::usize_unsuffixed(variant.parent.unwrap_or(0)),
            );
            let (cfg, ident, path) = (
                gate(&variant.gate),
                &variant.ident,
                types::path_of(&variant.path),
            );
            let api_name = &variant.api_name.0;
            quote! { #cfg #at #parent #ident(#path) #api_name }
        })
        .collect();
    unit.declare(quote! { rt::any! { #ident #(, #rows)* } });
}
