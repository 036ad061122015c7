//! Records as tokens: the struct, and its table for the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::{Field, Record, StdPaths};

use super::{Unit, attributes, deprecated, extras, gate, types};

pub(super) fn record<'p>(unit: &mut Unit<'p>, record: &'p Record, std: StdPaths) {
    let docs = unit.docs(&record.docs);
    let ident = &record.ident;
    let deprecated = deprecated(record.deprecated.as_ref());
    let extras = extras(&record.extras);
    let fields: Vec<TokenStream> = record.fields.iter().map(|f| field(unit, f, std)).collect();
    unit.declare(quote! {
        #docs
        #deprecated
        #[derive(Clone, Default)]
        #(#extras)*
        pub struct #ident {
            #(#fields,)*
            #[doc = " Properties that the documentation does not list."]
            pub additional: rt::Additional,
        }
    });
    let (api_name, derived) = (&record.api_name.0, record.writes_tag);
    let secrets = record
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.secret)
        .map(|(at, _)| Literal::usize_unsuffixed(at));
    let rows = record
        .fields
        .iter()
        .enumerate()
        .map(|(at, field)| row(at, field));
    unit.declare(quote! {
        rt::record! { #ident #api_name, derived = #derived, secrets = [#(#secrets),*] #(, #rows)* }
    });
}

fn field<'p>(unit: &mut Unit<'p>, field: &'p Field, std: StdPaths) -> TokenStream {
    let docs = unit.docs(&field.docs);
    let (cfg, deprecated) = (gate(&field.gate), deprecated(field.deprecated.as_ref()));
    let (ident, ty) = (&field.ident, types::held(&field.ty, std));
    let attributes = attributes(&field.attributes);
    quote! { #docs #cfg #deprecated #(#attributes)* pub #ident: rt::Field<#ty> }
}

fn row(at: usize, field: &Field) -> TokenStream {
    let (cfg, at) = (gate(&field.gate), Literal::usize_unsuffixed(at));
    let (ident, wire) = (&field.ident, &field.wire.0);
    quote! { #cfg #at #ident #wire }
}
