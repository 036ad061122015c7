//! Single declarations as tokens, for those who show what a page becomes without making the crate.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::stubs::Operation;
use crate::plan::{Field, RustIdent, StdPaths};

use super::stubs::{body_parameter, parameter, reply};
use super::types;

/// A field, as a struct without more.
pub fn field(field: &Field) -> TokenStream {
    let (ident, ty) = (&field.ident, types::held(&field.ty, StdPaths::Short));
    quote! { struct S { pub #ident: rt::Field<#ty> } }
}

/// The method that makes an operation and what an awaited one gives, as a function without a body.
pub fn call(operation: &Operation, method: &RustIdent) -> TokenStream {
    let parameters = operation.arguments.iter().map(parameter);
    let body = operation
        .body
        .iter()
        .map(|body| body_parameter(body, false));
    let reply = reply(&operation.reply, StdPaths::Short);
    quote! { fn #method(&self, #(#parameters,)* #(#body)*) -> #reply {} }
}
